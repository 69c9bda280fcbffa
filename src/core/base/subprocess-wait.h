#pragma once

#include <gio/gio.h>

/**
 * limbeck_subprocess_wait:
 * @self: a subprocess
 * @deadline_us: moment in g_get_monotonic_time(), or -1 to wait for ever
 * @cancellable: (nullable): ends the wait, not the subprocess
 *
 * Blocks the calling thread without touching its main context.
 *
 * Returns: whether the subprocess has ended
 */
gboolean limbeck_subprocess_wait (GSubprocess *self, gint64 deadline_us, GCancellable *cancellable);
