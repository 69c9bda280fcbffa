#include "check-fixture.h"

START_TEST (plenty_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("roomy");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "connection-slots", "passed", "free connections of the server");
  }
END_TEST

START_TEST (a_role_with_few_left_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("tight");
    g_autoptr (LimbeckConnection) session = NULL;
    g_autofree char *url = NULL;
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_create_role (cluster, "busy", NULL);
    limbeck_test_cluster_run (
        cluster,
        "tight",
        "alter role busy connection limit 3; alter table alembic_version owner to busy");
    session = open_session ("tight", "busy", "shop");
    url = limbeck_test_cluster_dup_url_for (cluster, "tight", "busy", NULL);
    survey = limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .database_url = url });

    expect (survey, "connection-slots", "warning", "1 free connection of the role");
  }
END_TEST

/* Last: the server stays as small. */
START_TEST (a_server_that_is_nearly_full_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = NULL;
    g_autoptr (LimbeckConnection) first = NULL;
    g_autoptr (LimbeckConnection) second = NULL;
    g_autofree char *url = NULL;
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (cluster, "postgres", "alter system set max_connections = 10");
    limbeck_test_cluster_restart (cluster);
    scene = make_upgraded_scene ("full");
    limbeck_test_cluster_create_role (cluster, "guest", NULL);
    limbeck_test_cluster_run (cluster, "full", "alter table alembic_version owner to guest");
    first = open_session ("full", NULL, "shop");
    second = open_session ("full", NULL, "shop");
    url = limbeck_test_cluster_dup_url_for (cluster, "full", "guest", NULL);
    survey = limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .database_url = url });

    expect (survey, "connection-slots", "warning", "free connections of the server");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    plenty_passes,
    a_role_with_few_left_is_a_warning,
    a_server_that_is_nearly_full_is_a_warning,
  };

  return check_main ("connection-slots-check", tests, G_N_ELEMENTS (tests));
}
