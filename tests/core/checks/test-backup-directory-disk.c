/* What the check of the backup directory says about disks of its own. */

#include "check-fixture.h"
#include "small-disk.h"

static LimbeckSurvey *
look_at_disk (const char *database, const char *options, gboolean is_filled)
{
  g_autoptr (LimbeckTestScene) scene = make_upgraded_scene (database);
  g_autofree char *directory = g_build_filename (
      limbeck_test_project_get_scratch (scene->project), "disk", NULL);

  limbeck_small_disk_mount (directory, options);
  if (is_filled)
    limbeck_small_disk_fill (directory);

  return limbeck_test_scene_survey_with (scene,
                                         (LimbeckSurveyOptions){ .backup_directory = directory });
}

START_TEST (an_empty_one_passes)
  {
    g_autoptr (LimbeckSurvey) survey = look_at_disk ("empty", "size=100m", FALSE);

    expect (survey, "backup-directory", "passed", "disk");
  }
END_TEST

START_TEST (a_full_one_is_a_warning)
  {
    g_autoptr (LimbeckSurvey) survey = look_at_disk ("full", "size=100m", TRUE);

    expect (survey, "backup-directory", "warning", "may need ");
    expect (survey, "backup-directory", "warning", "Make room");
  }
END_TEST

/* Nor may root write to it. */
START_TEST (one_that_is_read_only_is_a_warning)
  {
    g_autoptr (LimbeckSurvey) survey = look_at_disk ("fixed", "size=100m,ro", FALSE);

    expect (survey, "backup-directory", "warning", "can't be written to");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    an_empty_one_passes,
    a_full_one_is_a_warning,
    one_that_is_read_only_is_a_warning,
  };
  const gsize n = limbeck_small_disk_is_possible () ? G_N_ELEMENTS (tests) : 0;

  return check_main ("backup-directory-disk", tests, n);
}
