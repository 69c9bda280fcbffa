#include "check-fixture.h"

START_TEST (one_that_can_be_read_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("readable");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "configuration", "passed", "alembic.ini");
  }
END_TEST

START_TEST (a_typo_blocks_and_its_line_is_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("typo");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_write (
        scene->project, "alembic.ini", "[alembic]\nscript_location = migrations\n[oops\n");
    survey = look (scene);

    expect (survey, "configuration", "blocker", "3");
    ck_assert_ptr_null (limbeck_survey_get_configuration (survey));
    ck_assert_ptr_null (limbeck_survey_get_graph (survey));
    ck_assert_ptr_null (limbeck_survey_get_standing (survey));
    /* What depends on it is not made up. */
    expect_absent (survey, "revision-tree");
    expect_absent (survey, "database-url");
  }
END_TEST

START_TEST (one_that_is_gone_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("gone");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_remove (scene->project, "alembic.ini");
    survey = look (scene);

    expect (survey, "configuration", "blocker", "alembic.ini");
  }
END_TEST

START_TEST (what_is_odd_in_it_is_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("odd");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_write (scene->project,
                                "alembic.ini",
                                "[alembic]\n"
                                "script_location = migrations\n"
                                "version_locations = %(here)s/nowhere\n");
    survey = look (scene);

    expect (survey, "version-location-missing", "warning", "nowhere");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    one_that_can_be_read_passes,
    a_typo_blocks_and_its_line_is_told,
    one_that_is_gone_blocks,
    what_is_odd_in_it_is_told,
  };

  return check_main ("configuration-check", tests, G_N_ELEMENTS (tests));
}
