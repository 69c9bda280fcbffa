#include "config.h"

#include "assistant-test.h"

#define BEFORE "68d3c1f5279e"
#define BELOW "57f20b6e41ad"

static void
type_name (LimbeckGuide *guide, const char *name)
{
  limbeck_gui_test_type (guide->assistant, "name", name);
  limbeck_gui_test_settle (guide->assistant);
}

START_TEST (only_the_right_name_typed_by_hand_allows_a_downgrade)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "typed", BEFORE, LIMBECK_DIRECTION_DOWNGRADE, BELOW);
    limbeck_gui_test_wait_mapped (guide.assistant, "loss", TRUE);
    limbeck_gui_test_shoot (guide.assistant, "assistant-downgrade-plan");
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "name", TRUE);
    ck_assert (!limbeck_guide_may_go_on (&guide));
    ck_assert_ptr_null (gtk_window_get_default_widget (GTK_WINDOW (guide.assistant)));

    type_name (&guide, "Typed");
    ck_assert (!limbeck_guide_may_go_on (&guide));
    type_name (&guide, " typed");
    ck_assert (!limbeck_guide_may_go_on (&guide));
    type_name (&guide, "typed");
    ck_assert (limbeck_guide_may_go_on (&guide));
    limbeck_gui_test_shoot (guide.assistant, "assistant-downgrade-confirm");
    type_name (&guide, "typed ");
    ck_assert (!limbeck_guide_may_go_on (&guide));
    limbeck_guide_assert_stands_at (&guide, BEFORE);

    type_name (&guide, "typed");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_label (guide.assistant, "1 revision was undone in “typed”.");
    limbeck_guide_assert_stands_at (&guide, BELOW);
  }
END_TEST

START_TEST (a_name_typed_before_does_not_count_after_going_back)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "again", BEFORE, LIMBECK_DIRECTION_DOWNGRADE, BELOW);
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "name", TRUE);
    type_name (&guide, "again");
    limbeck_gui_test_click (guide.assistant, "back");
    limbeck_gui_test_wait_mapped (guide.assistant, "choices", TRUE);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "name", TRUE);
    ck_assert (!limbeck_guide_may_go_on (&guide));
    limbeck_guide_assert_stands_at (&guide, BEFORE);
  }
END_TEST

START_TEST (a_backup_of_ones_own_needs_a_statement)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "stated", BEFORE, LIMBECK_DIRECTION_DOWNGRADE, BELOW);
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_choose (&guide, "own");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "statement", TRUE);
    ck_assert (!limbeck_guide_may_go_on (&guide));
    limbeck_gui_test_type (guide.assistant, "statement", "short");
    ck_assert (!limbeck_guide_may_go_on (&guide));
    limbeck_gui_test_type (guide.assistant, "statement", "The nightly copy on the second server");
    ck_assert (limbeck_guide_may_go_on (&guide));
    limbeck_gui_test_shoot (guide.assistant, "assistant-statement");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "name", TRUE);
    type_name (&guide, "stated");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_label (guide.assistant, "1 revision was undone in “stated”.");
    limbeck_guide_assert_stands_at (&guide, BELOW);
  }
END_TEST

START_TEST (without_a_backup_both_are_needed)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "neither", BEFORE, LIMBECK_DIRECTION_DOWNGRADE, BELOW);
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_choose (&guide, "none");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "accept", TRUE);
    limbeck_gui_test_type (guide.assistant, "statement", "It is a copy that nobody needs");
    ck_assert (!limbeck_guide_may_go_on (&guide));
    gtk_check_button_set_active (limbeck_gui_test_find (guide.assistant, "accept"), TRUE);
    ck_assert (limbeck_guide_may_go_on (&guide));
    limbeck_gui_test_click (guide.assistant, "cancel");
    limbeck_guide_wait_gone (&guide);
    limbeck_guide_assert_stands_at (&guide, BEFORE);
  }
END_TEST

START_TEST (a_step_that_has_no_way_back_is_told_on_the_first_page)
  {
    static const LimbeckTestRevision one_way = {
      .revision = "9f00aa11bb22",
      .down = BEFORE,
      .message = "one way",
      .downgrade = "raise NotImplementedError('no way back')",
    };
    g_auto (LimbeckGuide) guide = { 0 };
    LimbeckTestProject *project = limbeck_gui_shop_new ("one_way", BEFORE);

    limbeck_test_project_add_revisions (project, &one_way, 1);
    limbeck_test_project_run_alembic (project, "upgrade", "9f00aa11bb22", NULL);
    limbeck_guide_open_project (&guide, "one_way", project, LIMBECK_DIRECTION_DOWNGRADE, BEFORE);
    limbeck_gui_test_wait_mapped (guide.assistant, "blocked", TRUE);
    limbeck_gui_test_shoot (guide.assistant, "assistant-no-way-back");

    ck_assert (!limbeck_guide_may_go_on (&guide));
    limbeck_gui_test_click (guide.assistant, "cancel");
    limbeck_guide_wait_gone (&guide);
    limbeck_guide_assert_stands_at (&guide, "9f00aa11bb22");
  }
END_TEST

static Suite *
downgrade_suite (void)
{
  Suite *suite = suite_create ("assistant-downgrade");
  TCase *tcase = tcase_create ("assistant-downgrade");

  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, only_the_right_name_typed_by_hand_allows_a_downgrade);
  tcase_add_test (tcase, a_name_typed_before_does_not_count_after_going_back);
  tcase_add_test (tcase, a_backup_of_ones_own_needs_a_statement);
  tcase_add_test (tcase, a_step_that_has_no_way_back_is_told_on_the_first_page);
  tcase_add_test (tcase, without_a_backup_both_are_needed);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (downgrade_suite ());
}
