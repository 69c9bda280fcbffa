#include <string.h>

#include "core/backup/postgres-tools-private.h"

#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch *scratch;

static void
make_scratch (void)
{
  scratch = limbeck_scratch_new ();
}

static void
remove_scratch (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static void
install (const char *path)
{
  limbeck_scratch_write_program (scratch, path, "#!/bin/sh\n");
}

static char *
find (int server_version, const char *path, GError **error)
{
  g_autofree char *debian = limbeck_scratch_dup_path (scratch, "lib/postgresql/*/bin");
  g_autofree char *red_hat = limbeck_scratch_dup_path (scratch, "pgsql-*/bin");
  const char      *patterns[] = { debian, red_hat, NULL };

  return limbeck_postgres_tools_find_in ("pg_dump", server_version, patterns, path, error);
}

static void
assert_finds (int server_version, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = find (server_version, NULL, &error);
  g_autofree char *path = limbeck_scratch_dup_path (scratch, expected);

  ck_assert_msg (found != NULL, "%s", error ? error->message : "");
  ck_assert_str_eq (found, path);
}

START_TEST (the_servers_own_version_comes_first)
  {
    install ("lib/postgresql/13/bin/pg_dump");
    install ("lib/postgresql/15/bin/pg_dump");
    install ("lib/postgresql/17/bin/pg_dump");
    install ("pgsql-16/bin/pg_dump");
    assert_finds (130004, "lib/postgresql/13/bin/pg_dump");
    assert_finds (150020, "lib/postgresql/15/bin/pg_dump");
    assert_finds (160000, "pgsql-16/bin/pg_dump");
  }
END_TEST

START_TEST (else_the_lowest_one_above)
  {
    install ("lib/postgresql/13/bin/pg_dump");
    install ("lib/postgresql/17/bin/pg_dump");
    install ("pgsql-16/bin/pg_dump");
    assert_finds (140000, "pgsql-16/bin/pg_dump");
    assert_finds (170000, "lib/postgresql/17/bin/pg_dump");
  }
END_TEST

START_TEST (an_older_one_will_not_do)
  {
    g_autoptr (GError) error = NULL;

    install ("lib/postgresql/13/bin/pg_dump");
    ck_assert_ptr_null (find (150020, NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NO_TOOL));
    ck_assert_ptr_nonnull (strstr (error->message, "lib/postgresql/13/bin/pg_dump"));
    ck_assert_ptr_nonnull (strstr (error->message, "“postgresql-client-15”"));
  }
END_TEST

START_TEST (none_at_all_is_told)
  {
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (find (150020, "/nonexistent", &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NO_TOOL));
    ck_assert_ptr_nonnull (strstr (error->message, "“postgresql-client-15”"));
  }
END_TEST

START_TEST (what_only_looks_like_one_is_passed_over)
  {
    g_autoptr (GError) error = NULL;

    limbeck_scratch_write (scratch, "lib/postgresql/15/bin/pg_dump", "not executable");
    limbeck_scratch_make_directory (scratch, "lib/postgresql/16/bin/pg_dump");
    install ("lib/postgresql/seventeen/bin/pg_dump");
    install ("lib/postgresql/18/bin/pg_restore");
    ck_assert_ptr_null (find (150020, NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NO_TOOL));
  }
END_TEST

START_TEST (scripts_on_path_are_passed_over)
  {
    g_autoptr (GError) error = NULL;
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "bin");

    limbeck_scratch_write_program (
        scratch, "bin/pg_dump", "#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.1'\n");
    ck_assert_ptr_null (find (150020, path, &error));
  }
END_TEST

START_TEST (a_program_on_path_tells_its_version)
  {
    g_autoptr (GError) error = NULL;
    g_autofree char *installed = limbeck_postgres_tools_find ("pg_dump", 100000, &error);
    g_autofree char *directory = NULL;
    g_autofree char *search = NULL;
    g_autofree char *found = NULL;
    g_autofree char *none = NULL;
    int              major;

    ck_assert_msg (installed != NULL, "%s", error ? error->message : "");
    major = limbeck_postgres_tools_ask_version (installed);
    ck_assert_int_ge (major, 15);
    directory = g_path_get_dirname (installed);
    search = g_strdup_printf ("relative:/nonexistent:%s", directory);
    found = find (major * 10000, search, &error);
    ck_assert_str_eq (found, installed);
    none = find ((major + 1) * 10000, search, &error);
    ck_assert_ptr_null (none);
  }
END_TEST

static Suite *
postgres_tools_suite (void)
{
  Suite *suite = suite_create ("postgres-tools");
  TCase *tcase = tcase_create ("postgres-tools");

  tcase_add_checked_fixture (tcase, make_scratch, remove_scratch);
  tcase_add_test (tcase, the_servers_own_version_comes_first);
  tcase_add_test (tcase, else_the_lowest_one_above);
  tcase_add_test (tcase, an_older_one_will_not_do);
  tcase_add_test (tcase, none_at_all_is_told);
  tcase_add_test (tcase, what_only_looks_like_one_is_passed_over);
  tcase_add_test (tcase, scripts_on_path_are_passed_over);
  tcase_add_test (tcase, a_program_on_path_tells_its_version);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (postgres_tools_suite ());
}
