#pragma once

#include "core/backup/backup.h"
#include "core/backup/postgres-tools.h"
#include "core/base/event.h"
#include "core/database/database-state.h"

/**
 * limbeck_dump_take:
 * @url: the database, with its password if it needs one
 * @state: a fresh state of the same database: names the tool's version, the revisions and the size
 * @version_table: name of the version table whose rows are looked for in the dump
 * @directory: where to write; made if it is not there
 * @sink: (nullable): gets stages, progress and output
 * @cancellable: (nullable): ends pg_dump, on the server too, and removes what was written
 * @error: LIMBECK_BACKUP_ERROR, LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Checks the free space, runs pg_dump in custom format (compressed, so that damage shows when it is read back), verifies the result by
 * listing it and reading every byte, takes its SHA-256, writes the manifest, fsyncs and renames both. A dump that failed leaves
 * nothing behind.
 *
 * Returns: (transfer full): a backup of level LIMBECK_BACKUP_LEVEL_READ
 */
LimbeckBackup *limbeck_dump_take (LimbeckDatabaseUrl     *url,
                                  LimbeckDatabaseState   *state,
                                  const char             *version_table,
                                  const char             *directory,
                                  const LimbeckEventSink *sink,
                                  GCancellable           *cancellable,
                                  GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_dump_verify:
 * @backup: a backup
 * @cancellable: (nullable): stops
 * @error: LIMBECK_BACKUP_ERROR_NOT_VERIFIED says what is wrong, or G_IO_ERROR_CANCELLED
 *
 * Compares size and SHA-256 with the manifest and reads the dump back.
 *
 * Returns: %TRUE if it is sound
 */
gboolean limbeck_dump_verify (LimbeckBackup *backup,
                              GCancellable  *cancellable,
                              GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_dump_space_check:
 * @directory: where a dump is to be written; exists
 * @table_bytes: what all tables hold, or -1
 * @error: LIMBECK_BACKUP_ERROR_NO_SPACE
 *
 * Returns: %TRUE if the dump will fit
 */
gboolean limbeck_dump_space_check (const char *directory,
                                   gint64      table_bytes,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_dump_dup_command:
 * @url: the database
 * @directory: where the backup would go
 *
 * Returns: (transfer full): the pg_dump command that a person can run by hand, quoted for a shell, without the password
 */
char *limbeck_dump_dup_command (LimbeckDatabaseUrl *url, const char *directory);
