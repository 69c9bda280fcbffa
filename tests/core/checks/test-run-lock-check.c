#include "core/database/run-lock.h"

#include "check-fixture.h"

START_TEST (a_free_lock_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("free");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "run-lock", "passed", NULL);
  }
END_TEST

START_TEST (a_second_launcher_blocks_and_is_described)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("held");
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("held", NULL, NULL);
    g_autoptr (LimbeckRunLock)
        lock = limbeck_run_lock_acquire (url, "alembic_version", 0, NULL, NULL);
    g_autoptr (LimbeckSurvey) survey = look (scene);

    ck_assert_ptr_nonnull (lock);
    ck_assert_int_eq (limbeck_finding_get_action (expect (survey, "run-lock", "blocker", "pid ")),
                      LIMBECK_ACTION_CHECK_AGAIN);
  }
END_TEST

START_TEST (a_run_on_another_version_table_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("beside");
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("beside", NULL, NULL);
    g_autoptr (LimbeckRunLock)
        lock = limbeck_run_lock_acquire (url, "other_version", 0, NULL, NULL);
    g_autoptr (LimbeckSurvey) survey = look (scene);

    ck_assert_ptr_nonnull (lock);
    expect (survey, "run-lock", "passed", NULL);
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    a_free_lock_passes,
    a_second_launcher_blocks_and_is_described,
    a_run_on_another_version_table_passes,
  };

  return check_main ("run-lock-check", tests, G_N_ELEMENTS (tests));
}
