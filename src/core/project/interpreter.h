#pragma once

#include <gio/gio.h>

#include "core/base/command.h"

/**
 * LimbeckInterpreterOrigin:
 *
 * Where the interpreter was found, in the order of the search.
 */
typedef enum
{
  LIMBECK_INTERPRETER_SETTING,
  LIMBECK_INTERPRETER_VIRTUAL_ENV,
  LIMBECK_INTERPRETER_PROJECT_VENV,
  LIMBECK_INTERPRETER_CONDA,
  LIMBECK_INTERPRETER_PATH,
  LIMBECK_INTERPRETER_ALEMBIC_ON_PATH,
} LimbeckInterpreterOrigin;

/**
 * LimbeckInterpreter:
 *
 * How Alembic is started for a project: `PYTHON -m alembic`, or the `alembic` command where the module can't
 * be started that way. Immutable.
 */
#define LIMBECK_TYPE_INTERPRETER (limbeck_interpreter_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckInterpreter, limbeck_interpreter, LIMBECK, INTERPRETER, GObject)

/**
 * limbeck_interpreter_find:
 * @project_directory: absolute path
 * @config_directory: absolute path of the directory of the configuration; also searched for a venv
 * @setting: (nullable): what the person chose: a Python, an `alembic` command, or a venv directory
 * @cancellable: (nullable): stops the search
 * @error: LIMBECK_PROJECT_ERROR_NO_INTERPRETER (names everything that was tried),
 *   LIMBECK_PROJECT_ERROR_NO_ALEMBIC (names the interpreter and `… -m pip install alembic`) or
 *   G_IO_ERROR_CANCELLED
 *
 * Searches: @setting, `$VIRTUAL_ENV`, `.venv`, `venv`, `env` in the directories, `$CONDA_PREFIX`, `python3` on
 * `PATH`, `alembic` on `PATH`. Looks at files only (the version of Alembic is read from its
 * `alembic-X.Y.Z.dist-info`), so it costs no Python start; where files do not tell, Python is asked once.
 *
 * Returns: (transfer full): the interpreter
 */
LimbeckInterpreter *limbeck_interpreter_find (const char   *project_directory,
                                              const char   *config_directory,
                                              const char   *setting,
                                              GCancellable *cancellable,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_interpreter_get_path: absolute path of the Python, or of the `alembic` command. */
const char *limbeck_interpreter_get_path (LimbeckInterpreter *self);

LimbeckInterpreterOrigin limbeck_interpreter_get_origin (LimbeckInterpreter *self);

/** limbeck_interpreter_is_script: whether it is the `alembic` command rather than a Python. */
gboolean limbeck_interpreter_is_script (LimbeckInterpreter *self);

/**
 * limbeck_interpreter_get_python:
 *
 * Returns: (nullable): absolute path of the Python that runs Alembic; for an `alembic` command the one that its first
 *   line names, %NULL if that can't be told
 */
const char *limbeck_interpreter_get_python (LimbeckInterpreter *self);

/** limbeck_interpreter_get_python_version: (nullable): for example "3.11"; %NULL if not known. */
const char *limbeck_interpreter_get_python_version (LimbeckInterpreter *self);

/** limbeck_interpreter_get_alembic_version: (nullable): for example "1.8.1"; %NULL if not known. */
const char *limbeck_interpreter_get_alembic_version (LimbeckInterpreter *self);

/** limbeck_interpreter_is_at_least: whether Alembic is at least of version @major.@minor.@patch; %FALSE if not known. */
gboolean
limbeck_interpreter_is_at_least (LimbeckInterpreter *self, guint major, guint minor, guint patch);

/** limbeck_interpreter_dup_description: for people: "Python of the project's .venv, Alembic 1.8.1". */
char *limbeck_interpreter_dup_description (LimbeckInterpreter *self);

/**
 * limbeck_interpreter_new_python:
 * @self: an interpreter whose Python is known, see limbeck_interpreter_get_python()
 *
 * Returns: (transfer full): a command that starts the Python without arguments, with the environment of
 *   README.md "Children"; for `python -c …`
 */
LimbeckCommand *limbeck_interpreter_new_python (LimbeckInterpreter *self);
