#pragma once

#include "core/base/command.h"

/**
 * limbeck_python_environment_apply:
 * @command: a command that starts Python, or the `alembic` command
 *
 * Sets what makes Python's output readable and the same everywhere (README.md, "Children"): UTF-8, no buffering, no
 * colours, nothing interactive, and no other configuration than the one that is named.
 */
void limbeck_python_environment_apply (LimbeckCommand *command);

/**
 * limbeck_python_environment_last_line:
 * @output: (not nullable): what a Python printed; its line ends are overwritten
 *
 * Returns: the last line that is not blank, where a traceback says what went wrong
 */
const char *limbeck_python_environment_last_line (char *output);
