#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/backup/backup-private.h"
#include "core/backup/dump-private.h"
#include "core/backup/part-file.h"
#include "core/backup/postgres-tools-private.h"
#include "core/base/command.h"
#include "core/base/storage.h"

#define CONNECT_TIMEOUT_MS 10000

static gboolean
prepare_directory (const char *directory, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!limbeck_storage_make_directory (directory, &local_error))
    {
      g_set_error_literal (
          error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_DIRECTORY, local_error->message);
      return FALSE;
    }
  limbeck_part_file_sweep (directory);

  return TRUE;
}

static LimbeckConnection *
open_watch (LimbeckDatabaseUrl *url, GCancellable *cancellable, GError **error)
{
  g_autoptr (LimbeckConnection) watch = limbeck_connection_open (
      url, "limbeck-backup-watch", CONNECT_TIMEOUT_MS, cancellable, error);

  if (watch && limbeck_connection_is_pooled (watch))
    {
      g_set_error (
          error,
          LIMBECK_BACKUP_ERROR,
          LIMBECK_BACKUP_ERROR_FAILED,
          /* Translators: %s is a database */
          _ ("A connection pooler stands between this machine and the database “%s”, and pg_dump is not safe through it. Use a URL that leads to the server itself."),
          limbeck_connection_get_database (watch));
      return NULL;
    }

  return g_steal_pointer (&watch);
}

/* The manifest will say that the dump is of the database in @state, so it had better be. */
static gboolean
is_same_database (LimbeckConnection    *watch,
                  LimbeckDatabaseState *state,
                  GCancellable         *cancellable,
                  GError              **error)
{
  g_autoptr (LimbeckRows) rows = limbeck_connection_query (
      watch,
      "SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()",
      NULL,
      CONNECT_TIMEOUT_MS,
      cancellable,
      error);

  if (rows == NULL)
    return FALSE;
  if (g_ascii_strtoull (limbeck_rows_get (rows, 0, 0), NULL, 10) ==
      limbeck_database_state_get_database_oid (state))
    return TRUE;

  g_set_error (
      error,
      LIMBECK_BACKUP_ERROR,
      LIMBECK_BACKUP_ERROR_FAILED,
      /* Translators: two databases */
      _ ("The database URL now leads to “%s”, which is not the database “%s” that was looked at. Look again, then take the backup."),
      limbeck_connection_get_database (watch),
      limbeck_database_state_get_database (state));

  return FALSE;
}

static gboolean
is_same_set (const char *const *a, const char *const *b)
{
  for (gsize i = 0; a[i]; i++)
    if (!g_strv_contains (b, a[i]))
      return FALSE;
  for (gsize i = 0; b[i]; i++)
    if (!g_strv_contains (a, b[i]))
      return FALSE;

  return TRUE;
}

/* (transfer full): the version rows in the dump, which must be those that the plan was made for */
static char **
check_rows (LimbeckDatabaseState *state,
            const char           *version_table,
            const char           *pg_restore,
            const char           *path,
            GCancellable         *cancellable,
            GError              **error)
{
  const char *const *expected = limbeck_database_state_get_rows (state);
  g_auto (GStrv) found = NULL;

  if (limbeck_database_state_get_version_table (state) != LIMBECK_VERSION_TABLE_PRESENT)
    return g_strdupv ((char **) expected);

  found = limbeck_dump_read_rows (pg_restore,
                                  path,
                                  limbeck_database_state_get_version_schema (state),
                                  version_table,
                                  cancellable,
                                  error);
  if (found && !is_same_set (expected, (const char *const *) found))
    {
      g_autofree char *expected_text = g_strjoinv (", ", (char **) expected);
      g_autofree char *found_text = g_strjoinv (", ", found);

      g_set_error (
          error,
          LIMBECK_BACKUP_ERROR,
          LIMBECK_BACKUP_ERROR_NOT_VERIFIED,
          /* Translators: revision ids */
          _ ("The backup holds the revisions “%s”, but the database was at “%s” when it began. Somebody else changes it: take the backup again."),
          found_text,
          expected_text);
      return NULL;
    }

  return g_steal_pointer (&found);
}

/* Dump first, manifest last: what has no manifest is never taken for a backup. */
static LimbeckBackup *
publish (LimbeckPartFile *part, const LimbeckBackupFacts *facts, GError **error)
{
  g_autoptr (LimbeckBackup) backup = limbeck_backup_new (facts);
  g_autofree char *manifest_path = limbeck_backup_dup_manifest_path (part->path);
  g_autofree char *manifest = limbeck_backup_to_json (backup);
  g_autoptr (GError) local_error = NULL;

  if (!limbeck_part_file_keep (part, error))
    return NULL;
  if (!limbeck_storage_write (manifest_path, manifest, -1, &local_error))
    {
      gboolean is_full = g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);

      g_unlink (manifest_path);
      g_unlink (part->path);
      g_set_error_literal (error,
                           LIMBECK_BACKUP_ERROR,
                           is_full ? LIMBECK_BACKUP_ERROR_NO_SPACE : LIMBECK_BACKUP_ERROR_DIRECTORY,
                           local_error->message);
      return NULL;
    }

  return g_steal_pointer (&backup);
}

/* What has been prepared for a dump. */
typedef struct
{
  LimbeckConnection *watch;
  LimbeckTableSizes *sizes;
  char              *pg_dump;
  char              *pg_restore;
} Preparation;

