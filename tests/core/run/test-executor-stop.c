#include "executor-fixture.h"
#include "limbeck-check.h"

static const LimbeckTestRevision sleeping_in_python[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')\ntime.sleep(120)" },
};

START_TEST (a_statement_that_lasts_too_long_is_stopped)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("long", PLAIN, sleeping);
    g_autoptr (LimbeckTestRun)
        run = limbeck_test_run_scene (scene, LIMBECK_DIRECTION_UPGRADE, "heads", 3, NULL, NULL);

    assert_stopped (scene, run, LIMBECK_ENDING_TIMED_OUT);
  }
END_TEST

START_TEST (a_script_that_lasts_too_long_is_stopped)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("lazy", PLAIN, sleeping_in_python);
    g_autoptr (LimbeckTestRun)
        run = limbeck_test_run_scene (scene, LIMBECK_DIRECTION_UPGRADE, "heads", 3, NULL, NULL);

    assert_stopped (scene, run, LIMBECK_ENDING_TIMED_OUT);
  }
END_TEST

START_TEST (a_cancel_stops_the_statement_on_the_server)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("cancel", PLAIN, sleeping);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    const LimbeckTestReaction reaction = { LIMBECK_EVENT_STEP_STARTED, cancel, cancellable };
    g_autoptr (LimbeckTestRun) run = limbeck_test_run_scene (
        scene, LIMBECK_DIRECTION_UPGRADE, "heads", TIMEOUT_S, &reaction, cancellable);

    assert_stopped (scene, run, LIMBECK_ENDING_CANCELLED);
  }
END_TEST

static const LimbeckTestRevision waiting[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')" },
  { .revision = "b2", .down = "a1", .upgrade = "op.execute('alter table one add n int')" },
};

START_TEST (a_cancel_while_waiting_for_a_lock_leaves_the_queue)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("queue", PLAIN, waiting);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    const LimbeckTestReaction reaction = { LIMBECK_EVENT_BLOCKED, cancel, cancellable };
    g_autofree char          *conninfo = limbeck_test_cluster_dup_conninfo (cluster, "queue");
    g_autoptr (GSubprocess) holder = NULL;
    g_autoptr (LimbeckTestRun) run = NULL;

    limbeck_test_project_run_alembic (scene->project, "upgrade", "a1", NULL);
    holder = g_subprocess_new (
        G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
        NULL,
        "psql",
        "-X",
        conninfo,
        "-c",
        "begin; lock table one in access exclusive mode; select pg_sleep(60)",
        NULL);
    limbeck_test_cluster_wait_for (
        cluster,
        "queue",
        "select count(*) from pg_locks where relation = 'one'::regclass and granted",
        "1");
    run = limbeck_test_run_scene (
        scene, LIMBECK_DIRECTION_UPGRADE, "heads", TIMEOUT_S, &reaction, cancellable);
    g_subprocess_force_exit (holder);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_ROLLED_BACK);
    ck_assert_int_eq (limbeck_verdict_get_ending (run->verdict), LIMBECK_ENDING_CANCELLED);
    ck_assert_uint_ge (limbeck_test_run_count (run, LIMBECK_EVENT_BLOCKED), 1);
    limbeck_test_run_assert_nothing_left (scene);
  }
END_TEST

static const LimbeckTestRevision killed[] = {
  { .revision = "a1",
    .upgrade = "op.execute('create table one (id int)')\n"
               "os.spawnlp(os.P_NOWAIT, 'sh', 'sh', '-c', 'sleep 1; kill -9 %d' % os.getpid())\n"
               "op.execute('select pg_sleep(120)')" },
};

START_TEST (a_killed_alembic_leaves_no_session)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("killed", PLAIN, killed);
    g_autoptr (LimbeckTestRun) run = upgrade (scene);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_ROLLED_BACK);
    ck_assert_int_eq (limbeck_verdict_get_exit_status (run->verdict), -1);
    assert_tables (scene, "");
    limbeck_test_run_assert_nothing_left (scene);
  }
END_TEST

static const LimbeckTestRevision spawning[] = {
  { .revision = "a1",
    .upgrade = "import subprocess\n"
               "child = subprocess.Popen(['sleep', '300'])\n"
               "op.execute('create table pid_%d (id int)' % child.pid)" },
};

/* Whoever adopts an orphan may take its time to bury it. */
static gboolean
is_gone (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *stat = NULL;

  return !g_file_get_contents (path, &stat, NULL, NULL) || strstr (stat, ") Z ") != NULL;
}

START_TEST (no_process_of_the_group_is_left)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("spawn", PLAIN, spawning);
    g_autoptr (LimbeckTestRun) run = upgrade (scene);
    g_autofree char *pid = limbeck_test_scene_ask (
        scene, "select substr(relname, 5) from pg_class where relname ~ '^pid_'");

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_SUCCEEDED);
    ck_assert_int_gt (atoi (pid), 1);
    ck_assert (is_gone (atoi (pid)));
  }
END_TEST

static void
stop_server (LimbeckExecutor *executor, gpointer data)
{
  limbeck_test_cluster_stop (data);
}

