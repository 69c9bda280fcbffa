#pragma once

#include "core/revisions/revision-map.h"

/**
 * limbeck_range_find_applied:
 * @map: revisions
 * @rows: (element-type guint): the rows of the version table
 *
 * Returns: (transfer full): one byte for each revision: 1 if it is applied
 */
guint8 *limbeck_range_find_applied (const LimbeckRevisionMap *map, GArray *rows);

/**
 * limbeck_range_find_current:
 * @map: revisions
 * @applied: what is applied
 *
 * Returns: (transfer full) (element-type guint): what `alembic current` prints: what is applied and has nothing applied
 *   above it by down_revision
 */
GArray *limbeck_range_find_current (const LimbeckRevisionMap *map, const guint8 *applied);

/**
 * limbeck_range_find_overlap:
 * @map: revisions
 * @numbers: (element-type guint): targets or rows
 * @above: (out): one of them
 * @below: (out): another that lies below it
 *
 * Returns: whether there are two such
 */
gboolean limbeck_range_find_overlap (const LimbeckRevisionMap *map,
                                     GArray                   *numbers,
                                     guint                    *above,
                                     guint                    *below);
