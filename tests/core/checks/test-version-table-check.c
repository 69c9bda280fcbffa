#include "check-fixture.h"

START_TEST (a_filled_one_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("filled");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "version-table", "passed", "a1");
  }
END_TEST

START_TEST (an_empty_database_is_a_first_run)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("new");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "version-table", "passed", "the first upgrade makes the version table");
    expect_absent (survey, "unversioned");
  }
END_TEST

START_TEST (tables_without_one_are_unversioned_and_a_stamp_is_shown)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("wild");
    g_autoptr (LimbeckSurvey) survey = NULL;
    LimbeckFinding *finding = NULL;

    limbeck_test_cluster_run (cluster, "wild", "drop table alembic_version");
    survey = look (scene);
    finding = expect (survey, "unversioned", "blocker", " stamp REVISION");

    ck_assert_int_eq (limbeck_finding_get_action (finding), LIMBECK_ACTION_COPY_COMMAND);
  }
END_TEST

START_TEST (an_empty_one_beside_tables_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("emptied");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (cluster, "emptied", "truncate alembic_version");
    survey = look (scene);

    expect (survey, "version-table-empty", "warning", " stamp REVISION");
  }
END_TEST

START_TEST (an_empty_one_in_an_empty_database_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("undone");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (cluster, "undone", "truncate alembic_version; drop table one");
    survey = look (scene);

    expect (survey, "version-table", "passed", "nothing is applied");
  }
END_TEST

START_TEST (one_whose_name_is_computed_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("computed");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_write (scene->project,
                                "migrations/env.py",
                                "from alembic import context\n"
                                "context.configure(version_table=make_name())\n");
    survey = look (scene);

    expect (survey, "version-table-name", "warning", "works out the name");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    a_filled_one_passes,
    an_empty_database_is_a_first_run,
    tables_without_one_are_unversioned_and_a_stamp_is_shown,
    an_empty_one_beside_tables_is_a_warning,
    an_empty_one_in_an_empty_database_passes,
    one_whose_name_is_computed_is_a_warning,
  };

  return check_main ("version-table-check", tests, G_N_ELEMENTS (tests));
}
