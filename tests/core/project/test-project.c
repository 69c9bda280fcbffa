#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/project/project.h"

#include "limbeck-check.h"
#include "scratch.h"

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

static LimbeckProject *
open_project (const char *path)
{
  g_autofree char *full = limbeck_scratch_dup_path (scratch, path);
  g_autoptr (GError) error = NULL;
  LimbeckProject *project = limbeck_project_open (full, NULL, &error);

  ck_assert_msg (project != NULL, "%s", error != NULL ? error->message : "");

  return project;
}

static char *
list_names (LimbeckProject *project)
{
  GListModel *targets = limbeck_project_get_targets (project);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (LimbeckTarget) target = g_list_model_get_item (targets, i);

      g_string_append_printf (names, "%s%s", i > 0 ? "," : "", limbeck_target_get_name (target));
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_targets (const char *expected)
{
  g_autoptr (LimbeckProject) project = open_project (".");
  g_autofree char *names = list_names (project);

  ck_assert_str_eq (names, expected);
}

static void
assert_fails (const char *path, LimbeckProjectError code, const char *text)
{
  g_autofree char *full = limbeck_scratch_dup_path (scratch, path);
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (limbeck_project_open (full, NULL, &error));
  ck_assert_msg (g_error_matches (error, LIMBECK_PROJECT_ERROR, code), "%s", error->message);
  ck_assert_msg (strstr (error->message, text) != NULL, "%s", error->message);
}

START_TEST (every_configuration_becomes_a_target)
  {
    limbeck_scratch_write (scratch, "alembic_blocks.ini", "");
    limbeck_scratch_write (scratch, "alembic-audit.ini", "");
    limbeck_scratch_write (scratch, "alembic.ini", "");
    limbeck_scratch_write (scratch, "services/alembic.ini", "");
    limbeck_scratch_write (scratch, "billing/alembic.ini", "");
    limbeck_scratch_write (scratch, "billing/alembic_archive.ini", "");
    limbeck_scratch_write (scratch, "deep/down/alembic.ini", "");
    limbeck_scratch_write (scratch, "setup.ini", "");
    limbeck_scratch_write (scratch, "alembic.ini.example", "");

    assert_targets ("Main,Audit,Blocks,Billing,Billing Archive,Services");
  }
END_TEST

START_TEST (folders_that_hold_other_peoples_code_are_left_out)
  {
    limbeck_scratch_write (scratch, "alembic.ini", "");
    limbeck_scratch_write (scratch, ".hidden/alembic.ini", "");
    limbeck_scratch_write (scratch, "venv/alembic.ini", "");
    limbeck_scratch_write (scratch, "node_modules/alembic.ini", "");
    limbeck_scratch_write (scratch, "site-packages/alembic.ini", "");
    limbeck_scratch_write (scratch, "my-python/pyvenv.cfg", "");
    limbeck_scratch_write (scratch, "my-python/alembic.ini", "");

    assert_targets ("Main");
  }
END_TEST

START_TEST (a_pyproject_counts_only_with_the_table)
  {
    limbeck_scratch_write (scratch, "a/pyproject.toml", "[tool.alembic]\n");
    limbeck_scratch_write (scratch, "b/pyproject.toml", "[tool.black]\n");

    assert_targets ("A");
  }
END_TEST

START_TEST (a_pyproject_beside_alembic_ini_belongs_to_it)
  {
    limbeck_scratch_write (scratch, "alembic.ini", "[alembic]\n");
    limbeck_scratch_write (scratch, "pyproject.toml", "[tool.alembic]\n");

    assert_targets ("Main");
  }
END_TEST

START_TEST (names_are_unique)
  {
    limbeck_scratch_write (scratch, "alembic_services.ini", "");
    limbeck_scratch_write (scratch, "Services/alembic.ini", "");
    limbeck_scratch_write (scratch, "services/alembic.ini", "");

    assert_targets ("Services,Services (Services/alembic.ini),Services (services/alembic.ini)");
  }
END_TEST

START_TEST (what_is_a_directory_is_no_configuration)
  {
    limbeck_scratch_make_directory (scratch, "alembic.ini");
    limbeck_scratch_write (scratch, "alembic_x.ini", "");

    assert_targets ("X");
  }
END_TEST

START_TEST (a_fifo_does_not_hang_the_search)
  {
    g_autofree char *ini = limbeck_scratch_dup_path (scratch, "alembic.ini");
    g_autofree char *toml = limbeck_scratch_dup_path (scratch, "pyproject.toml");

    ck_assert_int_eq (mkfifo (ini, 0600), 0);
    ck_assert_int_eq (mkfifo (toml, 0600), 0);

    assert_targets ("Main");
  }
END_TEST

START_TEST (a_file_opens_its_directory)
  {
    g_autoptr (LimbeckProject) project = NULL;
    g_autofree char *names = NULL;

    limbeck_scratch_write (scratch, "p/alembic.ini", "");
    limbeck_scratch_write (scratch, "p/database.ini", "");
    project = open_project ("p/database.ini");
    names = list_names (project);

    ck_assert_str_eq (names, "Main,Database");
    ck_assert_str_eq (limbeck_project_get_name (project), "p");
  }
END_TEST

START_TEST (a_relative_path_is_taken_from_the_current_directory)
  {
    g_autoptr (LimbeckProject) project = NULL;
    g_autofree char *expected = limbeck_scratch_dup_path (scratch, "p q");

    limbeck_scratch_write (scratch, "p q/alembic.ini", "");
    ck_assert_int_eq (chdir (limbeck_scratch_get_directory (scratch)), 0);
    project = limbeck_project_open ("./p q/", NULL, NULL);

    ck_assert_str_eq (limbeck_project_get_directory (project), expected);
  }
END_TEST

START_TEST (a_missing_folder_is_told)
  {
    assert_fails ("nowhere", LIMBECK_PROJECT_ERROR_NOT_FOUND, "nowhere");
  }
END_TEST

START_TEST (another_file_is_told)
  {
    limbeck_scratch_write (scratch, "README.md", "");

    assert_fails ("README.md", LIMBECK_PROJECT_ERROR_NO_CONFIGURATION, "neither a folder");
  }
END_TEST

START_TEST (an_empty_folder_is_told_with_a_remedy)
  {
    assert_fails (".", LIMBECK_PROJECT_ERROR_NO_CONFIGURATION, "alembic init");
  }
END_TEST

START_TEST (a_configuration_further_down_is_named)
  {
    limbeck_scratch_write (scratch, "src/app/alembic.ini", "");

    assert_fails (".", LIMBECK_PROJECT_ERROR_NO_CONFIGURATION, "src/app/alembic.ini");
  }
END_TEST

START_TEST (a_configuration_further_up_is_named)
  {
    limbeck_scratch_write (scratch, "alembic.ini", "");
    limbeck_scratch_make_directory (scratch, "src/app");

    assert_fails ("src/app", LIMBECK_PROJECT_ERROR_NO_CONFIGURATION, "/alembic.ini");
  }
END_TEST

START_TEST (a_cancelled_search_ends)
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    limbeck_scratch_write (scratch, "alembic.ini", "");
    g_cancellable_cancel (cancellable);

    ck_assert_ptr_null (
        limbeck_project_open (limbeck_scratch_get_directory (scratch), cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

static const struct
{
  const char *configuration;
  const char *name;
} lookups[] = {
  { NULL, "Main" },
  { "alembic_blocks.ini", "Blocks" },
  { "./services/../alembic_blocks.ini", "Blocks" },
  { "Blocks", "Blocks" },
  { "bLOCKS", "Blocks" },
  { "services", "Services" },
  { "services/alembic.ini", "Services" },
  { "deep/down/alembic.ini", "Deep Down" },
};

START_TEST (a_target_is_found_by_path_and_by_name)
  {
    g_autoptr (LimbeckProject) project = NULL;
    g_autoptr (LimbeckTarget) target = NULL;

    limbeck_scratch_write (scratch, "alembic.ini", "");
    limbeck_scratch_write (scratch, "alembic_blocks.ini", "");
    limbeck_scratch_write (scratch, "services/alembic.ini", "");
    limbeck_scratch_write (scratch, "deep/down/alembic.ini", "");
    project = open_project (".");
    target = limbeck_project_find_target (project, lookups[_i].configuration, NULL);

    ck_assert_ptr_nonnull (target);
    ck_assert_str_eq (limbeck_target_get_name (target), lookups[_i].name);
  }
END_TEST

START_TEST (an_absolute_path_and_one_from_the_current_directory_are_found)
  {
    g_autoptr (LimbeckProject) project = NULL;
    g_autoptr (LimbeckTarget) absolute = NULL;
    g_autoptr (LimbeckTarget) relative = NULL;
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "elsewhere/x.ini");
    g_autofree char *directory = limbeck_scratch_dup_path (scratch, "elsewhere");

    limbeck_scratch_write (scratch, "p/alembic.ini", "");
    limbeck_scratch_write (scratch, "elsewhere/x.ini", "");
    project = open_project ("p");
    ck_assert_int_eq (chdir (directory), 0);
    absolute = limbeck_project_find_target (project, path, NULL);
    relative = limbeck_project_find_target (project, "x.ini", NULL);

    ck_assert_str_eq (limbeck_target_get_config_path (absolute), path);
    ck_assert_str_eq (limbeck_target_get_config_path (relative), path);
  }
END_TEST

START_TEST (an_unknown_target_is_told_with_those_there_are)
  {
    g_autoptr (LimbeckProject) project = NULL;
    g_autoptr (GError) error = NULL;

    limbeck_scratch_write (scratch, "alembic.ini", "");
    limbeck_scratch_write (scratch, "services/alembic.ini", "");
    project = open_project (".");

    ck_assert_ptr_null (limbeck_project_find_target (project, "nonsense", &error));
    ck_assert (g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_NO_TARGET));
    ck_assert_ptr_nonnull (strstr (error->message, "“nonsense”"));
    ck_assert_ptr_nonnull (strstr (error->message, "“Services” (services/alembic.ini)"));
  }
END_TEST

START_TEST (a_configuration_that_is_named_may_be_where_nobody_looks)
  {
    g_autoptr (LimbeckTarget) target = NULL;
    g_autofree char *directory = limbeck_scratch_dup_path (scratch, ".");
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "model/db/sql/migrations.ini");

    limbeck_scratch_write (scratch, "model/db/sql/migrations.ini", "");
    target = limbeck_project_open_target (directory, "model/db/sql/migrations.ini", NULL, NULL);

    ck_assert_ptr_nonnull (target);
    ck_assert_str_eq (limbeck_target_get_config_path (target), path);
  }
