#pragma once

#include "core/project/configuration.h"

/**
 * limbeck_graph_question_ask:
 * @configuration: a configuration
 * @interpreter: (nullable): whose Alembic is asked; %NULL or one whose Python is not known: nobody is
 * @cancellable: (nullable): ends the process
 * @findings: (element-type LimbeckFinding): gets why there is no answer
 *
 * Asks Alembic in the project's interpreter what the revision files say: one process, which runs the module level
 * of every revision file, as every Alembic command does, but neither env.py nor anything in a database.
 *
 * Returns: (transfer full) (nullable) (element-type LimbeckScript): the revisions in the order in which Alembic loads
 *   them; %NULL if it does not answer or @cancellable was cancelled
 */
GPtrArray *limbeck_graph_question_ask (LimbeckConfiguration *configuration,
                                       LimbeckInterpreter   *interpreter,
                                       GCancellable         *cancellable,
                                       GPtrArray            *findings);
