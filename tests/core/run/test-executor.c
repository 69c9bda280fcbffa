#include <string.h>

#include "core/database/run-lock.h"
#include "core/run/open-run.h"

#include "limbeck-check.h"
#include "run-fixture.h"

#define TIMEOUT_S 60

static LimbeckTestCluster *cluster;

static void
start_cluster (void)
{
  cluster = limbeck_test_cluster_start ();
}

static void
stop_cluster (void)
{
  g_clear_pointer (&cluster, limbeck_test_cluster_free);
}

#define SCENE(name, environment, revisions)                                                        \
  limbeck_test_scene_new (                                                                         \
      cluster, name, LIMBECK_TEST_ENVIRONMENT_##environment, revisions, G_N_ELEMENTS (revisions))

static LimbeckTestRun *
upgrade (LimbeckTestScene *scene)
{
  return limbeck_test_run_scene (scene, LIMBECK_DIRECTION_UPGRADE, "heads", TIMEOUT_S, NULL, NULL);
}

static void
assert_tables (LimbeckTestScene *scene, const char *tables)
{
  g_autofree char *answer = limbeck_test_scene_ask (
      scene,
      "select coalesce(string_agg(relname, ' ' order by relname), '') from pg_class"
      " where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'alembic_version'");

  ck_assert_str_eq (answer, tables);
}

static void
assert_rows (const char *const *rows, const char *joined)
{
  g_autofree char *answer = g_strjoinv (" ", (char **) rows);

  ck_assert_str_eq (answer, joined);
}

static const LimbeckTestRevision three[] = {
  { .revision = "a1",
    .message = "make one",
    .upgrade = "op.execute('create table one (id int)')",
    .downgrade = "op.execute('drop table one')" },
  { .revision = "b2",
    .down = "a1",
    .message = "make two",
    .upgrade = "op.execute('create table two (id int)')",
    .downgrade = "op.execute('drop table two')" },
  { .revision = "c3",
    .down = "b2",
    .message = "make three",
    .upgrade = "op.execute('create table three (id int)')",
    .downgrade = "op.execute('drop table three')" },
};

START_TEST (an_upgrade_arrives)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("up", PLAIN, three);
    g_autoptr (LimbeckTestRun) run = upgrade (scene);
    g_autoptr (GPtrArray) open = limbeck_open_runs_list ();

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_SUCCEEDED);
    ck_assert_int_eq (limbeck_verdict_get_status (run->verdict), 0);
    ck_assert_str_eq (limbeck_verdict_get_title (run->verdict),
                      "3 revisions were applied to “up”.");
    assert_rows (limbeck_verdict_get_before (run->verdict), "");
    assert_rows (limbeck_verdict_get_after (run->verdict), "c3");
    assert_tables (scene, "one three two");
    ck_assert_uint_eq (limbeck_test_run_count (run, LIMBECK_EVENT_STEP_STARTED), 3);
    ck_assert_uint_eq (limbeck_test_run_count (run, LIMBECK_EVENT_STEP_FINISHED), 3);
    ck_assert_uint_eq (limbeck_test_run_count (run, LIMBECK_EVENT_VERDICT), 1);
    ck_assert_uint_eq (open->len, 0);
    limbeck_test_run_assert_nothing_left (scene);
  }
END_TEST

START_TEST (a_downgrade_arrives)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("down", PLAIN, three);
    g_autoptr (LimbeckTestRun) run = NULL;
    g_autoptr (LimbeckTestRun) last = NULL;

    limbeck_test_project_run_alembic (scene->project, "upgrade", "heads", NULL);
    run = limbeck_test_run_scene (scene, LIMBECK_DIRECTION_DOWNGRADE, "a1", TIMEOUT_S, NULL, NULL);
    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_SUCCEEDED);
    assert_rows (limbeck_verdict_get_after (run->verdict), "a1");
    assert_tables (scene, "one");

    last = limbeck_test_run_scene (
        scene, LIMBECK_DIRECTION_DOWNGRADE, "base", TIMEOUT_S, NULL, NULL);
    limbeck_test_run_assert_outcome (last, LIMBECK_OUTCOME_SUCCEEDED);
    assert_rows (limbeck_verdict_get_after (last->verdict), "");
  }
