#include "check-fixture.h"

START_TEST (the_same_heads_pass)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("same");
    g_autoptr (LimbeckSurvey) survey = look_closely (scene);

    expect (survey, "heads-agree", "passed", NULL);
  }
END_TEST

/* Nobody who only reads the file can know: the module that it imports changes it. */
START_TEST (other_heads_block_and_both_are_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("other");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_write (scene->project,
                                "meddler.py",
                                "import sys\n"
                                "frame = sys._getframe()\n"
                                "while frame is not None:\n"
                                "    if frame.f_globals.get('revision') == 'c3':\n"
                                "        frame.f_globals['revision'] = 'd4'\n"
                                "    frame = frame.f_back\n");
    limbeck_test_project_write (scene->project,
                                "migrations/versions/c3.py",
                                "revision = 'c3'\ndown_revision = 'b2'\nimport meddler\n");
    survey = look_closely (scene);

    expect (survey, "heads-agree", "blocker", "c3");
    expect (survey, "heads-agree", "blocker", "d4");
  }
END_TEST

START_TEST (an_alembic_that_does_not_answer_is_no_agreement)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("silent");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_write (scene->project,
                                "migrations/versions/c3.py",
                                "revision = 'c3'\ndown_revision = 'b2'\nimport shop_of_nobody\n");
    survey = look_closely (scene);

    expect (survey, "heads-agree", "warning", "shop_of_nobody");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    the_same_heads_pass,
    other_heads_block_and_both_are_told,
    an_alembic_that_does_not_answer_is_no_agreement,
  };

  return check_main ("heads-agree-check", tests, G_N_ELEMENTS (tests));
}
