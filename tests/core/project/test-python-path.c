#include "core/project/python-path.h"

#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch *scratch;

static void
setup (void)
{
  g_autofree char *home = NULL;

  scratch = limbeck_scratch_new ();
  home = limbeck_scratch_dup_path (scratch, "home");
  g_setenv ("HOME", home, TRUE);
  g_unsetenv ("PYTHONPATH");
  g_unsetenv ("PYTHONHOME");
  limbeck_scratch_write_program (scratch, "opt/bin/python3", "x");
}

static void
teardown (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static LimbeckPythonPath *
find (void)
{
  g_autofree char *python = limbeck_scratch_dup_path (scratch, "opt/bin/python3");

  return limbeck_python_path_find (python);
}

START_TEST (the_only_version_of_an_installation_is_its_version)
  {
    g_autoptr (LimbeckPythonPath) path = NULL;

    limbeck_scratch_make_directory (scratch, "opt/lib/python3.10/site-packages");
    path = find ();

    ck_assert_str_eq (path->version, "3.10");
    ck_assert_uint_eq (path->folders->len, 1);
    ck_assert (path->is_complete);
  }
END_TEST

START_TEST (two_versions_leave_it_open)
  {
    g_autoptr (LimbeckPythonPath) path = NULL;

    limbeck_scratch_make_directory (scratch, "opt/lib/python3.10/site-packages");
    limbeck_scratch_make_directory (scratch, "opt/lib/python3.11/site-packages");
    path = find ();

    ck_assert_ptr_null (path->version);
    ck_assert (!path->is_complete);
  }
END_TEST

START_TEST (a_relative_entry_and_pythonhome_leave_it_open)
  {
    g_autoptr (LimbeckPythonPath) relative = NULL;
    g_autoptr (LimbeckPythonPath) home = NULL;

    limbeck_scratch_make_directory (scratch, "opt/lib/python3.10/site-packages");
    g_setenv ("PYTHONPATH", "src", TRUE);
    relative = find ();
    ck_assert (!relative->is_complete);

    g_unsetenv ("PYTHONPATH");
    g_setenv ("PYTHONHOME", "/x", TRUE);
    home = find ();
    ck_assert (!home->is_complete);
  }
END_TEST

START_TEST (the_folder_of_the_user_comes_before_that_of_the_installation)
  {
    g_autoptr (LimbeckPythonPath) path = NULL;

    limbeck_scratch_make_directory (scratch, "opt/lib/python3.10/site-packages");
    limbeck_scratch_make_directory (scratch, "home/.local/lib/python3.10/site-packages");
    path = find ();

    ck_assert_uint_eq (path->folders->len, 2);
    ck_assert (g_str_has_prefix (path->folders->pdata[0], g_get_home_dir ()));
  }
END_TEST

static Suite *
python_path_suite (void)
{
  Suite *suite = suite_create ("core/project/python-path");
  TCase *tcase = tcase_create ("python-path");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, the_only_version_of_an_installation_is_its_version);
  tcase_add_test (tcase, two_versions_leave_it_open);
  tcase_add_test (tcase, a_relative_entry_and_pythonhome_leave_it_open);
  tcase_add_test (tcase, the_folder_of_the_user_comes_before_that_of_the_installation);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_path_suite ());
}
