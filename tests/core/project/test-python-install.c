#include <string.h>

#include "core/project/python-install.h"

#include "limbeck-check.h"
#include "scratch.h"

#define REAL_PYTHON "/usr/bin/python3"
#define SITE "v/lib/python3.9/site-packages/"

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
  g_unsetenv ("PYTHONUSERBASE");
  g_unsetenv ("PYTHONNOUSERSITE");

  limbeck_scratch_link (scratch, REAL_PYTHON, "v/bin/python");
  limbeck_scratch_write (
      scratch,
      "v/pyvenv.cfg",
      "home = /nowhere/bin\ninclude-system-site-packages = false\nversion_info = 3.9.2.final.0\n");
  limbeck_scratch_make_directory (scratch, SITE);
}

static void
teardown (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static LimbeckPythonInstall *
look (const char *path)
{
  g_autofree char *full = limbeck_scratch_dup_path (scratch, path);

  return limbeck_python_install_look (full);
}

static void
assert_seen (const char *path, const char *version, gboolean is_certain)
{
  g_autoptr (LimbeckPythonInstall) install = look (path);

  ck_assert_pstr_eq (install->alembic_version, version);
  ck_assert_int_eq (install->is_certain, is_certain);
}

START_TEST (the_version_is_read_from_the_package)
  {
    limbeck_scratch_write (scratch, SITE "alembic/__init__.py", "__version__: str = '1.16.4'\n");

    assert_seen ("v/bin/python", "1.16.4", TRUE);
  }
END_TEST

START_TEST (without_the_package_there_is_no_alembic)
  {
    assert_seen ("v/bin/python", NULL, TRUE);
  }
END_TEST

START_TEST (a_package_without_a_version_is_asked_about)
  {
    limbeck_scratch_write (
        scratch, SITE "alembic/__init__.py", "from .version import __version__\n");

    assert_seen ("v/bin/python", NULL, FALSE);
  }
END_TEST

START_TEST (metadata_without_the_package_is_asked_about)
  {
    limbeck_scratch_write (scratch, SITE "alembic-1.13.2.dist-info/METADATA", "");
    limbeck_scratch_write (
        scratch, SITE "__editable___alembic.pth", "import __editable___finder\n");

    assert_seen ("v/bin/python", NULL, FALSE);
  }
END_TEST

START_TEST (pth_files_are_followed)
  {
    limbeck_scratch_write (
        scratch, SITE "easy-install.pth", "# x\nimport os\n\n../../../../src/alembic\n");
    limbeck_scratch_write (
        scratch, "src/alembic/alembic/__init__.py", "__version__ = \"1.14.0\"\n");

    assert_seen ("v/bin/python", "1.14.0", TRUE);
  }
END_TEST

START_TEST (pythonpath_comes_first)
  {
    g_autofree char *folder = limbeck_scratch_dup_path (scratch, "first");

    limbeck_scratch_write (scratch, SITE "alembic/__init__.py", "__version__ = '1.16.4'\n");
    limbeck_scratch_write (scratch, "first/alembic/__init__.py", "__version__ = '1.7.0'\n");
    g_setenv ("PYTHONPATH", folder, TRUE);

    assert_seen ("v/bin/python", "1.7.0", TRUE);
  }
END_TEST

START_TEST (a_venv_inherits_only_if_it_says_so)
  {
    limbeck_scratch_write (
        scratch, "base/lib/python3.9/site-packages/alembic/__init__.py", "__version__ = '1.5.0'\n");
    limbeck_scratch_write_program (scratch,
                                   "base/bin/python3.9",
                                   "\x7f"
                                   "ELF");
    assert_seen ("v/bin/python", NULL, TRUE);

    {
      g_autofree char *home = limbeck_scratch_dup_path (scratch, "base/bin");
      g_autofree char *text = g_strdup_printf ("home = %s\nversion = 3.9.2\n", home);

      limbeck_scratch_write (scratch, "v/pyvenv.cfg", text);
    }
    assert_seen ("v/bin/python", "1.5.0", TRUE);
  }
END_TEST

START_TEST (an_installation_is_seen_through_links)
  {
    limbeck_scratch_write_program (scratch,
                                   "opt/bin/python3.12",
                                   "\x7f"
                                   "ELF");
    limbeck_scratch_link (scratch, "python3.12", "opt/bin/python3");
    limbeck_scratch_link (scratch, "../opt/bin/python3", "bin/python");
    limbeck_scratch_write (scratch,
                           "opt/lib/python3.12/site-packages/alembic/__init__.py",
                           "__version__ = '1.15.1'\n");

    assert_seen ("bin/python", "1.15.1", TRUE);
  }
END_TEST

START_TEST (the_folder_of_the_user_counts_outside_of_a_venv)
  {
    limbeck_scratch_write_program (scratch,
                                   "opt/bin/python3.9",
                                   "\x7f"
                                   "ELF");
    limbeck_scratch_write (scratch,
                           "home/.local/lib/python3.9/site-packages/alembic/__init__.py",
                           "__version__ = '1.6.5'\n");

    assert_seen ("opt/bin/python3.9", "1.6.5", TRUE);
    assert_seen ("v/bin/python", NULL, TRUE);
    g_setenv ("PYTHONNOUSERSITE", "1", TRUE);
    assert_seen ("opt/bin/python3.9", NULL, TRUE);
  }
END_TEST

START_TEST (a_launcher_is_asked)
  {
    g_autoptr (LimbeckPythonInstall) install = NULL;
    g_autoptr (GError) error = NULL;

    limbeck_scratch_write_program (
        scratch, "shims/python3", "#!/bin/sh\nexec " REAL_PYTHON " \"$@\"\n");
    install = look ("shims/python3");
    ck_assert (install->is_launcher);
    ck_assert (!install->is_certain);

    ck_assert (limbeck_python_install_ask (
        install, limbeck_scratch_get_directory (scratch), NULL, &error));
    ck_assert_str_eq (install->path, REAL_PYTHON);
    ck_assert (!install->is_launcher);
    ck_assert (install->is_certain);
  }
END_TEST

START_TEST (a_package_of_the_project_is_not_taken_for_alembic)
  {
    g_autoptr (LimbeckPythonInstall) install = NULL;
    g_autoptr (GError) error = NULL;

    limbeck_scratch_write (scratch, "project/alembic/__init__.py", "raise SystemExit(3)\n");
    limbeck_scratch_link (scratch, REAL_PYTHON, "w/bin/python");
    limbeck_scratch_write (
        scratch, "w/pyvenv.cfg", "home = /usr/bin\ninclude-system-site-packages = false\n");
    install = look ("w/bin/python");

    {
      g_autofree char *directory = limbeck_scratch_dup_path (scratch, "project");

      ck_assert_msg (limbeck_python_install_ask (install, directory, NULL, &error),
                     "%s",
                     error != NULL ? error->message : "");
    }
    ck_assert_ptr_null (install->alembic_version);
    ck_assert (install->is_certain);
  }
END_TEST

START_TEST (what_breaks_the_import_is_told)
  {
    g_autoptr (LimbeckPythonInstall) install = NULL;
    g_autofree char *folder = limbeck_scratch_dup_path (scratch, "first");
    g_autoptr (GError) error = NULL;

    limbeck_scratch_write (scratch, "first/alembic/__init__.py", "import no_such_module_here\n");
    g_setenv ("PYTHONPATH", folder, TRUE);
    install = limbeck_python_install_look (REAL_PYTHON);

    ck_assert (!limbeck_python_install_ask (install, "/", NULL, &error));
    ck_assert_ptr_nonnull (strstr (error->message, "No module named 'no_such_module_here'"));
  }
END_TEST

static Suite *
python_install_suite (void)
{
  Suite *suite = suite_create ("core/project/python-install");
  TCase *tcase = tcase_create ("python-install");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, the_version_is_read_from_the_package);
  tcase_add_test (tcase, without_the_package_there_is_no_alembic);
  tcase_add_test (tcase, a_package_without_a_version_is_asked_about);
  tcase_add_test (tcase, metadata_without_the_package_is_asked_about);
  tcase_add_test (tcase, pth_files_are_followed);
  tcase_add_test (tcase, pythonpath_comes_first);
  tcase_add_test (tcase, a_venv_inherits_only_if_it_says_so);
  tcase_add_test (tcase, an_installation_is_seen_through_links);
  tcase_add_test (tcase, the_folder_of_the_user_counts_outside_of_a_venv);
  tcase_add_test (tcase, a_launcher_is_asked);
  tcase_add_test (tcase, a_package_of_the_project_is_not_taken_for_alembic);
  tcase_add_test (tcase, what_breaks_the_import_is_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_install_suite ());
}
