#include "check-fixture.h"

START_TEST (one_version_table_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("single");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "version-table-elsewhere", "passed", NULL);
  }
END_TEST

START_TEST (none_at_all_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("none");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "version-table-elsewhere", "passed", NULL);
    expect (survey, "version-table", "passed", "first upgrade");
  }
END_TEST

START_TEST (one_off_the_search_path_blocks_and_no_stamp_is_advised)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("strayed");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (
        cluster, "strayed", "create schema app; alter table alembic_version set schema app");
    survey = look (scene);

    expect (survey, "version-table-elsewhere", "blocker", "“alembic_version” is in: app");
    expect_absent (survey, "unversioned");
  }
END_TEST

START_TEST (a_second_one_on_the_search_path_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("twice");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (
        cluster,
        "twice",
        "create schema app; create table app.alembic_version (version_num varchar(32));"
        "alter database twice set search_path = app, public");
    survey = look (scene);

    expect (survey, "version-table-elsewhere", "warning", "is used in app, and is also in: public");
  }
END_TEST

START_TEST (one_of_another_tenant_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("tenants");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (
        cluster,
        "tenants",
        "create schema blue; create table blue.alembic_version (version_num varchar(32))");
    survey = look (scene);

    expect (survey, "version-table-elsewhere", "passed", "blue");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    one_version_table_passes,
    none_at_all_passes,
    one_off_the_search_path_blocks_and_no_stamp_is_advised,
    a_second_one_on_the_search_path_is_a_warning,
    one_of_another_tenant_passes,
  };

  return check_main ("namesakes-check", tests, G_N_ELEMENTS (tests));
}
