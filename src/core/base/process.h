#pragma once

#include "core/base/command.h"

/**
 * LimbeckProcess:
 *
 * A command that is running, in a process group of its own. It gets no parent-death signal: a migration
 * outlives the launcher (README.md, "Safety"). All functions are called from one thread.
 */
typedef struct _LimbeckProcess LimbeckProcess;

/**
 * LimbeckWait:
 * @LIMBECK_WAIT_EXITED: the process has ended
 * @LIMBECK_WAIT_DEADLINE: it still runs and the time is over
 * @LIMBECK_WAIT_CANCELLED: it still runs and the cancellable was cancelled
 */
typedef enum
{
  LIMBECK_WAIT_EXITED,
  LIMBECK_WAIT_DEADLINE,
  LIMBECK_WAIT_CANCELLED,
} LimbeckWait;

/** LimbeckProcessFunc: what is done about a process that is going to be started; @data is that of whoever asked for it. */
typedef void (*LimbeckProcessFunc) (gpointer data);

/**
 * limbeck_process_before_first:
 * @func: what to do
 * @data: given to @func
 *
 * Has @func called once, just before the next process is started: for a program that only then has something to look after when it is
 * interrupted. To be set while there is one thread.
 */
void limbeck_process_before_first (LimbeckProcessFunc func, gpointer data);

/**
 * limbeck_process_start:
 * @command: what to run
 * @output_path: (nullable): file (created, 0600, appended to) that gets standard output and standard error
 *   in the order in which they are written; %NULL keeps them apart in memory, see limbeck_process_read()
 * @error: a LIMBECK_COMMAND_ERROR
 *
 * Returns: (transfer full): the running process, or %NULL
 */
LimbeckProcess *limbeck_process_start (const LimbeckCommand *command,
                                       const char           *output_path,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_process_wait:
 * @self: a process
 * @deadline_us: moment in g_get_monotonic_time(), or -1 to wait for ever
 * @cancellable: (nullable): ends the wait, not the process
 *
 * Returns: why the wait is over
 */
LimbeckWait
limbeck_process_wait (LimbeckProcess *self, gint64 deadline_us, GCancellable *cancellable);

/**
 * limbeck_process_signal:
 * @self: a process
 * @signal_number: SIGINT, SIGTERM, …
 *
 * Sends a signal to every process of the group. Does nothing once the group is gone.
 */
void limbeck_process_signal (LimbeckProcess *self, int signal_number);

/**
 * limbeck_process_stop:
 * @self: a process
 * @grace_ms: time between SIGTERM and SIGKILL
 *
 * Ends the whole group and returns when no process of it is left.
 */
void limbeck_process_stop (LimbeckProcess *self, guint grace_ms);

int limbeck_process_get_pid (LimbeckProcess *self);
int limbeck_process_get_exit_status (LimbeckProcess *self);
int limbeck_process_get_signal (LimbeckProcess *self);

/**
 * limbeck_process_read:
 * @self: a process that was started without an output file and has ended
 * @standard_output: (out) (transfer full): valid UTF-8, redacted; of more than 64 MiB the end
 * @standard_error: (out) (transfer full): the same
 */
void limbeck_process_read (LimbeckProcess *self, char **standard_output, char **standard_error);

/** limbeck_process_free: lets go of it; a process that still runs goes on running. */
void limbeck_process_free (LimbeckProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckProcess, limbeck_process_free)
