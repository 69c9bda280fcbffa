#include "check-fixture.h"

/* max_prepared_transactions is 0 unless set, and takes a restart. */
static void
allow_prepared_transactions (void)
{
  g_autofree char *allowed = limbeck_test_cluster_ask (
      cluster, "postgres", "show max_prepared_transactions");

  if (!g_str_equal (allowed, "0"))
    return;
  limbeck_test_cluster_run (cluster, "postgres", "alter system set max_prepared_transactions = 5");
  limbeck_test_cluster_restart (cluster);
}

START_TEST (none_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("nothing");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "prepared-transactions", "passed", NULL);
  }
END_TEST

START_TEST (a_prepared_transaction_is_a_warning_with_its_tables)
  {
    g_autoptr (LimbeckTestScene) scene = NULL;
    g_autoptr (LimbeckSurvey) survey = NULL;

    allow_prepared_transactions ();
    scene = make_upgraded_scene ("forgotten");
    limbeck_test_cluster_run (
        cluster, "forgotten", "begin; insert into one values (1); prepare transaction 'order 66'");
    survey = look (scene);
    limbeck_test_cluster_run (cluster, "forgotten", "rollback prepared 'order 66'");

    expect (survey, "prepared-transactions", "warning", "“order 66” of postgres, prepared 2");
    expect (survey, "prepared-transactions", "warning", "; locks one");
  }
END_TEST

START_TEST (one_that_locks_the_version_table_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = NULL;
    g_autoptr (LimbeckSurvey) survey = NULL;

    allow_prepared_transactions ();
    scene = make_upgraded_scene ("halfway");
    limbeck_test_cluster_run (
        cluster,
        "halfway",
        "begin; update alembic_version set version_num = 'b2'; prepare transaction 'half'");
    survey = look (scene);
    limbeck_test_cluster_run (cluster, "halfway", "rollback prepared 'half'");

    expect (survey, "prepared-transactions", "blocker", "alembic_version");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    none_passes,
    a_prepared_transaction_is_a_warning_with_its_tables,
    one_that_locks_the_version_table_blocks,
  };

  return check_main ("prepared-check", tests, G_N_ELEMENTS (tests));
}
