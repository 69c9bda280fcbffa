#include "config.h"

#include <string.h>

#include "core/revisions/links.h"

static LimbeckLinks *
new_links (guint n, guint n_edges)
{
  LimbeckLinks *self = g_new (LimbeckLinks, 1);

  self->n = n;
  self->offsets = g_new0 (guint, n + 1);
  self->items = g_new (guint, MAX (n_edges, 1));

  return self;
}

/* Counts, each one place further, become offsets. Returns where the next item of each goes. */
static guint *
sum_up (LimbeckLinks *self)
{
  for (guint i = 0; i < self->n; i++)
    self->offsets[i + 1] += self->offsets[i];

  return g_memdup2 (self->offsets, (self->n + 1) * sizeof (guint));
}

LimbeckLinks *
limbeck_links_new (guint n, GArray *edges)
{
  const guint      *pairs = (const guint *) (void *) edges->data;
  guint             n_edges = edges->len / 2;
  LimbeckLinks     *self = new_links (n, n_edges);
  g_autofree guint *next = NULL;

  for (guint i = 0; i < n_edges; i++)
    self->offsets[pairs[2 * i] + 1]++;
  next = sum_up (self);
  for (guint i = 0; i < n_edges; i++)
    self->items[next[pairs[2 * i]]++] = pairs[2 * i + 1];

  return self;
}

LimbeckLinks *
limbeck_links_reverse (const LimbeckLinks *self)
{
  LimbeckLinks     *reversed;
  g_autofree guint *next = NULL;
  guint             n_edges;

  g_return_val_if_fail (self != NULL, NULL);

  n_edges = self->offsets[self->n];
  reversed = new_links (self->n, n_edges);
  for (guint i = 0; i < n_edges; i++)
    reversed->offsets[self->items[i] + 1]++;
  next = sum_up (reversed);
  for (guint from = 0; from < self->n; from++)
    for (guint i = self->offsets[from]; i < self->offsets[from + 1]; i++)
      reversed->items[next[self->items[i]]++] = from;

  return reversed;
}

LimbeckLinks *
limbeck_links_copy (const LimbeckLinks *self)
{
  LimbeckLinks *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = new_links (self->n, self->offsets[self->n]);
  memcpy (copy->offsets, self->offsets, (self->n + 1) * sizeof (guint));
  memcpy (copy->items, self->items, self->offsets[self->n] * sizeof (guint));

  return copy;
}

void
limbeck_links_free (LimbeckLinks *self)
{
  if (self == NULL)
    return;

  g_free (self->offsets);
  g_free (self->items);
  g_free (self);
}

static void
visit (const LimbeckLinks *self, guint seed, guint8 *set, GArray *stack)
{
  if (set[seed])
    return;

  set[seed] = 1;
  g_array_append_val (stack, seed);
  while (stack->len > 0)
    {
      guint from = g_array_index (stack, guint, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      for (guint i = self->offsets[from]; i < self->offsets[from + 1]; i++)
        if (!set[self->items[i]])
          {
            set[self->items[i]] = 1;
            g_array_append_val (stack, self->items[i]);
          }
    }
}

guint8 *
limbeck_links_close (const LimbeckLinks *self, const guint *seeds, guint n_seeds)
{
  g_autoptr (GArray) stack = NULL;
  guint8 *set;

  g_return_val_if_fail (self != NULL, NULL);

  stack = g_array_new (FALSE, FALSE, sizeof (guint));
  set = g_new0 (guint8, MAX (self->n, 1));
  for (guint i = 0; i < n_seeds; i++)
    visit (self, seeds[i], set, stack);

  return set;
}

void
limbeck_links_extend (const LimbeckLinks *self, guint seed, guint8 *set)
{
  g_autoptr (GArray) stack = NULL;

  g_return_if_fail (self != NULL && set != NULL);

  stack = g_array_new (FALSE, FALSE, sizeof (guint));
  visit (self, seed, set, stack);
}
