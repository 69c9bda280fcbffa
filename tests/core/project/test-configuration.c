#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "core/base/finding.h"
#include "core/project/configuration.h"
#include "core/project/project.h"

#include "fake-python.h"
#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch *scratch;

static void
setup (void)
{
  scratch = limbeck_scratch_new ();
  g_unsetenv ("PYTHONPATH");
  g_unsetenv ("PYTHONHOME");
}

static void
teardown (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static LimbeckInterpreter *
make_interpreter (const char *alembic)
{
  static guint        n;
  g_autofree char    *folder = g_strdup_printf ("python-%u", n++);
  g_autofree char    *python = limbeck_fake_python_write (scratch, folder, alembic);
  LimbeckInterpreter *interpreter;

  interpreter = limbeck_interpreter_find ("/", "/", python, NULL, NULL);
  ck_assert_ptr_nonnull (interpreter);

  return interpreter;
}

static LimbeckConfiguration *
try_load (const char *config, const char *alembic, GError **error)
{
  g_autofree char *project = limbeck_scratch_dup_path (scratch, "p");
  g_autofree char *path = limbeck_scratch_dup_path (scratch, config);
  g_autoptr (LimbeckTarget) target = limbeck_target_new (project, path);
  g_autoptr (LimbeckInterpreter) interpreter = alembic != NULL ? make_interpreter (alembic) : NULL;

  return limbeck_configuration_load (target, interpreter, NULL, error);
}

static LimbeckConfiguration *
load (const char *config, const char *alembic)
{
  g_autoptr (GError) error = NULL;
  LimbeckConfiguration *configuration = try_load (config, alembic, &error);

  ck_assert_msg (configuration != NULL, "%s", error != NULL ? error->message : "");

  return configuration;
}

static void
assert_fails (const char *config, const char *alembic, LimbeckProjectError code, const char *text)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (try_load (config, alembic, &error));
  ck_assert_msg (g_error_matches (error, LIMBECK_PROJECT_ERROR, (int) code), "%s", error->message);
  ck_assert_msg (strstr (error->message, text) != NULL, "%s", error->message);
}

/* The version locations, relative to the scratch folder */
static char *
list_locations (LimbeckConfiguration *configuration)
{
  const char *const *locations = limbeck_configuration_get_version_locations (configuration);
  g_autoptr (GString) list = g_string_new (NULL);
  gsize length = strlen (limbeck_scratch_get_directory (scratch));

  for (gsize i = 0; locations[i] != NULL; i++)
    {
      ck_assert (g_str_has_prefix (locations[i], limbeck_scratch_get_directory (scratch)));
      g_string_append_printf (list, "%s%s", i > 0 ? "|" : "", locations[i] + length + 1);
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static LimbeckFinding *
find_finding (LimbeckConfiguration *configuration, const char *id)
{
  GPtrArray *findings = limbeck_configuration_get_findings (configuration);

  for (guint i = 0; i < findings->len; i++)
    if (strcmp (limbeck_finding_get_id (findings->pdata[i]), id) == 0)
      return findings->pdata[i];

  return NULL;
}

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

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, the_ordinary_case);
  tcase_add_loop_test (tcase, a_script_location_has_many_forms, 0, G_N_ELEMENTS (locations));
  tcase_add_test (tcase, an_absolute_script_location_is_taken_as_it_is);
  tcase_add_test (tcase, a_package_is_looked_for_in_prepend_sys_path);
  tcase_add_test (tcase, a_namespace_package_is_asked_from_python);
  tcase_add_test (tcase, a_package_that_is_not_there_is_told);
  tcase_add_loop_test (
      tcase, version_locations_are_split_by_the_rules_of_the_version, 0, G_N_ELEMENTS (lists));
  tcase_add_loop_test (tcase, oddities_are_findings, 0, G_N_ELEMENTS (booleans));
  tcase_add_test (tcase, another_section_is_read_where_the_target_says_so);
  tcase_add_test (tcase, what_is_missing_is_told);
  tcase_add_test (tcase, a_fifo_is_refused_at_once);
  tcase_add_test (tcase, flask_migrate_is_told);
  tcase_add_test (tcase, toml_is_read_since_1_16);
  tcase_add_test (tcase, ini_and_toml_complete_each_other);
  tcase_add_test (tcase, toml_that_cannot_be_read_is_a_finding_where_the_ini_suffices);
  tcase_add_loop_test (tcase, bad_toml_is_told, 0, G_N_ELEMENTS (bad_tomls));
  tcase_add_test (tcase, a_toml_that_only_seems_to_have_the_table_changes_nothing);
  tcase_add_test (tcase, a_cancelled_load_ends);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (configuration_suite ());
}
