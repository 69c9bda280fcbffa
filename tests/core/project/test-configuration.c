#include <string.h>
#include <sys/stat.h>

#include "configuration-fixture.h"
#include "limbeck-check.h"

START_TEST (the_ordinary_case)
  {
    g_autoptr (LimbeckConfiguration) configuration = NULL;
    g_autofree char *project = limbeck_scratch_dup_path (scratch, "p");
    g_autofree char *scripts = limbeck_scratch_dup_path (scratch, "p/migrations");
    g_autofree char *locations = NULL;

    limbeck_scratch_make_directory (scratch, "p/migrations/versions");
    limbeck_scratch_write (scratch,
                           "p/alembic.ini",
                           "[alembic]\nscript_location = migrations\nprepend_sys_path = .\n"
                           "version_path_separator = os  # Use os.pathsep\n"
                           "sqlalchemy.url = postgresql://u:100%%@h/d\n");
    configuration = load ("p/alembic.ini", "1.8.1");
    locations = list_locations (configuration);

    ck_assert_str_eq (limbeck_configuration_get_working_directory (configuration), project);
    ck_assert_str_eq (limbeck_configuration_get_script_directory (configuration), scripts);
    ck_assert_str_eq (locations, "p/migrations/versions");
    ck_assert_str_eq (limbeck_configuration_get_url (configuration), "postgresql://u:100%@h/d");
    ck_assert (!limbeck_configuration_is_sorted (configuration));
    ck_assert (!limbeck_configuration_is_recursive (configuration));
    ck_assert (!limbeck_configuration_is_sourceless (configuration));
    ck_assert_uint_eq (limbeck_configuration_get_findings (configuration)->len, 0);
  }
END_TEST

static const struct
{
  const char *options;
  const char *alembic;
  gboolean    is_recursive;
  gboolean    is_sourceless;
  const char *finding;
} booleans[] = {
  { "sourceless = true", "1.8.1", FALSE, TRUE, NULL },
  { "sourceless = True", "1.8.1", FALSE, FALSE, "boolean-not-true" },
  { "sourceless = true # yes", "1.8.1", FALSE, FALSE, "boolean-not-true" },
  { "sourceless = false", "1.8.1", FALSE, FALSE, NULL },
  { "recursive_version_locations = true", "1.10.0", TRUE, FALSE, NULL },
  { "recursive_version_locations = true", "1.8.1", FALSE, FALSE, "option-ignored" },
  { "path_separator = os", "1.8.1", FALSE, FALSE, NULL },
  { "path_separator = os\nversion_locations = m/versions",
    "1.8.1",
    FALSE,
    FALSE,
    "option-ignored" },
  { "version_locations = gone", "1.8.1", FALSE, FALSE, "version-location-missing" },
  { "databases = one, two", "1.8.1", FALSE, FALSE, "several-databases" },
  { "sqlalchemy.url = postgresql://u:SECRET%@h/d", "1.8.1", FALSE, FALSE, "bad-percent-sign" },
  { "file_template = %(rev)d_%%(slug)s", "1.8.1", FALSE, FALSE, "bad-percent-sign" },
};

START_TEST (oddities_are_findings)
  {
    g_autoptr (LimbeckConfiguration) configuration = NULL;
    g_autofree char *ini = NULL;
    LimbeckFinding  *finding;

    ini = g_strdup_printf ("[alembic]\nscript_location = m\n%s\n", booleans[_i].options);
    limbeck_scratch_write (scratch, "p/alembic.ini", ini);
    limbeck_scratch_make_directory (scratch, "p/m/versions");
    configuration = load ("p/alembic.ini", booleans[_i].alembic);

    ck_assert_int_eq (limbeck_configuration_is_recursive (configuration),
                      booleans[_i].is_recursive);
    ck_assert_int_eq (limbeck_configuration_is_sourceless (configuration),
                      booleans[_i].is_sourceless);
    if (booleans[_i].finding == NULL)
      {
        ck_assert_uint_eq (limbeck_configuration_get_findings (configuration)->len, 0);
        return;
      }

    finding = find_finding (configuration, booleans[_i].finding);
    ck_assert_ptr_nonnull (finding);
    ck_assert_ptr_null (strstr (limbeck_finding_get_detail (finding), "SECRET"));
  }
END_TEST

