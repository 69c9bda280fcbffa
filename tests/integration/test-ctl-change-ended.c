/* Runs of limbeckctl that do not come to their own end: what is told, and what the database is like afterwards. */

#include <signal.h>
#include <string.h>

#include "change-fixture.h"
#include "limbeck-check.h"
#include "slowness.h"

/* Until the statement of the revision is at work on the server. */
static void
start_until_it_sleeps (LimbeckTestCommand *command)
{
  limbeck_test_command_start (command);
  limbeck_test_cluster_wait_for (cluster,
                                 "postgres",
                                 "select count(*) from pg_stat_activity where datname = 'shop' and "
                                 "state = 'active' and query like '%pg_sleep%'",
                                 "1");
}

START_TEST (run_that_takes_too_long_is_ended_on_the_server_too)
  {
    g_autofree char *limit = g_strdup_printf ("%u", limbeck_test_limit_seconds (4));
    g_autoptr (Ctl) ctl = NULL;
    JsonObject *verdict = NULL;

    add_revision ("op.execute('create table half (id int)')\nop.execute('select pg_sleep(300)')");
    ctl = ctl_run (shop, "upgrade", WITHOUT_BACKUP, "--timeout", limit, "--json", NULL);

    ctl_expect_error (ctl, 5, "rolled-back");
    verdict = get_verdict (ctl, "rolled-back");
    ck_assert_str_eq (ctl_get_string (verdict, "ending"), "timed-out");
    ck_assert (limbeck_test_command_get_seconds (ctl->command) < 200);
    ctl_expect_rows (cluster, "shop", "c3");
    assert_no_session ();
  }
END_TEST

static const int ending_signals[] = { SIGINT, SIGTERM };

START_TEST (cancel_ends_the_run_on_the_server_and_tells_the_state)
  {
    LimbeckTestCommand *command = NULL;
    g_autoptr (Ctl) ctl = NULL;
    JsonObject *verdict = NULL;

    add_revision ("op.execute('select pg_sleep(300)')");
    command = ctl_prepare (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);
    start_until_it_sleeps (command);
    limbeck_test_command_signal (command, ending_signals[_i]);
    limbeck_test_command_wait_for_output (command, "Cancelling");
    limbeck_test_command_signal (command, ending_signals[_i]);
    ctl = ctl_finish (command, TRUE);

    ctl_expect_error (ctl, 5, "rolled-back");
    verdict = get_verdict (ctl, "rolled-back");
    ck_assert_str_eq (ctl_get_string (verdict, "ending"), "cancelled");
    ctl_expect_rows (cluster, "shop", "c3");
    assert_no_session ();
  }
END_TEST

