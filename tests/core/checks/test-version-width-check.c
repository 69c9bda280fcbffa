#include "check-fixture.h"

static const LimbeckTestRevision long_one[] = {
  { .revision = "a123456789a123456789a123456789a123", .down = "b2" },
};

START_TEST (ids_that_fit_pass)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("fits");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "version-width", "passed", NULL);
  }
END_TEST

START_TEST (a_narrow_column_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("narrow");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_add_revisions (scene->project, long_one, G_N_ELEMENTS (long_one));
    survey = look (scene);

    expect (survey, "version-width", "blocker", "has 34 characters");
    expect (survey, "version-width", "blocker", "takes 32");
  }
END_TEST

START_TEST (a_column_that_was_widened_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("wide");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (
        cluster, "wide", "alter table alembic_version alter version_num type varchar(100)");
    limbeck_test_project_add_revisions (scene->project, long_one, G_N_ELEMENTS (long_one));
    survey = look (scene);

    expect (survey, "version-width", "passed", NULL);
  }
END_TEST

START_TEST (a_column_without_a_limit_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("text");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (
        cluster, "text", "alter table alembic_version alter version_num type text");
    limbeck_test_project_add_revisions (scene->project, long_one, G_N_ELEMENTS (long_one));
    survey = look (scene);

    expect (survey, "version-width", "passed", NULL);
  }
END_TEST

START_TEST (the_table_that_alembic_will_make_is_as_narrow)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("first");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_add_revisions (scene->project, long_one, G_N_ELEMENTS (long_one));
    survey = look (scene);

    expect (survey, "version-width", "blocker", "takes 32");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    ids_that_fit_pass,
    a_narrow_column_blocks,
    a_column_that_was_widened_passes,
    a_column_without_a_limit_passes,
    the_table_that_alembic_will_make_is_as_narrow,
  };

  return check_main ("version-width-check", tests, G_N_ELEMENTS (tests));
}
