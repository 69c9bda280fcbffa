#include <glib/gstdio.h>

#include "core/database/known-database-file.h"

#include "check-fixture.h"

static void
set_class (LimbeckSurvey *survey, LimbeckTargetCategory target_class)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (limbeck_survey_set_target_class (survey, target_class, &error),
                 "%s",
                 error ? error->message : "");
}

static void
expect_class (LimbeckSurvey *survey, LimbeckTargetCategory target_class, gboolean is_set)
{
  ck_assert_str_eq (limbeck_target_class_to_string (limbeck_survey_get_target_class (survey)),
                    limbeck_target_class_to_string (target_class));
  ck_assert_int_eq (limbeck_survey_is_target_class_set (survey), is_set);
}

START_TEST (a_class_that_was_set_stays)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("shop");
    g_autoptr (LimbeckSurvey) guessed = look (scene);
    g_autoptr (LimbeckSurvey) set = NULL;
    g_autoptr (LimbeckSurvey) lowered = NULL;

    expect_class (guessed, LIMBECK_TARGET_CLASS_DEVELOPMENT, FALSE);
    set_class (guessed, LIMBECK_TARGET_CLASS_PRODUCTION);
    set = look (scene);
    expect_class (set, LIMBECK_TARGET_CLASS_PRODUCTION, TRUE);
    (void) expect (set, "known-database", "passed", "Known since");
    set_class (set, LIMBECK_TARGET_CLASS_STAGING);
    lowered = look (scene);
    expect_class (lowered, LIMBECK_TARGET_CLASS_STAGING, TRUE);
  }
END_TEST

START_TEST (a_database_called_production_is_taken_for_it)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("shop_prod");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect_class (survey, LIMBECK_TARGET_CLASS_PRODUCTION, FALSE);
  }
END_TEST

START_TEST (without_a_connection_the_last_guess_counts)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("asleep");
    const LimbeckSurveyOptions offline = { .offline = TRUE };
    g_autoptr (LimbeckSurvey) unseen = limbeck_test_scene_survey_with (scene, offline);
    g_autoptr (LimbeckSurvey) seen = look (scene);
    g_autoptr (LimbeckSurvey) again = limbeck_test_scene_survey_with (scene, offline);

    /* Words in the path of the socket, such as “tests”, may make it staging. */
    ck_assert_int_ne (limbeck_survey_get_target_class (unseen), LIMBECK_TARGET_CLASS_DEVELOPMENT);
    expect_class (seen, LIMBECK_TARGET_CLASS_DEVELOPMENT, FALSE);
    expect_class (again, LIMBECK_TARGET_CLASS_DEVELOPMENT, FALSE);
  }
END_TEST

START_TEST (a_database_whose_memory_is_damaged_is_taken_for_production)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("damaged");
    g_autofree char *path = limbeck_known_database_file_dup_path (scene->target);
    g_autofree char *directory = g_path_get_dirname (path);
    g_autoptr (LimbeckSurvey) survey = NULL;

    ck_assert_int_eq (g_mkdir_with_parents (directory, 0700), 0);
    ck_assert (g_file_set_contents (path, "[]", -1, NULL));
    survey = look (scene);
    expect_class (survey, LIMBECK_TARGET_CLASS_PRODUCTION, FALSE);
  }
END_TEST

START_TEST (what_can_not_be_remembered_is_guessed_all_the_same)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("nowhere");
    g_autoptr (LimbeckSurvey) survey = NULL;

    g_setenv ("XDG_STATE_HOME", "/proc/nowhere", TRUE);
    survey = look (scene);
    expect_class (survey, LIMBECK_TARGET_CLASS_DEVELOPMENT, FALSE);
  }
END_TEST

/* The class of one database must not make another one cheap. */
START_TEST (behind_another_database_no_class_is_lower_than_the_guess)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("live_shop");
    g_autoptr (LimbeckSurvey) before = look (scene);
    g_autoptr (LimbeckSurvey) set = NULL;
    g_autoptr (LimbeckSurvey) changed = NULL;

    set_class (before, LIMBECK_TARGET_CLASS_DEVELOPMENT);
    set = look (scene);
    expect_class (set, LIMBECK_TARGET_CLASS_DEVELOPMENT, TRUE);
    limbeck_test_cluster_create_database (cluster, "live_shop");
    changed = look (scene);
    expect_class (changed, LIMBECK_TARGET_CLASS_PRODUCTION, TRUE);
  }
END_TEST

START_TEST (a_look_writes_no_file_once_the_database_is_known)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("quiet");
    g_autoptr (LimbeckSurvey) first = look (scene);
    g_autofree char *path = limbeck_known_database_file_dup_path (scene->target);
    g_autoptr (LimbeckSurvey) second = NULL;

    ck_assert_int_eq (g_chmod (path, 0640), 0);
    second = look (scene);
    {
      GStatBuf status;

      ck_assert_int_eq (g_stat (path, &status), 0);
      ck_assert_uint_eq (status.st_mode & 0777, 0640);
    }
  }
END_TEST

START_TEST (without_a_url_it_is_production)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("lost");
    g_autofree char *contents = NULL;
    g_autoptr (LimbeckSurvey) survey = NULL;
    const char *config = limbeck_target_get_config_path (scene->target);

    ck_assert (g_file_get_contents (config, &contents, NULL, NULL));
    {
      g_auto (GStrv) parts = g_strsplit (contents, "sqlalchemy.url", -1);
      g_autofree char *without = g_strjoinv ("other", parts);

      ck_assert (g_file_set_contents (config, without, -1, NULL));
    }
    survey = look (scene);
    ck_assert_ptr_null (limbeck_survey_get_url (survey));
    expect_class (survey, LIMBECK_TARGET_CLASS_PRODUCTION, FALSE);
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    a_class_that_was_set_stays,
    a_database_called_production_is_taken_for_it,
    without_a_connection_the_last_guess_counts,
    a_database_whose_memory_is_damaged_is_taken_for_production,
    what_can_not_be_remembered_is_guessed_all_the_same,
    behind_another_database_no_class_is_lower_than_the_guess,
    a_look_writes_no_file_once_the_database_is_known,
    without_a_url_it_is_production,
  };

  return check_main ("facts-known", tests, G_N_ELEMENTS (tests));
}
