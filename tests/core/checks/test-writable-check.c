#include "check-fixture.h"

START_TEST (a_database_that_takes_changes_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("open");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "read-only", "passed", NULL);
  }
END_TEST

START_TEST (a_standby_blocks_and_what_it_holds_is_told_all_the_same)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("copied");
    g_autoptr (LimbeckTestCluster) standby = limbeck_test_cluster_start_standby (cluster);
    g_autofree char *url = limbeck_test_cluster_dup_url (standby, "copied");
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey_with (
        scene, (LimbeckSurveyOptions){ .database_url = url });

    expect (survey, "read-only", "blocker", "standby");
    expect (survey, "read-only", "blocker", "primary");
    expect (survey, "version-table", "passed", "a1");
    expect (survey, "database-reachable", "passed", NULL);
  }
END_TEST

START_TEST (a_database_that_is_read_only_by_default_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("fixed");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (
        cluster, "postgres", "alter database fixed set default_transaction_read_only = on");
    survey = look (scene);

    expect (survey, "read-only", "blocker", "default_transaction_read_only");
  }
END_TEST

START_TEST (a_role_that_is_read_only_by_default_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("looked_at");
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("looked_at", "looker", NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_create_role (cluster, "looker", NULL);
    limbeck_test_cluster_run (cluster,
                              "looked_at",
                              "grant select on alembic_version to looker;"
                              "alter role looker set default_transaction_read_only = on");
    survey = look_at (scene, url);

    expect (survey, "read-only", "blocker", "looker");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    a_database_that_takes_changes_passes,
    a_standby_blocks_and_what_it_holds_is_told_all_the_same,
    a_database_that_is_read_only_by_default_blocks,
    a_role_that_is_read_only_by_default_blocks,
  };

  return check_main ("writable-check", tests, G_N_ELEMENTS (tests));
}
