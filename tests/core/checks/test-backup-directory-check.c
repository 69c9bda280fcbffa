#include "check-fixture.h"

static LimbeckSurvey *
look_with_directory (LimbeckTestScene *scene, const char *directory)
{
  return limbeck_test_scene_survey_with (scene,
                                         (LimbeckSurveyOptions){ .backup_directory = directory });
}

START_TEST (one_that_can_be_made_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("fine");
    g_autofree char *directory = g_build_filename (
        limbeck_test_project_get_scratch (scene->project), "a", "b", NULL);
    g_autoptr (LimbeckSurvey) survey = look_with_directory (scene, directory);

    expect (survey, "backup-directory", "passed", directory);
    ck_assert (!g_file_test (directory, G_FILE_TEST_EXISTS));
  }
END_TEST

START_TEST (one_that_can_not_be_written_to_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("shut");
    g_autoptr (LimbeckSurvey) survey = look_with_directory (scene, "/dev/null/backups");
    LimbeckFinding *finding = expect (survey, "backup-directory", "warning", "written to");

    ck_assert_int_eq (limbeck_finding_get_action (finding), LIMBECK_ACTION_PREFERENCES);
  }
END_TEST

START_TEST (one_that_is_too_small_for_the_tables_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("large");
    g_autoptr (LimbeckSurvey) survey = NULL;

    /* 16 TiB on paper. */
    limbeck_test_cluster_run (
        cluster, "large", "update pg_class set relpages = 2147483647 where relname = 'one'");
    survey = look_with_directory (scene, limbeck_test_project_get_scratch (scene->project));

    expect (survey, "backup-directory", "warning", "may need 22");
  }
END_TEST

START_TEST (a_locked_table_is_not_waited_for)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("barred");
    g_autoptr (LimbeckConnection) session = open_session ("barred", NULL, "psql");
    g_autoptr (LimbeckSurvey) survey = NULL;

    run (session, "begin");
    run (session, "lock table one");
    survey = look_with_directory (scene, limbeck_test_project_get_scratch (scene->project));

    expect (survey, "backup-directory", "passed", NULL);
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    one_that_can_be_made_passes,
    one_that_can_not_be_written_to_is_a_warning,
    one_that_is_too_small_for_the_tables_is_a_warning,
    a_locked_table_is_not_waited_for,
  };

  return check_main ("backup-directory-check", tests, G_N_ELEMENTS (tests));
}
