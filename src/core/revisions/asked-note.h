#pragma once

#include "core/revisions/revision-graph.h"

/**
 * limbeck_asked_note_dup:
 * @graph: the revisions
 *
 * Returns: (transfer full) (nullable): a sentence that says that Alembic was asked for the revisions, and which file made that necessary and
 *   why; %NULL if they were read from the files
 */
char *limbeck_asked_note_dup (LimbeckRevisionGraph *graph);