END_TEST

START_TEST (nothing_to_do_starts_nothing)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("idle", PLAIN, three);
    g_autoptr (LimbeckTestRun) run = NULL;

    limbeck_test_project_run_alembic (scene->project, "upgrade", "heads", NULL);
    run = upgrade (scene);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_NOTHING_TO_DO);
    ck_assert_uint_eq (run->events->len, 0);
  }
END_TEST

static const LimbeckTestRevision failing[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')" },
  { .revision = "b2", .down = "a1", .upgrade = "op.execute('create table two (id int)')" },
  { .revision = "c3", .down = "b2", .upgrade = "op.execute('select 1/0')" },
};

START_TEST (a_failure_in_the_middle_is_rolled_back)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("fail", PLAIN, failing);
    g_autoptr (LimbeckTestRun) run = upgrade (scene);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_ROLLED_BACK);
    ck_assert_int_eq (limbeck_verdict_get_status (run->verdict), 1);
    ck_assert_int_eq (limbeck_verdict_get_exit_status (run->verdict), 1);
    ck_assert_ptr_nonnull (strstr (limbeck_verdict_get_detail (run->verdict), "division by zero"));
    ck_assert_ptr_null (strstr (limbeck_verdict_get_detail (run->verdict), "Traceback"));
    assert_tables (scene, "");
  }
END_TEST

START_TEST (a_stop_between_revisions_is_partial)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("between", TRANSACTION_PER_MIGRATION, failing);
    g_autoptr (LimbeckTestRun) run = upgrade (scene);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_PARTIAL);
    ck_assert_int_eq (limbeck_verdict_get_n_steps_done (run->verdict), 2);
    ck_assert_int_eq (limbeck_verdict_get_status (run->verdict), 6);
    assert_rows (limbeck_verdict_get_after (run->verdict), "b2");
    assert_rows (limbeck_verdict_get_left_behind (run->verdict), "");
    assert_tables (scene, "one two");
  }
END_TEST

static const LimbeckTestRevision early[] = {
  { .revision = "a1",
    .upgrade = "with op.get_context().autocommit_block():\n"
               "    op.execute('create table left_over (id int)')\n"
               "op.execute('select 1/0')" },
};

START_TEST (what_committed_early_is_named)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("early", PLAIN, early);
    g_autoptr (LimbeckTestRun) run = upgrade (scene);
    g_autofree char *left = NULL;

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_PARTIAL_UNTRACKED);
    left = g_strjoinv ("\n", (char **) limbeck_verdict_get_left_behind (run->verdict));
    ck_assert_msg (strstr (left, "left_over") != NULL, "%s", left);
    ck_assert_int_eq (limbeck_verdict_get_status (run->verdict), 6);
    assert_tables (scene, "left_over");
  }
END_TEST

static const LimbeckTestRevision early_in_second[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')" },
  { .revision = "b2",
    .down = "a1",
    .upgrade = "op.execute('create table two (id int, n int)')\n"
               "op.execute('insert into two values (1, 1), (2, 1)')\n"
               "with op.get_context().autocommit_block():\n"
               "    op.execute('create unique index concurrently ix_two on two (n)')" },
};

