#include "config.h"

#include "gui/revisions/row-diff.h"

/*
 * Patience: `ends` holds, for each length, the row with which an increasing sequence of that length can end lowest, and
 * `before` the row that precedes a row in its sequence.
 */
static guint
find_longest (const guint *places, guint n_new, guint *before, guint *ends)
{
  guint length = 0;

  for (guint i = 0; i < n_new; i++)
    {
      guint low = 0;
      guint high = length;

      if (places[i] == LIMBECK_ROW_NOWHERE)
        continue;
      /* Most rows come after all that came before. */
      if (length > 0 && places[ends[length - 1]] < places[i])
        low = length;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (places[ends[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? ends[low - 1] : LIMBECK_ROW_NOWHERE;
      ends[low] = i;
      length = MAX (length, low + 1);
    }

  return length;
}

/* Turns `ends` into the rows of the longest sequence, from top to bottom. */
static void
follow_back (const guint *before, guint *ends, guint length)
{
  for (guint i = length; i > 1; i--)
    ends[i - 2] = before[ends[i - 1]];
}

static void
add_gap (GArray *gaps, guint old_start, guint old_end, guint new_start, guint new_end)
{
  LimbeckRowGap gap = { old_start, old_end - old_start, new_start, new_end - new_start };

  if (gap.n_removed > 0 || gap.n_added > 0)
    g_array_append_val (gaps, gap);
}

static void
merge_gaps (GArray *gaps)
{
  LimbeckRowGap *first = &g_array_index (gaps, LimbeckRowGap, 0);
  LimbeckRowGap *last = &g_array_index (gaps, LimbeckRowGap, gaps->len - 1);

  first->n_removed = last->old_start + last->n_removed - first->old_start;
  first->n_added = last->new_start + last->n_added - first->new_start;
  g_array_set_size (gaps, 1);
}

GArray *
limbeck_row_diff (const guint *places, guint n_new, guint n_old, guint max_gaps)
{
  GArray           *gaps = g_array_new (FALSE, FALSE, sizeof (LimbeckRowGap));
  g_autofree guint *before = g_new (guint, n_new);
  g_autofree guint *kept = g_new (guint, n_new);
  guint             n_kept;
  guint             old_next = 0;
  guint             new_next = 0;

  g_return_val_if_fail (places != NULL || n_new == 0, gaps);
  g_return_val_if_fail (max_gaps > 0, gaps);

  n_kept = find_longest (places, n_new, before, kept);
  follow_back (before, kept, n_kept);
  for (guint i = 0; i < n_kept; i++)
    {
      add_gap (gaps, old_next, places[kept[i]], new_next, kept[i]);
      old_next = places[kept[i]] + 1;
      new_next = kept[i] + 1;
    }
  add_gap (gaps, old_next, n_old, new_next, n_new);
  if (gaps->len > max_gaps)
    merge_gaps (gaps);

  return gaps;
}
