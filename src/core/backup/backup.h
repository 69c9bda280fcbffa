#pragma once

#include <gio/gio.h>

/**
 * LimbeckBackupLevel:
 * @LIMBECK_BACKUP_LEVEL_NONE: not verified
 * @LIMBECK_BACKUP_LEVEL_LISTED: its table of contents has been read
 * @LIMBECK_BACKUP_LEVEL_READ: every byte has been read back and decompressed, and the version rows in it were found
 *
 * How far a backup has been verified. Only a verified backup counts.
 */
typedef enum
{
  LIMBECK_BACKUP_LEVEL_NONE,
  LIMBECK_BACKUP_LEVEL_LISTED,
  LIMBECK_BACKUP_LEVEL_READ,
} LimbeckBackupLevel;

const char *limbeck_backup_level_to_string (LimbeckBackupLevel level);

/**
 * LimbeckBackup:
 *
 * A dump on disk with the manifest beside it. Immutable.
 */
#define LIMBECK_TYPE_BACKUP (limbeck_backup_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckBackup, limbeck_backup, LIMBECK, BACKUP, GObject)

/** limbeck_backup_load: @manifest_path is the `….manifest.json` beside a dump. */
LimbeckBackup *
limbeck_backup_load (const char *manifest_path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char        *limbeck_backup_get_path (LimbeckBackup *self);
const char        *limbeck_backup_get_database (LimbeckBackup *self);
const char        *limbeck_backup_get_system_identifier (LimbeckBackup *self);
guint32            limbeck_backup_get_database_oid (LimbeckBackup *self);
const char *const *limbeck_backup_get_rows (LimbeckBackup *self);
const char        *limbeck_backup_get_sha256 (LimbeckBackup *self);
gint64             limbeck_backup_get_size_bytes (LimbeckBackup *self);
gint64             limbeck_backup_get_finished_at (LimbeckBackup *self);
LimbeckBackupLevel limbeck_backup_get_level (LimbeckBackup *self);

/** limbeck_backup_to_json: the object that `limbeckctl backup --json` prints, and the manifest's contents. */
char *limbeck_backup_to_json (LimbeckBackup *self);

/**
 * limbeck_backup_dup_directory:
 * @setting: (nullable): what the person chose
 * @database: name of the database
 *
 * Returns: (transfer full): where backups of @database go: `SETTING/DATABASE` or
 *   `$XDG_DATA_HOME/limbeck/backups/DATABASE`; the name made safe for a path
 */
char *limbeck_backup_dup_directory (const char *setting, const char *database);

/**
 * limbeck_backup_list:
 * @directory: from limbeck_backup_dup_directory()
 *
 * Returns: (transfer full) (element-type LimbeckBackup): finished backups there, newest first; what has no sound manifest is
 *   no backup
 */
GPtrArray *limbeck_backup_list (const char *directory);
