#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "core/project/interpreter.h"
#include "core/project/project.h"

#include "fake-python.h"
#include "limbeck-check.h"
#include "scratch.h"

/* Every test has a project `p`, an empty home and an empty PATH; REAL_PYTHON is the system's. */
#define REAL_PYTHON "/usr/bin/python3"

static LimbeckScratch *scratch;
static char           *project;

static void
setup (void)
{
  g_autofree char *home = NULL;
  g_autofree char *bin = NULL;

  scratch = limbeck_scratch_new ();
  project = limbeck_scratch_dup_path (scratch, "p");
  home = limbeck_scratch_dup_path (scratch, "home");
  bin = limbeck_scratch_dup_path (scratch, "bin");
  limbeck_scratch_make_directory (scratch, "p/sub");
  limbeck_scratch_make_directory (scratch, "home");
  limbeck_scratch_make_directory (scratch, "bin");

  g_setenv ("HOME", home, TRUE);
  g_setenv ("PATH", bin, TRUE);
  g_unsetenv ("VIRTUAL_ENV");
  g_unsetenv ("CONDA_PREFIX");
  g_unsetenv ("PYTHONPATH");
  g_unsetenv ("PYTHONHOME");
  g_unsetenv ("PYENV_VERSION");
}

static void
teardown (void)
{
  g_clear_pointer (&project, g_free);
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static char *
make_venv (const char *folder, const char *alembic)
{
  return limbeck_fake_python_write (scratch, folder, alembic);
}

static LimbeckInterpreter *
find (const char *setting)
{
  g_autofree char *sub = g_build_filename (project, "sub", NULL);
  g_autoptr (GError) error = NULL;
  LimbeckInterpreter *found = limbeck_interpreter_find (project, sub, setting, NULL, &error);

  ck_assert_msg (found != NULL, "%s", error != NULL ? error->message : "");

  return found;
}

static void
assert_found (LimbeckInterpreter      *found,
              LimbeckInterpreterOrigin origin,
              const char              *path,
              const char              *version)
{
  ck_assert_int_eq (limbeck_interpreter_get_origin (found), origin);
  ck_assert_str_eq (limbeck_interpreter_get_path (found), path);
  ck_assert_pstr_eq (limbeck_interpreter_get_alembic_version (found), version);
}

static void
assert_not_found (const char *setting, LimbeckProjectError code, const char *text)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (limbeck_interpreter_find (project, project, setting, NULL, &error));
  ck_assert_msg (g_error_matches (error, LIMBECK_PROJECT_ERROR, (int) code), "%s", error->message);
  ck_assert_msg (strstr (error->message, text) != NULL, "%s", error->message);
}

START_TEST (the_venv_of_the_project_is_used)
  {
    g_autofree char *python = make_venv ("p/.venv", "1.13.2");
    g_autoptr (LimbeckInterpreter) found = find (NULL);
    g_autofree char *description = limbeck_interpreter_dup_description (found);

    assert_found (found, LIMBECK_INTERPRETER_PROJECT_VENV, python, "1.13.2");
    ck_assert (!limbeck_interpreter_is_script (found));
    ck_assert_str_eq (limbeck_interpreter_get_python_version (found), "3.77");
    ck_assert_str_eq (description, "Python of the project's .venv, Alembic 1.13.2");
  }
END_TEST

START_TEST (the_venv_beside_the_configuration_is_used_too)
  {
    g_autofree char *python = make_venv ("p/sub/env", "1.13.2");
    g_autoptr (LimbeckInterpreter) found = find (NULL);

    assert_found (found, LIMBECK_INTERPRETER_PROJECT_VENV, python, "1.13.2");
  }
END_TEST

