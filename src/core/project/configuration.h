#pragma once

#include <gio/gio.h>

#include "core/project/interpreter.h"
#include "core/project/target.h"

/**
 * LimbeckConfiguration:
 *
 * What Alembic would read from the configuration of a target: ConfigParser's rules for an ini, the project's
 * own TOML reader for `pyproject.toml`, and the path rules of the version of Alembic that is installed.
 * Immutable.
 */
#define LIMBECK_TYPE_CONFIGURATION (limbeck_configuration_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckConfiguration, limbeck_configuration, LIMBECK, CONFIGURATION, GObject)

/**
 * limbeck_configuration_load:
 * @target: a target
 * @interpreter: (nullable): decides by its version where versions differ, and reads TOML; %NULL: as the
 *   newest version does
 * @cancellable: (nullable): stops reading
 * @error: LIMBECK_PROJECT_ERROR_UNREADABLE, _BAD_CONFIGURATION (file, line, what is wrong, how to mend it),
 *   _NO_SCRIPT_LOCATION or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the configuration
 */
LimbeckConfiguration *limbeck_configuration_load (LimbeckTarget      *target,
                                                  LimbeckInterpreter *interpreter,
                                                  GCancellable       *cancellable,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

LimbeckTarget *limbeck_configuration_get_target (LimbeckConfiguration *self);

/**
 * limbeck_configuration_get_working_directory:
 *
 * The directory in which Alembic has to be started: that of the configuration or, where only that resolves
 * its relative paths, the project's root (158 of 221 real trees resolve from the first, 10 only from the second), or else
 * the nearest folder between the two that does: a service of a larger repository may have its configuration further inside.
 */
const char *limbeck_configuration_get_working_directory (LimbeckConfiguration *self);

/** limbeck_configuration_get_script_directory: absolute path of the directory with `env.py`. */
const char *limbeck_configuration_get_script_directory (LimbeckConfiguration *self);

/** limbeck_configuration_get_version_locations: absolute paths, at least one, in the configured order. */
const char *const *limbeck_configuration_get_version_locations (LimbeckConfiguration *self);

gboolean limbeck_configuration_is_recursive (LimbeckConfiguration *self);
gboolean limbeck_configuration_is_sourceless (LimbeckConfiguration *self);

/** limbeck_configuration_is_sorted: whether this Alembic loads files in the order of their names (since 1.10). */
gboolean limbeck_configuration_is_sorted (LimbeckConfiguration *self);

/** limbeck_configuration_get_url: (nullable): `sqlalchemy.url`, interpolated; may hold a password: never show it. */
const char *limbeck_configuration_get_url (LimbeckConfiguration *self);

/** limbeck_configuration_get_findings: (element-type LimbeckFinding): what is odd but not fatal, for example a bad `%` in the URL. */
GPtrArray *limbeck_configuration_get_findings (LimbeckConfiguration *self);
