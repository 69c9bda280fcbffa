#include "config.h"

#include <string.h>

#include "random-tree.h"

typedef struct
{
  double merge;
  double base;
  double dependency;
  double label;
} Mix;

static const Mix mixes[] = {
  { 0.0, 0.05, 0.0, 0.0 }, { 0.2, 0.1, 0.0, 0.15 },   { 0.2, 0.15, 0.25, 0.2 },
  { 0.1, 0.3, 0.4, 0.3 },  { 0.35, 0.05, 0.15, 0.1 }, { 0.4, 0.2, 0.5, 0.3 },
};

static const char *const words[] = { "feat", "zed", "core", "ops", "a", "b@x" };

static gboolean
chance (GRand *rand, double probability)
{
  return g_rand_double (rand) < probability;
}

static const char *
pick (GPtrArray *from, GRand *rand)
{
  return g_ptr_array_index (from, g_rand_int_range (rand, 0, from->len));
}

static char *
make_any_id (GRand *rand, guint i)
{
  g_autofree char *digits = NULL;

  if (chance (rand, 0.6))
    return g_strdup_printf (
        "%06x%06x", g_rand_int_range (rand, 0, 1 << 24), g_rand_int_range (rand, 0, 1 << 24));
  if (chance (rand, 0.1))
    return g_strdup_printf ("r.%u", i);

  digits = g_strnfill (g_rand_int_range (rand, 1, 6), '0' + i % 10);

  return g_strdup_printf ("%c%u%s", "abcd"[g_rand_int_range (rand, 0, 4)], i, digits);
}

static char *
make_id (RandomTree *tree, GRand *rand)
{
  char *id = make_any_id (rand, tree->ids->len);

  while (g_ptr_array_find_with_equal_func (tree->ids, id, g_str_equal, NULL))
    {
      g_free (id);
      id = make_any_id (rand, tree->ids->len);
    }

  return id;
}

/* Parents are near more often than far, so that long branches come about. */
static void
append_parents (GString *line, GPtrArray *ids, const Mix *mix, GRand *rand)
{
  guint n = chance (rand, mix->merge) ? g_rand_int_range (rand, 2, 4) : 1;
  guint first = chance (rand, 0.4) || ids->len < 3 ? 0 : ids->len - 3;

  g_string_append (line, " <");
  for (guint i = 0; i < n; i++)
    {
      const char *id = g_ptr_array_index (ids, g_rand_int_range (rand, first, ids->len));

      if (strstr (line->str, id) == NULL || chance (rand, 0.02))
        g_string_append_printf (line, " %s", id);
    }
}

static void
append_dependencies (GString *line, RandomTree *tree, GRand *rand)
{
  g_string_append (line, " ~");
  for (guint i = g_rand_int_range (rand, 1, 4); i > 0; i--)
    g_string_append_printf (line,
                            " %s",
                            tree->labels->len > 0 && chance (rand, 0.3) ? pick (tree->labels, rand)
                                                                        : pick (tree->ids, rand));
}

static void
shuffle (GPtrArray *array, GRand *rand)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint    k = g_rand_int_range (rand, 0, i);
      gpointer other = array->pdata[k];

      array->pdata[k] = array->pdata[i - 1];
      array->pdata[i - 1] = other;
    }
}

RandomTree *
random_tree_new (GRand *rand)
{
  RandomTree *self = g_new0 (RandomTree, 1);
  const Mix  *mix = &mixes[g_rand_int_range (rand, 0, G_N_ELEMENTS (mixes))];
  guint       n = g_rand_int_range (rand, 1, 15);

  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = make_id (self, rand);
      g_autoptr (GString) line = g_string_new (id);

      if (i > 0 && !chance (rand, mix->base))
        append_parents (line, self->ids, mix, rand);
      if (i > 0 && chance (rand, mix->dependency))
        append_dependencies (line, self, rand);
      if (chance (rand, mix->label))
        {
          char *label = g_strdup_printf ("%s%u", words[g_rand_int_range (rand, 0, 6)], i);

          g_string_append_printf (line, " : %s", label);
          g_ptr_array_add (self->labels, label);
        }
      g_ptr_array_add (self->ids, g_steal_pointer (&id));
      g_ptr_array_add (self->lines, g_string_free (g_steal_pointer (&line), FALSE));
    }
  if (chance (rand, 0.7))
    shuffle (self->lines, rand);

  return self;
}

void
random_tree_free (RandomTree *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->labels);
  g_free (self);
}

static char *
make_symbol (RandomTree *self, GRand *rand)
{
  static const char *const symbols[] = { "head", "heads", "base", "nosuch", "", "current" };
  const char              *id = pick (self->ids, rand);

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
      return g_strdup (symbols[g_rand_int_range (rand, 0, G_N_ELEMENTS (symbols))]);
    case 1:
    case 2:
      return g_strndup (id, g_rand_int_range (rand, 1, strlen (id) + 1));
    case 3:
      return g_strdup (self->labels->len > 0 ? pick (self->labels, rand) : "nolabel");
    case 4:
    case 5:
      return g_strdup (chance (rand, 0.5) ? "head" : "heads");
    default:
      return g_strdup (id);
    }
}

static char *
make_label (RandomTree *self, GRand *rand)
{
  if (self->labels->len > 0 && chance (rand, 0.8))
    {
      const char *label = pick (self->labels, rand);

      return chance (rand, 0.15) ? g_strndup (label, strlen (label) - 1) : g_strdup (label);
    }

  return chance (rand, 0.7) ? g_strdup (pick (self->ids, rand)) : make_symbol (self, rand);
}

char *
random_tree_make_target (RandomTree *self, GRand *rand)
{
  g_autofree char *label = chance (rand, 0.35) ? make_label (self, rand) : NULL;
  g_autofree char *symbol = chance (rand, 0.75) ? make_symbol (self, rand) : NULL;
  g_autoptr (GString) target = g_string_new (NULL);

  /* "@-3" means nothing at all to Alembic; Limbeck refuses it. */
  if (label != NULL && *label != '\0')
    g_string_append_printf (target, "%s@", label);
  if (symbol != NULL)
    g_string_append (target, symbol);
  if (symbol == NULL || chance (rand, 0.25))
    g_string_append_printf (
        target, "%c%d", chance (rand, 0.5) ? '+' : '-', g_rand_int_range (rand, 0, 5));

  return g_string_free (g_steal_pointer (&target), FALSE);
}

char **
random_tree_make_rows (RandomTree *self, GRand *rand)
{
  g_autoptr (GStrvBuilder) rows = g_strv_builder_new ();
  guint n = g_rand_int_range (rand, 0, 3 + chance (rand, 0.3));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *unknown = g_strdup ("unknown1");

      g_strv_builder_add (rows, chance (rand, 0.02) ? unknown : pick (self->ids, rand));
    }

  return g_strv_builder_end (rows);
}
