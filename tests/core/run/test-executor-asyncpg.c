#include "executor-fixture.h"
#include "limbeck-check.h"

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

static Suite *
executor_asyncpg_suite (void)
{
  Suite *suite = suite_create ("core/run/executor-asyncpg");
  TCase *tcase = tcase_create ("core/run/executor-asyncpg");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 240);
  tcase_add_test (tcase, asyncpg_arrives);
  tcase_add_test (tcase, a_cancel_stops_asyncpg_on_the_server);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (executor_asyncpg_suite ());
}
