#include "check-fixture.h"

START_TEST (one_head_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("straight");
    g_autoptr (LimbeckSurvey) survey = look (scene);
    LimbeckFinding *finding = expect (survey, "several-heads", "passed", "b2");

    ck_assert_int_eq (limbeck_finding_get_action (finding), LIMBECK_ACTION_NONE);
  }
END_TEST

START_TEST (several_heads_offer_all_of_them)
  {
    static const LimbeckTestRevision more[] = { { .revision = "c3", .down = "a1" } };
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("forked");
    g_autofree char *command = g_strdup_printf (
        "limbeckctl --project %s upgrade heads",
        limbeck_test_project_get_directory (scene->project));
    g_autoptr (LimbeckSurvey) survey = NULL;
    LimbeckFinding *finding = NULL;

    limbeck_test_project_add_revisions (scene->project, more, G_N_ELEMENTS (more));
    survey = look (scene);
    finding = expect (survey, "several-heads", "warning", "There are 2 heads");

    ck_assert_int_eq (limbeck_finding_get_action (finding), LIMBECK_ACTION_UPGRADE_HEADS);
    ck_assert_str_eq (limbeck_finding_get_command (finding), command);
    ck_assert_ptr_nonnull (strstr (limbeck_finding_get_detail (finding), "\nThey part after a1 "));
  }
END_TEST

START_TEST (heads_of_lines_of_their_own_have_nothing_in_common)
  {
    static const LimbeckTestRevision more[] = { { .revision = "x1" } };
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("apart");
    g_autoptr (LimbeckSurvey) survey = NULL;
    LimbeckFinding *finding = NULL;

    limbeck_test_project_add_revisions (scene->project, more, G_N_ELEMENTS (more));
    survey = look (scene);
    finding = expect (survey, "several-heads", "warning", "There are 2 heads");

    ck_assert_ptr_nonnull (
        strstr (limbeck_finding_get_detail (finding), "They have no revision in common."));
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = { one_head_passes,
                                 several_heads_offer_all_of_them,
                                 heads_of_lines_of_their_own_have_nothing_in_common };

  return check_main ("heads-check", tests, G_N_ELEMENTS (tests));
}
