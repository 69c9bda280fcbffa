#pragma once

#include <gio/gio.h>

/**
 * limbeck_graph_answer_read:
 * @answer: the JSON that the program of limbeck_graph_question_ask() writes
 * @problem: (out) (nullable) (transfer full): what Alembic stumbled over, with file and line, if it did
 *
 * Returns: (transfer full) (nullable) (element-type LimbeckScript): the revisions in the order in which Alembic loads
 *   them
 */
GPtrArray *limbeck_graph_answer_read (GBytes *answer, char **problem);
