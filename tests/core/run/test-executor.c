#include <string.h>

#include "core/database/run-lock.h"
#include "core/run/open-run.h"

#include "executor-fixture.h"
#include "limbeck-check.h"

static void
assert_rows (const char *const *rows, const char *joined)
{
  g_autofree char *answer = g_strjoinv (" ", (char **) rows);

  ck_assert_str_eq (answer, joined);
}

START_TEST (an_upgrade_arrives)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("up", PLAIN, three);
    g_autoptr (LimbeckTestRun) run = upgrade (scene);
    g_autoptr (GPtrArray) open = limbeck_open_runs_list (NULL);

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
  tcase_set_timeout (tcase, 240);
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
  tcase_add_test (tcase, fifty_megabytes_of_output_are_followed_to_the_end);
  tcase_add_test (tcase, a_password_reaches_no_record);
  tcase_add_test (tcase, several_targets_take_several_commands);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (executor_suite ());
}
