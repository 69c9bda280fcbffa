#include <string.h>

#include "configuration-fixture.h"
#include "limbeck-check.h"

START_TEST (toml_is_read_since_1_16)
  {
    g_autoptr (LimbeckConfiguration) configuration = NULL;
    g_autofree char *list = NULL;

    limbeck_scratch_write (
        scratch,
        "p/pyproject.toml",
        "[tool.alembic]\nscript_location = \"%(here)s/m\"\nrecursive_version_locations = true\n"
        "version_locations = [\"%(here)s/a\", \"m/versions\"]\n");
    limbeck_scratch_make_directory (scratch, "p/a");
    limbeck_scratch_make_directory (scratch, "p/m/versions");
    configuration = load ("p/pyproject.toml", "1.16.4");
    list = list_locations (configuration);

    ck_assert_str_eq (list, "p/a|p/m/versions");
    ck_assert (limbeck_configuration_is_recursive (configuration));
    ck_assert_ptr_null (limbeck_configuration_get_url (configuration));
    assert_fails (
        "p/pyproject.toml", "1.13.2", LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION, "since 1.16");
    assert_fails (
        "p/pyproject.toml", NULL, LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION, "Choose an interpreter");
  }
END_TEST

START_TEST (ini_and_toml_complete_each_other)
  {
    g_autoptr (LimbeckConfiguration) newer = NULL;
    g_autoptr (LimbeckConfiguration) toml = NULL;
    g_autofree char *list = NULL;

    limbeck_scratch_write (scratch,
                           "p/alembic.ini",
                           "[alembic]\nsqlalchemy.url = postgresql://h/d\nsourceless = true\n");
    limbeck_scratch_write (
        scratch,
        "p/pyproject.toml",
        "[tool.alembic]\nscript_location = \"m\"\nsourceless = false\nversion_locations = [\"a\"]\n");
    limbeck_scratch_make_directory (scratch, "p/a");
    limbeck_scratch_make_directory (scratch, "p/m");

    newer = load ("p/alembic.ini", "1.16.4");
    list = list_locations (newer);
    ck_assert_str_eq (list, "p/a");
    ck_assert_str_eq (limbeck_configuration_get_url (newer), "postgresql://h/d");
    ck_assert (limbeck_configuration_is_sourceless (newer));

    toml = load ("p/pyproject.toml", "1.16.4");
    ck_assert_str_eq (limbeck_configuration_get_url (toml), "postgresql://h/d");
    ck_assert (limbeck_configuration_is_sourceless (toml));

    assert_fails (
        "p/alembic.ini", "1.13.2", LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION, "script_location");
  }
END_TEST

START_TEST (toml_that_cannot_be_read_is_a_finding_where_the_ini_suffices)
  {
    g_autoptr (LimbeckConfiguration) configuration = NULL;

    limbeck_scratch_write (scratch, "p/alembic.ini", "[alembic]\nscript_location = m\n");
    limbeck_scratch_write (scratch, "p/pyproject.toml", "[tool.alembic]\n");
    limbeck_scratch_make_directory (scratch, "p/m/versions");
    configuration = load ("p/alembic.ini", NULL);

    ck_assert_ptr_nonnull (find_finding (configuration, "toml-not-read"));
  }
END_TEST

static const struct
{
  const char *toml;
  const char *alembic;
  const char *text;
} bad_tomls[] = {
  { "[tool.alembic]\nscript_location = m\n", "1.16.4", "line 2" },
  { "[tool.alembic]\nscript_location = [\"m\"]\n", "1.16.4", "must be a string" },
  { "[tool.alembic]\nscript_location = \"100% m\"\n", "1.16.4", "“%%”" },
  { "[tool.alembic]\nscript_location = \"m\"\nversion_locations = \"a\"\n",
    "1.16.4",
    "must be a list" },
  { "[tool.alembic]\nscript_location = \"m\"\nversion_locations = [1]\n",
    "1.16.4",
    "must be a list" },
  { "[tool.alembic]\nscript_location = \"m\"\nsourceless = \"true\"\n",
    "1.16.4",
    "without quotes" },
  { "[tool.alembic]\nscript_location = \"m\"\nsourceless = true\n", "1.16.3", "before 1.16.4" },
  { "[tool]\nalembic = 3\n", "1.16.4", "not a table" },
  { "[tool.alembic]\n", "1.16.4", "[tool.alembic]" },
};

START_TEST (bad_toml_is_told)
  {
    g_autoptr (GError) error = NULL;

    limbeck_scratch_write (scratch, "p/pyproject.toml", bad_tomls[_i].toml);
    limbeck_scratch_make_directory (scratch, "p/m/versions");

    ck_assert_ptr_null (try_load ("p/pyproject.toml", bad_tomls[_i].alembic, &error));
    ck_assert_msg (strstr (error->message, bad_tomls[_i].text) != NULL, "%s", error->message);
  }
END_TEST

START_TEST (a_toml_that_only_seems_to_have_the_table_changes_nothing)
  {
    g_autoptr (LimbeckConfiguration) configuration = NULL;

    limbeck_scratch_write (scratch, "p/alembic.ini", "[alembic]\nscript_location = m\n");
    limbeck_scratch_write (scratch, "p/pyproject.toml", "x = '''\n[tool.alembic]\n'''\n");
    limbeck_scratch_make_directory (scratch, "p/m/versions");
    configuration = load ("p/alembic.ini", "1.16.4");

    ck_assert_uint_eq (limbeck_configuration_get_findings (configuration)->len, 0);
  }
END_TEST

static Suite *
configuration_toml_suite (void)
{
  Suite *suite = suite_create ("core/project/configuration-toml");
  TCase *tcase = tcase_create ("configuration-toml");

  tcase_add_checked_fixture (tcase, set_up_configuration, tear_down_configuration);
  tcase_add_test (tcase, toml_is_read_since_1_16);
  tcase_add_test (tcase, ini_and_toml_complete_each_other);
  tcase_add_test (tcase, toml_that_cannot_be_read_is_a_finding_where_the_ini_suffices);
  tcase_add_loop_test (tcase, bad_toml_is_told, 0, G_N_ELEMENTS (bad_tomls));
  tcase_add_test (tcase, a_toml_that_only_seems_to_have_the_table_changes_nothing);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (configuration_toml_suite ());
}
