#pragma once

#include <gio/gio.h>

/** limbeck_deadline_after: the moment in g_get_monotonic_time() that is @timeout_ms away, -1 (never) for 0. */
gint64 limbeck_deadline_after (guint timeout_ms);

/**
 * LimbeckDetached:
 *
 * A call that may block longer than anybody wants to wait (a name server, a stopped postmaster), in a thread of its
 * own. Who gives up waiting lets go of it; the thread then ends alone and its result is freed.
 */
typedef struct _LimbeckDetached LimbeckDetached;

typedef gpointer (*LimbeckDetachedFunc) (gpointer data);

/**
 * LimbeckPatience:
 * @LIMBECK_PATIENCE_READY: it has happened
 * @LIMBECK_PATIENCE_DEADLINE: the time is over
 * @LIMBECK_PATIENCE_CANCELLED: the cancellable was cancelled
 *
 * Why a wait is over.
 */
typedef enum
{
  LIMBECK_PATIENCE_READY,
  LIMBECK_PATIENCE_DEADLINE,
  LIMBECK_PATIENCE_CANCELLED,
} LimbeckPatience;

/**
 * limbeck_patience_wait_for_fd:
 * @fd: a descriptor
 * @condition: G_IO_IN and G_IO_OUT; errors and hang-ups always count
 * @deadline_us: moment in g_get_monotonic_time(), or -1 to wait for ever
 * @cancellable: (nullable): ends the wait
 *
 * Returns: why the wait is over
 */
LimbeckPatience limbeck_patience_wait_for_fd (int           fd,
                                              GIOCondition  condition,
                                              gint64        deadline_us,
                                              GCancellable *cancellable);

/**
 * limbeck_detached_start:
 * @func: what to call
 * @data: (transfer full): given to @func
 * @free_data: (nullable): frees @data when @func has returned
 * @free_result: (nullable): frees what @func returned, if nobody takes it
 *
 * Returns: (transfer full): the call
 */
LimbeckDetached *limbeck_detached_start (LimbeckDetachedFunc func,
                                         gpointer            data,
                                         GDestroyNotify      free_data,
                                         GDestroyNotify      free_result);

/** limbeck_detached_wait: see limbeck_patience_wait_for_fd(). */
LimbeckPatience
limbeck_detached_wait (LimbeckDetached *self, gint64 deadline_us, GCancellable *cancellable);

/** limbeck_detached_steal_result: (transfer full): what the function returned; only once it is ready. */
gpointer limbeck_detached_steal_result (LimbeckDetached *self);

void limbeck_detached_free (LimbeckDetached *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckDetached, limbeck_detached_free)
