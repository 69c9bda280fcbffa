#pragma once

#include "core/revisions/revision-map.h"

/*
 * Targets of `alembic upgrade` and `alembic downgrade`, relative ones included: "+2", "-1", "LABEL@+1", "ID-1"
 * (script/revision.py, _parse_upgrade_target and _parse_downgrade_target).
 */

/**
 * LimbeckRelativeTarget:
 * @label: (nullable): what stands before "@"
 * @symbol: (nullable): where to begin; %NULL: where the database is
 * @steps: how many steps, up or down
 *
 * The parts of a relative target.
 */
typedef struct
{
  char *label;
  char *symbol;
  int   steps;
} LimbeckRelativeTarget;

/**
 * limbeck_relative_target_parse:
 * @self: (out): the parts; to be cleared
 * @target: a target
 *
 * Returns: %FALSE if @target is absolute
 */
gboolean limbeck_relative_target_parse (LimbeckRelativeTarget *self, const char *target);
void     limbeck_relative_target_clear (LimbeckRelativeTarget *self);

/**
 * limbeck_range_target_upgrade:
 * @map: revisions
 * @rows: rows of the version table
 * @target: what `alembic upgrade` is given
 * @error: a LIMBECK_REVISION_ERROR
 *
 * Returns: (transfer full) (element-type guint): what is to be applied at last; none for base
 */
GArray *limbeck_range_target_upgrade (const LimbeckRevisionMap *map,
                                      const char *const        *rows,
                                      const char               *target,
                                      GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_range_target_downgrade:
 * @map: revisions
 * @rows: rows of the version table
 * @target: what `alembic downgrade` is given
 * @branch: (out) (transfer full) (nullable): the branch to which the downgrade is limited, if several are below
 * @number: (out): what stays at last, or -1 for base
 * @error: a LIMBECK_REVISION_ERROR
 *
 * Returns: %TRUE if it is clear
 */
gboolean limbeck_range_target_downgrade (const LimbeckRevisionMap *map,
                                         const char *const        *rows,
                                         const char               *target,
                                         char                    **branch,
                                         int                      *number,
                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LimbeckRelativeTarget, limbeck_relative_target_clear)