START_TEST (another_section_is_read_where_the_target_says_so)
  {
    g_autofree char *project = limbeck_scratch_dup_path (scratch, "p");
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "p/alembic.ini");
    g_autoptr (LimbeckTarget) target = limbeck_target_new_named (project, path, "orders", NULL);
    g_autoptr (LimbeckConfiguration) configuration = NULL;

    limbeck_scratch_write (
        scratch,
        "p/alembic.ini",
        "[DEFAULT]\nscript_location = m\n[alembic]\nsqlalchemy.url = a\n[orders]\nsqlalchemy.url = b\n");
    limbeck_scratch_make_directory (scratch, "p/m/versions");
    configuration = limbeck_configuration_load (target, NULL, NULL, NULL);

    ck_assert_str_eq (limbeck_configuration_get_url (configuration), "b");
  }
END_TEST

START_TEST (what_is_missing_is_told)
  {
    limbeck_scratch_write (scratch, "p/a.ini", "[Alembic]\nscript_location = m\n");
    limbeck_scratch_write (scratch, "p/b.ini", "[alembic]\nsqlalchemy.url = x\n");
    limbeck_scratch_write (scratch, "p/c.ini", "[alembic]\nscript_location = gone\n");
    limbeck_scratch_write (scratch, "p/d.ini", "");
    limbeck_scratch_write (scratch, "p/sub/e.ini", "[alembic]\nscript_location = gone\n");
    limbeck_scratch_write (scratch, "p/f.ini", "[alembic]\nscript_location = %(nothing)s\n");

    assert_fails ("p/a.ini", "1.8.1", LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION, "only [Alembic]");
    assert_fails ("p/b.ini",
                  "1.8.1",
                  LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
                  "script_location = %(here)s/migrations");
    assert_fails ("p/c.ini",
                  "1.8.1",
                  LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
                  "/p/gone”, but there is no such folder");
    assert_fails (
        "p/d.ini", "1.8.1", LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION, "must begin with that line");
    assert_fails ("p/sub/e.ini",
                  "1.8.1",
                  LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
                  "from the project's root");
    assert_fails ("p/f.ini", "1.8.1", LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION, "line 2");
    assert_fails ("p/g.ini", "1.8.1", LIMBECK_PROJECT_ERROR_NOT_FOUND, "g.ini");
  }
END_TEST

START_TEST (a_fifo_is_refused_at_once)
  {
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "p/alembic.ini");

    limbeck_scratch_make_directory (scratch, "p");
    ck_assert_int_eq (mkfifo (path, 0600), 0);

    assert_fails ("p/alembic.ini", "1.8.1", LIMBECK_PROJECT_ERROR_UNREADABLE, "not a regular file");
  }
END_TEST

START_TEST (flask_migrate_is_told)
  {
    limbeck_scratch_write (scratch,
                           "p/migrations/alembic.ini",
                           "[alembic]\n# template used to generate migration files\n");
    limbeck_scratch_write (scratch, "p/migrations/env.py", "from flask import current_app\n");

    assert_fails ("p/migrations/alembic.ini",
                  "1.8.1",
                  LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
                  "Flask-Migrate");
  }
END_TEST

START_TEST (a_cancelled_load_ends)
  {
    g_autofree char *project = limbeck_scratch_dup_path (scratch, "p");
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "p/pyproject.toml");
    g_autoptr (LimbeckTarget) target = limbeck_target_new (project, path);
    g_autoptr (LimbeckInterpreter) interpreter = make_interpreter ("1.16.4");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    limbeck_scratch_write (
        scratch, "p/pyproject.toml", "[tool.alembic]\nscript_location = \"m\"\n");
    g_cancellable_cancel (cancellable);

    ck_assert_ptr_null (limbeck_configuration_load (target, interpreter, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

static Suite *
configuration_suite (void)
{
  Suite *suite = suite_create ("core/project/configuration");
  TCase *tcase = tcase_create ("configuration");

  tcase_add_checked_fixture (tcase, set_up_configuration, tear_down_configuration);
  tcase_add_test (tcase, the_ordinary_case);
  tcase_add_loop_test (tcase, oddities_are_findings, 0, G_N_ELEMENTS (booleans));
  tcase_add_test (tcase, another_section_is_read_where_the_target_says_so);
  tcase_add_test (tcase, what_is_missing_is_told);
  tcase_add_test (tcase, a_fifo_is_refused_at_once);
  tcase_add_test (tcase, flask_migrate_is_told);
  tcase_add_test (tcase, a_cancelled_load_ends);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (configuration_suite ());
}
