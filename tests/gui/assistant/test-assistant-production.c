#include "config.h"

#include "assistant-test.h"

#define BEFORE "2b84d7f1a05c"
#define HEAD "68d3c1f5279e"

START_TEST (production_is_upgraded_with_a_backup_and_by_its_name)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "shop_prod", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    ck_assert_ptr_nonnull (limbeck_gui_test_find_label (guide.assistant, "Production"));
    limbeck_gui_test_shoot (guide.assistant, "assistant-production-plan");
    limbeck_guide_go_to_backup (&guide);
    ck_assert (!gtk_widget_is_sensitive (limbeck_gui_test_find (guide.assistant, "none")));
    limbeck_gui_test_shoot (guide.assistant, "assistant-production-backup");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    ck_assert_ptr_nonnull (limbeck_gui_test_find_label (guide.assistant, "Production"));
    ck_assert (!limbeck_guide_may_go_on (&guide));
    limbeck_gui_test_type (guide.assistant, "name", "shop");
    ck_assert (!limbeck_guide_may_go_on (&guide));
    limbeck_gui_test_type (guide.assistant, "name", "shop_prod");
    limbeck_gui_test_shoot (guide.assistant, "assistant-production-confirm");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_label (guide.assistant, "4 revisions were applied to “shop_prod”.");
    limbeck_guide_assert_stands_at (&guide, HEAD);
  }
END_TEST

START_TEST (a_backup_of_ones_own_is_described_for_production)
  {
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_guide_open (&guide, "own_prod", BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_choose (&guide, "own");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "statement", TRUE);
    ck_assert (!limbeck_guide_may_go_on (&guide));
    limbeck_gui_test_type (guide.assistant, "statement", "A snapshot was taken at noon.");
    ck_assert (limbeck_guide_may_go_on (&guide));
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    limbeck_guide_assert_stands_at (&guide, BEFORE);
  }
END_TEST

static Suite *
the_suite (void)
{
  Suite *suite = suite_create ("assistant-production");
  TCase *tcase = tcase_create ("assistant-production");

  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, production_is_upgraded_with_a_backup_and_by_its_name);
  tcase_add_test (tcase, a_backup_of_ones_own_is_described_for_production);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (the_suite ());
}
