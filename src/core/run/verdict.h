#pragma once

#include <json-glib/json-glib.h>

#include "core/base/finding.h"
#include "core/plan/plan.h"

/**
 * LimbeckOutcome:
 * @LIMBECK_OUTCOME_SUCCEEDED: the database is where the plan leads, whatever the exit status was
 * @LIMBECK_OUTCOME_NOTHING_TO_DO: it was there already
 * @LIMBECK_OUTCOME_ROLLED_BACK: it is exactly as before
 * @LIMBECK_OUTCOME_PARTIAL: it stopped between two revisions, at a state that the version table tells
 * @LIMBECK_OUTCOME_PARTIAL_UNTRACKED: something was left behind that the version table does not tell
 * @LIMBECK_OUTCOME_STILL_RUNNING: a session of the run is still at work on the server
 * @LIMBECK_OUTCOME_UNKNOWN: the database can't be read
 */
typedef enum
{
  LIMBECK_OUTCOME_SUCCEEDED,
  LIMBECK_OUTCOME_NOTHING_TO_DO,
  LIMBECK_OUTCOME_ROLLED_BACK,
  LIMBECK_OUTCOME_PARTIAL,
  LIMBECK_OUTCOME_PARTIAL_UNTRACKED,
  LIMBECK_OUTCOME_STILL_RUNNING,
  LIMBECK_OUTCOME_UNKNOWN,
} LimbeckOutcome;

const char *limbeck_outcome_to_string (LimbeckOutcome outcome);

/**
 * LimbeckEnding:
 * @LIMBECK_ENDING_EXITED: Alembic ended by itself
 * @LIMBECK_ENDING_CANCELLED: the person cancelled
 * @LIMBECK_ENDING_TIMED_OUT: the time limit was over
 * @LIMBECK_ENDING_NOT_STARTED: Alembic could not be started
 * @LIMBECK_ENDING_UNSEEN: Alembic did not come to this database; it was stopped if it had not ended already
 *
 * Why the run is over.
 */
typedef enum
{
  LIMBECK_ENDING_EXITED,
  LIMBECK_ENDING_CANCELLED,
  LIMBECK_ENDING_TIMED_OUT,
  LIMBECK_ENDING_NOT_STARTED,
  LIMBECK_ENDING_UNSEEN,
} LimbeckEnding;

const char *limbeck_ending_to_string (LimbeckEnding ending);

/**
 * LimbeckVerdict:
 *
 * What a run did to the database, read from the database. Immutable.
 */
#define LIMBECK_TYPE_VERDICT (limbeck_verdict_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckVerdict, limbeck_verdict, LIMBECK, VERDICT, GObject)

/**
 * LimbeckEvidence:
 * @plan: what was to run
 * @database: name of the database
 * @before: rows of the version table before, %NULL-terminated
 * @after: (nullable): rows afterwards; %NULL if they can't be read
 * @changes: (nullable): what differs in the catalog, from limbeck_fingerprint_compare(); %NULL if that is not known
 * @invalid_index: (nullable): an index that is not valid now and was not there before, as "public.ix_a"
 * @sessions: (nullable): sessions of the run that are still at work on the server, in words
 * @trouble: (nullable): why the database can't be read
 * @lock_loss: (nullable): what became of the run lock, if it was lost meanwhile
 * @ending: why the run is over
 * @exit_status: of Alembic, or -1
 * @failure: (nullable): what Alembic's output says about the cause
 * @output_path: (nullable): file with Alembic's output
 * @duration_us: how long it ran
 *
 * What is known after a run. A plain value; everything is borrowed for the length of the call.
 */
typedef struct
{
  LimbeckPlan       *plan;
  const char        *database;
  const char *const *before;
  const char *const *after;
  const char *const *changes;
  const char        *invalid_index;
  const char *const *sessions;
  const char        *trouble;
  const char        *lock_loss;
  LimbeckEnding      ending;
  int                exit_status;
  LimbeckFinding    *failure;
  const char        *output_path;
  gint64             duration_us;
} LimbeckEvidence;

/**
 * limbeck_verdict_new:
 * @evidence: what is known
 *
 * Judges by the rows and the catalog alone; the exit status only changes the words.
 *
 * Returns: (transfer full): the verdict
 */
LimbeckVerdict *limbeck_verdict_new (const LimbeckEvidence *evidence);

LimbeckOutcome limbeck_verdict_get_outcome (LimbeckVerdict *self);
LimbeckEnding  limbeck_verdict_get_ending (LimbeckVerdict *self);

/** limbeck_verdict_get_exit_status: Alembic's exit status, or -1. */
int limbeck_verdict_get_exit_status (LimbeckVerdict *self);

/** limbeck_verdict_get_title: the verdict in one sentence: "3 revisions were applied to “shop”." */
const char *limbeck_verdict_get_title (LimbeckVerdict *self);

/** limbeck_verdict_get_detail: (nullable): why, with the decisive line of the output; never a traceback. */
const char *limbeck_verdict_get_detail (LimbeckVerdict *self);

/** limbeck_verdict_get_remedy: (nullable): the one recommended next step. */
const char *limbeck_verdict_get_remedy (LimbeckVerdict *self);

/** limbeck_verdict_get_n_steps_done: how many steps of the plan the version table shows as done; -1 if that is not known. */
int limbeck_verdict_get_n_steps_done (LimbeckVerdict *self);

const char *const *limbeck_verdict_get_before (LimbeckVerdict *self);

/** limbeck_verdict_get_after: empty if unknown; JSON says null then. */
const char *const *limbeck_verdict_get_after (LimbeckVerdict *self);

/** limbeck_verdict_get_left_behind: what is in the database and not told by the version table, one line for each object. */
const char *const *limbeck_verdict_get_left_behind (LimbeckVerdict *self);

/** limbeck_verdict_get_output_path: (nullable): file with Alembic's output. */
const char *limbeck_verdict_get_output_path (LimbeckVerdict *self);

/** limbeck_verdict_get_duration_us: how long Alembic ran. */
gint64 limbeck_verdict_get_duration_us (LimbeckVerdict *self);

/** limbeck_verdict_write: the verdict's JSON object (limbeckctl(1), "JSON") with "ending", "exit_status", "title", "detail", "output". */
void limbeck_verdict_write (LimbeckVerdict *self, JsonBuilder *builder);

/** limbeck_verdict_get_status: the exit status of the command line: 0, 1, 5 or 6 (limbeckctl(1), "EXIT STATUS"). */
int limbeck_verdict_get_status (LimbeckVerdict *self);
