#pragma once

#include "cli/verb.h"
#include "core/project/target.h"
#include "core/revisions/revision-graph.h"

/**
 * limbeck_tree_find_target:
 * @call: what was asked for
 * @error: a LIMBECK_PROJECT_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the target that `--project` and `--config` name
 */
LimbeckTarget *
limbeck_tree_find_target (LimbeckCall *call, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_tree_load:
 * @call: what was asked for
 * @error: a LIMBECK_PROJECT_ERROR, LIMBECK_REVISION_ERROR or G_IO_ERROR_CANCELLED
 *
 * Reads the revisions without a database: no URL is looked for, and Python is asked only about files that can't be understood
 * without it. That no interpreter is found is no error, unless it is one that was named.
 *
 * Returns: (transfer full): the revisions
 */
LimbeckRevisionGraph *
limbeck_tree_load (LimbeckCall *call, GError **error) G_GNUC_WARN_UNUSED_RESULT;
