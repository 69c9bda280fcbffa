#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/command-private.h"

#include "limbeck-check.h"

static char *scratch;

static void
make_scratch (void)
{
  scratch = g_dir_make_tmp ("limbeck \303\244 XXXXXX", NULL);
  ck_assert_ptr_nonnull (scratch);
}

static void
remove_scratch (void)
{
  g_autoptr (GDir) directory = g_dir_open (scratch, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)))
    {
      g_autofree char *path = g_build_filename (scratch, name, NULL);

      g_remove (path);
    }
  g_rmdir (scratch);
  g_clear_pointer (&scratch, g_free);
}

static char *
make_program (const char *name, const char *contents, int mode)
{
  char *path = g_build_filename (scratch, name, NULL);

  ck_assert (g_file_set_contents (path, contents, -1, NULL));
  ck_assert_int_eq (g_chmod (path, mode), 0);

  return path;
}

static void
assert_start_fails (LimbeckCommand *command, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckCommandOutput) output = limbeck_command_run (command, 0, NULL, &error);

  ck_assert_ptr_null (output);
  ck_assert_msg (g_error_matches (error, LIMBECK_COMMAND_ERROR, code), "%s", error->message);
  ck_assert_msg (strstr (error->message, part) != NULL, "%s", error->message);
}

START_TEST (the_path_of_the_child_counts)
  {
    g_autofree char *path = make_program ("limbeck-probe", "#!/bin/sh\n", 0700);
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("limbeck-probe");
    g_autofree char *found = NULL;
    g_autoptr (GError) error = NULL;

    limbeck_command_setenv (command, "PATH", scratch);
    found = limbeck_command_find_program (command, &error);

    ck_assert_ptr_null (error);
    ck_assert_str_eq (found, path);
  }
END_TEST

START_TEST (without_a_path_of_its_own_ours_counts)
  {
    const char *const empty[] = { NULL };
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("sh");
    g_autofree char *found = NULL;

    limbeck_command_set_environment (command, empty);
    found = limbeck_command_find_program (command, NULL);

    ck_assert_ptr_nonnull (found);
  }
END_TEST

START_TEST (what_may_not_be_executed_is_passed_over)
  {
    g_autofree char *path = make_program ("sh", "", 0600);
    g_autofree char *both = g_strdup_printf ("%s:/bin", scratch);
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("sh");
    g_autofree char *found = NULL;

    limbeck_command_setenv (command, "PATH", both);
    found = limbeck_command_find_program (command, NULL);

    ck_assert_str_eq (found, "/bin/sh");
  }
END_TEST

START_TEST (a_relative_program_is_found_in_the_directory)
  {
    g_autofree char *path = make_program ("probe", "#!/bin/sh\nexit 3\n", 0700);
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("./probe");
    g_autoptr (LimbeckCommandOutput) output = NULL;

    limbeck_command_set_directory (command, scratch);
    output = limbeck_command_run (command, 0, NULL, NULL);

    ck_assert_ptr_nonnull (output);
    ck_assert_int_eq (output->exit_status, 3);
  }
END_TEST

START_TEST (a_program_that_is_nowhere_is_named_with_the_path)
  {
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("limbeck-nowhere");

    limbeck_command_setenv (command, "PATH", "/nonexistent:/bin");
    assert_start_fails (command, LIMBECK_COMMAND_ERROR_NOT_FOUND, "“limbeck-nowhere”");
    assert_start_fails (command, LIMBECK_COMMAND_ERROR_NOT_FOUND, "/nonexistent:/bin");
  }
END_TEST

START_TEST (a_missing_file_is_named)
  {
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("/nonexistent/python");

    assert_start_fails (command, LIMBECK_COMMAND_ERROR_NOT_FOUND, "“/nonexistent/python”");
  }
END_TEST

START_TEST (a_directory_is_no_program)
  {
    g_autoptr (LimbeckCommand) command = limbeck_command_new (scratch);

    assert_start_fails (command, LIMBECK_COMMAND_ERROR_NOT_FOUND, scratch);
  }
END_TEST

START_TEST (a_file_without_permission_is_no_program)
  {
    g_autofree char *path = make_program ("probe", "#!/bin/sh\n", 0600);
    g_autoptr (LimbeckCommand) command = limbeck_command_new (path);

    assert_start_fails (command, LIMBECK_COMMAND_ERROR_NOT_FOUND, path);
  }
END_TEST

START_TEST (a_script_names_its_missing_interpreter)
  {
    g_autofree char *path = make_program ("alembic", "#! /old/venv/bin/python -s\n", 0700);
    g_autoptr (LimbeckCommand) command = limbeck_command_new (path);

    assert_start_fails (command, LIMBECK_COMMAND_ERROR_NOT_FOUND, path);
    assert_start_fails (command, LIMBECK_COMMAND_ERROR_NOT_FOUND, "“/old/venv/bin/python”");
  }
END_TEST

START_TEST (a_missing_directory_is_named)
  {
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("sh");

    limbeck_command_set_directory (command, "/nonexistent/project");
    assert_start_fails (command, LIMBECK_COMMAND_ERROR_DIRECTORY, "“/nonexistent/project”");
  }
END_TEST

START_TEST (a_file_is_no_directory)
  {
    g_autofree char *path = make_program ("file", "", 0700);
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("sh");

    limbeck_command_set_directory (command, path);
    assert_start_fails (command, LIMBECK_COMMAND_ERROR_DIRECTORY, path);
  }
END_TEST

START_TEST (too_many_arguments_are_told)
  {
    g_autofree char *argument = g_strnfill (128 * 1024, 'x');
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("/bin/true");

    limbeck_command_append (command, argument);
    assert_start_fails (command, LIMBECK_COMMAND_ERROR_FAILED, "/bin/true");
  }
END_TEST

static Suite *
command_program_suite (void)
{
  Suite *suite = suite_create ("command-program");
  TCase *tcase = tcase_create ("command-program");

  tcase_add_checked_fixture (tcase, make_scratch, remove_scratch);
  tcase_add_test (tcase, the_path_of_the_child_counts);
  tcase_add_test (tcase, without_a_path_of_its_own_ours_counts);
  tcase_add_test (tcase, what_may_not_be_executed_is_passed_over);
  tcase_add_test (tcase, a_relative_program_is_found_in_the_directory);
  tcase_add_test (tcase, a_program_that_is_nowhere_is_named_with_the_path);
  tcase_add_test (tcase, a_missing_file_is_named);
  tcase_add_test (tcase, a_directory_is_no_program);
  tcase_add_test (tcase, a_file_without_permission_is_no_program);
  tcase_add_test (tcase, a_script_names_its_missing_interpreter);
  tcase_add_test (tcase, a_missing_directory_is_named);
  tcase_add_test (tcase, a_file_is_no_directory);
  tcase_add_test (tcase, too_many_arguments_are_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (command_program_suite ());
}
