#include "config.h"

#include "core/revisions/dependencies.h"

#define N_BITS 64

/* Bits of the dependencies that are named more than once: only those can be inherited. */
static guint
number_shared (const LimbeckLinks *declared, guint *bits)
{
  guint n_shared = 0;

  for (guint i = 0; i < declared->n; i++)
    bits[i] = G_MAXUINT;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < declared->offsets[declared->n]; i++)
      {
        guint *bit = &bits[declared->items[i]];

        if (pass == 0)
          *bit = *bit == G_MAXUINT ? G_MAXUINT - 1 : G_MAXUINT - 2;
        else if (*bit == G_MAXUINT - 2)
          *bit = n_shared++;
      }
  for (guint i = 0; i < declared->n; i++)
    if (bits[i] >= G_MAXUINT - 2)
      bits[i] = G_MAXUINT;

  return n_shared;
}

/* For 64 dependencies at a time: one pass from the oldest to the newest tells which of them each revision inherits. */
static void
mark_inherited (const LimbeckLinks *parents,
                const LimbeckLinks *declared,
                const guint        *oldest_first,
                const guint        *bits,
                guint               first_bit,
                guint64            *masks,
                guint8             *is_inherited)
{
  for (guint k = 0; k < parents->n; k++)
    {
      guint   number = oldest_first[k];
      guint64 inherited = 0;
      guint64 own = 0;

      for (guint i = 0; i < limbeck_links_count (parents, number); i++)
        inherited |= masks[limbeck_links_get (parents, number)[i]];
      for (guint i = declared->offsets[number]; i < declared->offsets[number + 1]; i++)
        {
          guint bit = bits[declared->items[i]];

          if (bit < first_bit || bit - first_bit >= N_BITS)
            continue;
          own |= G_GUINT64_CONSTANT (1) << (bit - first_bit);
          is_inherited[i] = (inherited >> (bit - first_bit)) & 1;
        }
      masks[number] = inherited | own;
    }
}

LimbeckLinks *
limbeck_dependencies_normalize (const LimbeckLinks *parents,
                                const LimbeckLinks *declared,
                                const guint        *oldest_first)
{
  g_autoptr (GArray) edges = NULL;
  g_autofree guint   *bits = NULL;
  g_autofree guint64 *masks = NULL;
  g_autofree guint8  *is_inherited = NULL;
  guint               n_shared;

  g_return_val_if_fail (parents != NULL && declared != NULL, NULL);

  bits = g_new (guint, MAX (declared->n, 1));
  is_inherited = g_new0 (guint8, MAX (declared->offsets[declared->n], 1));
  n_shared = number_shared (declared, bits);
  if (n_shared > 0)
    masks = g_new (guint64, declared->n);
  for (guint first_bit = 0; first_bit < n_shared; first_bit += N_BITS)
    mark_inherited (parents, declared, oldest_first, bits, first_bit, masks, is_inherited);

  edges = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint from = 0; from < declared->n; from++)
    for (guint i = declared->offsets[from]; i < declared->offsets[from + 1]; i++)
      if (!is_inherited[i])
        {
          g_array_append_val (edges, from);
          g_array_append_val (edges, declared->items[i]);
        }

  return limbeck_links_new (declared->n, edges);
}
