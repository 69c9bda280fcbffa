#include <glib/gstdio.h>
#include <string.h>

#include "core/alembic/alembic-commands.h"

#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch *scratch;

#define INI                                                                                        \
  "[alembic]\nscript_location = %(here)s/migrations\n\n[other]\nscript_location = %(here)s/migrations\n"

static void
make_scratch (void)
{
  scratch = limbeck_scratch_new ();
  limbeck_scratch_write (scratch, "a shop \303\274/alembic.ini", INI);
  limbeck_scratch_write (scratch, "a shop \303\274/migrations/env.py", "");
  limbeck_scratch_write (scratch,
                         "a shop \303\274/migrations/versions/a1.py",
                         "revision = 'a1'\ndown_revision = None\n");
}

static void
remove_scratch (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static char *
project_path (const char *name)
{
  return g_build_filename (limbeck_scratch_get_directory (scratch), "a shop \303\274", name, NULL);
}

static LimbeckConfiguration *
load (const char *section)
{
  g_autofree char *directory = project_path (NULL);
  g_autofree char *path = project_path ("alembic.ini");
  g_autoptr (LimbeckTarget) target = limbeck_target_new_named (directory, path, section, NULL);
  g_autoptr (GError) error = NULL;
  LimbeckConfiguration *configuration = limbeck_configuration_load (target, NULL, NULL, &error);

  ck_assert_msg (configuration != NULL, "%s", error ? error->message : "");

  return configuration;
}

static LimbeckInterpreter *
find_interpreter (const char *setting)
{
  g_autofree char *directory = project_path (NULL);
  g_autoptr (GError) error = NULL;
  LimbeckInterpreter *interpreter = limbeck_interpreter_find (
      directory, directory, setting, NULL, &error);

  ck_assert_msg (interpreter != NULL, "%s", error ? error->message : "");

  return interpreter;
}

static char *
join_argv (LimbeckCommand *command)
{
  return g_strjoinv ("|", (char **) limbeck_command_get_argv (command));
}

static LimbeckCommandOutput *
run (LimbeckCommand *command)
{
  g_autoptr (GError) error = NULL;
  LimbeckCommandOutput *output = limbeck_command_run (command, 60000, NULL, &error);

  ck_assert_msg (output != NULL, "%s", error ? error->message : "");

  return output;
}

START_TEST (a_command_names_configuration_and_verb)
  {
    g_autoptr (LimbeckConfiguration) configuration = load (NULL);
    g_autoptr (LimbeckInterpreter) interpreter = find_interpreter ("/usr/bin/python3");
    g_autoptr (LimbeckCommand)
        command = limbeck_alembic_command_new (configuration, interpreter, "show", "a1", NULL);
    g_autofree char *path = project_path ("alembic.ini");
    g_autofree char *directory = project_path (NULL);
    g_autofree char *expected = g_strdup_printf ("/usr/bin/python3|-m|alembic|-c|%s|show|a1", path);
    g_autofree char *argv = join_argv (command);

    ck_assert_str_eq (argv, expected);
    ck_assert_str_eq (limbeck_command_get_directory (command), directory);
  }
END_TEST

START_TEST (another_section_is_named)
  {
    g_autoptr (LimbeckConfiguration) configuration = load ("other");
    g_autoptr (LimbeckInterpreter) interpreter = find_interpreter ("/usr/bin/python3");
    g_autoptr (LimbeckCommand)
        command = limbeck_alembic_command_new_heads (configuration, interpreter);
    g_autofree char *argv = join_argv (command);

    ck_assert (g_str_has_suffix (argv, "|-n|other|heads"));
  }
END_TEST

START_TEST (a_rehearsal_has_the_arguments_of_the_later_command)
  {
    g_autoptr (LimbeckConfiguration) configuration = load (NULL);
    g_autoptr (LimbeckInterpreter) interpreter = find_interpreter ("/usr/bin/python3");
    g_autoptr (LimbeckCommand) rehearsal = limbeck_alembic_command_new_rehearsal (
        configuration, interpreter, "downgrade", "-1");
    g_autoptr (LimbeckCommand)
        downgrade = limbeck_alembic_command_new_downgrade (configuration, interpreter, "-1");
    const char *const *dressed = limbeck_command_get_argv (rehearsal);
    const char *const *later = limbeck_command_get_argv (downgrade);

    /* "-c" and a program in place of "-m" and a module. */
    ck_assert_str_eq (dressed[1], "-c");
    ck_assert_str_eq (later[1], "-m");
    ck_assert (g_strv_equal (dressed + 3, later + 3));
    ck_assert_str_eq (limbeck_command_get_directory (rehearsal),
                      limbeck_command_get_directory (downgrade));
  }
END_TEST

START_TEST (each_verb_has_its_arguments)
  {
    g_autoptr (LimbeckConfiguration) configuration = load (NULL);
    g_autoptr (LimbeckInterpreter) interpreter = find_interpreter ("/usr/bin/python3");
    g_autoptr (LimbeckCommand)
        current = limbeck_alembic_command_new_current (configuration, interpreter);
    g_autoptr (LimbeckCommand)
        upgrade = limbeck_alembic_command_new_upgrade (configuration, interpreter, "heads");
    g_autoptr (LimbeckCommand)
        downgrade = limbeck_alembic_command_new_downgrade (configuration, interpreter, "-1");
    g_autoptr (LimbeckCommand)
        version = limbeck_alembic_command_new_version (configuration, interpreter);
    g_autofree char *current_argv = join_argv (current);
    g_autofree char *upgrade_argv = join_argv (upgrade);
    g_autofree char *downgrade_argv = join_argv (downgrade);
    g_autofree char *version_argv = join_argv (version);

    ck_assert (g_str_has_suffix (current_argv, "|current|-v"));
    ck_assert (g_str_has_suffix (upgrade_argv, "|upgrade|heads"));
    ck_assert (g_str_has_suffix (downgrade_argv, "|downgrade|-1"));
    ck_assert_str_eq (version_argv, "/usr/bin/python3|-m|alembic|--version");
  }
END_TEST

START_TEST (the_environment_makes_output_predictable)
  {
    g_autoptr (LimbeckConfiguration) configuration = load (NULL);
    g_autoptr (LimbeckInterpreter) interpreter = find_interpreter ("/usr/bin/python3");
    g_autoptr (LimbeckCommand) command = NULL;
    g_auto (GStrv) environment = NULL;

    g_setenv ("FORCE_COLOR", "1", TRUE);
    g_setenv ("LANGUAGE", "de", TRUE);
    g_setenv ("ALEMBIC_CONFIG", "/nonexistent", TRUE);
    command = limbeck_alembic_command_new_heads (configuration, interpreter);
    environment = limbeck_command_dup_environment (command);

    ck_assert_str_eq (g_environ_getenv (environment, "LC_ALL"), "C.UTF-8");
    ck_assert_str_eq (g_environ_getenv (environment, "PYTHONUNBUFFERED"), "1");
    ck_assert_str_eq (g_environ_getenv (environment, "NO_COLOR"), "1");
    ck_assert (g_str_has_prefix (g_environ_getenv (environment, "PYTHONIOENCODING"), "utf-8"));
    ck_assert_ptr_null (g_environ_getenv (environment, "FORCE_COLOR"));
    ck_assert_ptr_null (g_environ_getenv (environment, "LANGUAGE"));
    ck_assert_ptr_null (g_environ_getenv (environment, "ALEMBIC_CONFIG"));
    ck_assert_ptr_nonnull (g_environ_getenv (environment, "PATH"));
  }
END_TEST

START_TEST (variables_can_be_added_and_unset)
  {
    const char *const variables[] = { "DATABASE_URL=postgresql:///x?a=b", "EMPTY=", "PATH", NULL };
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("/bin/true");
    g_auto (GStrv) environment = NULL;

    limbeck_alembic_command_add_environment (command, NULL);
    limbeck_alembic_command_add_environment (command, variables);
    environment = limbeck_command_dup_environment (command);

    ck_assert_str_eq (g_environ_getenv (environment, "DATABASE_URL"), "postgresql:///x?a=b");
    ck_assert_str_eq (g_environ_getenv (environment, "EMPTY"), "");
    ck_assert_ptr_null (g_environ_getenv (environment, "PATH"));
  }
END_TEST

/* What a child sees that gets @password in the way of @variable. */
static char *
show_password (const char *variable)
{
  const char *const variables[] = { variable, NULL };
  g_autoptr (LimbeckCommand) command = limbeck_command_new ("sh");
  g_autoptr (LimbeckCommandOutput) output = NULL;

  limbeck_command_append (command, "-c");
  limbeck_command_append (command, "echo ${PGPASSWORD-unset}; cut -c 2- ${PGPASSFILE-/dev/null}");
  g_setenv ("PGPASSWORD", "of somebody else", TRUE);
  g_setenv ("HOME", "/nonexistent", TRUE);
  g_unsetenv ("PGPASSFILE");
  limbeck_alembic_command_add_environment (command, variables);
  output = run (command);

  return g_strdup (output->standard_output);
}

START_TEST (a_password_is_given_as_a_file_where_every_driver_reads_it)
  {
    g_autofree char *plain = show_password ("PGPASSWORD=geheim");
    g_autofree char *odd = show_password ("PGPASSWORD=ge:heim");
    g_autofree char *none = show_password ("PGPASSWORD=");

    /* Hidden in what the child prints. */
    ck_assert_str_eq (plain, "unset\n:*:*:*:***\n");
    ck_assert_str_eq (odd, "***\n");
    ck_assert_str_eq (none, "\n");
  }
END_TEST

static void
assert_heads_are_listed (LimbeckInterpreter *interpreter)
{
  g_autoptr (LimbeckConfiguration) configuration = load (NULL);
  g_autoptr (LimbeckCommand)
      command = limbeck_alembic_command_new_heads (configuration, interpreter);
  g_autoptr (LimbeckCommandOutput) output = run (command);

  ck_assert_msg (output->exit_status == 0, "%s", output->standard_error);
  ck_assert_str_eq (output->standard_output, "a1 (head)\n");
}

START_TEST (the_module_lists_heads)
  {
    g_autoptr (LimbeckInterpreter) interpreter = find_interpreter ("/usr/bin/python3");

    assert_heads_are_listed (interpreter);
  }
END_TEST

START_TEST (the_alembic_command_lists_heads)
  {
    g_autoptr (LimbeckInterpreter) interpreter = find_interpreter ("/usr/bin/alembic");

    ck_assert (limbeck_interpreter_is_script (interpreter));
    assert_heads_are_listed (interpreter);
  }
END_TEST

START_TEST (a_package_of_the_same_name_does_not_get_in_the_way)
  {
    g_autoptr (LimbeckInterpreter) interpreter = find_interpreter ("/usr/bin/python3");
    g_autoptr (LimbeckConfiguration) configuration = load (NULL);
    g_autoptr (LimbeckCommand) command = NULL;

    limbeck_scratch_write (scratch, "a shop \303\274/alembic/__init__.py", "");
    command = limbeck_alembic_command_new_heads (configuration, interpreter);

    ck_assert_str_eq (limbeck_command_get_argv (command)[0], "/usr/bin/alembic");
    assert_heads_are_listed (interpreter);
  }
END_TEST

START_TEST (a_module_of_the_same_name_does_not_get_in_the_way)
  {
    g_autoptr (LimbeckInterpreter) interpreter = find_interpreter ("/usr/bin/python3");

    limbeck_scratch_write (scratch, "a shop \303\274/alembic.py", "");
    assert_heads_are_listed (interpreter);
  }
END_TEST

/* A virtual environment that sees the packages of the system but has no `alembic` command. */
static char *
make_venv (void)
{
  g_autofree char *venv = project_path ("venv");
  g_autoptr (LimbeckCommand) command = limbeck_command_new ("/usr/bin/python3");
  g_autoptr (LimbeckCommandOutput) output = NULL;

  limbeck_command_append (command, "-m");
  limbeck_command_append (command, "venv");
  limbeck_command_append (command, "--without-pip");
  limbeck_command_append (command, "--system-site-packages");
  limbeck_command_append (command, venv);
  output = run (command);
  ck_assert_msg (output->exit_status == 0, "%s%s", output->standard_output, output->standard_error);

  return g_build_filename (venv, "bin", NULL);
}

START_TEST (without_an_alembic_command_it_starts_all_the_same)
  {
    g_autofree char *directory = make_venv ();
    g_autofree char *python = g_build_filename (directory, "python3", NULL);
    g_autoptr (LimbeckInterpreter) interpreter = find_interpreter (python);

    limbeck_scratch_write (scratch, "a shop \303\274/alembic/__init__.py", "");
    assert_heads_are_listed (interpreter);
  }
END_TEST

START_TEST (an_alembic_command_of_another_python_is_not_used)
  {
    g_autofree char *directory = make_venv ();
    g_autofree char *python = g_build_filename (directory, "python3", NULL);
    g_autofree char *script = g_build_filename (directory, "alembic", NULL);
    g_autoptr (LimbeckInterpreter) interpreter = find_interpreter (python);

    ck_assert (g_file_set_contents (script, "#!/usr/bin/python3\nraise SystemExit(9)\n", -1, NULL));
    ck_assert_int_eq (g_chmod (script, 0700), 0);
    limbeck_scratch_write (scratch, "a shop \303\274/alembic/__init__.py", "");
    assert_heads_are_listed (interpreter);
  }
END_TEST

START_TEST (the_exit_status_is_that_of_alembic_however_it_is_started)
  {
    g_autofree char *directory = make_venv ();
    g_autofree char *python = g_build_filename (directory, "python3", NULL);
    g_autoptr (LimbeckInterpreter) interpreter = find_interpreter (python);
    g_autoptr (LimbeckConfiguration) configuration = load (NULL);
    g_autoptr (LimbeckCommand) command = NULL;
    g_autoptr (LimbeckCommandOutput) output = NULL;

    limbeck_scratch_write (scratch, "a shop \303\274/alembic/__init__.py", "");
    command = limbeck_alembic_command_new (configuration, interpreter, "show", "nope", NULL);
    output = run (command);

    ck_assert_int_eq (output->exit_status, 255);
    ck_assert_ptr_nonnull (strstr (output->standard_output, "FAILED: Can't locate revision"));
  }
END_TEST

static Suite *
alembic_commands_suite (void)
{
  Suite *suite = suite_create ("alembic-commands");
  TCase *tcase = tcase_create ("alembic-commands");

  tcase_add_checked_fixture (tcase, make_scratch, remove_scratch);
  tcase_add_test (tcase, a_rehearsal_has_the_arguments_of_the_later_command);
  tcase_add_test (tcase, a_command_names_configuration_and_verb);
  tcase_add_test (tcase, another_section_is_named);
  tcase_add_test (tcase, each_verb_has_its_arguments);
  tcase_add_test (tcase, the_environment_makes_output_predictable);
  tcase_add_test (tcase, variables_can_be_added_and_unset);
  tcase_add_test (tcase, a_password_is_given_as_a_file_where_every_driver_reads_it);
  tcase_add_test (tcase, the_module_lists_heads);
  tcase_add_test (tcase, the_alembic_command_lists_heads);
  tcase_add_test (tcase, a_package_of_the_same_name_does_not_get_in_the_way);
  tcase_add_test (tcase, a_module_of_the_same_name_does_not_get_in_the_way);
  tcase_add_test (tcase, without_an_alembic_command_it_starts_all_the_same);
  tcase_add_test (tcase, an_alembic_command_of_another_python_is_not_used);
  tcase_add_test (tcase, the_exit_status_is_that_of_alembic_however_it_is_started);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (alembic_commands_suite ());
}
