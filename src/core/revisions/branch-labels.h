#pragma once

#include "core/revisions/revision-map.h"

/**
 * LimbeckBranchLabels:
 *
 * A sorted list of labels that many revisions share; a %NULL-terminated array of strings, counted with
 * g_atomic_rc_box_acquire() and g_atomic_rc_box_release().
 */
typedef const char *const *LimbeckBranchLabels;

/**
 * limbeck_branch_labels_new:
 * @map: revisions
 *
 * Hands the declared labels on as Alembic does: to everything above by down_revision, and below until a branch or
 * merge point (script/revision.py, _add_branches).
 *
 * Returns: (transfer full) (array length=map->n): the labels of each revision, each to be released; free the array with
 *   g_free()
 */
LimbeckBranchLabels *limbeck_branch_labels_new (const LimbeckRevisionMap *map);
