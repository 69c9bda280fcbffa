#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/process.h"
#include "core/run/run-command.h"
#include "core/run/snapshot.h"
#include "core/run/stop.h"

#include "core/run/alembic-run.h"

#define PULSE_US 250000
#define LEFTOVER_GRACE_MS 2000

/* Looking at the server must not take more than a small part of the time, also where it answers slowly. */
#define WATCH_SHARE 4

/* Waits until the process ends or has to be ended; reads its output and watches its sessions meanwhile. */
static LimbeckEnding
accompany (const LimbeckAlembicRun *run, LimbeckProcess *process)
{
  gint64 next_look_us = g_get_monotonic_time () + PULSE_US;

  for (;;)
    {
      const gint64      remaining_us = limbeck_deadline_get_remaining_us (run->deadline);
      const gint64      pulse_end_us = g_get_monotonic_time () + MIN (PULSE_US, remaining_us);
      const LimbeckWait wait = limbeck_process_wait (process, pulse_end_us, run->cancellable);
      gint64            now_us = 0;

      limbeck_run_output_read (run->output, FALSE);
      if (wait == LIMBECK_WAIT_EXITED)
        return LIMBECK_ENDING_EXITED;
      if (wait == LIMBECK_WAIT_CANCELLED)
        return LIMBECK_ENDING_CANCELLED;
      if (limbeck_deadline_get_remaining_us (run->deadline) == 0)
        return LIMBECK_ENDING_TIMED_OUT;

      now_us = g_get_monotonic_time ();
      if (now_us >= next_look_us)
        {
          limbeck_watch_tell_blockers (run->watch, run->sink, run->cancellable);
          next_look_us = g_get_monotonic_time () +
                         MAX (PULSE_US / 2, WATCH_SHARE * (g_get_monotonic_time () - now_us));
        }
    }
}

/* One Alembic command from start to end. */
static void
run_argument (const LimbeckAlembicRun *run, const char *argument, LimbeckAlembicEnd *end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckCommand)
      command = limbeck_run_command_new (run->survey,
                                         limbeck_plan_get_direction (run->plan),
                                         argument,
                                         run->application_name,
                                         run->timeout_s);
  g_autoptr (LimbeckProcess) process = limbeck_process_start (command, run->output_path, &error);

  if (process == NULL)
    {
      end->ending = LIMBECK_ENDING_NOT_STARTED;
      end->trouble = g_strdup (error->message);
      return;
    }

  end->ending = accompany (run, process);
  if (end->ending != LIMBECK_ENDING_EXITED)
    {
      limbeck_event_sink_tell (
          run->sink, LIMBECK_EVENT_STAGE, _ ("Stopping the run on the server…"), NULL, -1);
      limbeck_stop_run (process, run->watch);
    }
  else
    {
      /* A revision may have started something that outlives Alembic. */
      limbeck_process_stop (process, LEFTOVER_GRACE_MS);
    }
  end->exit_status = limbeck_process_get_exit_status (process);
  end->signal_number = limbeck_process_get_signal (process);
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
}
