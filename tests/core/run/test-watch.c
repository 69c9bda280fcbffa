#include <string.h>

#include "core/base/process.h"
#include "core/run/stop.h"
#include "core/run/watch.h"

#include "limbeck-check.h"
#include "scratch.h"
#include "test-cluster.h"

#define NAME "limbeck-0123456789ab"

static LimbeckTestCluster *cluster;

static void
start_cluster (void)
{
  cluster = limbeck_test_cluster_start ();
}

static void
stop_cluster (void)
{
  g_clear_pointer (&cluster, limbeck_test_cluster_free);
}

static LimbeckWatch *
watch_database (const char *database, gboolean is_named)
{
  g_autofree char *text = limbeck_test_cluster_dup_url (cluster, database);
  g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, NULL);
  g_autoptr (GError) error = NULL;
  LimbeckWatch *watch = limbeck_watch_new (url, NAME, is_named, "alembic_version", NULL);

  ck_assert_msg (limbeck_watch_begin (watch, NULL, &error), "%s", error ? error->message : "");

  return watch;
}

/* psql at work on @sql under @application_name; its output goes to a file that vanishes with @scratch. */
static LimbeckProcess *
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
                              " and state = 'active' and wait_event is not null",
                              application_name);
  limbeck_test_cluster_wait_for (cluster, database, question, "1");

  return process;
}

static guint
count_sessions (LimbeckWatch *watch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sessions = limbeck_watch_list (watch, NULL, &error);

  ck_assert_msg (sessions != NULL, "%s", error ? error->message : "");

  return sessions->len;
}

START_TEST (a_named_session_is_known_by_its_name)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckProcess) ours = NULL;
    g_autoptr (LimbeckProcess) other = NULL;

    limbeck_test_cluster_create_database (cluster, "named");
    watch = watch_database ("named", TRUE);
    ck_assert_uint_eq (count_sessions (watch), 0);
    ours = start_session (scratch, "named", NAME, "select pg_sleep(60)");
    other = start_session (scratch, "named", "web", "select pg_sleep(60)");
    ck_assert_uint_eq (count_sessions (watch), 1);

    limbeck_process_stop (ours, 0);
    limbeck_process_stop (other, 0);
  }
END_TEST

START_TEST (a_nameless_session_is_known_by_the_version_table)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckProcess) other = NULL;
    g_autoptr (LimbeckProcess) second = NULL;
    g_autoptr (LimbeckProcess) ours = NULL;

    limbeck_test_cluster_create_database (cluster, "nameless");
    limbeck_test_cluster_run (
        cluster, "nameless", "create table alembic_version (version_num text)");
    watch = watch_database ("nameless", FALSE);
    other = start_session (scratch, "nameless", "web", "select pg_sleep(60)");
    second = start_session (scratch, "nameless", "cron", "select pg_sleep(60)");
    ck_assert_uint_eq (count_sessions (watch), 0);

    ours = start_session (
        scratch, "nameless", "app", "begin; select * from alembic_version; select pg_sleep(60)");
    ck_assert_uint_eq (count_sessions (watch), 1);

    limbeck_process_stop (ours, 0);
    limbeck_process_stop (other, 0);
    limbeck_process_stop (second, 0);
  }
END_TEST

/* A server's process outlives its client by a moment. */
static void
wait_until_gone (const char *database)
{
  g_autofree char *sql = g_strdup_printf (
      "select count(*) from pg_stat_activity where datname = '%s' and application_name = '" NAME
      "'",
      database);

  limbeck_test_cluster_wait_for (cluster, "postgres", sql, "0");
}

START_TEST (a_stop_ends_the_statement_and_the_process)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckProcess) process = NULL;
    const gint64 begin_us = g_get_monotonic_time ();

    limbeck_test_cluster_create_database (cluster, "halt");
    watch = watch_database ("halt", TRUE);
    process = start_session (scratch, "halt", NAME, "select pg_sleep(60)");
    limbeck_stop_run (process, watch);

    ck_assert_int_eq (limbeck_process_wait (process, 0, NULL), LIMBECK_WAIT_EXITED);
    ck_assert_int_eq (limbeck_process_get_exit_status (process), 1);
    wait_until_gone ("halt");
    ck_assert_int_lt (g_get_monotonic_time () - begin_us, 10 * G_USEC_PER_SEC);
  }
END_TEST