END_TEST

START_TEST (a_configuration_that_is_missing_is_told_where_there_is_none)
  {
    g_autoptr (GError) error = NULL;
    g_autofree char *directory = limbeck_scratch_dup_path (scratch, ".");

    ck_assert_ptr_null (limbeck_project_open_target (directory, "db/alembic.ini", NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_NO_TARGET));
    ck_assert_ptr_nonnull (strstr (error->message, "“db/alembic.ini”"));
  }
END_TEST

START_TEST (a_project_without_any_configuration_has_no_target)
  {
    g_autoptr (GError) error = NULL;
    g_autofree char *directory = limbeck_scratch_dup_path (scratch, ".");

    ck_assert_ptr_null (limbeck_project_open_target (directory, NULL, NULL, &error));
    ck_assert (
        g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_NO_CONFIGURATION));
  }
END_TEST

static Suite *
project_suite (void)
{
  Suite *suite = suite_create ("core/project/project");
  TCase *tcase = tcase_create ("project");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, every_configuration_becomes_a_target);
  tcase_add_test (tcase, folders_that_hold_other_peoples_code_are_left_out);
  tcase_add_test (tcase, a_pyproject_counts_only_with_the_table);
  tcase_add_test (tcase, a_pyproject_beside_alembic_ini_belongs_to_it);
  tcase_add_test (tcase, names_are_unique);
  tcase_add_test (tcase, what_is_a_directory_is_no_configuration);
  tcase_add_test (tcase, a_fifo_does_not_hang_the_search);
  tcase_add_test (tcase, a_file_opens_its_directory);
  tcase_add_test (tcase, a_relative_path_is_taken_from_the_current_directory);
  tcase_add_test (tcase, a_missing_folder_is_told);
  tcase_add_test (tcase, another_file_is_told);
  tcase_add_test (tcase, an_empty_folder_is_told_with_a_remedy);
  tcase_add_test (tcase, a_configuration_further_down_is_named);
  tcase_add_test (tcase, a_configuration_further_up_is_named);
  tcase_add_test (tcase, a_cancelled_search_ends);
  tcase_add_loop_test (tcase, a_target_is_found_by_path_and_by_name, 0, G_N_ELEMENTS (lookups));
  tcase_add_test (tcase, an_absolute_path_and_one_from_the_current_directory_are_found);
  tcase_add_test (tcase, an_unknown_target_is_told_with_those_there_are);
  tcase_add_test (tcase, a_configuration_that_is_named_may_be_where_nobody_looks);
  tcase_add_test (tcase, a_configuration_that_is_missing_is_told_where_there_is_none);
  tcase_add_test (tcase, a_project_without_any_configuration_has_no_target);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (project_suite ());
}