START_TEST (a_server_that_was_stopped_makes_the_verdict_unknown)
  {
    g_autoptr (LimbeckTestCluster) own = limbeck_test_cluster_start ();
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        own, "stopped", LIMBECK_TEST_ENVIRONMENT_PLAIN, sleeping, 1);
    const LimbeckTestReaction reaction = { LIMBECK_EVENT_STEP_STARTED, stop_server, own };
    g_autoptr (LimbeckTestRun) run = limbeck_test_run_scene (
        scene, LIMBECK_DIRECTION_UPGRADE, "heads", TIMEOUT_S, &reaction, NULL);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_UNKNOWN);
    ck_assert_int_eq (limbeck_verdict_get_status (run->verdict), 6);
    ck_assert_ptr_nonnull (limbeck_verdict_get_detail (run->verdict));
    ck_assert_ptr_nonnull (limbeck_verdict_get_remedy (run->verdict));
  }
END_TEST

static void
crash_server (LimbeckExecutor *executor, gpointer data)
{
  limbeck_test_cluster_crash (data);
  limbeck_test_cluster_restart (data);
}

START_TEST (a_server_that_crashed_has_rolled_back)
  {
    g_autoptr (LimbeckTestCluster) own = limbeck_test_cluster_start ();
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        own, "crashed", LIMBECK_TEST_ENVIRONMENT_PLAIN, sleeping, 1);
    const LimbeckTestReaction reaction = { LIMBECK_EVENT_STEP_STARTED, crash_server, own };
    g_autoptr (LimbeckTestRun) run = limbeck_test_run_scene (
        scene, LIMBECK_DIRECTION_UPGRADE, "heads", TIMEOUT_S, &reaction, NULL);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_ROLLED_BACK);
    assert_tables (scene, "");
  }
END_TEST

static const LimbeckTestRevision napping[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')\ntime.sleep(12)" },
};

static void
extend (LimbeckExecutor *executor, gpointer data)
{
  ck_assert_int_gt (limbeck_executor_get_remaining_us (executor), 0);
  limbeck_executor_extend (executor, 30);
}

START_TEST (the_time_limit_can_be_moved_while_it_runs)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("extend", PLAIN, napping);
    const LimbeckTestReaction reaction = { LIMBECK_EVENT_STEP_STARTED, extend, NULL };
    g_autoptr (LimbeckTestRun) run = limbeck_test_run_scene (
        scene, LIMBECK_DIRECTION_UPGRADE, "heads", 10, &reaction, NULL);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_SUCCEEDED);
  }
END_TEST

START_TEST (a_cancel_before_the_start_starts_nothing)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("never", PLAIN, three);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (LimbeckTestRun) run = NULL;

    g_cancellable_cancel (cancellable);
    run = limbeck_test_run_scene (
        scene, LIMBECK_DIRECTION_UPGRADE, "heads", TIMEOUT_S, NULL, cancellable);

    ck_assert (g_error_matches (run->error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    assert_tables (scene, "");
  }
END_TEST

typedef struct
{
  LimbeckTestCluster *cluster;
  GCancellable       *cancellable;
} Frost;

static void
freeze_and_cancel (LimbeckExecutor *executor, gpointer data)
{
  Frost *frost = data;

  limbeck_test_cluster_freeze (frost->cluster);
  g_cancellable_cancel (frost->cancellable);
}

START_TEST (a_frozen_server_does_not_hold_the_cancel_up)
  {
    g_autoptr (LimbeckTestCluster) own = limbeck_test_cluster_start ();
    g_autoptr (LimbeckTestScene)
        scene = limbeck_test_scene_new (own, "frozen", LIMBECK_TEST_ENVIRONMENT_PLAIN, sleeping, 1);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    Frost                     frost = { own, cancellable };
    const LimbeckTestReaction reaction = { LIMBECK_EVENT_STEP_STARTED, freeze_and_cancel, &frost };
    g_autoptr (LimbeckTestRun) run = limbeck_test_run_scene (
        scene, LIMBECK_DIRECTION_UPGRADE, "heads", TIMEOUT_S, &reaction, cancellable);

    limbeck_test_cluster_thaw (own);
    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_UNKNOWN);
    ck_assert_int_lt (limbeck_verdict_get_duration_us (run->verdict) / G_USEC_PER_SEC, 60);
  }
END_TEST

static Suite *
executor_stop_suite (void)
{
  Suite *suite = suite_create ("core/run/executor-stop");
  TCase *tcase = tcase_create ("core/run/executor-stop");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 240);
  tcase_add_test (tcase, a_statement_that_lasts_too_long_is_stopped);
  tcase_add_test (tcase, a_script_that_lasts_too_long_is_stopped);
  tcase_add_test (tcase, a_cancel_stops_the_statement_on_the_server);
  tcase_add_test (tcase, a_cancel_while_waiting_for_a_lock_leaves_the_queue);
  tcase_add_test (tcase, a_killed_alembic_leaves_no_session);
  tcase_add_test (tcase, no_process_of_the_group_is_left);
  tcase_add_test (tcase, a_server_that_was_stopped_makes_the_verdict_unknown);
  tcase_add_test (tcase, a_server_that_crashed_has_rolled_back);
  tcase_add_test (tcase, the_time_limit_can_be_moved_while_it_runs);
  tcase_add_test (tcase, a_cancel_before_the_start_starts_nothing);
  tcase_add_test (tcase, a_frozen_server_does_not_hold_the_cancel_up);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (executor_stop_suite ());
}
