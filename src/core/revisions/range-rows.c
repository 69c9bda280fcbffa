#include "config.h"

#include <string.h>

#include "core/revisions/range-rows.h"

/* For each revision whether it is applied, and how many applied ones stand directly above it. */
struct _LimbeckRangeRows
{
  const LimbeckRevisionMap *map;
  GHashTable               *rows;
  guint8                   *applied;
  guint                    *n_above;
};

static void
set_applied (LimbeckRangeRows *self, guint number, gboolean is_applied)
{
  const guint *down = limbeck_links_get (self->map->down, number);

  if (self->applied[number] == is_applied)
    return;

  self->applied[number] = is_applied;
  for (guint i = 0; i < limbeck_links_count (self->map->down, number); i++)
    self->n_above[down[i]] += is_applied ? 1 : -1;
}

LimbeckRangeRows *
limbeck_range_rows_new (const LimbeckRevisionMap *map, const char *const *rows)
{
  LimbeckRangeRows *self;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *applied = NULL;

  g_return_val_if_fail (map != NULL && rows != NULL, NULL);

  self = g_new0 (LimbeckRangeRows, 1);
  self->map = map;
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->applied = g_new0 (guint8, MAX (map->n, 1));
  self->n_above = g_new0 (guint, MAX (map->n, 1));

  for (; *rows != NULL; rows++)
    {
      int   found = limbeck_revision_map_find_id (map, *rows);
      guint number = found;

      g_hash_table_add (self->rows, g_strdup (*rows));
      if (found >= 0)
        g_array_append_val (numbers, number);
    }
  applied = limbeck_links_close (map->down, (const guint *) (void *) numbers->data, numbers->len);
  for (guint number = 0; number < map->n; number++)
    if (applied[number])
      set_applied (self, number, TRUE);

  return self;
}

void
limbeck_range_rows_free (LimbeckRangeRows *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->rows);
  g_free (self->applied);
  g_free (self->n_above);
  g_free (self);
}

static const char *
get_id (LimbeckRangeRows *self, guint number)
{
  return limbeck_revision_map_get_id (self->map, number);
}

void
limbeck_range_rows_upgrade (LimbeckRangeRows *self, guint number)
{
  const guint *down;

  g_return_if_fail (self != NULL && number < self->map->n);

  down = limbeck_links_get (self->map->down, number);
  for (guint i = 0; i < limbeck_links_count (self->map->down, number); i++)
    g_hash_table_remove (self->rows, get_id (self, down[i]));
  g_hash_table_add (self->rows, g_strdup (get_id (self, number)));
  set_applied (self, number, TRUE);
}

void
limbeck_range_rows_downgrade (LimbeckRangeRows *self, guint number)
{
  const guint *down;

  g_return_if_fail (self != NULL && number < self->map->n);

  g_hash_table_remove (self->rows, get_id (self, number));
  set_applied (self, number, FALSE);
  down = limbeck_links_get (self->map->down, number);
  for (guint i = 0; i < limbeck_links_count (self->map->down, number); i++)
    if (self->n_above[down[i]] == 0)
      g_hash_table_add (self->rows, g_strdup (get_id (self, down[i])));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
limbeck_range_rows_dup (LimbeckRangeRows *self)
{
  guint                   n_rows;
  g_autofree const char **rows = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  rows = (const char **) g_hash_table_get_keys_as_array (self->rows, &n_rows);
  qsort (rows, n_rows, sizeof (char *), compare);

  return g_strdupv ((char **) rows);
}
