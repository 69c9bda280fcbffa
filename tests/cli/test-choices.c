#include "cli/choices.h"
#include "core/project/project-settings.h"

#include "limbeck-check.h"

static LimbeckTarget *
make_target (void)
{
  return limbeck_target_new ("/home/me/shop", "/home/me/shop/alembic.ini");
}

/* What a person has set in the window. */
static void
set_everything (LimbeckTarget *target)
{
  g_autoptr (LimbeckProjectSettings) settings = limbeck_project_settings_new (target);

  ck_assert (limbeck_project_settings_is_remembered (settings));
  limbeck_project_settings_set_interpreter (settings, "/set/python");
  limbeck_project_settings_set_backup_directory (settings, "/set/backups");
  limbeck_project_settings_set_time_limit (settings, 90);
}

START_TEST (without_a_choice_there_is_a_time_limit_only)
  {
    const LimbeckCommandLine line = { 0 };
    g_autoptr (LimbeckTarget) target = make_target ();
    g_autoptr (LimbeckChoices) choices = limbeck_choices_new (&line, target);

    ck_assert_ptr_null (choices->interpreter);
    ck_assert_ptr_null (choices->database_url);
    ck_assert_ptr_null (choices->backup_directory);
    ck_assert_uint_eq (choices->timeout_s, 60);
  }
END_TEST

START_TEST (what_was_set_in_the_window_holds)
  {
    const LimbeckCommandLine line = { 0 };
    g_autoptr (LimbeckTarget) target = make_target ();
    g_autoptr (LimbeckChoices) choices = NULL;

    set_everything (target);
    choices = limbeck_choices_new (&line, target);

    ck_assert_str_eq (choices->interpreter, "/set/python");
    ck_assert_str_eq (choices->backup_directory, "/set/backups");
    ck_assert_uint_eq (choices->timeout_s, 90);
  }
END_TEST

START_TEST (the_command_line_goes_before_the_window)
  {
    const LimbeckCommandLine line = {
      .interpreter = (char *) "/given/python",
      .database_url = (char *) "postgresql://me@given/shop",
      .backup_directory = (char *) "/given/backups",
      .timeout_s = 5,
    };
    g_autoptr (LimbeckTarget) target = make_target ();
    g_autoptr (LimbeckChoices) choices = NULL;

    set_everything (target);
    choices = limbeck_choices_new (&line, target);

    ck_assert_str_eq (choices->interpreter, "/given/python");
    ck_assert_str_eq (choices->database_url, "postgresql://me@given/shop");
    ck_assert_str_eq (choices->backup_directory, "/given/backups");
    ck_assert_uint_eq (choices->timeout_s, 5);
    limbeck_choices_free (NULL);
  }
END_TEST

static Suite *
choices_suite (void)
{
  Suite *suite = suite_create ("cli/choices");
  TCase *tcase = tcase_create ("choices");

  tcase_add_test (tcase, without_a_choice_there_is_a_time_limit_only);
  tcase_add_test (tcase, what_was_set_in_the_window_holds);
  tcase_add_test (tcase, the_command_line_goes_before_the_window);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (choices_suite ());
}
