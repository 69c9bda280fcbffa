#include "config.h"

#include <glib/gstdio.h>

#include "assistant-test.h"

#define BEFORE "2b84d7f1a05c"
#define HEAD "68d3c1f5279e"

START_TEST (with_a_backup_the_updates_are_applied)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "backed_up", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_gui_test_shoot (guide.assistant, "assistant-plan");
    limbeck_guide_go_to_backup (&guide);
    limbeck_gui_test_shoot (guide.assistant, "assistant-backup");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    limbeck_gui_test_shoot (guide.assistant, "assistant-confirm");
    limbeck_guide_assert_stands_at (&guide, BEFORE);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_label (guide.assistant, "4 revisions were applied to “backed_up”.");
    limbeck_gui_test_shoot (guide.assistant, "assistant-result");
    limbeck_guide_assert_stands_at (&guide, HEAD);
    limbeck_guide_next (&guide);
    limbeck_guide_wait_gone (&guide);
    limbeck_gui_test_wait_label (guide.window, "The database is up to date");
  }
END_TEST

START_TEST (going_on_without_a_backup_is_asked_once_more)
  {
    g_auto (LimbeckGuide) guide = { 0 };
    GtkWidget *next = NULL;

    limbeck_guide_open (&guide, "unsafe", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    next = limbeck_gui_test_find (guide.assistant, "next");
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_choose (&guide, "none");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "accept", TRUE);
    ck_assert (!limbeck_guide_may_go_on (&guide));
    limbeck_gui_test_shoot (guide.assistant, "assistant-no-backup");
    gtk_check_button_set_active (limbeck_gui_test_find (guide.assistant, "accept"), TRUE);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    ck_assert (gtk_widget_has_css_class (next, "destructive-action"));
    ck_assert_ptr_null (gtk_window_get_default_widget (GTK_WINDOW (guide.assistant)));
    limbeck_guide_assert_stands_at (&guide, BEFORE);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_label (guide.assistant, "4 revisions were applied to “unsafe”.");
    limbeck_guide_assert_stands_at (&guide, HEAD);
  }
END_TEST

typedef void (*WayOut) (LimbeckGuide *guide);

static void
press_cancel (LimbeckGuide *guide)
{
  limbeck_gui_test_click (guide->assistant, "cancel");
}

static void
press_escape (LimbeckGuide *guide)
{
  limbeck_gui_test_press ("Escape");
}

static void
close_window (LimbeckGuide *guide)
{
  gtk_window_close (GTK_WINDOW (guide->assistant));
}

static const WayOut ways_out[] = { press_cancel, press_escape, close_window };

static void
leave (LimbeckGuide *guide, WayOut way_out, const char *button)
{
  g_autofree char *toast = NULL;

  way_out (guide);
  limbeck_guide_wait_gone (guide);
  limbeck_gui_test_settle (guide->window);
  toast = limbeck_gui_test_dup_toast (guide->window);
  ck_assert_str_eq (toast, "Nothing was changed");
  ck_assert_int_eq (limbeck_gui_test_find_label (guide->window, "Copy Backup Command") != NULL,
                    button != NULL);
  limbeck_guide_assert_stands_at (guide, BEFORE);
}

START_TEST (every_way_out_of_the_plan_changes_nothing)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "out_of_plan", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    leave (&guide, ways_out[_i], NULL);
  }
END_TEST

START_TEST (every_way_out_of_the_backup_changes_nothing_and_offers_the_command)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "out_of_backup", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_guide_go_to_backup (&guide);
    leave (&guide, ways_out[_i], "Copy Backup Command");
  }
END_TEST

START_TEST (every_way_out_of_the_risk_changes_nothing_and_offers_the_command)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "out_of_risk", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_choose (&guide, "none");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "accept", TRUE);
    leave (&guide, ways_out[_i], "Copy Backup Command");
  }
END_TEST

START_TEST (every_way_out_of_the_confirmation_changes_nothing)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "out_of_confirm", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_choose (&guide, "own");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    leave (&guide, ways_out[_i], NULL);
  }
END_TEST

START_TEST (back_leads_to_the_question_before)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "back", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_choose (&guide, "own");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    limbeck_gui_test_click (guide.assistant, "back");
    limbeck_gui_test_wait_mapped (guide.assistant, "choices", TRUE);
    limbeck_guide_choose (&guide, "none");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "accept", TRUE);
    limbeck_gui_test_click (guide.assistant, "back");
    limbeck_gui_test_wait_mapped (guide.assistant, "choices", TRUE);
    limbeck_gui_test_click (guide.assistant, "back");
    limbeck_gui_test_wait_mapped (guide.assistant, "sentence", TRUE);
    limbeck_guide_assert_stands_at (&guide, BEFORE);
  }
END_TEST

