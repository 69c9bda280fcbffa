#pragma once

#include <gio/gio.h>

/**
 * limbeck_child_wait:
 * @pid: a child of this process that nobody else waits for
 * @pidfd: its descriptor from pidfd_open(), or -1 where that is not to be had: then it is looked at in intervals
 * @deadline_us: moment in g_get_monotonic_time(), or -1 to wait for ever
 * @cancellable: (nullable): ends the wait, not the child
 * @status: (out): how it ended, see waitpid(2); -1 if the system has forgotten it
 *
 * Blocks the calling thread. No main context, signal or thread of another library takes part, so nothing can be missed. Not to be
 * called again for a child that has ended: its id may be another's by then.
 *
 * Returns: whether the child has ended
 */
gboolean
limbeck_child_wait (int pid, int pidfd, gint64 deadline_us, GCancellable *cancellable, int *status)
    G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_child_leave: sees to it that a child for which nobody will wait leaves no zombie behind. */
void limbeck_child_leave (int pid);
