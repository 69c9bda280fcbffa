#include "core/base/process-group.h"
#include "core/run/stop.h"

#include "limbeck-check.h"
#include "session-fixture.h"

/* The sessions here would go on for ten minutes; a test that does not end them runs into its time limit. */
#define LIMIT_S 240

START_TEST (a_stop_ends_the_statement_and_the_process)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckProcess) process = NULL;

    limbeck_test_cluster_create_database (cluster, "halt");
    watch = watch_database ("halt", TRUE);
    process = start_session (scratch, "halt", NAME, "select pg_sleep(600)");
    limbeck_stop_run (process, watch);

    ck_assert_int_eq (limbeck_process_wait (process, 0, NULL), LIMBECK_WAIT_EXITED);
    ck_assert_int_eq (limbeck_process_get_exit_status (process), 1);
    wait_until_gone ("halt");
  }
END_TEST

/* A function that swallows the cancel, as an `except:` in a revision would. */
#define STUBBORN                                                                                   \
  "do $$ begin loop begin perform pg_sleep(600); exception when query_canceled then null; end; "   \
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
    g_autoptr (GPtrArray) before = NULL;
    g_autoptr (GPtrArray) left = NULL;
    g_autoptr (GError) error = NULL;

    limbeck_test_cluster_create_database (cluster, "orphan");
    watch = watch_database ("orphan", TRUE);
    process = start_session (scratch, "orphan", NAME, "select pg_sleep(600)");
    limbeck_process_stop (process, 0);
    before = limbeck_watch_list (watch, NULL, NULL);
    ck_assert_uint_eq (before->len, 1);
    left = limbeck_stop_sessions (watch, &error);

    ck_assert_msg (left != NULL, "%s", error ? error->message : "");
    ck_assert_uint_eq (left->len, 0);
  }
END_TEST

START_TEST (a_session_that_waits_for_its_client_is_ended)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("sh");
    g_autoptr (LimbeckProcess) process = NULL;
    g_autofree char *conninfo = limbeck_test_cluster_dup_conninfo (cluster, "postgres");
    g_autofree char *output = limbeck_scratch_dup_path (scratch, "output");
    g_autoptr (GError) error = NULL;

    watch = watch_database ("postgres", TRUE);
    /* There is no statement that could be cancelled. */
    limbeck_command_append (command, "-c");
    limbeck_command_append (command, "(echo 'begin; select 1;'; sleep 600) | psql -X \"$0\"");
    limbeck_command_append (command, conninfo);
    limbeck_command_setenv (command, "PGAPPNAME", NAME);
    process = limbeck_process_start (command, output, &error);
    ck_assert_msg (process != NULL, "%s", error ? error->message : "");
    limbeck_test_cluster_wait_for (
        cluster,
        "postgres",
        "select count(*) from pg_stat_activity where application_name = '" NAME "'"
        " and state = 'idle in transaction'",
        "1");
    limbeck_stop_run (process, watch);

    ck_assert_int_eq (limbeck_process_wait (process, 0, NULL), LIMBECK_WAIT_EXITED);
    wait_until_gone ("postgres");
  }
END_TEST

/* As a pooler keeps it for others. Waiting for what never comes would take eight seconds. */
START_TEST (an_idle_session_that_stays_is_ended_soon)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("sh");
    g_autoptr (LimbeckProcess) process = NULL;
    g_autoptr (GPtrArray) sessions = NULL;
    g_autoptr (GPtrArray) left = NULL;
    g_autofree char *conninfo = NULL;
    g_autofree char *output = limbeck_scratch_dup_path (scratch, "output");
    gint64           begin_us = 0;

    limbeck_test_cluster_create_database (cluster, "idle");
    conninfo = limbeck_test_cluster_dup_conninfo (cluster, "idle");
    watch = watch_database ("idle", TRUE);
    limbeck_command_append (command, "-c");
    limbeck_command_append (command, "(echo 'select 1;'; sleep 600) | psql -X \"$0\"");
    limbeck_command_append (command, conninfo);
    limbeck_command_setenv (command, "PGAPPNAME", NAME);
    process = limbeck_process_start (command, output, NULL);
    limbeck_test_cluster_wait_for (
        cluster,
        "postgres",
        "select count(*) from pg_stat_activity where application_name = '" NAME "'"
        " and state = 'idle' and query like 'select 1%'",
        "1");
    sessions = limbeck_watch_list (watch, NULL, NULL);
    ck_assert (limbeck_watch_are_idle (sessions));
    begin_us = g_get_monotonic_time ();
    left = limbeck_stop_sessions (watch, NULL);

    ck_assert_ptr_nonnull (left);
    ck_assert_uint_eq (left->len, 0);
    ck_assert_int_lt (g_get_monotonic_time () - begin_us, G_USEC_PER_SEC + LIMBECK_TEST_SLACK_US);
    limbeck_process_stop (process, 0);
  }
