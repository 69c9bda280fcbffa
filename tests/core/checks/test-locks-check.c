#include <string.h>

#include "check-fixture.h"

START_TEST (nobody_in_the_way_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("quiet");
    g_autoptr (LimbeckConnection) session = open_session ("quiet", NULL, "shop");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "locks", "passed", NULL);
  }
END_TEST

START_TEST (a_short_transaction_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("brief");
    g_autoptr (LimbeckConnection) session = open_session ("brief", NULL, "shop");
    g_autoptr (LimbeckSurvey) survey = NULL;

    run (session, "begin");
    run (session, "select * from one");
    survey = look (scene);

    expect (survey, "locks", "passed", NULL);
  }
END_TEST

START_TEST (a_session_idle_in_its_transaction_is_told_with_its_tables_and_without_literals)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("idle");
    g_autoptr (LimbeckConnection) reader = open_session ("idle", NULL, "shop");
    g_autoptr (LimbeckConnection) dreamer = open_session ("idle", NULL, "psql");
    g_autoptr (LimbeckSurvey) survey = NULL;
    LimbeckFinding  *finding = NULL;
    g_autofree char *pid = g_strdup_printf ("pid %d, user postgres, shop",
                                            limbeck_connection_get_backend_pid (reader));

    run (dreamer, "begin");
    run (dreamer, "select 1");
    run (reader, "begin");
    run (reader, "select *, 'it''s Geh3im' from one");
    wait_until_long ("idle");
    survey = look (scene);

    finding = expect (survey, "locks", "warning", pid);
    expect (survey, "locks", "warning", "2 sessions");
    expect (survey, "locks", "warning", "locks one: select *, '…' from one");
    expect (survey, "locks", "warning", ", psql, idle in transaction");
    ck_assert_ptr_null (strstr (limbeck_finding_get_detail (finding), "Geh3im"));
  }
END_TEST

START_TEST (a_locked_version_table_blocks_and_its_holder_is_named)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("barred");
    g_autoptr (LimbeckConnection) session = open_session ("barred", NULL, "psql");
    g_autoptr (LimbeckSurvey) survey = NULL;

    run (session, "begin");
    run (session, "lock table alembic_version");
    survey = limbeck_test_scene_survey_with (scene,
                                             (LimbeckSurveyOptions){ .connect_timeout_ms = 2000 });

    expect (survey, "locks", "blocker", ", psql, idle in transaction");
    expect (survey, "database-reachable", "blocker", "not read");
  }
END_TEST

START_TEST (what_a_role_may_not_see_of_others_is_not_made_up)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("hidden");
    g_autoptr (LimbeckConnection) session = open_session ("hidden", NULL, "shop");
    g_autofree char *url = NULL;
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_create_role (cluster, "guest", NULL);
    limbeck_test_cluster_run (cluster, "hidden", "grant select on alembic_version to guest");
    url = limbeck_test_cluster_dup_url_for (cluster, "hidden", "guest", NULL);
    run (session, "begin");
    run (session, "lock table one");
    survey = limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .database_url = url });

    expect (survey, "locks", "warning", "shop; locks one");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    nobody_in_the_way_passes,
    a_short_transaction_passes,
    a_session_idle_in_its_transaction_is_told_with_its_tables_and_without_literals,
    a_locked_version_table_blocks_and_its_holder_is_named,
    what_a_role_may_not_see_of_others_is_not_made_up,
  };

  return check_main ("locks-check", tests, G_N_ELEMENTS (tests));
}