START_TEST (the_order_is_kept)
  {
    g_autofree char *chosen = make_venv ("chosen", "1.1");
    g_autofree char *active = make_venv ("active", "1.2");
    g_autofree char *own = make_venv ("p/venv", "1.3");
    g_autofree char *conda = make_venv ("conda", "1.4");
    g_autofree char *chosen_folder = limbeck_scratch_dup_path (scratch, "chosen");
    g_autofree char *active_folder = limbeck_scratch_dup_path (scratch, "active");
    g_autofree char *conda_folder = limbeck_scratch_dup_path (scratch, "conda");
    g_autofree char *own_folder = limbeck_scratch_dup_path (scratch, "p/venv");
    g_autofree char *aside = limbeck_scratch_dup_path (scratch, "aside");
    g_autoptr (LimbeckInterpreter) first = NULL;
    g_autoptr (LimbeckInterpreter) second = NULL;
    g_autoptr (LimbeckInterpreter) third = NULL;
    g_autoptr (LimbeckInterpreter) fourth = NULL;

    g_setenv ("VIRTUAL_ENV", active_folder, TRUE);
    g_setenv ("CONDA_PREFIX", conda_folder, TRUE);

    first = find (chosen_folder);
    assert_found (first, LIMBECK_INTERPRETER_SETTING, chosen, "1.1");
    second = find (NULL);
    assert_found (second, LIMBECK_INTERPRETER_VIRTUAL_ENV, active, "1.2");
    g_unsetenv ("VIRTUAL_ENV");
    third = find (NULL);
    assert_found (third, LIMBECK_INTERPRETER_PROJECT_VENV, own, "1.3");
    ck_assert_int_eq (g_rename (own_folder, aside), 0);
    fourth = find (NULL);
    assert_found (fourth, LIMBECK_INTERPRETER_CONDA, conda, "1.4");
  }
END_TEST

START_TEST (a_chosen_python_is_used_as_it_is)
  {
    g_autofree char *python = make_venv ("elsewhere", "1.13.2");
    g_autoptr (LimbeckInterpreter) found = find (python);

    assert_found (found, LIMBECK_INTERPRETER_SETTING, python, "1.13.2");
  }
END_TEST

START_TEST (a_chosen_alembic_command_is_a_script)
  {
    g_autofree char *python = make_venv ("elsewhere", "1.13.2");
    g_autofree char *script = limbeck_scratch_dup_path (scratch, "elsewhere/bin/alembic");
    g_autofree char *text = g_strdup_printf ("#!%s\n", python);
    g_autoptr (LimbeckInterpreter) found = NULL;

    limbeck_scratch_write_program (scratch, "elsewhere/bin/alembic", text);
    found = find (script);

    assert_found (found, LIMBECK_INTERPRETER_SETTING, script, "1.13.2");
    ck_assert (limbeck_interpreter_is_script (found));
    ck_assert_str_eq (limbeck_interpreter_get_python (found), python);
  }
END_TEST

START_TEST (a_chosen_interpreter_that_is_gone_is_told)
  {
    g_autofree char *python = make_venv ("p/.venv", "1.13.2");

    ck_assert_ptr_nonnull (python);
    assert_not_found ("/nowhere/python", LIMBECK_PROJECT_ERROR_NO_INTERPRETER, "does not exist");
  }
END_TEST

START_TEST (python_without_alembic_is_told_with_the_command_that_installs_it)
  {
    g_autofree char *python = make_venv ("p/.venv", NULL);
    g_autofree char *command = g_strdup_printf ("“%s -m pip install alembic”", python);

    assert_not_found (NULL, LIMBECK_PROJECT_ERROR_NO_ALEMBIC, command);
  }
END_TEST

START_TEST (a_path_with_blanks_is_quoted_in_the_command)
  {
    g_autofree char *python = make_venv ("p/env", NULL);
    g_autofree char *folder = limbeck_scratch_dup_path (scratch, "p/env");
    g_autofree char *moved = limbeck_scratch_dup_path (scratch, "with blank");
    g_autofree char *command = g_strdup_printf ("“'%s/bin/python' -m pip", moved);

    ck_assert_int_eq (g_rename (folder, moved), 0);

    assert_not_found (moved, LIMBECK_PROJECT_ERROR_NO_ALEMBIC, command);
  }
END_TEST

START_TEST (the_alembic_command_beside_python_is_the_second_try)
  {
    g_autofree char *other = make_venv ("other", "1.9.0");
    g_autofree char *text = g_strdup_printf ("#!/bin/sh\n'''exec' \"%s\" \"$0\" \"$@\"\n' '''\n",
                                             other);
    g_autofree char *script = limbeck_scratch_dup_path (scratch, "p/.venv/bin/alembic");
    g_autofree char *python = make_venv ("p/.venv", NULL);
    g_autoptr (LimbeckInterpreter) found = NULL;

    limbeck_scratch_write_program (scratch, "p/.venv/bin/alembic", text);
    found = find (NULL);

    assert_found (found, LIMBECK_INTERPRETER_PROJECT_VENV, script, "1.9.0");
    ck_assert (limbeck_interpreter_is_script (found));
  }
