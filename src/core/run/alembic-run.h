#pragma once

#include "core/base/event.h"
#include "core/checks/survey.h"
#include "core/database/run-lock.h"
#include "core/run/deadline.h"
#include "core/run/run-output.h"
#include "core/run/verdict.h"
#include "core/run/watch.h"

/**
 * LimbeckAlembicRun:
 * @survey: the target
 * @plan: what runs
 * @watch: its sessions on the server
 * @lock: the run lock, which is held
 * @output: its output
 * @output_path: the file that gets it
 * @application_name: how its sessions are called
 * @timeout_s: time limit
 * @deadline: the same, as another thread may move it
 * @sink: gets the events
 * @cancellable: (nullable): cancels
 *
 * What limbeck_alembic_run() is given. Everything is borrowed.
 */
typedef struct
{
  LimbeckSurvey          *survey;
  LimbeckPlan            *plan;
  LimbeckWatch           *watch;
  LimbeckRunLock         *lock;
  LimbeckRunOutput       *output;
  const char             *output_path;
  const char             *application_name;
  guint                   timeout_s;
  LimbeckDeadline        *deadline;
  const LimbeckEventSink *sink;
  GCancellable           *cancellable;
} LimbeckAlembicRun;

/**
 * LimbeckAlembicEnd:
 * @ending: why it is over
 * @exit_status: of the last process, or -1
 * @signal_number: that ended it, or 0
 * @duration_us: from the first start to the last end
 * @trouble: (nullable): why it could not be started
 * @lock_loss: (nullable): what became of the run lock, if it was lost meanwhile
 *
 * How limbeck_alembic_run() ended.
 */
typedef struct
{
  LimbeckEnding ending;
  int           exit_status;
  int           signal_number;
  gint64        duration_us;
  char         *trouble;
  char         *lock_loss;
} LimbeckAlembicEnd;

/**
 * limbeck_alembic_run:
 * @run: what to run
 * @end: (out caller-allocates): how it ended; free with limbeck_alembic_end_clear()
 *
 * Starts Alembic, once for each argument of the plan as long as they arrive, and stays with it until no process of it is left.
 */
void limbeck_alembic_run (const LimbeckAlembicRun *run, LimbeckAlembicEnd *end);

void limbeck_alembic_end_clear (LimbeckAlembicEnd *end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LimbeckAlembicEnd, limbeck_alembic_end_clear)
