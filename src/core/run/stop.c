#include "config.h"

#include "core/run/stop.h"

/* Alembic needs about a second to end after its statement was cancelled. */
#define CANCEL_GRACE_US (3 * G_USEC_PER_SEC)
#define TERMINATE_GRACE_US (2 * G_USEC_PER_SEC)
#define PROCESS_GRACE_MS 2000

/* The server looks every two seconds whether a client is still there (see run-command.c). */
#define LEAVE_MS 4000

static gboolean
ends_within (LimbeckProcess *process, gint64 grace_us)
{
  return limbeck_process_wait (process, g_get_monotonic_time () + grace_us, NULL) ==
         LIMBECK_WAIT_EXITED;
}

void
limbeck_stop_run (LimbeckProcess *process, LimbeckWatch *watch)
{
  gboolean has_ended = FALSE;

  for (int attempt = 0; attempt < 2 && !has_ended; attempt++)
    {
      if (limbeck_watch_end_sessions (watch, FALSE) <= 0)
        break;
      has_ended = ends_within (process, CANCEL_GRACE_US);
    }
  if (!has_ended && limbeck_watch_end_sessions (watch, TRUE) > 0)
    (void) ends_within (process, TERMINATE_GRACE_US);

  limbeck_process_stop (process, PROCESS_GRACE_MS);
}

GPtrArray *
limbeck_stop_sessions (LimbeckWatch *watch, GError **error)
{
  g_autoptr (GPtrArray) sessions = limbeck_watch_wait_until_gone (watch, LEAVE_MS, error);

  if (sessions == NULL || sessions->len == 0)
    return g_steal_pointer (&sessions);

  for (int attempt = 0; attempt < 2 && sessions->len > 0; attempt++)
    {
      /* An idle one has no statement that could be cancelled. */
      (void) limbeck_watch_end_sessions (watch, attempt > 0 || limbeck_watch_are_idle (sessions));
      g_clear_pointer (&sessions, g_ptr_array_unref);
      sessions = limbeck_watch_wait_until_gone (watch, LEAVE_MS, error);
      if (sessions == NULL)
        return NULL;
    }

  return g_steal_pointer (&sessions);
}
