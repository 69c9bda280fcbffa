#pragma once

#include <gio/gio.h>

#include "core/project/target.h"

#define LIMBECK_PROJECT_ERROR (limbeck_project_error_quark ())

/**
 * LimbeckProjectError:
 * @LIMBECK_PROJECT_ERROR_NOT_FOUND: there is no such directory
 * @LIMBECK_PROJECT_ERROR_UNREADABLE: a directory or file can't be read
 * @LIMBECK_PROJECT_ERROR_NO_CONFIGURATION: the directory holds no Alembic configuration
 * @LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION: a configuration can't be understood; the message names file and line
 * @LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION: the script directory is not named or does not exist
 * @LIMBECK_PROJECT_ERROR_NO_INTERPRETER: no Python and no alembic command was found; names all that was tried
 * @LIMBECK_PROJECT_ERROR_NO_ALEMBIC: the project's Python has no Alembic; names the command that installs it
 * @LIMBECK_PROJECT_ERROR_NO_URL: no database URL is known
 * @LIMBECK_PROJECT_ERROR_BAD_URL: a URL can't be understood
 * @LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL: the URL belongs to another kind of database
 * @LIMBECK_PROJECT_ERROR_NO_TARGET: the project has no target of that name
 */
typedef enum
{
  LIMBECK_PROJECT_ERROR_NOT_FOUND,
  LIMBECK_PROJECT_ERROR_UNREADABLE,
  LIMBECK_PROJECT_ERROR_NO_CONFIGURATION,
  LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION,
  LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
  LIMBECK_PROJECT_ERROR_NO_INTERPRETER,
  LIMBECK_PROJECT_ERROR_NO_ALEMBIC,
  LIMBECK_PROJECT_ERROR_NO_URL,
  LIMBECK_PROJECT_ERROR_BAD_URL,
  LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL,
  LIMBECK_PROJECT_ERROR_NO_TARGET,
} LimbeckProjectError;

GQuark limbeck_project_error_quark (void);

/**
 * LimbeckProject:
 *
 * A directory with Alembic in it, and the targets found there. Immutable.
 */
#define LIMBECK_TYPE_PROJECT (limbeck_project_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckProject, limbeck_project, LIMBECK, PROJECT, GObject)

/**
 * limbeck_project_open:
 * @directory: path of a project; may be relative
 * @cancellable: (nullable): stops the search
 * @error: a LIMBECK_PROJECT_ERROR or G_IO_ERROR_CANCELLED
 *
 * Looks for `alembic.ini`, `alembic*.ini`, `X/alembic.ini` one level down and `pyproject.toml` with a
 * `[tool.alembic]` table, and makes a target of each. A path to a configuration file opens its directory.
 * Neither Python nor a database is asked.
 *
 * Returns: (transfer full): the project
 */
LimbeckProject *limbeck_project_open (const char   *directory,
                                      GCancellable *cancellable,
                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_project_get_directory: absolute path. */
const char *limbeck_project_get_directory (LimbeckProject *self);

/** limbeck_project_get_name: the name of the directory, in UTF-8 for display. */
const char *limbeck_project_get_name (LimbeckProject *self);

/** limbeck_project_get_targets: (transfer none): at least one LimbeckTarget, `alembic.ini` first. */
GListModel *limbeck_project_get_targets (LimbeckProject *self);

/**
 * limbeck_project_find_target:
 * @self: a project
 * @configuration: (nullable): a configuration file (absolute, or relative to the project or to the current
 *   directory) or the name of a target; %NULL for the first one
 * @error: LIMBECK_PROJECT_ERROR_NO_TARGET; names what there is
 *
 * A configuration file that the search did not find becomes a target too if it exists.
 *
 * Returns: (transfer full): the target
 */
LimbeckTarget *limbeck_project_find_target (LimbeckProject *self,
                                            const char     *configuration,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_project_open_target:
 * @directory: path of a project; may be relative
 * @configuration: (nullable): as in limbeck_project_find_target()
 * @cancellable: (nullable): stops the search
 * @error: a LIMBECK_PROJECT_ERROR or G_IO_ERROR_CANCELLED
 *
 * Opens a project and finds a target in one go. A configuration file that is named need not be where
 * limbeck_project_open() looks: it is enough that it exists.
 *
 * Returns: (transfer full): the target
 */
LimbeckTarget *limbeck_project_open_target (const char   *directory,
                                            const char   *configuration,
                                            GCancellable *cancellable,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;
