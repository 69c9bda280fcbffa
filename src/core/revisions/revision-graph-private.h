#pragma once

#include "core/revisions/revision-graph.h"
#include "core/revisions/revision-map.h"
#include "core/revisions/script-files.h"

/**
 * LimbeckGraphOrigin:
 * @files: (nullable): the files that were read
 * @interpreter: (nullable): whose Alembic counts, where versions differ
 * @is_asked: whether the scripts are Alembic's own answer
 * @asks_again: whether Alembic should have been asked and did not answer, so that the same files may give
 *   another graph next time
 *
 * Where the scripts of a graph come from. A plain value; borrows.
 */
typedef struct
{
  LimbeckScriptFiles *files;
  LimbeckInterpreter *interpreter;
  gboolean            is_asked;
  gboolean            asks_again;
} LimbeckGraphOrigin;

/**
 * limbeck_revision_graph_new:
 * @scripts: (element-type LimbeckScript): in the order in which Alembic loads them
 * @origin: where they come from
 * @findings: (element-type LimbeckFinding): what is known about them already; the problems of the tree are added
 *
 * Returns: (transfer full): the graph
 */
LimbeckRevisionGraph *limbeck_revision_graph_new (GPtrArray                *scripts,
                                                  const LimbeckGraphOrigin *origin,
                                                  GPtrArray                *findings);

/** limbeck_revision_graph_is_current: whether @files and @interpreter would give the same graph again. */
gboolean limbeck_revision_graph_is_current (LimbeckRevisionGraph *self,
                                            LimbeckScriptFiles   *files,
                                            LimbeckInterpreter   *interpreter);

LimbeckScriptFiles       *limbeck_revision_graph_get_files (LimbeckRevisionGraph *self);
const LimbeckRevisionMap *limbeck_revision_graph_get_map (LimbeckRevisionGraph *self);

/** limbeck_revision_graph_get_by_number: (transfer none): the revision with this number in the map. */
LimbeckRevision *limbeck_revision_graph_get_by_number (LimbeckRevisionGraph *self, guint number);
