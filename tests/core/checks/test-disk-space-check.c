#include <unistd.h>

#include "check-fixture.h"

/* As large as a table can be on paper: 16 TiB. */
#define HUGE "update pg_class set relpages = 2147483647 where relname = 'one'"

START_TEST (room_on_this_machine_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("roomy");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "disk-space", "passed", limbeck_test_cluster_get_directory (cluster));
  }
END_TEST

START_TEST (a_role_without_rights_is_told_too)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("plain");
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("plain", "clerk", NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_create_role (cluster, "clerk", NULL);
    survey = look_at (scene, url);

    expect (survey, "disk-space", "passed", limbeck_test_cluster_get_directory (cluster));
  }
END_TEST

START_TEST (a_table_that_does_not_fit_a_second_time_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("huge");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (cluster, "huge", HUGE);
    survey = look (scene);

    expect (survey, "disk-space", "warning", "the largest table holds up to 17.6");
  }
END_TEST

START_TEST (a_server_on_this_machine_that_is_reached_by_its_address_is_known)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("near");
    g_autofree char *url = g_strdup_printf (
        "postgresql://porter:right@%s:%s/near", tcp_host, limbeck_test_cluster_get_port (cluster));
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_create_role (cluster, "porter", "right");
    survey = limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .database_url = url });

    expect (survey, "disk-space", "passed", limbeck_test_cluster_get_directory (cluster));
  }
END_TEST

/* What nobody has analyzed, though it may be a table. */
START_TEST (what_the_statistics_do_not_account_for_counts)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("sparse");
    g_autofree char *oid = limbeck_test_cluster_ask (
        cluster, "sparse", "select oid from pg_database where datname = 'sparse'");
    g_autofree char *path = g_build_filename (
        limbeck_test_cluster_get_directory (cluster), "cluster/base", oid, "7777777", NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;

    ck_assert (g_file_set_contents (path, "", 0, NULL));
    ck_assert_int_eq (truncate (path, (off_t) 4 << 40), 0);
    survey = look (scene);
    ck_assert_int_eq (unlink (path), 0);

    expect (survey, "disk-space", "warning", "the largest table holds up to 4.4");
  }
END_TEST

START_TEST (with_a_tablespace_elsewhere_it_is_not_known)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("spread");
    g_autoptr (LimbeckConnection) session = open_session ("spread", NULL, "psql");
    g_autoptr (LimbeckSurvey) survey = NULL;

    run (session, "set allow_in_place_tablespaces = on");
    run (session, "create tablespace elsewhere location ''");
    run (session, "alter table one set tablespace elsewhere");
    survey = look (scene);

    expect (survey, "disk-space", "unknown", "tablespaces");
  }
END_TEST

START_TEST (through_a_pooler_it_is_not_known)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("pooled");
    g_autoptr (LimbeckTestCommand) pooler = start_pooler ();
    g_autoptr (LimbeckDatabaseUrl) url = pooler_url ("pooled");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (cluster, "pooled", HUGE);
    survey = look_at (scene, url);

    expect (survey, "disk-space", "unknown", "pooler");
  }
END_TEST

int
main (void)
{
  Suite             *suite = suite_create ("core/checks/disk-space-check");
  TCase             *tcase = tcase_create ("disk-space-check");
  const TTest *const tests[] = {
    room_on_this_machine_passes,
    a_role_without_rights_is_told_too,
    a_table_that_does_not_fit_a_second_time_is_a_warning,
    a_server_on_this_machine_that_is_reached_by_its_address_is_known,
    what_the_statistics_do_not_account_for_counts,
    with_a_tablespace_elsewhere_it_is_not_known,
    through_a_pooler_it_is_not_known,
  };

  tcase_add_unchecked_fixture (tcase, start_tcp_cluster, stop_cluster);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    tcase_add_test (tcase, tests[i]);
  suite_add_tcase (suite, tcase);

  return limbeck_check_main (suite);
}
