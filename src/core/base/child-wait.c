#include "config.h"

#include <errno.h>
#include <sys/wait.h>

#include "core/base/child-wait.h"

/* Between two looks at a child without a descriptor, or for a cancel without one. */
#define INTERVAL_MS 10

static gboolean
has_ended (int pid, int *status)
{
  int ended = 0;

  do
    ended = waitpid (pid, status, WNOHANG);
  while (ended < 0 && errno == EINTR);
  /* ECHILD: somebody has told the system to forget all children (SIG_IGN for SIGCHLD). */
  if (ended < 0)
    *status = -1;

  return ended != 0;
}

/* Rounded up: less than a millisecond must not become a busy loop. The clock is asked once: to g_poll() what is negative has no end. */
static int
get_pause_ms (gint64 deadline_us, gboolean is_told)
{
  const gint64 now_us = g_get_monotonic_time ();
  const gint64 left_ms = deadline_us < 0 ? G_MAXINT : (MAX (deadline_us - now_us, 0) / 1000) + 1;

  if (!is_told)
    return (int) MIN (left_ms, INTERVAL_MS);

  return left_ms >= G_MAXINT ? -1 : (int) left_ms;
}

gboolean
limbeck_child_wait (int pid, int pidfd, gint64 deadline_us, GCancellable *cancellable, int *status)
{
  GPollFD  fds[2] = { { -1, 0, 0 }, { pidfd, G_IO_IN, 0 } };
  gboolean is_watched = cancellable != NULL && g_cancellable_make_pollfd (cancellable, fds);
  gboolean is_told = pidfd >= 0 && (cancellable == NULL || is_watched);
  gboolean is_over = FALSE;

  g_return_val_if_fail (pid > 0 && status != NULL, FALSE);

  while (!(is_over = has_ended (pid, status)) && !g_cancellable_is_cancelled (cancellable) &&
         (deadline_us < 0 || g_get_monotonic_time () < deadline_us))
    g_poll (fds, G_N_ELEMENTS (fds), get_pause_ms (deadline_us, is_told));
  if (is_watched)
    g_cancellable_release_fd (cancellable);

  return is_over;
}

static gpointer
reap (gpointer pid)
{
  while (waitpid (GPOINTER_TO_INT (pid), NULL, 0) < 0 && errno == EINTR)
    ;

  return NULL;
}

void
limbeck_child_leave (int pid)
{
  g_return_if_fail (pid > 0);

  g_thread_unref (g_thread_new ("limbeck-reaper", reap, GINT_TO_POINTER (pid)));
}
