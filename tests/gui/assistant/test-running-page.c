#include "config.h"

#include "assistant-test.h"
#include "slowness.h"

#define BEFORE "2b84d7f1a05c"

static const LimbeckTestRevision sleeper[] = {
  { .revision = "79e4f0a6b38c",
    .down = "68d3c1f5279e",
    .message = "take a long time",
    .upgrade = "op.execute('select pg_sleep(600)')" },
};

static const LimbeckTestRevision failure[] = {
  { .revision = "79e4f0a6b38c",
    .down = "68d3c1f5279e",
    .message = "fail",
    .upgrade = "op.execute('insert into no_such_table values (1)')" },
};

static const LimbeckTestRevision talker[] = {
  { .revision = "79e4f0a6b38c",
    .down = "68d3c1f5279e",
    .message = "talk",
    .upgrade = "for i in range(20000): print('line', i)" },
};

static void
start_run (LimbeckGuide *guide, const char *database, const LimbeckTestRevision *revision)
{
  LimbeckTestProject *project = limbeck_gui_shop_new (database, BEFORE);

  limbeck_test_project_add_revisions (project, revision, 1);
  limbeck_guide_open_project (guide, database, project, LIMBECK_DIRECTION_UPGRADE, "heads");
  limbeck_guide_go_to_backup (guide);
  limbeck_guide_choose (guide, "own");
  limbeck_guide_next (guide);
  limbeck_gui_test_wait_mapped (guide->assistant, "what", TRUE);
}

static void
assert_no_session_is_left (const char *database)
{
  g_autofree char *n_sessions = limbeck_test_cluster_ask (
      limbeck_gui_shop_get_cluster (),
      database,
      "select count(*) from pg_stat_activity where datname = current_database() "
      "and pid <> pg_backend_pid() and query like '%pg_sleep%' and state = 'active'");

  ck_assert_str_eq (n_sessions, "0");
}

START_TEST (a_run_is_stopped_only_after_a_second_question)
  {
    g_auto (LimbeckGuide) guide = { 0 };
    GtkWidget *dialog = NULL;

    start_run (&guide, "stopped", sleeper);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_label (guide.assistant, "5. take a long time");
    limbeck_test_cluster_wait_for (
        limbeck_gui_shop_get_cluster (),
        "stopped",
        "select exists (select from pg_stat_activity where query like '%pg_sleep(600)%' "
        "and pid <> pg_backend_pid() and state = 'active')",
        "t");
    limbeck_gui_test_wait_label (guide.assistant, "Running");
    limbeck_gui_test_shoot (guide.assistant, "assistant-running");

    limbeck_gui_test_press ("Escape");
    dialog = limbeck_gui_test_wait_window ("AdwMessageDialog");
    limbeck_gui_test_shoot (dialog, "assistant-stop");
    limbeck_gui_test_click_label (dialog, "Keep Running");
    limbeck_gui_test_settle (guide.assistant);
    ck_assert (gtk_widget_get_mapped (limbeck_gui_test_find (guide.assistant, "more_time")));

    limbeck_gui_test_click (guide.assistant, "cancel");
    dialog = limbeck_gui_test_wait_window ("AdwMessageDialog");
    limbeck_gui_test_click_label (dialog, "Stop the Run");
    limbeck_gui_test_wait_label (guide.assistant,
                                 "The run was cancelled: “stopped” is as it was before.");
    limbeck_gui_test_shoot (guide.assistant, "assistant-cancelled");
    limbeck_guide_assert_stands_at (&guide, BEFORE);
    assert_no_session_is_left ("stopped");
  }
END_TEST

START_TEST (the_time_limit_ends_a_run)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    start_run (&guide, "late", sleeper);
    gtk_spin_button_set_value (limbeck_gui_test_find (guide.assistant, "time_limit"),
                               limbeck_test_limit_seconds (4));
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_label (guide.assistant,
                                 "The time limit was over: “late” is as it was before.");
    limbeck_guide_assert_stands_at (&guide, BEFORE);
    assert_no_session_is_left ("late");
  }
END_TEST

static gboolean
shows_traceback (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_label (GTK_LABEL (widget)), "Traceback") != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_traceback (child))
      return TRUE;

  return FALSE;
}

START_TEST (a_failure_is_a_sentence_and_no_traceback)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    start_run (&guide, "failed", failure);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_label (guide.assistant, "Alembic failed: “failed” is as it was before.");
    limbeck_gui_test_shoot (guide.assistant, "assistant-failed");
    ck_assert (!shows_traceback (GTK_WIDGET (guide.assistant)));
    ck_assert (gtk_widget_get_mapped (limbeck_gui_test_find (guide.assistant, "output_expander")));
    limbeck_guide_assert_stands_at (&guide, BEFORE);
  }
END_TEST

START_TEST (much_output_is_followed)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    start_run (&guide, "talkative", talker);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_label (guide.assistant, "5 revisions were applied to “talkative”.");
    limbeck_guide_assert_stands_at (&guide, "79e4f0a6b38c");
  }
END_TEST

static Suite *
running_page_suite (void)
{
  Suite *suite = suite_create ("running-page");
  TCase *tcase = tcase_create ("running-page");

  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, a_run_is_stopped_only_after_a_second_question);
  tcase_add_test (tcase, the_time_limit_ends_a_run);
  tcase_add_test (tcase, a_failure_is_a_sentence_and_no_traceback);
  tcase_add_test (tcase, much_output_is_followed);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (running_page_suite ());
}
