#include <string.h>

#include "core/database/run-lock.h"

#include "executor-fixture.h"
#include "limbeck-check.h"

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

START_TEST (another_database_than_the_known_one_refuses_the_run)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("stranger", PLAIN, three);
    Agreement agreement = agree (scene);
    g_autoptr (LimbeckTestRun) run = NULL;

    limbeck_test_cluster_create_database (cluster, "stranger");
    run = run_agreement (agreement);

    limbeck_test_run_assert_refused (run, LIMBECK_RUN_ERROR_BLOCKED);
  }
END_TEST

/* Also one that has been accepted since: it is not the one that the answers were given for. */
START_TEST (another_database_of_the_same_name_refuses_the_run)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("twin", PLAIN, three);
    Agreement agreement = agree (scene);
    g_autoptr (LimbeckSurvey) twin = NULL;
    g_autoptr (LimbeckTestRun) run = NULL;

    limbeck_test_cluster_create_database (cluster, "twin");
    twin = limbeck_test_scene_survey (scene, FALSE);
    ck_assert (limbeck_survey_accept_database (twin, NULL));
    run = run_agreement (agreement);

    limbeck_test_run_assert_refused (run, LIMBECK_RUN_ERROR_CHANGED);
  }
END_TEST

/* Makes the database anew when env.py has ended for the nth time that an upgrade is rehearsed or run. */
static void
replace_after (LimbeckTestScene *scene, const char *database, int n)
{
  g_autofree char *path = g_build_filename (
      limbeck_test_project_get_directory (scene->project), "migrations", "env.py", NULL);
  g_autofree char *script = NULL;
  g_autofree char *changed = NULL;

  ck_assert (g_file_get_contents (path, &script, NULL, NULL));
  changed = g_strdup_printf (
      "%s\n"
      "import os, subprocess, sys\n"
      "if 'upgrade' in sys.argv:\n"
      "    with open(__file__ + '.count', 'a+') as count:\n"
      "        count.write('x')\n"
      "        n = count.tell()\n"
      "    if n == %d:\n"
      "        subprocess.run(['psql', '-X', '-h', '%s', '-U', 'postgres', '-c', 'drop database %s with (force)',\n"
      "                        '-c', 'create database %s', 'postgres'], check=True)\n",
      script,
      n,
      limbeck_test_cluster_get_host (cluster),
      database,
      database);
  limbeck_test_project_write (scene->project, "migrations/env.py", changed);
}

START_TEST (a_database_that_is_replaced_at_the_last_moment_refuses_the_run)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("last_moment", PLAIN, three);
    g_autoptr (LimbeckTestRun) run = NULL;

    replace_after (scene, "last_moment", 1);
    run = upgrade (scene);

    limbeck_test_run_assert_refused (run, LIMBECK_RUN_ERROR_CHANGED);
    assert_tables (scene, "");
  }
END_TEST

START_TEST (of_a_database_that_was_replaced_nothing_is_claimed)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("replaced", PLAIN, three);
    g_autoptr (LimbeckTestRun) run = NULL;

    replace_after (scene, "replaced", 2);
    run = upgrade (scene);

    ck_assert_ptr_nonnull (run->verdict);
    ck_assert_int_eq (limbeck_verdict_get_outcome (run->verdict), LIMBECK_OUTCOME_UNKNOWN);
    assert_tables (scene, "");
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

static Suite *
executor_refusal_suite (void)
{
  Suite *suite = suite_create ("core/run/executor-refusal");
  TCase *tcase = tcase_create ("core/run/executor-refusal");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 240);
  tcase_add_test (tcase, a_run_that_has_outlived_its_launcher_refuses_the_next);
  tcase_add_test (tcase, a_held_lock_refuses_the_run);
  tcase_add_test (tcase, changed_files_refuse_the_run);
  tcase_add_test (tcase, changed_rows_refuse_the_run);
  tcase_add_test (tcase, another_database_than_the_known_one_refuses_the_run);
  tcase_add_test (tcase, another_database_of_the_same_name_refuses_the_run);
  tcase_add_test (tcase, a_database_that_is_replaced_at_the_last_moment_refuses_the_run);
  tcase_add_test (tcase, of_a_database_that_was_replaced_nothing_is_claimed);
  tcase_add_test (tcase, unanswered_gates_refuse_the_run);
  tcase_add_test (tcase, a_journal_that_can_not_be_written_refuses_the_run);
  tcase_add_test (tcase, a_missing_downgrade_refuses_the_run);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (executor_refusal_suite ());
}
