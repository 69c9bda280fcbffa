#pragma once

#include "core/backup/backup.h"

/**
 * LimbeckBackupFacts:
 *
 * What a manifest holds. Strings are borrowed by limbeck_backup_new(), which copies them.
 */
typedef struct
{
  const char        *path;
  const char        *database;
  const char        *host;
  const char        *port;
  const char        *user;
  const char        *system_identifier;
  guint32            database_oid;
  int                server_version;
  int                tool_version;
  const char        *version_table;
  const char        *version_schema;
  const char *const *rows;
  const char        *sha256;
  gint64             size_bytes;
  gint64             started_at;
  gint64             finished_at;
  LimbeckBackupLevel level;
} LimbeckBackupFacts;

LimbeckBackup            *limbeck_backup_new (const LimbeckBackupFacts *facts);
const LimbeckBackupFacts *limbeck_backup_get_facts (LimbeckBackup *self);

/** limbeck_backup_dup_manifest_path: (transfer full): the manifest that belongs to the dump at @path. */
char *limbeck_backup_dup_manifest_path (const char *path);

/** limbeck_backup_dup_safe_name: (transfer full): @text as part of a file name of at most @length bytes, different for different texts. */
char *limbeck_backup_dup_safe_name (const char *text, gsize length);

/**
 * limbeck_backup_dup_name:
 * @database: name of the database
 * @moment: when the dump began, µs since 1970
 * @rows: what the version table holds
 *
 * Returns: (transfer full): `DATABASE-YYYYmmddTHHMMSSZ-REVISION.dump`
 */
char *limbeck_backup_dup_name (const char *database, gint64 moment, const char *const *rows);
