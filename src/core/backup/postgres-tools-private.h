#pragma once

#include "core/backup/postgres-tools.h"

/**
 * limbeck_postgres_tools_find_in:
 * @name: see limbeck_postgres_tools_find()
 * @server_version: see limbeck_postgres_tools_find()
 * @patterns: (array zero-terminated=1): directories with one `*` for the major version
 * @path: (nullable): directories as in PATH
 * @error: LIMBECK_BACKUP_ERROR_NO_TOOL
 *
 * Returns: (transfer full): absolute path
 */
char *limbeck_postgres_tools_find_in (const char        *name,
                                      int                server_version,
                                      const char *const *patterns,
                                      const char        *path,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_postgres_tools_ask_version: the major version that the program at @path tells, 0 if it does not. */
int limbeck_postgres_tools_ask_version (const char *path);