START_TEST (parts_of_the_next_revision_and_invalid_indexes_are_named)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("second", PLAIN, early_in_second);
    g_autoptr (LimbeckTestRun) run = upgrade (scene);
    g_autofree char *left = NULL;

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_PARTIAL_UNTRACKED);
    left = g_strjoinv ("\n", (char **) limbeck_verdict_get_left_behind (run->verdict));
    ck_assert_int_eq (limbeck_verdict_get_n_steps_done (run->verdict), 1);
    ck_assert_msg (strstr (left, "ix_two") != NULL, "%s", left);
    ck_assert_msg (strstr (left, "one") == NULL, "%s", left);
    ck_assert_msg (strstr (limbeck_verdict_get_remedy (run->verdict),
                           "DROP INDEX CONCURRENTLY public.ix_two") != NULL,
                   "%s",
                   limbeck_verdict_get_remedy (run->verdict));
  }
END_TEST

static const LimbeckTestRevision exiting[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')" },
  { .revision = "b2", .down = "a1", .upgrade = "sys.exit(0)" },
};

START_TEST (exit_status_0_is_not_believed)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("exit0", PLAIN, exiting);
    g_autoptr (LimbeckTestRun) run = upgrade (scene);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_ROLLED_BACK);
    ck_assert_int_eq (limbeck_verdict_get_exit_status (run->verdict), 0);
    ck_assert_int_eq (limbeck_verdict_get_status (run->verdict), 1);
    ck_assert_str_eq (limbeck_verdict_get_title (run->verdict),
                      "Alembic reported success, but nothing has changed in “exit0”.");
    assert_tables (scene, "");
  }
END_TEST

static const LimbeckTestRevision late_exit[] = {
  { .revision = "a1",
    .upgrade =
        "import atexit\nop.execute('create table one (id int)')\natexit.register(os._exit, 7)" },
};

START_TEST (another_exit_status_after_the_commit_is_success)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("exit7", PLAIN, late_exit);
    g_autoptr (LimbeckTestRun) run = upgrade (scene);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_SUCCEEDED);
    ck_assert_int_eq (limbeck_verdict_get_exit_status (run->verdict), 7);
    ck_assert_ptr_nonnull (strstr (limbeck_verdict_get_detail (run->verdict), "7"));
  }
END_TEST

START_TEST (an_environment_that_raises_is_told_before_anything_runs)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("raises", RAISES, three);
    g_autoptr (LimbeckTestRun) run = NULL;
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "raises");
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey_with (
        scene, (LimbeckSurveyOptions){ .database_url = url });
    g_autoptr (LimbeckPlan)
        plan = limbeck_test_scene_plan (survey, LIMBECK_DIRECTION_UPGRADE, "heads");
    g_autoptr (LimbeckAnswers) answers = limbeck_test_scene_answer_all (scene, plan);

    limbeck_answers_accept (answers, "same-database");
    run = limbeck_test_run_plan (survey, plan, answers, TIMEOUT_S, NULL, NULL);

    limbeck_test_run_assert_refused (run, LIMBECK_RUN_ERROR_BLOCKED);
    ck_assert_msg (
        strstr (run->error->message, "settings are incomplete") != NULL, "%s", run->error->message);
  }
END_TEST

static const LimbeckTestRevision sleeping[] = {
  { .revision = "a1",
    .upgrade = "op.execute('create table one (id int)')\nop.execute('select pg_sleep(120)')" },
};

static const LimbeckTestRevision sleeping_in_python[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')\ntime.sleep(120)" },
};

static void
assert_stopped (LimbeckTestScene *scene, LimbeckTestRun *run, LimbeckEnding ending)
{
  limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_ROLLED_BACK);
  ck_assert_int_eq (limbeck_verdict_get_ending (run->verdict), ending);
  ck_assert_int_eq (limbeck_verdict_get_status (run->verdict), 5);
  ck_assert_int_lt (limbeck_verdict_get_duration_us (run->verdict) / G_USEC_PER_SEC, 20);
  assert_tables (scene, "");
  limbeck_test_run_assert_nothing_left (scene);
}

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

static void
cancel (LimbeckExecutor *executor, gpointer data)
{
  g_cancellable_cancel (data);
}

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

