#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <check.h>

#include "dump-fixture.h"

#define TIMEOUT_MS 30000

LimbeckScratch *scratch;
char           *directory;

void
set_up_dump (void)
{
  scratch = limbeck_scratch_new ();
  directory = limbeck_scratch_dup_path (scratch, "the backups/of shop");
  limbeck_test_cluster_create_database (cluster, "shop");
}

void
tear_down_dump (void)
{
  g_clear_pointer (&directory, g_free);
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

void
run_sql (const char *sql)
{
  limbeck_test_cluster_run (cluster, "shop", sql);
}

void
fill_table (guint n_rows)
{
  g_autofree char *sql = g_strdup_printf (
      "create table big as select i, string_agg(sha512((i::text || '.' || j)::bytea), '') b"
      " from generate_series(1, %u) i, generate_series(1, 16) j group by i; alter table big alter b set storage external;"
      "analyze big",
      n_rows);

  run_sql (sql);
}

LimbeckDatabaseState *
read_state (const char *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckConnection) connection = connect_to (database);
  LimbeckDatabaseState *state = limbeck_database_state_read (
      connection, "alembic_version", NULL, TIMEOUT_MS, NULL, &error);

  ck_assert_msg (state != NULL, "%s", error ? error->message : "");

  return state;
}

LimbeckBackup *
take_dump (const LimbeckEventSink *sink, GCancellable *cancellable, GError **error)
{
  g_autoptr (LimbeckDatabaseUrl) url = database_url ("shop", NULL, NULL);
  g_autoptr (LimbeckDatabaseState) state = read_state ("shop");

  return limbeck_dump_take (url, state, "alembic_version", directory, sink, cancellable, error);
}

LimbeckBackup *
must_take_dump (void)
{
  g_autoptr (GError) error = NULL;
  LimbeckBackup *backup = take_dump (NULL, NULL, &error);

  ck_assert_msg (backup != NULL, "%s", error ? error->message : "");

  return backup;
}

char *
find_tool (const char *name)
{
  g_autoptr (LimbeckDatabaseState) state = read_state ("postgres");

  return limbeck_postgres_tools_find (
      name, limbeck_database_state_get_server_version (state), NULL);
}

void
assert_nothing_left (void)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  g_autofree char *sessions = limbeck_test_cluster_ask (
      cluster,
      "postgres",
      "select count(*) from pg_stat_activity where application_name ~ '^limbeck-backup-[0-9a-f]'");

  ck_assert_str_eq (sessions, "0");
  ck_assert_int_eq (find_child ("pg_dump"), 0);
  if (dir)
    {
      const char *name = g_dir_read_name (dir);

      ck_assert_msg (name == NULL, "%s is left", name);
    }
}

int
find_child (const char *program)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *status = NULL;
      const char      *end;
      int              parent;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (path, &status, NULL, NULL))
        continue;
      end = strrchr (status, ')');
      if (end && strstr (status, program) && sscanf (end, ") %*c %d", &parent) == 1 &&
          parent == getpid ())
        return (int) g_ascii_strtoll (name, NULL, 10);
    }

  return 0;
}

void
assert_dump_fails (LimbeckBackupError code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckBackup) backup = take_dump (NULL, NULL, &error);

  ck_assert_ptr_null (backup);
  ck_assert_msg (g_error_matches (error, LIMBECK_BACKUP_ERROR, (int) code),
                 "%d: %s",
                 error->code,
                 error->message);
  ck_assert_msg (strstr (error->message, part) != NULL, "no “%s” in: %s", part, error->message);
}
