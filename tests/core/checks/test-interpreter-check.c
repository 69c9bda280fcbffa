#include "check-fixture.h"
#include "fake-python.h"

/* A survey with a Python of its own that has the Alembic @alembic, or none. */
static LimbeckSurvey *
look_with_alembic (LimbeckTestScene *scene, LimbeckScratch *scratch, const char *alembic)
{
  g_autofree char *python = limbeck_fake_python_write (scratch, "venv", alembic);

  return limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .interpreter = python });
}

START_TEST (an_installed_alembic_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("installed");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "interpreter", "passed", "/usr/bin/python3");
  }
END_TEST

START_TEST (a_python_without_alembic_blocks_and_says_how_to_install_it)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("without");
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckSurvey) survey = look_with_alembic (scene, scratch, NULL);
    LimbeckFinding *finding = expect (
        survey, "alembic-not-installed", "blocker", "pip install alembic");

    ck_assert_int_eq (limbeck_finding_get_action (finding), LIMBECK_ACTION_PREFERENCES);
    expect (survey, "alembic-not-installed", "blocker", "venv/bin/python");
    expect_absent (survey, "interpreter");
  }
END_TEST

START_TEST (an_old_alembic_is_a_warning_and_says_which_is_needed)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("old");
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckSurvey) survey = look_with_alembic (scene, scratch, "1.7.7");

    expect (survey, "interpreter", "warning", "1.7.7");
    expect (survey, "interpreter", "warning", "pip install --upgrade");
  }
END_TEST

START_TEST (a_chosen_python_that_is_not_there_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("nowhere");
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey_with (
        scene, (LimbeckSurveyOptions){ .interpreter = "/nowhere/python" });

    expect (survey, "interpreter", "blocker", "/nowhere/python");
    expect (survey, "database-reachable", "passed", NULL);
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    an_installed_alembic_passes,
    a_python_without_alembic_blocks_and_says_how_to_install_it,
    an_old_alembic_is_a_warning_and_says_which_is_needed,
    a_chosen_python_that_is_not_there_blocks,
  };

  return check_main ("interpreter-check", tests, G_N_ELEMENTS (tests));
}