/* A function that swallows the cancel, as an `except:` in a revision would. */
#define STUBBORN                                                                                   \
  "do $$ begin loop begin perform pg_sleep(60); exception when query_canceled then null; end; "    \
  "end loop; end $$"

START_TEST (a_session_that_ignores_the_cancel_is_terminated)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckProcess) process = NULL;

    limbeck_test_cluster_create_database (cluster, "stubborn");
    watch = watch_database ("stubborn", TRUE);
    process = start_session (scratch, "stubborn", NAME, STUBBORN);
    limbeck_stop_run (process, watch);

    ck_assert_int_eq (limbeck_process_wait (process, 0, NULL), LIMBECK_WAIT_EXITED);
    wait_until_gone ("stubborn");
  }
END_TEST

START_TEST (a_session_without_a_process_is_ended)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckProcess) process = NULL;
    g_autoptr (GPtrArray) left = NULL;
    g_autoptr (GError) error = NULL;

    limbeck_test_cluster_create_database (cluster, "orphan");
    watch = watch_database ("orphan", TRUE);
    process = start_session (scratch, "orphan", NAME, "select pg_sleep(60)");
    limbeck_process_stop (process, 0);
    ck_assert_uint_eq (count_sessions (watch), 1);
    left = limbeck_stop_sessions (watch, &error);

    ck_assert_msg (left != NULL, "%s", error ? error->message : "");
    ck_assert_uint_eq (left->len, 0);
  }
END_TEST

START_TEST (a_server_that_is_gone_is_told)
  {
    g_autoptr (LimbeckTestCluster) own = limbeck_test_cluster_start ();
    g_autofree char *text = limbeck_test_cluster_dup_url (own, "postgres");
    g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, NULL);
    g_autoptr (LimbeckWatch)
        watch = limbeck_watch_new (url, NAME, TRUE, "alembic_version", "odd\"schema");
    g_autoptr (GPtrArray) left = NULL;
    g_autoptr (GError) error = NULL;

    ck_assert (limbeck_watch_begin (watch, NULL, NULL));
    limbeck_test_cluster_stop (own);
    ck_assert_int_eq (limbeck_watch_end_sessions (watch, TRUE), -1);
    left = limbeck_stop_sessions (watch, &error);

    ck_assert_ptr_null (left);
    ck_assert_ptr_nonnull (error);
  }
END_TEST

static void
keep_text (LimbeckEvent *event, gpointer data)
{
  g_ptr_array_add (data, g_strdup (limbeck_event_get_text (event)));
}

START_TEST (who_blocks_is_told_once)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckProcess) holder = NULL;
    g_autoptr (LimbeckProcess) waiter = NULL;
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    const LimbeckEventSink sink = { keep_text, texts };

    limbeck_test_cluster_create_database (cluster, "blocked");
    limbeck_test_cluster_run (cluster, "blocked", "create table t (id int)");
    watch = watch_database ("blocked", TRUE);
    holder = start_session (scratch, "blocked", "web", "begin; lock table t; select pg_sleep(60)");
    waiter = start_session (scratch, "blocked", NAME, "select * from t");
    limbeck_watch_tell_blockers (watch, &sink, NULL);
    limbeck_watch_tell_blockers (watch, &sink, NULL);
    ck_assert_uint_eq (texts->len, 1);
    ck_assert_ptr_nonnull (strstr (g_ptr_array_index (texts, 0), "web"));

    (void) limbeck_watch_end_sessions (watch, FALSE);
    limbeck_process_stop (waiter, 1000);
    limbeck_process_stop (holder, 1000);
    limbeck_watch_tell_blockers (watch, &sink, NULL);
    ck_assert_uint_eq (texts->len, 2);
  }
END_TEST

static Suite *
watch_suite (void)
{
  Suite *suite = suite_create ("core/run/watch");
  TCase *tcase = tcase_create ("watch");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 240);
  tcase_add_test (tcase, a_named_session_is_known_by_its_name);
  tcase_add_test (tcase, a_nameless_session_is_known_by_the_version_table);
  tcase_add_test (tcase, a_stop_ends_the_statement_and_the_process);
  tcase_add_test (tcase, a_session_that_ignores_the_cancel_is_terminated);
  tcase_add_test (tcase, a_session_without_a_process_is_ended);
  tcase_add_test (tcase, a_server_that_is_gone_is_told);
  tcase_add_test (tcase, who_blocks_is_told_once);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (watch_suite ());
}
