#pragma once

#include "core/plan/plan.h"

#include "test-project.h"

/** limbeck_test_graph: the graph of a project with @revisions, read without Python. */
LimbeckRevisionGraph *limbeck_test_graph (LimbeckTestProject        *project,
                                          const LimbeckTestRevision *revisions,
                                          gsize                      n_revisions);

/** limbeck_test_plan: a plan that must be possible; @rows are joined by blanks. */
LimbeckPlan *limbeck_test_plan (LimbeckRevisionGraph *graph,
                                const char           *rows,
                                LimbeckDirection      direction,
                                const char           *target);
