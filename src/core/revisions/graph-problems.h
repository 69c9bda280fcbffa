#pragma once

#include "core/project/interpreter.h"
#include "core/revisions/revision-map.h"

/**
 * limbeck_graph_problems_find:
 * @map: revisions
 * @interpreter: (nullable): whose Alembic counts, where versions differ
 * @findings: (element-type LimbeckFinding): gets what is wrong with the tree: one finding for each kind of
 *   trouble, with the files that it is in
 */
void limbeck_graph_problems_find (const LimbeckRevisionMap *map,
                                  LimbeckInterpreter       *interpreter,
                                  GPtrArray                *findings);
