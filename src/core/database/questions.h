#pragma once

#include "core/database/connection.h"

/**
 * LimbeckQuestionAnswer:
 * @rows: (nullable): what the server answered
 * @error: (nullable): a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED: why there are no rows
 *
 * The answer to one of several questions.
 */
typedef struct
{
  LimbeckRows *rows;
  GError      *error;
} LimbeckQuestionAnswer;

void limbeck_question_answer_free (LimbeckQuestionAnswer *self);

/**
 * limbeck_questions_ask:
 * @connection: a connection
 * @questions: (array zero-terminated=1): one query each, without a semicolon
 * @statement_timeout_ms: time limit of each; a lock is waited for no longer than half of it
 * @timeout_ms: time limit of all together
 * @cancellable: (nullable): gives up
 *
 * Asks independent questions that only read, in one round trip and one transaction. Where one of them fails, the rest is asked
 * again without it, so that one failure costs one round trip and no other answer.
 *
 * Returns: (transfer full) (element-type LimbeckQuestionAnswer): as many answers as questions, in their order
 */
GPtrArray *limbeck_questions_ask (LimbeckConnection *connection,
                                  const char *const *questions,
                                  guint              statement_timeout_ms,
                                  guint              timeout_ms,
                                  GCancellable      *cancellable);

/**
 * limbeck_questions_dup_filled:
 * @connection: a connection
 * @sql: a query with places to fill
 * @names: (array zero-terminated=1): how the places are written, for example "{table}"
 * @values: as many values; each becomes a literal, %NULL becomes NULL
 *
 * Returns: (transfer full) (nullable): the query; %NULL if a value is not UTF-8
 */
char *limbeck_questions_dup_filled (LimbeckConnection *connection,
                                    const char        *sql,
                                    const char *const *names,
                                    const char *const *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckQuestionAnswer, limbeck_question_answer_free)
