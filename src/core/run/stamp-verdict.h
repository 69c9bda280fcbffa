#pragma once

#include "core/base/command.h"
#include "core/run/journal.h"

/**
 * LimbeckStampEvidence:
 * @database: name of the database
 * @revisions: what was to be written into the version table
 * @before: its rows before
 * @after: (nullable): its rows afterwards; %NULL if they can't be read
 * @output: (nullable): how Alembic ended; see @trouble
 * @trouble: (nullable): why it did not end by itself, or was not started
 * @secrets: what must not be shown of its output
 *
 * What is known when a stamp is over. Borrowed.
 */
typedef struct
{
  const char           *database;
  const char *const    *revisions;
  const char *const    *before;
  const char *const    *after;
  LimbeckCommandOutput *output;
  GError               *trouble;
  const char *const    *secrets;
} LimbeckStampEvidence;

/**
 * limbeck_stamp_verdict_reach:
 * @evidence: what is known
 * @journal: gets the output and the verdict
 * @error: a LIMBECK_RUN_ERROR or G_IO_ERROR_CANCELLED
 *
 * Judges by the rows, not by how Alembic ended.
 *
 * Returns: whether the version table holds the revisions and nothing else
 */
gboolean limbeck_stamp_verdict_reach (const LimbeckStampEvidence *evidence,
                                      LimbeckJournal             *journal,
                                      GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
