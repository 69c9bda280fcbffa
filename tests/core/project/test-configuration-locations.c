#include "configuration-fixture.h"
#include "limbeck-check.h"

static const struct
{
  const char *location;
  const char *folder; /* made before */
  const char *script_directory;
  const char *working_directory;
} locations[] = {
  { "migrations", "p/sub/migrations", "p/sub/migrations", "p/sub" },
  { "sub/migrations", "p/sub/migrations", "p/sub/migrations", "p" },
  { "./migrations/", "p/sub/migrations", "p/sub/migrations", "p/sub" },
  { "../migrations", "p/migrations", "p/migrations", "p/sub" },
  { ".", "p/sub/versions", "p/sub", "p/sub" },
  { "%(here)s/migrations", "p/sub/migrations", "p/sub/migrations", "p/sub" },
  { "%(here)s", "p/sub", "p/sub", "p/sub" },
  { "my migrations ; é", "p/sub/my migrations ; é", "p/sub/my migrations ; é", "p/sub" },
  { "package:migrations", "p/sub/package/migrations", "p/sub/package/migrations", "p/sub" },
  { "package:migrations/x", "p/sub/package/migrations/x", "p/sub/package/migrations/x", "p/sub" },
  { "package:a:b", "p/sub/package/a/b", "p/sub/package/a/b", "p/sub" },
  { "package.inner:x", "p/sub/package/inner/x", "p/sub/package/inner/x", "p/sub" },
};

START_TEST (a_script_location_has_many_forms)
  {
    g_autoptr (LimbeckConfiguration) configuration = NULL;
    g_autofree char *ini = NULL;
    g_autofree char *script_directory = NULL;
    g_autofree char *working_directory = NULL;

    ini = g_strdup_printf ("[alembic]\nscript_location = %s\n", locations[_i].location);
    limbeck_scratch_write (scratch, "p/sub/alembic.ini", ini);
    limbeck_scratch_make_directory (scratch, locations[_i].folder);
    if (g_str_has_prefix (locations[_i].location, "package"))
      {
        limbeck_scratch_write (scratch, "p/sub/package/__init__.py", "");
        limbeck_scratch_write (scratch, "p/sub/package/inner/__init__.py", "");
      }
    script_directory = limbeck_scratch_dup_path (scratch, locations[_i].script_directory);
    working_directory = limbeck_scratch_dup_path (scratch, locations[_i].working_directory);

    configuration = load ("p/sub/alembic.ini", NULL);

    ck_assert_str_eq (limbeck_configuration_get_script_directory (configuration), script_directory);
    ck_assert_str_eq (limbeck_configuration_get_working_directory (configuration),
                      working_directory);
  }
END_TEST

static const struct
{
  const char *folder; /* made before */
  const char *working_directory;
} places[] = {
  { "p/a/b/c/migrations", "p/a/b/c" },
  { "p/a/b/migrations", "p/a/b" },
  { "p/a/migrations", "p/a" },
  { "p/migrations", "p" },
};

START_TEST (a_folder_between_the_ini_and_the_root_counts_too)
  {
    g_autoptr (LimbeckConfiguration) configuration = NULL;
    g_autofree char *script_directory = limbeck_scratch_dup_path (scratch, places[_i].folder);
    g_autofree char *working_directory = limbeck_scratch_dup_path (scratch,
                                                                   places[_i].working_directory);
    g_autofree char *versions = g_strconcat (places[_i].folder, "/versions", NULL);

    limbeck_scratch_write (
        scratch, "p/a/b/c/alembic.ini", "[alembic]\nscript_location = migrations\n");
    limbeck_scratch_make_directory (scratch, versions);

    configuration = load ("p/a/b/c/alembic.ini", NULL);

    ck_assert_str_eq (limbeck_configuration_get_script_directory (configuration), script_directory);
    ck_assert_str_eq (limbeck_configuration_get_working_directory (configuration),
                      working_directory);
  }
END_TEST

START_TEST (a_folder_between_counts_only_where_all_of_it_resolves)
  {
    limbeck_scratch_write (
        scratch, "p/a/b/alembic.ini", "[alembic]\nscript_location = migrations\n");
    limbeck_scratch_make_directory (scratch, "p/a/migrations");
    limbeck_scratch_make_directory (scratch, "migrations/versions");

    assert_fails ("p/a/b/alembic.ini",
                  NULL,
                  LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
                  "but there is no such folder");
  }
END_TEST

START_TEST (an_absolute_script_location_is_taken_as_it_is)
  {
    g_autoptr (LimbeckConfiguration) configuration = NULL;
    g_autofree char *scripts = limbeck_scratch_dup_path (scratch, "else:where");
    g_autofree char *ini = g_strdup_printf ("[alembic]\nscript_location = %s\n", scripts);

    limbeck_scratch_write (scratch, "p/alembic.ini", ini);
    limbeck_scratch_make_directory (scratch, "else:where");
    configuration = load ("p/alembic.ini", NULL);

    ck_assert_str_eq (limbeck_configuration_get_script_directory (configuration), scripts);
  }
END_TEST

START_TEST (a_package_is_looked_for_in_prepend_sys_path)
  {
    g_autoptr (LimbeckConfiguration) configuration = NULL;
    g_autofree char *scripts = limbeck_scratch_dup_path (scratch, "p/src/app/db");

    limbeck_scratch_write (scratch,
                           "p/alembic.ini",
                           "[alembic]\nscript_location = app:db\nprepend_sys_path = lib, src\n");
    limbeck_scratch_write (scratch, "p/src/app/__init__.py", "");
    limbeck_scratch_make_directory (scratch, "p/src/app/db");
    configuration = load ("p/alembic.ini", NULL);

    ck_assert_str_eq (limbeck_configuration_get_script_directory (configuration), scripts);
  }
