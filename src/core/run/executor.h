#pragma once

#include "core/base/event.h"
#include "core/gates/gate.h"
#include "core/run/verdict.h"

#define LIMBECK_RUN_ERROR (limbeck_run_error_quark ())

/**
 * LimbeckRunError:
 * @LIMBECK_RUN_ERROR_GATES: a gate is unanswered; the message lists which and how to answer it
 * @LIMBECK_RUN_ERROR_BLOCKED: a check blocks; the message is its title, detail and remedy
 * @LIMBECK_RUN_ERROR_CHANGED: database, files or findings are not what the person has seen; nothing was run
 * @LIMBECK_RUN_ERROR_LOCKED: another run holds the lock; the message names it
 * @LIMBECK_RUN_ERROR_RECORD: the journal can't be written, so nothing was run
 * @LIMBECK_RUN_ERROR_FAILED: Alembic could not do it; the database is as before
 * @LIMBECK_RUN_ERROR_UNREACHABLE: the database, the configuration or the interpreter can't be read
 */
typedef enum
{
  LIMBECK_RUN_ERROR_GATES,
  LIMBECK_RUN_ERROR_BLOCKED,
  LIMBECK_RUN_ERROR_CHANGED,
  LIMBECK_RUN_ERROR_LOCKED,
  LIMBECK_RUN_ERROR_RECORD,
  LIMBECK_RUN_ERROR_FAILED,
  LIMBECK_RUN_ERROR_UNREACHABLE,
} LimbeckRunError;

GQuark limbeck_run_error_quark (void);

/**
 * LimbeckExecutor:
 *
 * Runs one plan once: gates, lock, the plan once more, journal, Alembic, verdict, in this order. The only place that may start
 * something that changes a database.
 */
#define LIMBECK_TYPE_EXECUTOR (limbeck_executor_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckExecutor, limbeck_executor, LIMBECK, EXECUTOR, GObject)

/**
 * limbeck_executor_new:
 * @survey: what the person has seen; taken thoroughly
 * @plan: what they have agreed to
 * @answers: (transfer none): what they have answered; copied
 * @timeout_s: time limit for Alembic in seconds, above 0
 */
LimbeckExecutor *limbeck_executor_new (LimbeckSurvey        *survey,
                                       LimbeckPlan          *plan,
                                       const LimbeckAnswers *answers,
                                       guint                 timeout_s);

/**
 * limbeck_executor_run:
 * @self: an executor that has not run yet
 * @sink: (nullable): gets every event of the run, on the calling thread
 * @cancellable: (nullable): cancels the run at any moment: the statement on the server, then the process
 * @error: a LIMBECK_RUN_ERROR: nothing was started; or G_IO_ERROR_CANCELLED before the start
 *
 * Once Alembic has been started there is always a verdict, also after a cancel or a time-out, and no process and no session of the
 * run is left, or the verdict says so.
 *
 * Returns: (transfer full): the verdict, or %NULL if nothing was started
 */
LimbeckVerdict *limbeck_executor_run (LimbeckExecutor        *self,
                                      const LimbeckEventSink *sink,
                                      GCancellable           *cancellable,
                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_executor_extend:
 * @self: an executor, also while it runs in another thread
 * @seconds: more time
 *
 * Moves the time limit.
 */
void limbeck_executor_extend (LimbeckExecutor *self, guint seconds);

/** limbeck_executor_get_remaining_us: time left until the limit; -1 while Alembic does not run. May be called from any thread. */
gint64 limbeck_executor_get_remaining_us (LimbeckExecutor *self);
