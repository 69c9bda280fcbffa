#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/process.h"
#include "core/database/lock-gate.h"
#include "core/run/run-command.h"
#include "core/run/snapshot.h"
#include "core/run/stop.h"

#include "core/run/alembic-run.h"

#define PULSE_US 250000
#define LEFTOVER_GRACE_MS 2000

/* Alembic has shown a moment ago that it comes; how long it takes this time is its own affair, but nobody shall wait for ever behind us. */
#define PATIENCE_S 60
#define GATE_PULSE_US 20000

/* Looking at the server must not take more than a small part of the time, also where it answers slowly. */
#define WATCH_SHARE 4

/* One Alembic command while it runs. The gate is closed until its session has been seen. */
typedef struct
{
  const LimbeckAlembicRun *run;
  LimbeckAlembicEnd       *end;
  LimbeckProcess          *process;
  LimbeckLockGate         *gate;
  gint64                   begin_us;
  guint                    n_steps_before;
} Passage;

static gboolean
is_gate_closed (const Passage *self)
{
  return self->gate != NULL && limbeck_lock_gate_is_closed (self->gate);
}

/* Without a gate a run may go on where the table is in use, or not ours to lock: that its target was proven is not long ago. */
static gboolean
can_do_without (const GError *error)
{
  return error->domain == LIMBECK_LOCK_GATE_ERROR ||
         g_error_matches (error, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_QUERY) ||
         g_error_matches (error, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_PERMISSION);
}

static gboolean
close_gate (Passage *self, GError **error)
{
  LimbeckSurvey             *survey = self->run->survey;
  const LimbeckLockGateTerms terms = {
    .version_table = limbeck_survey_get_version_table (survey),
    .version_schema = limbeck_survey_get_version_schema (survey),
    .application_name = self->run->application_name,
    .makes_missing = TRUE,
    .patience_s = PATIENCE_S,
  };
  g_autoptr (GError) trouble = NULL;

  if (!limbeck_survey_is_version_table_certain (survey))
    return TRUE;
  self->gate = limbeck_lock_gate_close (
      limbeck_survey_get_url (survey), &terms, self->run->cancellable, &trouble);
  if (self->gate != NULL || can_do_without (trouble))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));

  return FALSE;
}

/* Whether Alembic is at work although it has not come through the gate: it is somewhere else. */
static gboolean
is_past_gate (const Passage *self)
{
  return limbeck_run_output_count_steps (self->run->output) > self->n_steps_before;
}

/* It is slow to start, which is no sign of another database; but nobody else shall wait any longer. */
static gboolean
is_patience_over (const Passage *self)
{
  return g_get_monotonic_time () - self->begin_us >= PATIENCE_S * G_USEC_PER_SEC;
}

/* Returns %FALSE if Alembic is not where it should be. */
static gboolean
look_at_gate (Passage *self)
{
  g_autoptr (LimbeckSession) session = NULL;

  if (limbeck_lock_gate_look (self->gate, &session, self->run->cancellable, NULL) ==
      LIMBECK_ARRIVAL_NONE)
    {
      /* Where the server has opened the gate by itself, nothing is known. */
      if (is_past_gate (self))
        return !limbeck_lock_gate_open (self->gate);
      if (is_patience_over (self))
        (void) limbeck_lock_gate_open (self->gate);
      return TRUE;
    }

  limbeck_watch_recognise (self->run->watch, session);
  (void) limbeck_lock_gate_open (self->gate);

  return TRUE;
}

/* It has ended without having been seen. An error on the way explains that, as long as no step had begun. */
static LimbeckEnding
judge_end (const Passage *self)
{
  limbeck_run_output_read (self->run->output, TRUE);
  if (!is_gate_closed (self) || !limbeck_lock_gate_open (self->gate))
    return LIMBECK_ENDING_EXITED;

  return is_past_gate (self) || limbeck_process_get_exit_status (self->process) == 0
             ? LIMBECK_ENDING_UNSEEN
             : LIMBECK_ENDING_EXITED;
}

/* Somebody may have ended the session of the lock; without it a second launcher would not be kept out. */
static void
look_after_lock (const Passage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!limbeck_run_lock_is_lost (self->run->lock))
    return;
  if (limbeck_run_lock_take_again (self->run->lock, self->run->cancellable, &error))
    text = g_strdup (
        _ ("The lock that keeps other runs out was lost during the run and taken again."));
  else if (!g_cancellable_is_cancelled (self->run->cancellable))
    /* Translators: %s is a sentence that says why. */
    text = g_strdup_printf (_ ("The lock that keeps other runs out was lost during the run and "
                               "could not be taken again: %s"),
                            error->message);
  if (text == NULL || g_strcmp0 (text, self->end->lock_loss) == 0)
    return;
  limbeck_event_sink_tell (self->run->sink, LIMBECK_EVENT_STAGE, text, NULL, -1);
  g_clear_pointer (&self->end->lock_loss, g_free);
  self->end->lock_loss = g_steal_pointer (&text);
}

static void
look_around (const Passage *self)
{
  look_after_lock (self);
  limbeck_watch_tell_blockers (self->run->watch, self->run->sink, self->run->cancellable);
}

