#pragma once

#include <gio/gio.h>

/**
 * LimbeckCommand:
 *
 * A subprocess as a value: program, arguments, directory, environment and inherited descriptors. It can
 * be shown, logged and tested without being run. Never passes through a shell.
 */
typedef struct _LimbeckCommand LimbeckCommand;

#define LIMBECK_COMMAND_ERROR (limbeck_command_error_quark ())

/**
 * LimbeckCommandError:
 * @LIMBECK_COMMAND_ERROR_NOT_FOUND: the program does not exist or may not be executed
 * @LIMBECK_COMMAND_ERROR_DIRECTORY: the working directory can't be entered
 * @LIMBECK_COMMAND_ERROR_TIMED_OUT: the time limit was over; the process group has been ended
 * @LIMBECK_COMMAND_ERROR_FAILED: it could not be started for another reason
 */
typedef enum
{
  LIMBECK_COMMAND_ERROR_NOT_FOUND,
  LIMBECK_COMMAND_ERROR_DIRECTORY,
  LIMBECK_COMMAND_ERROR_TIMED_OUT,
  LIMBECK_COMMAND_ERROR_FAILED,
} LimbeckCommandError;

GQuark limbeck_command_error_quark (void);

LimbeckCommand *limbeck_command_new (const char *program);
LimbeckCommand *limbeck_command_copy (const LimbeckCommand *self);
void            limbeck_command_free (LimbeckCommand *self);

void limbeck_command_append (LimbeckCommand *self, const char *argument);
void
limbeck_command_append_printf (LimbeckCommand *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void limbeck_command_set_directory (LimbeckCommand *self, const char *directory);

/** limbeck_command_set_environment: @envp replaces what is inherited; %NULL inherits again. */
void limbeck_command_set_environment (LimbeckCommand *self, const char *const *envp);

/** limbeck_command_setenv: sets @name on top of what is inherited; %NULL as @value unsets it. */
void limbeck_command_setenv (LimbeckCommand *self, const char *name, const char *value);

/**
 * limbeck_command_add_secret:
 * @self: a command
 * @secret: (nullable): a value that output of this command is cleaned of, see limbeck_text_redact()
 */
void limbeck_command_add_secret (LimbeckCommand *self, const char *secret);

/**
 * limbeck_command_take_fd:
 * @self: a command
 * @source_fd: (transfer full): a descriptor of ours; closed when the command is freed
 * @target_fd: the number it gets in the child, 3 or above
 */
void limbeck_command_take_fd (LimbeckCommand *self, int source_fd, int target_fd);

const char *const *limbeck_command_get_argv (const LimbeckCommand *self);
const char        *limbeck_command_get_directory (const LimbeckCommand *self);
const char *const *limbeck_command_get_secrets (const LimbeckCommand *self);

/** limbeck_command_dup_environment: what the child will see, complete. */
char **limbeck_command_dup_environment (const LimbeckCommand *self);

/** limbeck_command_to_string: the arguments quoted for a shell, secrets left out, for people to copy. */
char *limbeck_command_to_string (const LimbeckCommand *self);

/**
 * LimbeckCommandOutput:
 * @exit_status: 0 to 255, or -1 if a signal ended it
 * @signal: the signal that ended it, or 0
 * @standard_output: what it printed, valid UTF-8, redacted; of more than 64 MiB the end
 * @standard_error: the same for standard error
 *
 * How a command that ran to its end went.
 */
typedef struct
{
  int   exit_status;
  int   signal;
  char *standard_output;
  char *standard_error;
} LimbeckCommandOutput;

void limbeck_command_output_free (LimbeckCommandOutput *self);

/**
 * limbeck_command_run:
 * @self: what to run
 * @timeout_ms: time limit in milliseconds, 0 for none
 * @cancellable: (nullable): ends the process group
 * @error: a LIMBECK_COMMAND_ERROR or G_IO_ERROR_CANCELLED
 *
 * Runs a command in a process group of its own with /dev/null as standard input and blocks the calling
 * thread until it has ended. After a time-out or a cancel no process of the group is left. A non-zero exit
 * status is not an error.
 *
 * Returns: (transfer full): how it went, or %NULL
 */
LimbeckCommandOutput *limbeck_command_run (const LimbeckCommand *self,
                                           guint                 timeout_ms,
                                           GCancellable         *cancellable,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckCommand, limbeck_command_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckCommandOutput, limbeck_command_output_free)