END_TEST

START_TEST (a_namespace_package_is_asked_from_python)
  {
    g_autoptr (LimbeckConfiguration) configuration = NULL;
    g_autofree char *scripts = limbeck_scratch_dup_path (scratch, "p/src/spread/db");

    limbeck_scratch_write (scratch,
                           "p/alembic.ini",
                           "[alembic]\nscript_location = spread:db\nprepend_sys_path = src\n");
    limbeck_scratch_make_directory (scratch, "p/src/spread/db");
    configuration = load ("p/alembic.ini", "1.8.1");

    ck_assert_str_eq (limbeck_configuration_get_script_directory (configuration), scripts);
  }
END_TEST

START_TEST (a_package_that_is_not_there_is_told)
  {
    limbeck_scratch_write (
        scratch, "p/alembic.ini", "[alembic]\nscript_location = no_such_package:db\n");

    assert_fails (
        "p/alembic.ini", "1.8.1", LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION, "“no_such_package”");
    assert_fails (
        "p/alembic.ini", NULL, LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION, "alembic.ini”, line 2");
  }
END_TEST

/* All folders that can be meant exist, so that only the splitting decides. */
static const struct
{
  const char *options;
  const char *alembic;
  const char *locations; /* relative to p, or NULL for a refusal */
} lists[] = {
  { "version_locations = a b", "1.8.1", "p/a|p/b" },
  { "version_locations = a, b", "1.8.1", "p/a|p/b" },
  { "version_locations = a,,b", "1.8.1", "p/a|p|p/b" },
  { "version_locations = a:b\nversion_path_separator = os", "1.8.1", "p/a|p/b" },
  { "version_locations = a;b\nversion_path_separator = ;", "1.8.1", "p/a|p/b" },
  { "version_locations = a  b\nversion_path_separator = space", "1.8.1", "p/a|p/b" },
  { "version_locations = a : b\nversion_path_separator = :", "1.13.3", "p/a|p/b" },
  { "version_locations =\n  a\n  b\nversion_path_separator = newline", "1.13.3", "p/a|p/b" },
  { "version_locations =\n  a\n  b\nversion_path_separator = newline", "1.13.2", NULL },
  { "version_locations = a b\nversion_path_separator = os  # Use os.pathsep", "1.8.1", NULL },
  { "version_locations = a:b\npath_separator = os", "1.16.0", "p/a|p/b" },
  { "version_locations = a;b\npath_separator = ;\nversion_path_separator = nonsense",
    "1.16.0",
    "p/a|p/b" },
  { "version_locations = a;b\nversion_path_separator = ;", "1.19.1", "p/a|p/b" },
  { "version_locations = a b\npath_separator = nonsense", "1.13.2", "p/a|p/b" },
  { "version_locations = a b\nversion_path_separator = os", "1.6.5", "p/a|p/b" },
  { "version_locations = %(here)s/a %(here)s/m/versions", "1.8.1", "p/a|p/m/versions" },
  { "version_locations =", "1.8.1", "p/m/versions" },
  { "version_locations = :\nversion_path_separator = os", "1.8.1", "p/m/versions" },
};

START_TEST (version_locations_are_split_by_the_rules_of_the_version)
  {
    g_autoptr (LimbeckConfiguration) configuration = NULL;
    g_autofree char *ini = NULL;
    g_autofree char *list = NULL;
    g_autoptr (GError) error = NULL;

    ini = g_strdup_printf ("[alembic]\nscript_location = m\n%s\n", lists[_i].options);
    limbeck_scratch_write (scratch, "p/alembic.ini", ini);
    limbeck_scratch_make_directory (scratch, "p/a");
    limbeck_scratch_make_directory (scratch, "p/b");
    limbeck_scratch_make_directory (scratch, "p/m/versions");
    configuration = try_load ("p/alembic.ini", lists[_i].alembic, &error);

    if (lists[_i].locations == NULL)
      {
        ck_assert_ptr_null (configuration);
        ck_assert (g_error_matches (
            error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION));
        return;
      }

    ck_assert_msg (configuration != NULL, "%s", error != NULL ? error->message : "");
    list = list_locations (configuration);
    ck_assert_str_eq (list, lists[_i].locations);
  }
END_TEST

static Suite *
configuration_locations_suite (void)
{
  Suite *suite = suite_create ("core/project/configuration-locations");
  TCase *tcase = tcase_create ("configuration-locations");

  tcase_add_checked_fixture (tcase, set_up_configuration, tear_down_configuration);
  tcase_add_loop_test (tcase, a_script_location_has_many_forms, 0, G_N_ELEMENTS (locations));
  tcase_add_loop_test (
      tcase, a_folder_between_the_ini_and_the_root_counts_too, 0, (int) G_N_ELEMENTS (places));
  tcase_add_test (tcase, a_folder_between_counts_only_where_all_of_it_resolves);
  tcase_add_test (tcase, an_absolute_script_location_is_taken_as_it_is);
  tcase_add_test (tcase, a_package_is_looked_for_in_prepend_sys_path);
  tcase_add_test (tcase, a_namespace_package_is_asked_from_python);
  tcase_add_test (tcase, a_package_that_is_not_there_is_told);
  tcase_add_loop_test (
      tcase, version_locations_are_split_by_the_rules_of_the_version, 0, G_N_ELEMENTS (lists));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (configuration_locations_suite ());
}
