#include "config.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "core/database/detached.h"

/* GCancellable could not be watched (no descriptors left): look at it this often instead. */
#define LOOK_EVERY_MS 20

struct _LimbeckDetached
{
  gatomicrefcount     references;
  int                 ready_fd;
  LimbeckDetachedFunc func;
  gpointer            data;
  GDestroyNotify      free_data;
  gpointer            result;
  GDestroyNotify      free_result;
};

gint64
limbeck_deadline_after (guint timeout_ms)
{
  return timeout_ms == 0 ? -1 : g_get_monotonic_time () + (gint64) timeout_ms * 1000;
}

static int
milliseconds_until (gint64 deadline_us)
{
  gint64 left_us;

  if (deadline_us < 0)
    return -1;
  left_us = deadline_us - g_get_monotonic_time ();

  /* Rounded up: a wait that ends early would be taken for the deadline's. */
  return left_us <= 0 ? 0 : (int) MIN ((left_us + 999) / 1000, G_MAXINT);
}

LimbeckPatience
limbeck_patience_wait_for_fd (int           fd,
                              GIOCondition  condition,
                              gint64        deadline_us,
                              GCancellable *cancellable)
{
  GPollFD         fds[2] = { { .fd = fd, .events = condition | G_IO_ERR | G_IO_HUP } };
  gboolean        is_watched = cancellable && g_cancellable_make_pollfd (cancellable, &fds[1]);
  LimbeckPatience patience;

  for (;;)
    {
      int wait_ms = milliseconds_until (deadline_us);
      int n;

      if (cancellable && !is_watched && (wait_ms < 0 || wait_ms > LOOK_EVERY_MS))
        wait_ms = LOOK_EVERY_MS;
      n = g_poll (fds, is_watched ? 2 : 1, wait_ms);

      if (g_cancellable_is_cancelled (cancellable))
        patience = LIMBECK_PATIENCE_CANCELLED;
      else if (n > 0 && fds[0].revents != 0)
        patience = LIMBECK_PATIENCE_READY;
      else if (deadline_us >= 0 && g_get_monotonic_time () >= deadline_us)
        patience = LIMBECK_PATIENCE_DEADLINE;
      else
        continue;
      break;
    }
  if (is_watched)
    g_cancellable_release_fd (cancellable);

  return patience;
}

void
limbeck_detached_free (LimbeckDetached *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  if (self->result && self->free_result)
    self->free_result (self->result);
  if (self->ready_fd >= 0)
    close (self->ready_fd);
  g_free (self);
}

static gpointer
run (gpointer data)
{
  LimbeckDetached *self = data;

  self->result = self->func (self->data);
  if (self->free_data)
    self->free_data (self->data);
  if (self->ready_fd >= 0)
    {
      guint64 one = 1;

      /* An eventfd that was never read takes this at once. */
      while (write (self->ready_fd, &one, sizeof one) < 0 && errno == EINTR)
        ;
    }
  limbeck_detached_free (self);

  return NULL;
}

LimbeckDetached *
limbeck_detached_start (LimbeckDetachedFunc func,
                        gpointer            data,
                        GDestroyNotify      free_data,
                        GDestroyNotify      free_result)
{
  LimbeckDetached *self = g_new0 (LimbeckDetached, 1);
  GThread         *thread = NULL;

  g_atomic_ref_count_init (&self->references);
  g_atomic_ref_count_inc (&self->references);
  self->func = func;
  self->data = data;
  self->free_data = free_data;
  self->free_result = free_result;
  self->ready_fd = eventfd (0, EFD_CLOEXEC);

  if (self->ready_fd >= 0)
    thread = g_thread_try_new ("limbeck-detached", run, self, NULL);
  if (thread)
    g_thread_unref (thread);
  else
    /* No descriptor or no thread to be had: late is better than not at all. */
    run (self);

  return self;
}

LimbeckPatience
limbeck_detached_wait (LimbeckDetached *self, gint64 deadline_us, GCancellable *cancellable)
{
  if (self->ready_fd < 0)
    return LIMBECK_PATIENCE_READY;

  return limbeck_patience_wait_for_fd (self->ready_fd, G_IO_IN, deadline_us, cancellable);
}

gpointer
limbeck_detached_steal_result (LimbeckDetached *self)
{
  return g_steal_pointer (&self->result);
}
