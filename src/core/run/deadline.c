#include "config.h"

#include "core/run/deadline.h"

struct _LimbeckDeadline
{
  GMutex mutex;
  gint64 end_us;
  gint64 extension_us;
};

LimbeckDeadline *
limbeck_deadline_new (void)
{
  LimbeckDeadline *self = g_new0 (LimbeckDeadline, 1);

  g_mutex_init (&self->mutex);
  self->end_us = -1;

  return self;
}

void
limbeck_deadline_free (LimbeckDeadline *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
limbeck_deadline_start (LimbeckDeadline *self, guint seconds)
{
  g_mutex_lock (&self->mutex);
  self->end_us = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC + self->extension_us;
  g_mutex_unlock (&self->mutex);
}

void
limbeck_deadline_stop (LimbeckDeadline *self)
{
  g_mutex_lock (&self->mutex);
  self->end_us = -1;
  g_mutex_unlock (&self->mutex);
}

void
limbeck_deadline_extend (LimbeckDeadline *self, guint seconds)
{
  const gint64 more_us = (gint64) seconds * G_USEC_PER_SEC;

  g_mutex_lock (&self->mutex);
  if (self->end_us < 0)
    self->extension_us += more_us;
  else
    self->end_us += more_us;
  g_mutex_unlock (&self->mutex);
}

gint64
limbeck_deadline_get_remaining_us (LimbeckDeadline *self)
{
  /* Asked once: the clock may tick between the two looks that MAX() takes. */
  const gint64 now_us = g_get_monotonic_time ();
  gint64       end_us = -1;

  g_mutex_lock (&self->mutex);
  end_us = self->end_us;
  g_mutex_unlock (&self->mutex);

  return end_us < 0 ? -1 : MAX (0, end_us - now_us);
}
