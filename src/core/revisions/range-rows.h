#pragma once

#include "core/revisions/revision-map.h"

/**
 * LimbeckRangeRows:
 *
 * A version table while revisions run, so that following a long plan costs each step its own edges only.
 */
typedef struct _LimbeckRangeRows LimbeckRangeRows;

/** limbeck_range_rows_new: @rows may name revisions that are not in @map; those stay as they are. */
LimbeckRangeRows *limbeck_range_rows_new (const LimbeckRevisionMap *map, const char *const *rows);
void              limbeck_range_rows_free (LimbeckRangeRows *self);

/** limbeck_range_rows_upgrade: @number has run: its row takes the place of those that it follows. */
void limbeck_range_rows_upgrade (LimbeckRangeRows *self, guint number);

/** limbeck_range_rows_downgrade: @number is undone: what it followed gets rows unless something else stands on it. */
void limbeck_range_rows_downgrade (LimbeckRangeRows *self, guint number);

/** limbeck_range_rows_dup: (transfer full): the rows, sorted. */
char **limbeck_range_rows_dup (LimbeckRangeRows *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckRangeRows, limbeck_range_rows_free)