static const LimbeckTestRevision talkative[] = {
  { .revision = "a1",
    .upgrade =
        "for i in range(500000):\n    print('x' * 99)\nop.execute('create table one (id int)')" },
};

START_TEST (fifty_megabytes_of_output_are_followed_to_the_end)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("talk", PLAIN, talkative);
    g_autoptr (LimbeckTestRun) run = upgrade (scene);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_SUCCEEDED);
    ck_assert_uint_ge (limbeck_test_run_count (run, LIMBECK_EVENT_OUTPUT), 500000);
  }
END_TEST

START_TEST (a_run_that_has_outlived_its_launcher_refuses_the_next)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("orphan", PLAIN, three);
    g_autofree char *conninfo = limbeck_test_cluster_dup_conninfo (cluster, "orphan");
    g_autofree char *named = g_strconcat (conninfo, " application_name=limbeck-0123456789ab", NULL);
    g_autoptr (GSubprocess) orphan = NULL;
    g_autoptr (LimbeckTestRun) run = NULL;

    /* It waits for input, so the server notices at once when it is gone. */
    orphan = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                               NULL,
                               "psql",
                               "-X",
                               named,
                               NULL);
    limbeck_test_cluster_wait_for (
        cluster,
        "orphan",
        "select count(*) from pg_stat_activity where application_name = 'limbeck-0123456789ab'",
        "1");
    run = upgrade (scene);
    g_subprocess_force_exit (orphan);
    limbeck_test_run_assert_refused (run, LIMBECK_RUN_ERROR_LOCKED);
    assert_tables (scene, "");
  }
END_TEST

START_TEST (a_held_lock_refuses_the_run)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("locked", PLAIN, three);
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, FALSE);
    g_autofree char *name = limbeck_survey_dup_lock_name (survey);
    g_autoptr (LimbeckRunLock)
        lock = limbeck_run_lock_acquire (limbeck_survey_get_url (survey), name, 0, NULL, NULL);
    g_autoptr (LimbeckTestRun) run = NULL;

    ck_assert_ptr_nonnull (lock);
    run = upgrade (scene);
    limbeck_test_run_assert_refused (run, LIMBECK_RUN_ERROR_LOCKED);
    assert_tables (scene, "");
  }
END_TEST

typedef struct
{
  LimbeckSurvey  *survey;
  LimbeckPlan    *plan;
  LimbeckAnswers *answers;
} Agreement;

static Agreement
agree (LimbeckTestScene *scene)
{
  Agreement agreement;

  agreement.survey = limbeck_test_scene_survey (scene, FALSE);
  agreement.plan = limbeck_test_scene_plan (agreement.survey, LIMBECK_DIRECTION_UPGRADE, "heads");
  agreement.answers = limbeck_test_scene_answer_all (scene, agreement.plan);

  return agreement;
}

static LimbeckTestRun *
run_agreement (Agreement agreement)
{
  LimbeckTestRun *run = limbeck_test_run_plan (
      agreement.survey, agreement.plan, agreement.answers, TIMEOUT_S, NULL, NULL);

  g_object_unref (agreement.survey);
  g_object_unref (agreement.plan);
  limbeck_answers_free (agreement.answers);

  return run;
}

START_TEST (changed_files_refuse_the_run)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("files", PLAIN, three);
    Agreement                 agreement = agree (scene);
    const LimbeckTestRevision other = { .revision = "b2",
                                        .down = "a1",
                                        .upgrade = "op.execute('drop table one')" };
    g_autoptr (LimbeckTestRun) run = NULL;

    limbeck_test_project_add_revisions (scene->project, &other, 1);
    run = run_agreement (agreement);

    limbeck_test_run_assert_refused (run, LIMBECK_RUN_ERROR_CHANGED);
    assert_tables (scene, "");
  }
END_TEST

