#pragma once

#include <glib.h>

/**
 * LimbeckDeadline:
 *
 * The time limit of a run, which another thread may move. All functions may be called from any thread.
 */
typedef struct _LimbeckDeadline LimbeckDeadline;

LimbeckDeadline *limbeck_deadline_new (void);
void             limbeck_deadline_free (LimbeckDeadline *self);

/** limbeck_deadline_start: it is over in @seconds from now. */
void limbeck_deadline_start (LimbeckDeadline *self, guint seconds);

/** limbeck_deadline_stop: nothing is timed any more. */
void limbeck_deadline_stop (LimbeckDeadline *self);

/** limbeck_deadline_extend: moves the end; before the start it is kept for then. */
void limbeck_deadline_extend (LimbeckDeadline *self, guint seconds);

/** limbeck_deadline_get_remaining_us: 0 when it is over, -1 while nothing is timed. */
gint64 limbeck_deadline_get_remaining_us (LimbeckDeadline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckDeadline, limbeck_deadline_free)
