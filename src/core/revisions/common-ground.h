#pragma once

#include "core/revisions/revision-graph.h"

/**
 * limbeck_common_ground_find:
 * @graph: a tree
 * @revisions: (element-type LimbeckRevision): some of its revisions, heads for example
 *
 * What a database that is at any of @revisions has in any case: the revisions that each of them is or includes, by down_revision or
 * depends_on. Of those only the newest count, where nothing else that they share lies above them: after them the ways part.
 *
 * Returns: (transfer container) (element-type LimbeckRevision): those, in file order; several after criss-cross merges,
 *   none if @revisions have nothing in common
 */
GPtrArray *limbeck_common_ground_find (LimbeckRevisionGraph *graph, GPtrArray *revisions);
