#include <string.h>

#include "core/project/project.h"
#include "core/project/project-settings.h"

#include "limbeck-check.h"
#include "scratch.h"
#include "test-paths.h"

static LimbeckScratch *scratch;

static void
setup (void)
{
  scratch = limbeck_scratch_new ();
}

static void
teardown (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

/* GLib looks for schemas once in a process; each test runs in one of its own. */
static void
install_schema (void)
{
  g_autofree char *contents = NULL;
  g_autoptr (GSubprocess) process = NULL;
  const char *directory = limbeck_scratch_get_directory (scratch);

  ck_assert (g_file_get_contents (
      TEST_SOURCE_ROOT "/data/io.github.limbeck.Limbeck.gschema.xml", &contents, NULL, NULL));
  limbeck_scratch_write (scratch, "io.github.limbeck.Limbeck.gschema.xml", contents);
  process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_NONE, NULL, "glib-compile-schemas", "--strict", directory, NULL);
  ck_assert (process != NULL && g_subprocess_wait_check (process, NULL, NULL));
  g_setenv ("GSETTINGS_SCHEMA_DIR", directory, TRUE);
}

static void
hide_schema (void)
{
  g_setenv ("GSETTINGS_SCHEMA_DIR", limbeck_scratch_get_directory (scratch), TRUE);
  g_setenv ("XDG_DATA_DIRS", limbeck_scratch_get_directory (scratch), TRUE);
  g_setenv ("XDG_DATA_HOME", limbeck_scratch_get_directory (scratch), TRUE);
}

static LimbeckProjectSettings *
settings_of (const char *path, const char *section)
{
  g_autoptr (LimbeckTarget) target = limbeck_target_new_named ("/p", path, section, NULL);

  return limbeck_project_settings_new (target);
}

START_TEST (without_the_schema_everything_has_its_default)
  {
    g_autoptr (LimbeckProjectSettings) settings = NULL;

    hide_schema ();
    settings = settings_of ("/p/alembic.ini", NULL);
    limbeck_project_settings_set_interpreter (settings, "/x/python");
    limbeck_project_settings_set_time_limit (settings, 5);
    ck_assert (limbeck_project_settings_set_database_url (settings, "postgresql://h/d", NULL));

    ck_assert (!limbeck_project_settings_is_remembered (settings));
    ck_assert_ptr_null (limbeck_project_settings_dup_interpreter (settings));
    ck_assert_ptr_null (limbeck_project_settings_dup_database_url (settings));
    ck_assert_ptr_null (limbeck_project_settings_dup_backup_directory (settings));
    ck_assert_uint_eq (limbeck_project_settings_get_time_limit (settings), 60);
  }
END_TEST

START_TEST (what_is_set_is_there_for_the_same_configuration)
  {
    g_autoptr (LimbeckProjectSettings) settings = NULL;
    g_autoptr (LimbeckProjectSettings) again = NULL;
    g_autofree char *interpreter = NULL;
    g_autofree char *directory = NULL;

    install_schema ();
    settings = settings_of ("/p/alembic.ini", NULL);
    ck_assert (limbeck_project_settings_is_remembered (settings));
    ck_assert_uint_eq (limbeck_project_settings_get_time_limit (settings), 60);
    limbeck_project_settings_set_interpreter (settings, "/x/bin/python");
    limbeck_project_settings_set_backup_directory (settings, "/backups/\xff");
    limbeck_project_settings_set_time_limit (settings, 90);
    limbeck_project_settings_sync (settings);

    again = settings_of ("/p/alembic.ini", NULL);
    interpreter = limbeck_project_settings_dup_interpreter (again);
    directory = limbeck_project_settings_dup_backup_directory (again);
    ck_assert_str_eq (interpreter, "/x/bin/python");
    ck_assert_str_eq (directory, "/backups/\xff");
    ck_assert_uint_eq (limbeck_project_settings_get_time_limit (again), 90);
  }
END_TEST

START_TEST (other_configurations_have_settings_of_their_own)
  {
    g_autoptr (LimbeckProjectSettings) settings = NULL;
    g_autoptr (LimbeckProjectSettings) other = NULL;
    g_autoptr (LimbeckProjectSettings) section = NULL;

    install_schema ();
    settings = settings_of ("/p/alembic.ini", NULL);
    other = settings_of ("/p/alembic_x.ini", NULL);
    section = settings_of ("/p/alembic.ini", "orders");
    limbeck_project_settings_set_interpreter (settings, "/x/bin/python");

    ck_assert_ptr_null (limbeck_project_settings_dup_interpreter (other));
    ck_assert_ptr_null (limbeck_project_settings_dup_interpreter (section));
  }
END_TEST

START_TEST (a_password_is_never_remembered)
  {
    g_autoptr (LimbeckProjectSettings) settings = NULL;
    g_autofree char *url = NULL;

    install_schema ();
    settings = settings_of ("/p/alembic.ini", NULL);
    ck_assert (limbeck_project_settings_set_database_url (
        settings,
        "postgresql+psycopg://u:SECRET@h/d?password=SECRET&sslmode=require&sslpassword=SECRET",
        NULL));
    url = limbeck_project_settings_dup_database_url (settings);

    ck_assert_str_eq (url, "postgresql+psycopg://u@h/d?sslmode=require");
  }
END_TEST

START_TEST (a_bad_url_is_refused_and_an_empty_one_forgets)
  {
    g_autoptr (LimbeckProjectSettings) settings = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *url = NULL;

    install_schema ();
    settings = settings_of ("/p/alembic.ini", NULL);
    ck_assert (limbeck_project_settings_set_database_url (settings, "postgresql://h/d", NULL));
    ck_assert (!limbeck_project_settings_set_database_url (settings, "sqlite:///x", &error));
    ck_assert (
        g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL));
    url = limbeck_project_settings_dup_database_url (settings);
    ck_assert_str_eq (url, "postgresql://h/d");

    ck_assert (limbeck_project_settings_set_database_url (settings, "", NULL));
    ck_assert_ptr_null (limbeck_project_settings_dup_database_url (settings));
  }
END_TEST

static Suite *
project_settings_suite (void)
{
  Suite *suite = suite_create ("core/project/project-settings");
  TCase *tcase = tcase_create ("project-settings");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, without_the_schema_everything_has_its_default);
  tcase_add_test (tcase, what_is_set_is_there_for_the_same_configuration);
  tcase_add_test (tcase, other_configurations_have_settings_of_their_own);
  tcase_add_test (tcase, a_password_is_never_remembered);
  tcase_add_test (tcase, a_bad_url_is_refused_and_an_empty_one_forgets);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (project_settings_suite ());
}