static void
preparation_clear (Preparation *self)
{
  g_clear_object (&self->watch);
  g_clear_pointer (&self->sizes, limbeck_table_sizes_free);
  g_clear_pointer (&self->pg_dump, g_free);
  g_clear_pointer (&self->pg_restore, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Preparation, preparation_clear)

static gboolean
prepare (Preparation            *self,
         LimbeckDatabaseUrl     *url,
         LimbeckDatabaseState   *state,
         const char             *directory,
         const LimbeckEventSink *sink,
         GCancellable           *cancellable,
         GError                **error)
{
  int version = limbeck_database_state_get_server_version (state);

  limbeck_event_sink_tell (sink, LIMBECK_EVENT_STAGE, _ ("Preparing the backup"), NULL, -1);
  self->pg_dump = limbeck_postgres_tools_find ("pg_dump", version, error);
  if (self->pg_dump == NULL)
    return FALSE;
  self->pg_restore = limbeck_postgres_tools_find ("pg_restore", version, error);
  if (self->pg_restore == NULL || !prepare_directory (directory, error))
    return FALSE;
  self->watch = open_watch (url, cancellable, error);
  if (self->watch == NULL || !is_same_database (self->watch, state, cancellable, error))
    return FALSE;
  self->sizes = limbeck_table_sizes_read (self->watch, cancellable, error);

  return self->sizes &&
         limbeck_dump_space_check (directory, limbeck_table_sizes_get_total (self->sizes), error);
}

/* Reads back what pg_dump has written and makes a backup of it if it is sound. */
static LimbeckBackup *
verify (const Preparation      *ready,
        LimbeckDatabaseState   *state,
        const char             *version_table,
        LimbeckPartFile        *part,
        gint64                  started_at,
        const LimbeckEventSink *sink,
        GCancellable           *cancellable,
        GError                **error)
{
  g_auto (GStrv) rows = NULL;
  g_autofree char   *sha256 = NULL;
  int                tool_major;
  LimbeckBackupFacts facts = {
    .path = part->path,
    .database = limbeck_database_state_get_database (state),
    .host = limbeck_database_state_get_host (state),
    .port = limbeck_database_state_get_port (state),
    .user = limbeck_database_state_get_user (state),
    .system_identifier = limbeck_database_state_get_system_identifier (state),
    .database_oid = limbeck_database_state_get_database_oid (state),
    .server_version = limbeck_database_state_get_server_version (state),
    .version_table = version_table,
    .version_schema = limbeck_database_state_get_version_schema (state),
    .started_at = started_at,
    .level = LIMBECK_BACKUP_LEVEL_READ,
  };

  limbeck_event_sink_tell (sink, LIMBECK_EVENT_STAGE, _ ("Reading the backup back"), NULL, -1);
  if (!limbeck_dump_read_back (ready->pg_restore, part->part_path, cancellable, error))
    return NULL;
  rows = check_rows (state, version_table, ready->pg_restore, part->part_path, cancellable, error);
  if (rows == NULL)
    return NULL;
  sha256 = limbeck_dump_compute_sha256 (
      part->part_path, sink, cancellable, &facts.size_bytes, error);
  if (sha256 == NULL)
    return NULL;

  tool_major = limbeck_postgres_tools_ask_version (ready->pg_dump);
  facts.tool_version = tool_major > 0 ? tool_major * 10000 : facts.server_version;
  facts.rows = (const char *const *) rows;
  facts.sha256 = sha256;
  facts.finished_at = g_get_real_time ();

  return publish (part, &facts, error);
}

LimbeckBackup *
limbeck_dump_take (LimbeckDatabaseUrl     *url,
                   LimbeckDatabaseState   *state,
                   const char             *version_table,
                   const char             *directory,
                   const LimbeckEventSink *sink,
                   GCancellable           *cancellable,
                   GError                **error)
{
  g_auto (Preparation) ready = { NULL };
  g_autoptr (LimbeckPartFile) part = NULL;
  g_autofree char *name = NULL;
  gint64           started_at = g_get_real_time ();
  LimbeckDumpRun   run;

  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (url), NULL);
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (state), NULL);
  g_return_val_if_fail (version_table != NULL, NULL);
  g_return_val_if_fail (directory != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !prepare (&ready, url, state, directory, sink, cancellable, error))
    return NULL;
  name = limbeck_backup_dup_name (limbeck_database_state_get_database (state),
                                  started_at,
                                  limbeck_database_state_get_rows (state));
  part = limbeck_part_file_new (directory, name, error);
  if (part == NULL)
    return NULL;

  limbeck_event_sink_tell (sink, LIMBECK_EVENT_STAGE, _ ("Making the backup"), NULL, -1);
  run = (LimbeckDumpRun){ url, ready.watch, ready.sizes, ready.pg_dump, part->part_path, sink };
  if (!limbeck_dump_run (&run, cancellable, error))
    return NULL;

  return verify (&ready, state, version_table, part, started_at, sink, cancellable, error);
}

char *
limbeck_dump_dup_command (LimbeckDatabaseUrl *url, const char *directory)
{
  g_autoptr (LimbeckCommand) command = limbeck_command_new ("pg_dump");
  g_autofree char *conninfo = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  const char      *database;

  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (url), NULL);
  g_return_val_if_fail (directory != NULL, NULL);

  conninfo = limbeck_database_url_dup_conninfo (url);
  database = limbeck_database_url_get_parameter (url, "dbname");
  name = limbeck_backup_dup_safe_name (database ? database : "database", 100);
  path = g_strdup_printf ("%s/%s.dump", directory, name);
  limbeck_command_append (command, "--format=custom");
  limbeck_command_append (command, "--compress=1");
  limbeck_command_append_printf (command, "--file=%s", path);
  if (*conninfo)
    limbeck_command_append_printf (command, "--dbname=%s", conninfo);

  return limbeck_command_to_string (command);
}
