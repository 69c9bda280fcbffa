#include "check-fixture.h"

static LimbeckSurvey *
look_after (LimbeckTestScene *scene, const char *env_py, guint alembic_timeout_ms)
{
  limbeck_test_project_write (scene->project, "migrations/env.py", env_py);

  return limbeck_test_scene_survey_with (
      scene,
      (LimbeckSurveyOptions){
          .ask_alembic = TRUE, .is_thorough = TRUE, .alembic_timeout_ms = alembic_timeout_ms });
}

START_TEST (one_that_loads_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("loads");
    g_autoptr (LimbeckSurvey) survey = look_closely (scene);

    expect (survey, "environment", "passed", NULL);
  }
END_TEST

START_TEST (one_that_was_not_asked_for_is_not_judged)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("unasked");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect_absent (survey, "environment");
  }
END_TEST

static const struct
{
  const char *env_py;
  const char *id;
  const char *says;
} broken[] = {
  { "raise RuntimeError('settings are incomplete')\n",
    "alembic-failed",
    "settings are incomplete" },
  { "import shop_of_nobody\n", "import-failed", "shop_of_nobody" },
  { "def upgrade(:\n", "syntax-error", "env.py" },
  { "import os\nos.environ['SHOP_SECRET']\n", "environment-variable-missing", "SHOP_SECRET" },
};

START_TEST (one_that_fails_blocks_and_says_why)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("fails");
    g_autoptr (LimbeckSurvey) survey = look_after (scene, broken[_i].env_py, 0);

    expect (survey, broken[_i].id, "blocker", broken[_i].says);
    expect_absent (survey, "environment");
    /* What needs no Alembic is told all the same. */
    expect (survey, "database-reachable", "passed", NULL);
  }
END_TEST

START_TEST (one_that_takes_too_long_is_given_up)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("slow");
    const gint64 begin = g_get_monotonic_time ();
    g_autoptr (LimbeckSurvey) survey = look_after (scene, "import time\ntime.sleep(600)\n", 3000);

    ck_assert_int_lt (g_get_monotonic_time () - begin, 60 * G_USEC_PER_SEC);
    expect (survey, "alembic-timed-out", "blocker", "3 s");
    expect_absent (survey, "environment");
  }
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("core/checks/environment-check");
  TCase *tcase = tcase_create ("environment-check");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, one_that_loads_passes);
  tcase_add_test (tcase, one_that_was_not_asked_for_is_not_judged);
  tcase_add_loop_test (tcase, one_that_fails_blocks_and_says_why, 0, G_N_ELEMENTS (broken));
  tcase_add_test (tcase, one_that_takes_too_long_is_given_up);
  suite_add_tcase (suite, tcase);

  return limbeck_check_main (suite);
}
