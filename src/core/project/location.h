#pragma once

#include <gio/gio.h>

#include "core/project/interpreter.h"

/**
 * LimbeckLocationContext:
 * @working_directory: where Alembic would be started
 * @python_path: (nullable): `prepend_sys_path`, as it is written
 * @interpreter: (nullable): whose packages count
 * @cancellable: (nullable): ends Python
 *
 * What a location is relative to.
 */
typedef struct
{
  const char         *working_directory;
  const char *const  *python_path;
  LimbeckInterpreter *interpreter;
  GCancellable       *cancellable;
} LimbeckLocationContext;

/** limbeck_location_is_in_package: whether @text has the form `package:path`. */
gboolean limbeck_location_is_in_package (const char *text);

/**
 * limbeck_location_resolve:
 * @text: the value of `script_location`, or one of `version_locations`
 * @context: what it is relative to
 * @error: LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION if there is no such package, a LIMBECK_COMMAND_ERROR, or
 *   G_IO_ERROR_CANCELLED
 *
 * A path is relative to the working directory; `package:path` is a place inside a package that Python can import. Only
 * packages that are not found by looking at folders are asked for.
 *
 * Returns: (transfer full): an absolute path, which need not exist
 */
char *limbeck_location_resolve (const char                   *text,
                                const LimbeckLocationContext *context,
                                GError                      **error) G_GNUC_WARN_UNUSED_RESULT;
