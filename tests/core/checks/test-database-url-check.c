#include <string.h>

#include "check-fixture.h"

START_TEST (a_url_in_the_ini_passes_and_its_place_is_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("told");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "database-url", "passed", "alembic.ini");
    expect (survey, "database-url", "passed", "told");
  }
END_TEST

START_TEST (a_password_in_it_is_not_shown)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("secret");
    g_autofree char *url = limbeck_test_cluster_dup_url_for (
        cluster, "secret", "postgres", "marker-pw");
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey_with (
        scene, (LimbeckSurveyOptions){ .database_url = url });
    LimbeckFinding *finding = expect (survey, "database-url", "passed", "***");

    ck_assert_ptr_null (strstr (limbeck_finding_get_detail (finding), "marker-pw"));
  }
END_TEST

START_TEST (no_url_anywhere_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("nameless");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_write (
        scene->project, "alembic.ini", "[alembic]\nscript_location = migrations\n");
    survey = look (scene);

    expect (survey, "database-url", "blocker", "DATABASE_URL");
    expect_absent (survey, "database-reachable");
    ck_assert_ptr_null (limbeck_survey_get_state (survey));
  }
END_TEST

START_TEST (a_variable_that_is_not_set_blocks_and_is_named)
  {
    static const LimbeckTestRevision revision = { .revision = "a1" };
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        cluster, "unset", LIMBECK_TEST_ENVIRONMENT_DATABASE_URL, &revision, 1);
    g_autoptr (LimbeckSurvey) survey = NULL;

    g_unsetenv ("DATABASE_URL");
    survey = look (scene);

    expect (survey, "database-url", "blocker", "DATABASE_URL");
  }
END_TEST

START_TEST (what_is_no_postgresql_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("mysql");
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey_with (
        scene, (LimbeckSurveyOptions){ .database_url = "mysql+pymysql://root@localhost/shop" });

    expect (survey, "database-url", "blocker", "PostgreSQL");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    a_url_in_the_ini_passes_and_its_place_is_told,
    a_password_in_it_is_not_shown,
    no_url_anywhere_blocks,
    a_variable_that_is_not_set_blocks_and_is_named,
    what_is_no_postgresql_blocks,
  };

  return check_main ("database-url-check", tests, G_N_ELEMENTS (tests));
}
