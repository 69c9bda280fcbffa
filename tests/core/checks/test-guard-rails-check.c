#include "check-fixture.h"

static LimbeckSurvey *
look_with (LimbeckTestScene *scene, const char *driver, const char *more)
{
  g_autofree char *url = g_strdup_printf ("postgresql%s://postgres@/%s?host=%s%s",
                                          driver,
                                          scene->database,
                                          limbeck_test_cluster_get_host (cluster),
                                          more);

  return limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .database_url = url });
}

START_TEST (psycopg_without_options_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("guarded");
    g_autoptr (LimbeckSurvey) survey = look_with (scene, "", "");

    expect (survey, "guard-rails", "passed", "psycopg2");
  }
END_TEST

START_TEST (asyncpg_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("async");
    g_autoptr (LimbeckSurvey) survey = look_with (scene, "+asyncpg", "");

    expect (survey, "guard-rails", "warning", "asyncpg takes no settings");
    expect (survey, "database-reachable", "passed", NULL);
  }
END_TEST

START_TEST (options_in_the_url_are_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("optional");
    g_autoptr (LimbeckSurvey) survey = look_with (scene, "", "&options=-c%20work_mem%3D8MB");

    expect (survey, "guard-rails", "warning", "-c work_mem=8MB");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    psycopg_without_options_passes,
    asyncpg_is_a_warning,
    options_in_the_url_are_a_warning,
  };

  return check_main ("guard-rails-check", tests, G_N_ELEMENTS (tests));
}