/* Waits until the process ends or has to be ended; reads its output and watches its sessions meanwhile. */
static LimbeckEnding
accompany (Passage *self)
{
  const LimbeckAlembicRun *run = self->run;
  gint64                   next_look_us = g_get_monotonic_time () + PULSE_US;

  for (;;)
    {
      const gint64 remaining_us = limbeck_deadline_get_remaining_us (run->deadline);
      const gint64 pulse_us = is_gate_closed (self) ? GATE_PULSE_US : PULSE_US;
      const gint64 pulse_end_us = g_get_monotonic_time () + MIN (pulse_us, remaining_us);
      LimbeckWait  wait = limbeck_process_wait (self->process, pulse_end_us, run->cancellable);
      gint64       now_us = 0;

      limbeck_run_output_read (run->output, FALSE);
      if (wait == LIMBECK_WAIT_EXITED)
        return judge_end (self);
      if (wait == LIMBECK_WAIT_CANCELLED)
        return LIMBECK_ENDING_CANCELLED;
      if (limbeck_deadline_get_remaining_us (run->deadline) == 0)
        return LIMBECK_ENDING_TIMED_OUT;
      if (is_gate_closed (self) && !look_at_gate (self))
        return LIMBECK_ENDING_UNSEEN;

      now_us = g_get_monotonic_time ();
      if (now_us >= next_look_us)
        {
          look_around (self);
          next_look_us = g_get_monotonic_time () +
                         MAX (PULSE_US / 2, WATCH_SHARE * (g_get_monotonic_time () - now_us));
        }
    }
}

static void
stop (Passage *self)
{
  const LimbeckAlembicRun *run = self->run;

  if (is_gate_closed (self))
    (void) limbeck_lock_gate_open (self->gate);
  limbeck_event_sink_tell (
      run->sink, LIMBECK_EVENT_STAGE, _ ("Stopping the run on the server…"), NULL, -1);
  limbeck_stop_run (self->process, run->watch);
}

static void
passage_clear (Passage *self)
{
  g_clear_pointer (&self->process, limbeck_process_free);
  g_clear_pointer (&self->gate, limbeck_lock_gate_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Passage, passage_clear)

/* One Alembic command from start to end. */
static void
run_argument (const LimbeckAlembicRun *run, const char *argument, LimbeckAlembicEnd *end)
{
  g_auto (Passage) passage = { .run = run, .end = end };
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckCommand)
      command = limbeck_run_command_new (run->survey,
                                         limbeck_plan_get_direction (run->plan),
                                         argument,
                                         run->application_name,
                                         run->timeout_s);

  if (close_gate (&passage, &error))
    passage.process = limbeck_process_start (command, run->output_path, &error);
  if (passage.process == NULL)
    {
      end->ending = LIMBECK_ENDING_NOT_STARTED;
      end->trouble = g_strdup (error->message);
      return;
    }

  passage.begin_us = g_get_monotonic_time ();
  passage.n_steps_before = limbeck_run_output_count_steps (run->output);
  end->ending = accompany (&passage);
  if (end->ending != LIMBECK_ENDING_EXITED)
    stop (&passage);
  else
    /* A revision may have started something that outlives Alembic. */
    limbeck_process_stop (passage.process, LEFTOVER_GRACE_MS);
  end->exit_status = limbeck_process_get_exit_status (passage.process);
  end->signal_number = limbeck_process_get_signal (passage.process);
  limbeck_run_output_read (run->output, TRUE);
}

/* Whether the database has come further than @n_done steps. Exit status 0 does not tell: a revision may have ended the program. */
static gboolean
has_come_further (const LimbeckAlembicRun *run, int *n_done)
{
  g_autoptr (LimbeckDatabaseState) state = limbeck_snapshot_read_state (run->survey, NULL);
  const int before = *n_done;

  if (state != NULL)
    *n_done = limbeck_plan_count_steps_done (run->plan, limbeck_database_state_get_rows (state));

  return *n_done > before;
}

void
limbeck_alembic_run (const LimbeckAlembicRun *run, LimbeckAlembicEnd *end)
{
  const char *const *arguments = limbeck_plan_get_arguments (run->plan);
  const gint64       begin_us = g_get_monotonic_time ();
  int                n_done = 0;

  *end = (LimbeckAlembicEnd){ .ending = LIMBECK_ENDING_NOT_STARTED, .exit_status = -1 };
  limbeck_deadline_start (run->deadline, run->timeout_s);
  for (gsize i = 0; arguments[i] != NULL; i++)
    {
      end->exit_status = -1;
      run_argument (run, arguments[i], end);
      if (end->ending != LIMBECK_ENDING_EXITED || end->exit_status != 0)
        break;
      if (arguments[i + 1] != NULL && !has_come_further (run, &n_done))
        break;
    }
  limbeck_deadline_stop (run->deadline);
  end->duration_us = g_get_monotonic_time () - begin_us;
}

void
limbeck_alembic_end_clear (LimbeckAlembicEnd *end)
{
  g_clear_pointer (&end->trouble, g_free);
  g_clear_pointer (&end->lock_loss, g_free);
}
