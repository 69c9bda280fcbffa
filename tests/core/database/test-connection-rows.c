#include <signal.h>
#include <stdlib.h>

#include "database-fixture.h"
#include "limbeck-check.h"

#define TIMEOUT_MS 20000

START_TEST (null_is_not_the_empty_string)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (LimbeckRows) rows = limbeck_connection_query (
        connection, "VALUES (NULL, ''), ('a', 'b')", NULL, TIMEOUT_MS, NULL, NULL);

    ck_assert_ptr_nonnull (rows);
    ck_assert_uint_eq (limbeck_rows_get_n_rows (rows), 2);
    ck_assert (limbeck_rows_is_null (rows, 0, 0));
    ck_assert_ptr_null (limbeck_rows_get (rows, 0, 0));
    ck_assert (!limbeck_rows_is_null (rows, 0, 1));
    ck_assert_str_eq (limbeck_rows_get (rows, 0, 1), "");
    ck_assert_str_eq (limbeck_rows_get (rows, 1, 1), "b");
  }
END_TEST

START_TEST (a_statement_without_an_answer_has_no_rows)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (LimbeckRows) rows = limbeck_connection_query (
        connection, "SET timezone = 'UTC'", NULL, TIMEOUT_MS, NULL, NULL);

    ck_assert_ptr_nonnull (rows);
    ck_assert_uint_eq (limbeck_rows_get_n_rows (rows), 0);
  }
END_TEST

START_TEST (what_is_not_utf_8_is_repaired)
  {
    g_autoptr (LimbeckConnection) connection = NULL;
    g_autoptr (LimbeckRows) rows = NULL;
    const char *value;

    limbeck_test_cluster_run (
        cluster,
        "postgres",
        "create database ascii encoding sql_ascii template template0 lc_collate 'C' lc_ctype 'C'");
    connection = connect_to ("ascii");
    rows = limbeck_connection_query (connection, "SELECT chr(228)", NULL, TIMEOUT_MS, NULL, NULL);
    ck_assert_ptr_nonnull (rows);
    value = limbeck_rows_get (rows, 0, 0);
    ck_assert_str_eq (value, "\xef\xbf\xbd");
    ck_assert_ptr_eq (limbeck_rows_get (rows, 0, 0), value);
  }
END_TEST

/* Older GLib ends a program in a trap for a debugger, newer GLib by SIGABRT unless there is a debugger. */
static void
end_cb (int number)
{
  abort ();
}

START_TEST (a_cell_outside_the_table_is_a_mistake)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (LimbeckRows)
        rows = limbeck_connection_query (connection, "SELECT 1", NULL, TIMEOUT_MS, NULL, NULL);

    signal (SIGTRAP, end_cb);
    limbeck_rows_get (rows, 1, 0);
  }
END_TEST

static Suite *
connection_rows_suite (void)
{
  Suite *suite = suite_create ("connection-rows");
  TCase *tcase = tcase_create ("connection-rows");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, null_is_not_the_empty_string);
  tcase_add_test (tcase, a_statement_without_an_answer_has_no_rows);
  tcase_add_test (tcase, what_is_not_utf_8_is_repaired);
  tcase_add_test_raise_signal (tcase, a_cell_outside_the_table_is_a_mistake, SIGABRT);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (connection_rows_suite ());
}