END_TEST

START_TEST (an_alembic_command_whose_python_is_gone_is_no_help)
  {
    g_autofree char *python = make_venv ("p/.venv", NULL);

    limbeck_scratch_write_program (scratch, "p/.venv/bin/alembic", "#!/gone/bin/python\n");

    assert_not_found (NULL, LIMBECK_PROJECT_ERROR_NO_ALEMBIC, "first line names does not exist");
  }
END_TEST

START_TEST (nothing_at_all_is_told_with_everything_that_was_tried)
  {
    assert_not_found (NULL, LIMBECK_PROJECT_ERROR_NO_INTERPRETER, "python3 -m venv .venv");
  }
END_TEST

START_TEST (a_broken_venv_is_named)
  {
    limbeck_scratch_link (scratch, "/gone/python3", "p/.venv/bin/python");
    limbeck_scratch_make_directory (scratch, "p/venv/bin/python");
    limbeck_scratch_write (scratch, "p/env/bin/python", "");

    assert_not_found (NULL,
                      LIMBECK_PROJECT_ERROR_NO_INTERPRETER,
                      "/.venv/bin/python: it is a link that leads nowhere");
    assert_not_found (
        NULL, LIMBECK_PROJECT_ERROR_NO_INTERPRETER, "/venv/bin/python: it is a folder");
    assert_not_found (
        NULL, LIMBECK_PROJECT_ERROR_NO_INTERPRETER, "/env/bin/python: it may not be executed");
  }
END_TEST

START_TEST (a_fifo_called_python_does_not_hang)
  {
    g_autofree char *fifo = limbeck_scratch_dup_path (scratch, "p/.venv/bin/python");

    limbeck_scratch_make_directory (scratch, "p/.venv/bin");
    ck_assert_int_eq (mkfifo (fifo, 0700), 0);

    assert_not_found (NULL, LIMBECK_PROJECT_ERROR_NO_INTERPRETER, "not a regular file");
  }
END_TEST

START_TEST (python3_on_the_path_is_used)
  {
    g_autofree char *python = NULL;
    g_autofree char *venv = make_venv ("system", "1.8.1");
    g_autoptr (LimbeckInterpreter) found = NULL;
    g_autofree char *bin = g_path_get_dirname (venv);

    limbeck_scratch_link (scratch, REAL_PYTHON, "system/bin/python3");
    g_setenv ("PATH", bin, TRUE);
    python = limbeck_scratch_dup_path (scratch, "system/bin/python3");
    found = find (NULL);

    assert_found (found, LIMBECK_INTERPRETER_PATH, python, "1.8.1");
  }
END_TEST

START_TEST (alembic_on_the_path_comes_last)
  {
    g_autofree char *pipx = make_venv ("pipx", "1.16.0");
    g_autofree char *text = g_strdup_printf ("#!%s\n", pipx);
    g_autofree char *script = limbeck_scratch_dup_path (scratch, "bin/alembic");
    g_autofree char *plain = make_venv ("plain", NULL);
    g_autofree char *path = NULL;
    g_autoptr (LimbeckInterpreter) found = NULL;

    limbeck_scratch_link (scratch, REAL_PYTHON, "plain/bin/python3");
    limbeck_scratch_write_program (scratch, "bin/alembic", text);
    path = g_strdup_printf ("%s/plain/bin:%s/bin",
                            limbeck_scratch_get_directory (scratch),
                            limbeck_scratch_get_directory (scratch));
    g_setenv ("PATH", path, TRUE);
    found = find (NULL);

    assert_found (found, LIMBECK_INTERPRETER_ALEMBIC_ON_PATH, script, "1.16.0");
    ck_assert (limbeck_interpreter_is_script (found));
  }
END_TEST

