#pragma once

#include "core/revisions/revision-graph.h"

/*
 * What `alembic upgrade` and `alembic downgrade` would run, from the rows of a version table. The rules are
 * Alembic's own (the same from 1.8.1 to 1.19.1). "rows" is always a %NULL-terminated array of revision ids as the
 * version table holds them, in the order in which the server returned them.
 */

/**
 * limbeck_revision_range_applied:
 * @graph: a graph
 * @rows: rows of the version table
 * @error: LIMBECK_REVISION_ERROR_NO_SUCH_REVISION names the first unknown row
 *
 * Returns: (transfer full): one byte for each revision by limbeck_revision_get_index(): 1 if it is applied
 */
GBytes *limbeck_revision_range_applied (LimbeckRevisionGraph *graph,
                                        const char *const    *rows,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_revision_range_current:
 * @graph: a graph
 * @rows: rows of the version table
 * @error: LIMBECK_REVISION_ERROR_NO_SUCH_REVISION
 *
 * Returns: (transfer container) (element-type LimbeckRevision): what `alembic current` prints, a superset of
 *   @rows where a revision depends on another branch; in listing order
 */
GPtrArray *limbeck_revision_range_current (LimbeckRevisionGraph *graph,
                                           const char *const    *rows,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_revision_range_upgrade:
 * @graph: a graph
 * @rows: rows of the version table
 * @target: anything that `alembic upgrade` accepts
 * @resolved: (out) (optional) (transfer full): the same target as full ids only, %NULL-terminated
 * @error: a LIMBECK_REVISION_ERROR
 *
 * Returns: (transfer container) (element-type LimbeckRevision): the revisions in the order in which they run;
 *   empty if there is nothing to do
 */
GPtrArray *limbeck_revision_range_upgrade (LimbeckRevisionGraph *graph,
                                           const char *const    *rows,
                                           const char           *target,
                                           char               ***resolved,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_revision_range_downgrade:
 * @graph: a graph
 * @rows: rows of the version table
 * @target: anything that `alembic downgrade` accepts
 * @resolved: (out) (optional) (transfer full): the same target without relative parts: a full id, "base", or
 *   "LABEL@ID" or "LABEL@base" where only a branch goes
 * @error: a LIMBECK_REVISION_ERROR
 *
 * Returns: (transfer container) (element-type LimbeckRevision): the revisions in the order in which they are undone
 */
GPtrArray *limbeck_revision_range_downgrade (LimbeckRevisionGraph *graph,
                                             const char *const    *rows,
                                             const char           *target,
                                             char                **resolved,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_revision_range_step_rows:
 * @graph: a graph
 * @rows: rows before the step
 * @revision: the revision that runs or is undone
 * @is_upgrade: which of the two
 *
 * Returns: (transfer full): rows of the version table after the step, sorted
 */
char **limbeck_revision_range_step_rows (LimbeckRevisionGraph *graph,
                                         const char *const    *rows,
                                         LimbeckRevision      *revision,
                                         gboolean              is_upgrade);

/**
 * limbeck_revision_range_rows_of_steps:
 * @graph: a graph
 * @rows: rows before the first step
 * @steps: (element-type LimbeckRevision): a plan
 * @is_upgrade: whether they run or are undone
 *
 * The same as limbeck_revision_range_step_rows() for each of the steps, but linear in their number.
 *
 * Returns: (transfer full) (element-type GStrv): for each step the rows of the version table after it, sorted
 */
GPtrArray *limbeck_revision_range_rows_of_steps (LimbeckRevisionGraph *graph,
                                                 const char *const    *rows,
                                                 GPtrArray            *steps,
                                                 gboolean              is_upgrade);