START_TEST (a_backup_that_fails_says_why_and_the_way_goes_on)
  {
    g_auto (LimbeckGuide) guide = { 0 };
    g_autofree char *parent = g_build_filename (g_get_user_data_dir (), "limbeck", "backups", NULL);
    g_autofree char *path = g_build_filename (parent, "no_room", NULL);

    ck_assert_int_eq (g_mkdir_with_parents (parent, 0700), 0);
    ck_assert (g_file_set_contents (path, "a file where a directory is wanted", -1, NULL));
    limbeck_guide_open (&guide, "no_room", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "problem_box", TRUE);
    limbeck_gui_test_shoot (guide.assistant, "assistant-backup-failed");
    ck_assert (limbeck_guide_may_go_on (&guide));
    limbeck_guide_choose (&guide, "own");
    limbeck_gui_test_wait_mapped (guide.assistant, "problem_box", FALSE);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    limbeck_guide_assert_stands_at (&guide, BEFORE);
    g_unlink (path);
  }
END_TEST

START_TEST (a_backup_at_this_revision_is_offered_again)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "again", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_guide_go_to_backup (&guide);
    ck_assert (!gtk_widget_get_mapped (limbeck_gui_test_find (guide.assistant, "recent_row")));
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    limbeck_gui_test_click (guide.assistant, "cancel");
    limbeck_guide_wait_gone (&guide);

    gtk_widget_activate_action (GTK_WIDGET (guide.window), "revision.upgrade", "s", "heads");
    guide.assistant = limbeck_gui_test_wait_window ("LimbeckAssistant");
    g_object_add_weak_pointer (G_OBJECT (guide.assistant), (gpointer *) &guide.assistant);
    limbeck_gui_test_settle (guide.assistant);
    limbeck_guide_go_to_backup (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "recent_row", TRUE);
    limbeck_gui_test_shoot (guide.assistant, "assistant-recent");
    limbeck_guide_choose (&guide, "recent");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    limbeck_guide_assert_stands_at (&guide, BEFORE);
  }
END_TEST

START_TEST (a_plan_that_has_changed_meanwhile_is_shown_again)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "changed", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_choose (&guide, "own");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    limbeck_test_cluster_run (limbeck_gui_shop_get_cluster (),
                              "changed",
                              "update alembic_version set version_num = '1a6f0c3e92d4'");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_label (guide.assistant, "Nothing was run");
    limbeck_gui_test_shoot (guide.assistant, "assistant-refused");
    limbeck_guide_assert_stands_at (&guide, "1a6f0c3e92d4");
  }
END_TEST

/* As after “git pull”, while the guided way is open. */
START_TEST (a_revision_that_comes_meanwhile_is_never_run_unseen)
  {
    static const LimbeckTestRevision newcomer = {
      .revision = "79e4f0a6b38c",
      .down = HEAD,
      .message = "came meanwhile",
      .upgrade = "op.execute('create table newcomer (id int)')",
    };
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "pulled", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_choose (&guide, "own");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    limbeck_test_project_add_revisions (guide.project, &newcomer, 1);
    limbeck_gui_test_wait_label (guide.window, "5 updates are pending");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_label (guide.assistant, "Nothing was run");
    limbeck_guide_assert_stands_at (&guide, BEFORE);
    limbeck_guide_next (&guide);
    limbeck_guide_wait_gone (&guide);
    ck_assert_ptr_nonnull (limbeck_gui_test_find_label (guide.window, "1 new update is ready"));
  }
END_TEST

static Suite *
upgrade_suite (void)
{
  Suite *suite = suite_create ("assistant-upgrade");
  TCase *tcase = tcase_create ("assistant-upgrade");

  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, with_a_backup_the_updates_are_applied);
  tcase_add_test (tcase, going_on_without_a_backup_is_asked_once_more);
  tcase_add_loop_test (
      tcase, every_way_out_of_the_plan_changes_nothing, 0, G_N_ELEMENTS (ways_out));
  tcase_add_loop_test (tcase,
                       every_way_out_of_the_backup_changes_nothing_and_offers_the_command,
                       0,
                       G_N_ELEMENTS (ways_out));
  tcase_add_loop_test (tcase,
                       every_way_out_of_the_risk_changes_nothing_and_offers_the_command,
                       0,
                       G_N_ELEMENTS (ways_out));
  tcase_add_loop_test (
      tcase, every_way_out_of_the_confirmation_changes_nothing, 0, G_N_ELEMENTS (ways_out));
  tcase_add_test (tcase, back_leads_to_the_question_before);
  tcase_add_test (tcase, a_backup_that_fails_says_why_and_the_way_goes_on);
  tcase_add_test (tcase, a_backup_at_this_revision_is_offered_again);
  tcase_add_test (tcase, a_revision_that_comes_meanwhile_is_never_run_unseen);
  tcase_add_test (tcase, a_plan_that_has_changed_meanwhile_is_shown_again);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (upgrade_suite ());
}