START_TEST (changed_rows_refuse_the_run)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("rows", PLAIN, three);
    Agreement agreement = agree (scene);
    g_autoptr (LimbeckTestRun) run = NULL;

    limbeck_test_project_run_alembic (scene->project, "upgrade", "a1", NULL);
    run = run_agreement (agreement);

    limbeck_test_run_assert_refused (run, LIMBECK_RUN_ERROR_CHANGED);
    assert_tables (scene, "one");
  }
END_TEST

START_TEST (another_database_of_the_same_name_refuses_the_run)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("twin", PLAIN, three);
    Agreement agreement = agree (scene);
    g_autoptr (LimbeckTestRun) run = NULL;

    limbeck_test_cluster_create_database (cluster, "twin");
    run = run_agreement (agreement);

    limbeck_test_run_assert_refused (run, LIMBECK_RUN_ERROR_CHANGED);
  }
END_TEST

START_TEST (unanswered_gates_refuse_the_run)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("gates", PLAIN, three);
    Agreement agreement = agree (scene);
    g_autoptr (LimbeckTestRun) run = NULL;

    limbeck_answers_set_confirmation (agreement.answers, "Gates");
    run = run_agreement (agreement);

    limbeck_test_run_assert_refused (run, LIMBECK_RUN_ERROR_GATES);
    ck_assert_ptr_nonnull (strstr (run->error->message, "--confirm gates"));
    assert_tables (scene, "");
  }
END_TEST

START_TEST (a_journal_that_can_not_be_written_refuses_the_run)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("record", PLAIN, three);
    g_autoptr (LimbeckTestRun) run = NULL;
    g_autofree char *state = g_build_filename (
        limbeck_test_project_get_scratch (scene->project), "state", NULL);

    ck_assert (g_file_set_contents (state, "in the way", -1, NULL));
    run = upgrade (scene);

    limbeck_test_run_assert_refused (run, LIMBECK_RUN_ERROR_RECORD);
    assert_tables (scene, "");
  }
END_TEST

static const LimbeckTestRevision no_downgrade[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')", .downgrade = "" },
};

START_TEST (a_missing_downgrade_refuses_the_run)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("oneway", PLAIN, no_downgrade);
    g_autoptr (LimbeckTestRun) run = NULL;

    limbeck_test_project_run_alembic (scene->project, "upgrade", "heads", NULL);
    run = limbeck_test_run_scene (
        scene, LIMBECK_DIRECTION_DOWNGRADE, "base", TIMEOUT_S, NULL, NULL);

    limbeck_test_run_assert_refused (run, LIMBECK_RUN_ERROR_BLOCKED);
    ck_assert_ptr_nonnull (strstr (run->error->message, "“a1” has no function downgrade()"));
  }
END_TEST

static const LimbeckTestRevision napping[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')\ntime.sleep(4)" },
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
        scene, LIMBECK_DIRECTION_UPGRADE, "heads", 3, &reaction, NULL);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_SUCCEEDED);
  }
END_TEST

static const LimbeckTestRevision leaking[] = {
  { .revision = "a1",
    .upgrade =
        "print(op.get_bind().engine.url.render_as_string(hide_password=False))\nprint('marker-pw')" },
};

static void
assert_file_keeps_secret (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *text = NULL;

  ck_assert (g_file_get_contents (path, &text, NULL, NULL));
  ck_assert_msg (strstr (text, "marker-pw") == NULL, "%s: %s", name, text);
  ck_assert_msg (*text != '\0', "%s", name);
}

/* As Alembic's template "async" has it: a driver that takes neither our name nor our settings over. */
static const char async_env[] =
    "import asyncio\n"
    "from logging.config import fileConfig\n"
    "from alembic import context\n"
    "from sqlalchemy import pool\n"
    "from sqlalchemy.ext.asyncio import create_async_engine\n"
    "config = context.config\n"
    "fileConfig(config.config_file_name)\n"
    "def work(connection):\n"
    "    context.configure(connection=connection)\n"
    "    with context.begin_transaction():\n"
    "        context.run_migrations()\n"
    "async def main():\n"
    "    url = config.get_main_option('sqlalchemy.url').replace('psycopg2', 'asyncpg')\n"
    "    engine = create_async_engine(url, poolclass=pool.NullPool)\n"
    "    async with engine.connect() as connection:\n"
    "        await connection.run_sync(work)\n"
    "    await engine.dispose()\n"
    "asyncio.run(main())\n";

