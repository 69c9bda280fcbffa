#pragma once

#include "core/base/command.h"

/**
 * LimbeckInheritedFd:
 * @source_fd: a descriptor of ours, owned
 * @target_fd: the number it gets in the child
 */
typedef struct
{
  int source_fd;
  int target_fd;
} LimbeckInheritedFd;

/** limbeck_command_get_fds: (element-type LimbeckInheritedFd): what the child inherits. */
GPtrArray *limbeck_command_get_fds (const LimbeckCommand *self);

/**
 * limbeck_command_find_program:
 * @self: a command
 * @error: LIMBECK_COMMAND_ERROR_DIRECTORY or LIMBECK_COMMAND_ERROR_NOT_FOUND
 *
 * Looks for the program as the child would: in its directory, and on the PATH of its environment (ours if that
 * has none).
 *
 * Returns: (transfer full): the path to execute
 */
char *
limbeck_command_find_program (const LimbeckCommand *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_command_explain_spawn_error:
 * @path: what limbeck_command_find_program() found
 * @spawn_error: why it could not be started
 * @error: gets a LIMBECK_COMMAND_ERROR that says so for people
 */
void
limbeck_command_explain_spawn_error (const char *path, const GError *spawn_error, GError **error);