END_TEST

START_TEST (a_process_without_a_session_is_ended_with_its_children)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = watch_database ("postgres", TRUE);
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("sh");
    g_autoptr (LimbeckProcess) process = NULL;
    g_autofree char *output = limbeck_scratch_dup_path (scratch, "output");
    g_autoptr (GError) error = NULL;

    limbeck_command_append (command, "-c");
    limbeck_command_append (command, "trap '' TERM; sleep 600 & sleep 600");
    process = limbeck_process_start (command, output, &error);
    ck_assert_msg (process != NULL, "%s", error ? error->message : "");
    limbeck_stop_run (process, watch);

    ck_assert_int_eq (limbeck_process_wait (process, 0, NULL), LIMBECK_WAIT_EXITED);
    ck_assert (!limbeck_process_group_is_alive (limbeck_process_get_pid (process)));
  }
END_TEST

START_TEST (what_has_ended_by_itself_keeps_its_exit_status)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = watch_database ("postgres", TRUE);
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("sh");
    g_autoptr (LimbeckProcess) process = NULL;
    g_autoptr (GPtrArray) left = NULL;
    g_autofree char *output = limbeck_scratch_dup_path (scratch, "output");

    limbeck_command_append (command, "-c");
    limbeck_command_append (command, "exit 3");
    process = limbeck_process_start (command, output, NULL);
    ck_assert_int_eq (limbeck_process_wait (process, -1, NULL), LIMBECK_WAIT_EXITED);
    limbeck_stop_run (process, watch);
    left = limbeck_stop_sessions (watch, NULL);

    ck_assert_int_eq (limbeck_process_get_exit_status (process), 3);
    ck_assert_int_eq (limbeck_process_get_signal (process), 0);
    ck_assert_uint_eq (left->len, 0);
  }
END_TEST

START_TEST (nobody_else_is_ended)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckProcess) ours = NULL;
    g_autoptr (LimbeckProcess) other = NULL;

    limbeck_test_cluster_create_database (cluster, "shared");
    watch = watch_database ("shared", TRUE);
    other = start_session (scratch, "shared", "web", "select pg_sleep(600)");
    ours = start_session (scratch, "shared", NAME, "select pg_sleep(600)");
    limbeck_stop_run (ours, watch);

    ck_assert_int_eq (limbeck_process_wait (other, 0, NULL), LIMBECK_WAIT_DEADLINE);
    limbeck_process_stop (other, 0);
  }
END_TEST

START_TEST (a_server_that_can_not_be_asked_is_told)
  {
    g_autoptr (LimbeckTestCluster) own = limbeck_test_cluster_start ();
    g_autofree char *text = limbeck_test_cluster_dup_url (own, "postgres");
    g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, NULL);
    g_autoptr (LimbeckWatch) watch = limbeck_watch_new (url, NAME, TRUE, "alembic_version", NULL);
    g_autoptr (GPtrArray) left = NULL;
    g_autoptr (GError) error = NULL;

    ck_assert (limbeck_watch_begin (watch, NULL, NULL));
    limbeck_test_cluster_stop (own);
    left = limbeck_stop_sessions (watch, &error);

    ck_assert_ptr_null (left);
    ck_assert_ptr_nonnull (error);
    ck_assert (error->domain == LIMBECK_DATABASE_ERROR);
  }
END_TEST

static Suite *
stop_suite (void)
{
  Suite *suite = suite_create ("core/run/stop");
  TCase *tcase = tcase_create ("stop");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, LIMIT_S);
  tcase_add_test (tcase, a_stop_ends_the_statement_and_the_process);
  tcase_add_test (tcase, a_session_that_ignores_the_cancel_is_terminated);
  tcase_add_test (tcase, a_session_without_a_process_is_ended);
  tcase_add_test (tcase, a_session_that_waits_for_its_client_is_ended);
  tcase_add_test (tcase, an_idle_session_that_stays_is_ended_soon);
  tcase_add_test (tcase, a_process_without_a_session_is_ended_with_its_children);
  tcase_add_test (tcase, what_has_ended_by_itself_keeps_its_exit_status);
  tcase_add_test (tcase, nobody_else_is_ended);
  tcase_add_test (tcase, a_server_that_can_not_be_asked_is_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (stop_suite ());
}
