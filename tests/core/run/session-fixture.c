#include <check.h>

#include "session-fixture.h"

LimbeckTestCluster *cluster;

void
start_cluster (void)
{
  cluster = limbeck_test_cluster_start ();
}

void
stop_cluster (void)
{
  g_clear_pointer (&cluster, limbeck_test_cluster_free);
}

LimbeckWatch *
watch_database (const char *database, gboolean is_named)
{
  g_autofree char *text = limbeck_test_cluster_dup_url (cluster, database);
  g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, NULL);
  g_autoptr (GError) error = NULL;
  LimbeckWatch *watch = limbeck_watch_new (url, NAME, is_named, "alembic_version", NULL);

  ck_assert_msg (limbeck_watch_begin (watch, NULL, &error), "%s", error ? error->message : "");

  return watch;
}

LimbeckProcess *
start_session (LimbeckScratch *scratch,
               const char     *database,
               const char     *application_name,
               const char     *sql)
{
  g_autoptr (LimbeckCommand) command = limbeck_command_new ("psql");
  g_autofree char *conninfo = limbeck_test_cluster_dup_conninfo (cluster, database);
  g_autofree char *output = limbeck_scratch_dup_path (scratch, "output");
  g_autofree char *question = NULL;
  g_autoptr (GError) error = NULL;
  LimbeckProcess *process = NULL;

  limbeck_command_append (command, "-X");
  limbeck_command_append (command, conninfo);
  limbeck_command_append (command, "-c");
  limbeck_command_append (command, sql);
  limbeck_command_setenv (command, "PGAPPNAME", application_name);
  process = limbeck_process_start (command, output, &error);
  ck_assert_msg (process != NULL, "%s", error ? error->message : "");
  question = g_strdup_printf ("select count(*) from pg_stat_activity where application_name = '%s'"
                              " and datname = current_database()"
                              " and state = 'active' and wait_event_type in ('Timeout', 'Lock')",
                              application_name);
  limbeck_test_cluster_wait_for (cluster, database, question, "1");

  return process;
}

void
wait_until_gone (const char *database)
{
  g_autofree char *sql = g_strdup_printf (
      "select count(*) from pg_stat_activity where datname = '%s' and application_name = '" NAME
      "'",
      database);

  limbeck_test_cluster_wait_for (cluster, "postgres", sql, "0");
}