static LimbeckTestRun *
run_async (LimbeckTestScene *scene, const LimbeckTestReaction *reaction, GCancellable *cancellable)
{
  g_autoptr (LimbeckSurvey) survey = NULL;
  g_autoptr (LimbeckPlan) plan = NULL;
  g_autoptr (LimbeckAnswers) answers = NULL;

  limbeck_test_project_write (scene->project, "migrations/env.py", async_env);
  survey = limbeck_test_scene_survey (scene, TRUE);
  plan = limbeck_test_scene_plan (survey, LIMBECK_DIRECTION_UPGRADE, "heads");
  answers = limbeck_test_scene_answer_all (scene, plan);

  return limbeck_test_run_plan (survey, plan, answers, TIMEOUT_S, reaction, cancellable);
}

START_TEST (asyncpg_arrives)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("async", PLAIN, three);
    g_autoptr (LimbeckTestRun) run = run_async (scene, NULL, NULL);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_SUCCEEDED);
    assert_tables (scene, "one three two");
  }
END_TEST

START_TEST (a_cancel_stops_asyncpg_on_the_server)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("asyncstop", PLAIN, sleeping);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    const LimbeckTestReaction reaction = { LIMBECK_EVENT_STEP_STARTED, cancel, cancellable };
    g_autoptr (LimbeckTestRun) run = run_async (scene, &reaction, cancellable);

    assert_stopped (scene, run, LIMBECK_ENDING_CANCELLED);
    limbeck_test_cluster_wait_for (
        cluster,
        "postgres",
        "select count(*) from pg_stat_activity where datname = 'asyncstop'",
        "0");
  }
END_TEST

static const LimbeckTestRevision branches[] = {
  { .revision = "a1", .labels = "shop", .upgrade = "op.execute('create table one (id int)')" },
  { .revision = "b2", .down = "a1", .upgrade = "op.execute('create table two (id int)')" },
  { .revision = "c3", .down = "a1", .upgrade = "op.execute('create table three (id int)')" },
  { .revision = "z1", .upgrade = "op.execute('create table other (id int)')" },
};

START_TEST (several_targets_take_several_commands)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("several", PLAIN, branches);
    g_autoptr (LimbeckTestRun) run = limbeck_test_run_scene (
        scene, LIMBECK_DIRECTION_UPGRADE, "shop@heads", TIMEOUT_S, NULL, NULL);

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_SUCCEEDED);
    assert_tables (scene, "one three two");
    ck_assert_uint_eq (limbeck_test_run_count (run, LIMBECK_EVENT_STEP_FINISHED), 3);
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
    ck_assert_int_lt (limbeck_verdict_get_duration_us (run->verdict) / G_USEC_PER_SEC, 25);
  }
END_TEST

