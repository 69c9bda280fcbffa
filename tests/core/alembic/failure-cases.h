#pragma once

#include "core/alembic/alembic-failure-table.h"

/**
 * FailureCase:
 * @output: what Alembic printed; the exit status is 255 if that begins with "FAILED: ", else 1
 * @id: of the finding that it has to become
 * @part: (nullable): a part of the finding's title
 */
typedef struct
{
  const char *output;
  const char *id;
  const char *part;
} FailureCase;

/** assert_failure_case: fails the test unless @it becomes the finding that it names. */
void assert_failure_case (const FailureCase *it);

/** assert_failure_table: fails the test unless every entry of @table makes sense by itself and one of @cases leads to it. */
void assert_failure_table (const LimbeckFailure *table, const FailureCase *cases, gsize n_cases);