START_TEST (cancel_before_the_run_starts_nothing)
  {
    LimbeckTestCommand *command = ctl_prepare (
        shop, "upgrade", WITHOUT_BACKUP, "--json", "-v", NULL);
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_project_write (shop, "migrations/env.py", "import time\ntime.sleep(300)\n");
    limbeck_test_command_start (command);
    limbeck_test_command_wait_for_output (command, "Asking Alembic");
    limbeck_test_command_signal (command, SIGINT);
    ctl = ctl_finish (command, TRUE);

    ctl_expect_error (ctl, 5, "cancelled");
    ctl_expect_shape (ctl->answer, CHANGE_SHAPE);
    ck_assert (json_object_get_null_member (ctl->answer, "verdict"));
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

START_TEST (a_closed_terminal_does_not_end_the_run)
  {
    LimbeckTestCommand *command = NULL;
    g_autoptr (Ctl) ctl = NULL;

    add_revision ("op.execute('select pg_sleep(1)')");
    command = ctl_prepare (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);
    start_until_it_sleeps (command);
    limbeck_test_command_signal (command, SIGHUP);
    limbeck_test_command_signal (command, SIGPIPE);
    ctl = ctl_finish (command, TRUE);

    ctl_expect (ctl, 0);
    ctl_expect_rows (cluster, "shop", "d4");
  }
END_TEST

START_TEST (a_second_run_is_kept_out)
  {
    LimbeckTestCommand *first = NULL;
    g_autoptr (Ctl) check = NULL;
    g_autoptr (Ctl) second = NULL;
    g_autoptr (Ctl) ended = NULL;

    add_revision ("op.execute('select pg_sleep(300)')");
    first = ctl_prepare (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);
    start_until_it_sleeps (first);
    check = ctl_run (shop, "check", NULL);
    second = ctl_run (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);
    limbeck_test_command_signal (first, SIGINT);
    ended = ctl_finish (first, TRUE);

    ctl_expect (check, 8);
    ctl_expect_error (second, 8, "run-lock");
    ctl_expect (ended, 5);
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

START_TEST (a_lock_that_is_lost_is_taken_again_and_told)
  {
    LimbeckTestCommand *first = NULL;
    g_autoptr (Ctl) second = NULL;
    g_autoptr (Ctl) ended = NULL;
    JsonObject *verdict = NULL;

    /* The limit for locks that a run has must not end it while the second one is refused. */
    add_revision ("op.execute('set lock_timeout = 0')\nop.execute('select pg_advisory_lock(77)')");
    first = ctl_prepare (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);
    {
      g_autofree char *conninfo = limbeck_test_cluster_dup_conninfo (cluster, "shop");
      g_autoptr (LimbeckTestCommand)
          blocker = limbeck_test_command_new ("psql",
                                              "-X",
                                              conninfo,
                                              "-c",
                                              "select pg_advisory_lock(77)",
                                              "-c",
                                              "select pg_sleep(300)",
                                              NULL);

      limbeck_test_command_start (blocker);
      limbeck_test_cluster_wait_for (
          cluster, "shop", "select count(*) from pg_locks where objid = 77 and granted", "1");
      limbeck_test_command_start (first);
      limbeck_test_cluster_wait_for (
          cluster, "shop", "select count(*) from pg_locks where objid = 77 and not granted", "1");

      limbeck_test_cluster_run (cluster,
                                "shop",
                                "select pg_terminate_backend (pid, 5000) from pg_stat_activity"
                                " where application_name like 'limbeck-lock %'");
      limbeck_test_cluster_wait_for (
          cluster,
          "shop",
          "select count(*) from pg_stat_activity a join pg_locks l on l.pid = a.pid and l.locktype = 'advisory'"
          " and l.granted where a.application_name like 'limbeck-lock %'",
          "1");
      second = ctl_run (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);
    }
    limbeck_test_cluster_run (cluster,
                              "shop",
                              "select pg_terminate_backend (pid) from pg_stat_activity"
                              " where application_name = 'psql'");
    ended = ctl_finish (first, TRUE);

    ctl_expect_error (second, 8, "run-lock");
    ctl_expect (ended, 0);
    verdict = json_object_get_object_member (ended->answer, "verdict");
    ck_assert_ptr_nonnull (
        strstr (ctl_get_string (verdict, "detail"), "was lost during the run and taken again"));
    ctl_expect_rows (cluster, "shop", "d4");
  }
END_TEST

START_TEST (server_that_stops_during_the_run_leaves_an_unknown_state)
  {
    LimbeckTestCommand *command = NULL;
    g_autoptr (Ctl) ctl = NULL;

    add_revision ("op.execute('select pg_sleep(300)')");
    command = ctl_prepare (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);
    start_until_it_sleeps (command);
    limbeck_test_cluster_stop (cluster);
    ctl = ctl_finish (command, TRUE);
    limbeck_test_cluster_restart (cluster);

    ctl_expect_error (ctl, 6, "unknown");
    get_verdict (ctl, "unknown");
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

/* The launcher alone is killed; Alembic goes on by itself. */
static void
kill_the_launcher (void)
{
  g_autoptr (LimbeckTestCommand) command = NULL;

  add_revision ("op.execute('select pg_sleep(1)')");
  command = ctl_prepare (shop, "upgrade", WITHOUT_BACKUP, NULL);
  limbeck_test_command_start (command);
  limbeck_test_cluster_wait_for (cluster,
                                 "postgres",
                                 "select count(*) from pg_stat_activity where datname = 'shop' and "
                                 "state = 'active' and query like '%pg_sleep%'",
                                 "1");
  limbeck_test_command_signal (command, SIGKILL);
  ck_assert_int_eq (limbeck_test_command_wait (command), -SIGKILL);
  limbeck_test_cluster_wait_for (
      cluster, "postgres", "select count(*) from pg_stat_activity where datname = 'shop'", "0");
}

START_TEST (a_run_whose_launcher_was_killed_is_told_until_it_is_seen)
  {
    g_autoptr (Ctl) json = NULL;
    g_autoptr (Ctl) told = NULL;
    g_autoptr (Ctl) again = NULL;
    g_autoptr (Ctl) seen = NULL;
    g_autoptr (Ctl) after = NULL;
    JsonArray  *runs = NULL;
    JsonObject *run = NULL;
    const char *outcome = NULL;

    kill_the_launcher ();
    json = ctl_run (shop, "status", "--json", NULL);
    told = ctl_run (shop, "status", NULL);
    again = ctl_run (shop, "status", NULL);
    seen = ctl_run (shop, "status", "--seen", NULL);
    after = ctl_run (shop, "status", NULL);

    ctl_expect (json, 0);
    runs = json_object_get_array_member (json->answer, "unfinished_runs");
    ck_assert_uint_eq (json_array_get_length (runs), 1);
    run = json_array_get_object_element (runs, 0);
    ctl_expect_shape (run, "run:s started:s database:s outcome:s directory:s");
    outcome = ctl_get_string (run, "outcome");
    ctl_expect_text (told, "not followed to its end");
    ctl_expect_text (told, outcome);
    ctl_expect_text (told, ctl_get_string (run, "directory"));
    ctl_expect_text (again, outcome);
    ctl_expect_text (seen, outcome);
    ctl_expect (after, 0);
    ck_assert_ptr_null (strstr (after->output, "not followed"));
  }
END_TEST

static Suite *
change_ended_suite (void)
{
  Suite *suite = suite_create ("ctl-change-ended");
  TCase *tcase = tcase_create ("ctl-change-ended");

  tcase_set_timeout (tcase, 240);
  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, open_shop, close_shop);
  tcase_add_test (tcase, run_that_takes_too_long_is_ended_on_the_server_too);
  tcase_add_loop_test (tcase,
                       cancel_ends_the_run_on_the_server_and_tells_the_state,
                       0,
                       G_N_ELEMENTS (ending_signals));
  tcase_add_test (tcase, cancel_before_the_run_starts_nothing);
  tcase_add_test (tcase, a_closed_terminal_does_not_end_the_run);
  tcase_add_test (tcase, a_second_run_is_kept_out);
  tcase_add_test (tcase, a_lock_that_is_lost_is_taken_again_and_told);
  tcase_add_test (tcase, a_run_whose_launcher_was_killed_is_told_until_it_is_seen);
  tcase_add_test (tcase, server_that_stops_during_the_run_leaves_an_unknown_state);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (change_ended_suite ());
}