START_TEST (a_cancelled_search_ends)
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    g_cancellable_cancel (cancellable);

    ck_assert_ptr_null (limbeck_interpreter_find (project, project, NULL, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

static const struct
{
  const char *version;
  guint       numbers[3];
  gboolean    is_at_least;
} comparisons[] = {
  { "1.8.1", { 1, 8, 1 }, TRUE },      { "1.8.1", { 1, 8, 2 }, FALSE },
  { "1.8.1", { 1, 10, 0 }, FALSE },    { "1.16.4", { 1, 16, 0 }, TRUE },
  { "1.8.1.dev0", { 1, 8, 1 }, TRUE }, { "1.13.0rc1", { 1, 13, 0 }, TRUE },
  { "2.0", { 1, 99, 99 }, TRUE },      { "0.9", { 1, 0, 0 }, FALSE },
};

START_TEST (versions_are_compared_by_number)
  {
    g_autofree char *python = make_venv ("p/.venv", comparisons[_i].version);
    g_autoptr (LimbeckInterpreter) found = find (NULL);
    const guint *numbers = comparisons[_i].numbers;

    ck_assert_int_eq (limbeck_interpreter_is_at_least (found, numbers[0], numbers[1], numbers[2]),
                      comparisons[_i].is_at_least);
  }
END_TEST

START_TEST (the_environment_of_python_is_plain)
  {
    g_autofree char *python = make_venv ("p/.venv", "1.13.2");
    g_autoptr (LimbeckInterpreter) found = find (NULL);
    g_autoptr (LimbeckCommand) command = NULL;
    g_auto (GStrv) environment = NULL;

    g_setenv ("FORCE_COLOR", "1", TRUE);
    g_setenv ("ALEMBIC_CONFIG", "/x/pyproject.toml", TRUE);
    command = limbeck_interpreter_new_python (found);
    environment = limbeck_command_dup_environment (command);

    ck_assert_str_eq (limbeck_command_get_argv (command)[0], python);
    ck_assert_ptr_null (limbeck_command_get_argv (command)[1]);
    ck_assert_str_eq (g_environ_getenv (environment, "LC_ALL"), "C.UTF-8");
    ck_assert_str_eq (g_environ_getenv (environment, "PYTHONUNBUFFERED"), "1");
    ck_assert_str_eq (g_environ_getenv (environment, "PYTHONIOENCODING"), "utf-8");
    ck_assert_str_eq (g_environ_getenv (environment, "NO_COLOR"), "1");
    ck_assert_ptr_null (g_environ_getenv (environment, "FORCE_COLOR"));
    ck_assert_ptr_null (g_environ_getenv (environment, "ALEMBIC_CONFIG"));
  }
END_TEST

static Suite *
interpreter_suite (void)
{
  Suite *suite = suite_create ("core/project/interpreter");
  TCase *tcase = tcase_create ("interpreter");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, the_venv_of_the_project_is_used);
  tcase_add_test (tcase, the_venv_beside_the_configuration_is_used_too);
  tcase_add_test (tcase, the_order_is_kept);
  tcase_add_test (tcase, a_chosen_python_is_used_as_it_is);
  tcase_add_test (tcase, a_chosen_alembic_command_is_a_script);
  tcase_add_test (tcase, a_chosen_interpreter_that_is_gone_is_told);
  tcase_add_test (tcase, python_without_alembic_is_told_with_the_command_that_installs_it);
  tcase_add_test (tcase, a_path_with_blanks_is_quoted_in_the_command);
  tcase_add_test (tcase, the_alembic_command_beside_python_is_the_second_try);
  tcase_add_test (tcase, an_alembic_command_whose_python_is_gone_is_no_help);
  tcase_add_test (tcase, nothing_at_all_is_told_with_everything_that_was_tried);
  tcase_add_test (tcase, a_broken_venv_is_named);
  tcase_add_test (tcase, a_fifo_called_python_does_not_hang);
  tcase_add_test (tcase, python3_on_the_path_is_used);
  tcase_add_test (tcase, alembic_on_the_path_comes_last);
  tcase_add_test (tcase, a_cancelled_search_ends);
  tcase_add_loop_test (tcase, versions_are_compared_by_number, 0, G_N_ELEMENTS (comparisons));
  tcase_add_test (tcase, the_environment_of_python_is_plain);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (interpreter_suite ());
}
