#include "check-fixture.h"

START_TEST (nobody_at_the_version_table_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("alone");
    g_autoptr (LimbeckConnection) session = open_session ("alone", NULL, "");
    g_autoptr (LimbeckSurvey) survey = NULL;

    run (session, "begin");
    run (session, "lock table one");
    survey = look (scene);

    expect (survey, "other-run", "passed", NULL);
  }
END_TEST

/* The step waits for a lock, so Alembic is in the middle of its transaction for as long as the test wants. */
START_TEST (a_bare_alembic_at_work_blocks)
  {
    static const LimbeckTestRevision more[] = {
      { .revision = "c3", .down = "b2", .upgrade = "op.execute('lock table one')" },
    };
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("bare");
    g_autoptr (LimbeckConnection) holder = open_session ("bare", NULL, "holder");
    g_autoptr (LimbeckTestCommand) alembic = limbeck_test_command_new (
        "/usr/bin/python3", "-m", "alembic", "upgrade", "head", NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_add_revisions (scene->project, more, G_N_ELEMENTS (more));
    limbeck_test_command_set_directory (alembic,
                                        limbeck_test_project_get_directory (scene->project));
    run (holder, "begin");
    run (holder, "lock table one");
    limbeck_test_command_start (alembic);
    limbeck_test_cluster_wait_for (
        cluster, "bare", "select count(*) from pg_locks where not granted", "1");
    survey = look (scene);
    run (holder, "commit");

    expect (survey, "other-run", "blocker", "lock table one");
    ck_assert_int_eq (limbeck_test_command_wait (alembic), 0);
  }
END_TEST

START_TEST (a_run_without_a_launcher_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("orphan");
    g_autoptr (LimbeckConnection) session = open_session ("orphan", NULL, "limbeck-0123456789ab");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "other-run", "blocker", "limbeck-0123456789ab");
  }
END_TEST

START_TEST (somebody_who_stays_at_the_version_table_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("reader");
    g_autoptr (LimbeckConnection) session = open_session ("reader", NULL, "psql");
    g_autoptr (LimbeckSurvey) early = NULL;
    g_autoptr (LimbeckSurvey) late = NULL;

    run (session, "begin");
    run (session, "select * from alembic_version");
    early = look (scene);
    wait_until_long ("reader");
    late = look (scene);

    expect (early, "other-run", "passed", NULL);
    expect (late, "other-run", "warning", ", psql, idle in transaction");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    nobody_at_the_version_table_passes,
    a_bare_alembic_at_work_blocks,
    a_run_without_a_launcher_blocks,
    somebody_who_stays_at_the_version_table_is_a_warning,
  };

  return check_main ("other-run-check", tests, G_N_ELEMENTS (tests));
}
