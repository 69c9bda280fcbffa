#pragma once

#include <glib.h>

/* What has to go from a list and what has to come so that it becomes another one; pure functions on positions. */

/** LIMBECK_ROW_NOWHERE: the row of the new list is not in the old one. */
#define LIMBECK_ROW_NOWHERE G_MAXUINT

/**
 * LimbeckRowGap:
 * @old_start: position in the old list
 * @n_removed: how many rows go there
 * @new_start: position in the new list
 * @n_added: how many rows come there
 *
 * A place where the two lists differ.
 */
typedef struct
{
  guint old_start;
  guint n_removed;
  guint new_start;
  guint n_added;
} LimbeckRowGap;

/**
 * limbeck_row_diff:
 * @places: (array length=n_new): for each row of the new list its position in the old one, or %LIMBECK_ROW_NOWHERE
 * @n_new: length of the new list
 * @n_old: length of the old list
 * @max_gaps: how many gaps there may be at most; more become one that holds them all
 *
 * As many rows as possible stay: a longest increasing subsequence of @places, found in O(n log n).
 *
 * Returns: (transfer full) (element-type LimbeckRowGap): the gaps from top to bottom; empty if the lists are the same
 */
GArray *limbeck_row_diff (const guint *places, guint n_new, guint n_old, guint max_gaps);
