#pragma once

#include "core/project/interpreter.h"

/**
 * LimbeckFoundInterpreter:
 * @origin: where it was found
 * @python: (nullable): the Python
 * @script: (nullable): the `alembic` command, if that has to be used instead of `PYTHON -m alembic`
 * @folder: (nullable): name of the project's venv: ".venv", "venv" or "env"
 * @python_version: (nullable): "3.11"
 * @alembic_version: (nullable): "1.8.1"
 */
typedef struct
{
  LimbeckInterpreterOrigin origin;
  char                    *python;
  char                    *script;
  char                    *folder;
  char                    *python_version;
  char                    *alembic_version;
} LimbeckFoundInterpreter;

/** limbeck_interpreter_search: the search of limbeck_interpreter_find(), with the same parameters and errors. */
LimbeckFoundInterpreter *limbeck_interpreter_search (const char   *project_directory,
                                                     const char   *config_directory,
                                                     const char   *setting,
                                                     GCancellable *cancellable,
                                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void limbeck_found_interpreter_free (LimbeckFoundInterpreter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckFoundInterpreter, limbeck_found_interpreter_free)
