#include <glib/gstdio.h>

#include "check-fixture.h"

/* Logical slots and standbys take a restart. */
static void
allow_logical_slots (void)
{
  g_autofree char *level = limbeck_test_cluster_ask (cluster, "postgres", "show wal_level");

  if (g_str_equal (level, "logical"))
    return;
  limbeck_test_cluster_run (cluster, "postgres", "alter system set wal_level = logical");
  limbeck_test_cluster_run (cluster, "postgres", "alter system set max_wal_senders = 4");
  limbeck_test_cluster_run (cluster, "postgres", "alter system set max_replication_slots = 4");
  limbeck_test_cluster_restart (cluster);
}

START_TEST (a_server_of_its_own_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("lonely");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "replication", "passed", NULL);
    expect_absent (survey, "synchronous-standby");
  }
END_TEST

START_TEST (slots_and_publications_are_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = NULL;
    g_autoptr (LimbeckSurvey) survey = NULL;

    allow_logical_slots ();
    scene = make_upgraded_scene ("published");
    limbeck_test_cluster_run (cluster, "published", "create publication news for table one");
    limbeck_test_cluster_run (
        cluster,
        "published",
        "select pg_create_logical_replication_slot ('follower', 'test_decoding')");
    survey = look (scene);
    limbeck_test_cluster_run (cluster, "published", "select pg_drop_replication_slot ('follower')");

    expect (survey, "replication", "warning", "publications: news");
    expect (survey, "replication", "warning", "by themselves: follower");
    expect (survey, "replication", "warning", "keeps its log for them: follower");
  }
END_TEST

START_TEST (whoever_receives_the_log_is_counted)
  {
    g_autoptr (LimbeckTestScene) scene = NULL;
    g_autoptr (LimbeckTestCommand) receiver = NULL;
    g_autofree char *folder = NULL;
    g_autofree char *conninfo = limbeck_test_cluster_dup_conninfo (cluster, "postgres");
    g_autoptr (LimbeckSurvey) survey = NULL;

    allow_logical_slots ();
    scene = make_upgraded_scene ("followed");
    folder = g_build_filename (limbeck_test_project_get_scratch (scene->project), "log", NULL);
    ck_assert_int_eq (g_mkdir (folder, 0700), 0);
    receiver = limbeck_test_command_new (
        "pg_receivewal", "-D", folder, "-d", conninfo, "--no-sync", NULL);
    limbeck_test_command_start (receiver);
    limbeck_test_cluster_wait_for (
        cluster, "postgres", "select count(*) from pg_stat_replication", "1");
    survey = look (scene);

    expect (survey, "replication", "warning", "1 standby or subscriber is connected");
  }
END_TEST

START_TEST (a_synchronous_standby_that_is_away_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = NULL;
    g_autoptr (LimbeckSurvey) survey = NULL;

    scene = make_upgraded_scene ("waiting");
    limbeck_test_cluster_run (
        cluster, "postgres", "alter system set synchronous_standby_names = 'twin'");
    limbeck_test_cluster_run (cluster, "postgres", "select pg_reload_conf ()");
    limbeck_test_cluster_wait_for (cluster, "postgres", "show synchronous_standby_names", "twin");
    survey = look (scene);
    limbeck_test_cluster_run (cluster, "postgres", "alter system reset synchronous_standby_names");
    limbeck_test_cluster_run (cluster, "postgres", "select pg_reload_conf ()");

    expect (survey, "synchronous-standby", "warning", "twin");
  }
END_TEST

START_TEST (a_synchronous_standby_that_is_connected_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("in_step");
    g_autoptr (LimbeckTestCluster) standby = limbeck_test_cluster_start_standby (cluster);
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (
        cluster, "postgres", "alter system set synchronous_standby_names = '*'");
    limbeck_test_cluster_run (cluster, "postgres", "select pg_reload_conf ()");
    limbeck_test_cluster_wait_for (
        cluster, "postgres", "select sync_state from pg_stat_replication", "sync");
    survey = look (scene);
    limbeck_test_cluster_run (cluster, "postgres", "alter system reset synchronous_standby_names");
    limbeck_test_cluster_run (cluster, "postgres", "select pg_reload_conf ()");

    expect (survey, "synchronous-standby", "passed", "*");
    expect (survey, "replication", "warning", "1 standby or subscriber is connected");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    a_server_of_its_own_passes,
    slots_and_publications_are_a_warning,
    whoever_receives_the_log_is_counted,
    a_synchronous_standby_that_is_away_is_a_warning,
    a_synchronous_standby_that_is_connected_passes,
  };

  return check_main ("replication-check", tests, G_N_ELEMENTS (tests));
}
