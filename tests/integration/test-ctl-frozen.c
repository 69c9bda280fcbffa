/* limbeckctl and a server that hangs as a machine does: every wait ends at its limit, and a signal ends it at once. */

#include <signal.h>
#include <string.h>

#include "ctl-shop.h"
#include "limbeck-check.h"

/* Connecting has ten seconds. */
#define LIMIT_SECONDS 10

/* The upper limit is for what would hang for ever; how fast the machine is shall not matter. */
static void
expect_seconds (Ctl *ctl, double at_least)
{
  double seconds = limbeck_test_command_get_seconds (ctl->command);

  ck_assert_msg (seconds >= at_least && seconds <= at_least + 60, "it took %.1f s", seconds);
}

static const char *
get_severity (Ctl *ctl, const char *id)
{
  JsonObject *finding = ctl_find (ctl->answer, "findings", "id", id);

  return finding ? ctl_get_string (finding, "severity") : "absent";
}

START_TEST (status_ends_at_the_limit)
  {
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_cluster_freeze (cluster);
    ctl = ctl_run (shop, "status", "--json", NULL);
    limbeck_test_cluster_thaw (cluster);

    ctl_expect (ctl, 7);
    expect_seconds (ctl, LIMIT_SECONDS - 1);
    ck_assert_str_eq (ctl_get_string (ctl->answer, "state"), "unknown");
    ck_assert_str_eq (get_severity (ctl, "database-reachable"), "blocker");
  }
END_TEST

START_TEST (check_ends_at_its_limits)
  {
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_cluster_freeze (cluster);
    ctl = ctl_run (shop, "check", "--timeout", "12", "--json", NULL);
    limbeck_test_cluster_thaw (cluster);

    ctl_expect (ctl, 7);
    expect_seconds (ctl, 11);
    ck_assert_str_eq (get_severity (ctl, "database-reachable"), "blocker");
    ck_assert_str_eq (get_severity (ctl, "alembic-timed-out"), "blocker");
    ck_assert_str_eq (get_severity (ctl, "revision-tree"), "passed");
    ck_assert_str_eq (get_severity (ctl, "heads-agree"), "passed");
    /* What the server would have had to say is not made up. */
    ck_assert_str_eq (get_severity (ctl, "privileges"), "absent");
    ck_assert_str_eq (get_severity (ctl, "version-table"), "absent");
  }
END_TEST

START_TEST (a_server_that_is_gone_is_told_at_once)
  {
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_cluster_crash (cluster);
    ctl = ctl_run (shop, "status", "--json", NULL);
    limbeck_test_cluster_restart (cluster);

    ctl_expect (ctl, 7);
    ck_assert_str_eq (get_severity (ctl, "database-reachable"), "blocker");
    /* Not that it has taken too long. */
    ck_assert_ptr_nonnull (strstr (
        ctl_get_string (ctl_find (ctl->answer, "findings", "id", "database-reachable"), "detail"),
        "refused"));
  }
END_TEST

static const struct
{
  const char *verb;
  const char *stage;
  int         number;
} interrupted[] = {
  { "status", "Asking the database…", SIGINT },
  { "status", "Asking the database…", SIGTERM },
  { "check", "Asking Alembic…", SIGINT },
  { "check", "Asking the database…", SIGTERM },
};

START_TEST (a_signal_ends_it_at_once)
  {
    LimbeckTestCommand *command = ctl_prepare (
        shop, interrupted[_i].verb, "--verbose", "--json", NULL);
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_cluster_freeze (cluster);
    limbeck_test_command_start (command);
    limbeck_test_command_wait_for_output (command, interrupted[_i].stage);
    limbeck_test_command_signal (command, interrupted[_i].number);
    ctl = ctl_finish (command, TRUE);
    limbeck_test_cluster_thaw (cluster);

    /* At a limit it would be 7. */
    ctl_expect (ctl, 5);
  }
END_TEST

static Suite *
ctl_frozen_suite (void)
{
  Suite *suite = suite_create ("ctl-frozen");
  TCase *tcase = tcase_create ("ctl-frozen");

  tcase_set_timeout (tcase, 240);
  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, open_shop, close_shop);
  tcase_add_test (tcase, status_ends_at_the_limit);
  tcase_add_test (tcase, check_ends_at_its_limits);
  tcase_add_test (tcase, a_server_that_is_gone_is_told_at_once);
  tcase_add_loop_test (tcase, a_signal_ends_it_at_once, 0, G_N_ELEMENTS (interrupted));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (ctl_frozen_suite ());
}