START_TEST (a_password_reaches_no_record)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("secret", DATABASE_URL, leaking);
    g_autofree char *url = (limbeck_test_cluster_create_role (cluster, "keeper", "marker-pw"),
                            limbeck_test_cluster_run (
                                cluster, "secret", "grant all on schema public to keeper"),
                            limbeck_test_cluster_dup_url_for (
                                cluster, "secret", "keeper", "marker-pw"));
    const LimbeckSurveyOptions options = { .database_url = url,
                                           .ask_alembic = TRUE,
                                           .is_thorough = TRUE };
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey_with (scene, options);
    g_autoptr (LimbeckPlan)
        plan = limbeck_test_scene_plan (survey, LIMBECK_DIRECTION_UPGRADE, "heads");
    g_autoptr (LimbeckAnswers) answers = limbeck_test_scene_answer_all (scene, plan);
    g_autoptr (LimbeckTestRun)
        run = limbeck_test_run_plan (survey, plan, answers, TIMEOUT_S, NULL, NULL);
    g_autofree char *directory = NULL;

    limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_SUCCEEDED);
    directory = g_path_get_dirname (limbeck_verdict_get_output_path (run->verdict));
    assert_file_keeps_secret (directory, "output.log");
    assert_file_keeps_secret (directory, "journal.jsonl");
    assert_file_keeps_secret (directory, "plan.json");
    for (guint i = 0; i < run->events->len; i++)
      {
        g_autofree char *json = limbeck_event_to_json (g_ptr_array_index (run->events, i));

        ck_assert_ptr_null (strstr (json, "marker-pw"));
      }
  }
END_TEST

static Suite *
executor_suite (void)
{
  Suite *suite = suite_create ("core/run/executor");
  TCase *tcase = tcase_create ("executor");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 120);
  tcase_add_test (tcase, an_upgrade_arrives);
  tcase_add_test (tcase, a_downgrade_arrives);
  tcase_add_test (tcase, nothing_to_do_starts_nothing);
  tcase_add_test (tcase, a_failure_in_the_middle_is_rolled_back);
  tcase_add_test (tcase, a_stop_between_revisions_is_partial);
  tcase_add_test (tcase, what_committed_early_is_named);
  tcase_add_test (tcase, parts_of_the_next_revision_and_invalid_indexes_are_named);
  tcase_add_test (tcase, exit_status_0_is_not_believed);
  tcase_add_test (tcase, another_exit_status_after_the_commit_is_success);
  tcase_add_test (tcase, an_environment_that_raises_is_told_before_anything_runs);
  tcase_add_test (tcase, a_statement_that_lasts_too_long_is_stopped);
  tcase_add_test (tcase, a_script_that_lasts_too_long_is_stopped);
  tcase_add_test (tcase, a_cancel_stops_the_statement_on_the_server);
  tcase_add_test (tcase, a_cancel_while_waiting_for_a_lock_leaves_the_queue);
  tcase_add_test (tcase, a_killed_alembic_leaves_no_session);
  tcase_add_test (tcase, no_process_of_the_group_is_left);
  tcase_add_test (tcase, a_server_that_was_stopped_makes_the_verdict_unknown);
  tcase_add_test (tcase, a_server_that_crashed_has_rolled_back);
  tcase_add_test (tcase, fifty_megabytes_of_output_are_followed_to_the_end);
  tcase_add_test (tcase, a_run_that_has_outlived_its_launcher_refuses_the_next);
  tcase_add_test (tcase, a_held_lock_refuses_the_run);
  tcase_add_test (tcase, changed_files_refuse_the_run);
  tcase_add_test (tcase, changed_rows_refuse_the_run);
  tcase_add_test (tcase, another_database_of_the_same_name_refuses_the_run);
  tcase_add_test (tcase, unanswered_gates_refuse_the_run);
  tcase_add_test (tcase, a_journal_that_can_not_be_written_refuses_the_run);
  tcase_add_test (tcase, a_missing_downgrade_refuses_the_run);
  tcase_add_test (tcase, the_time_limit_can_be_moved_while_it_runs);
  tcase_add_test (tcase, a_password_reaches_no_record);
  tcase_add_test (tcase, asyncpg_arrives);
  tcase_add_test (tcase, a_cancel_stops_asyncpg_on_the_server);
  tcase_add_test (tcase, several_targets_take_several_commands);
  tcase_add_test (tcase, a_cancel_before_the_start_starts_nothing);
  tcase_add_test (tcase, a_frozen_server_does_not_hold_the_cancel_up);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (executor_suite ());
}
