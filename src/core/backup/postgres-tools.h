#pragma once

#include <gio/gio.h>

#define LIMBECK_BACKUP_ERROR (limbeck_backup_error_quark ())

/**
 * LimbeckBackupError:
 * @LIMBECK_BACKUP_ERROR_NO_TOOL: no pg_dump of the server's major version or above is installed; says which to install
 * @LIMBECK_BACKUP_ERROR_DIRECTORY: the backup directory can't be made or written to
 * @LIMBECK_BACKUP_ERROR_NO_SPACE: the disk is or would be full; says how much is needed and free
 * @LIMBECK_BACKUP_ERROR_FAILED: pg_dump failed; the message holds its decisive line
 * @LIMBECK_BACKUP_ERROR_NOT_VERIFIED: the dump was written but could not be read back
 */
typedef enum
{
  LIMBECK_BACKUP_ERROR_NO_TOOL,
  LIMBECK_BACKUP_ERROR_DIRECTORY,
  LIMBECK_BACKUP_ERROR_NO_SPACE,
  LIMBECK_BACKUP_ERROR_FAILED,
  LIMBECK_BACKUP_ERROR_NOT_VERIFIED,
} LimbeckBackupError;

GQuark limbeck_backup_error_quark (void);

/**
 * limbeck_postgres_tools_find:
 * @name: "pg_dump" or "pg_restore"
 * @server_version: for example 150020
 * @error: LIMBECK_BACKUP_ERROR_NO_TOOL
 *
 * Looks in `/usr/lib/postgresql/N/bin`, `/usr/pgsql-N/bin` and PATH for the server's own major version, else for the lowest one
 * above it. Debian's wrapper scripts are avoided: they choose a version on their own.
 *
 * Returns: (transfer full): absolute path
 */
char *limbeck_postgres_tools_find (const char *name,
                                   int         server_version,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;
