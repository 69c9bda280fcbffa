#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <check.h>

#include "turn-watch.h"

#define TICK_MS 5

static int       account = -1;
static GPollFunc usual_poll;
static gint64    began_us;
static gint64    longest_us;

/* How long this thread has been kept waiting for a processor so far; 0 where the kernel does not tell, so that all time counts. */
static gint64
read_kept_waiting_us (void)
{
  char               line[128] = "";
  unsigned long long on_processor = 0;
  unsigned long long kept_waiting = 0;

  if (account < 0 || pread (account, line, sizeof line - 1, 0) <= 0 ||
      sscanf (line, "%llu %llu", &on_processor, &kept_waiting) != 2)
    return 0;

  return (gint64) (kept_waiting / 1000);
}

static gint64
get_own_time_us (void)
{
  return g_get_monotonic_time () - read_kept_waiting_us ();
}

static void
end_turn (void)
{
  longest_us = MAX (longest_us, get_own_time_us () - began_us);
}

/* A turn ends where the loop asks for events, and the next one begins when it has got them. */
static int
poll_and_measure (GPollFD *fds, guint n_fds, int timeout_ms)
{
  int n_ready = 0;

  end_turn ();
  n_ready = usual_poll (fds, n_fds, timeout_ms);
  began_us = get_own_time_us ();

  return n_ready;
}

void
turn_watch_start (void)
{
  account = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  usual_poll = g_main_context_get_poll_func (NULL);
  longest_us = 0;
  began_us = get_own_time_us ();
  g_main_context_set_poll_func (NULL, poll_and_measure);
}

double
turn_watch_stop (void)
{
  end_turn ();
  g_main_context_set_poll_func (NULL, usual_poll);
  if (account >= 0)
    close (account);
  account = -1;

  return longest_us / 1000.0;
}

static gboolean
tick_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

void
turn_watch_run (guint ms)
{
  const gint64 end_us = g_get_monotonic_time () + (gint64) ms * 1000;
  guint        timer = g_timeout_add (TICK_MS, tick_cb, NULL);

  while (g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}
