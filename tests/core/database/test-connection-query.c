#include <string.h>

#include "database-fixture.h"
#include "limbeck-check.h"

#define TIMEOUT_MS 20000
/* 3 ms on a quiet machine; a busy one may need a while to give us the processor again. */
static LimbeckRows *
run (LimbeckConnection *connection, const char *sql, guint timeout_ms, GError **error)
{
  return limbeck_connection_query (connection, sql, NULL, timeout_ms, NULL, error);
}

START_TEST (parameters_are_text_and_nothing_else)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    const char *parameters[] = { "it's; drop table x; --", "7", NULL };
    g_autoptr (LimbeckRows) rows = limbeck_connection_query (
        connection, "SELECT $1::text, $2::int + 1, NULL", parameters, TIMEOUT_MS, NULL, NULL);

    ck_assert_ptr_nonnull (rows);
    ck_assert_str_eq (limbeck_rows_get (rows, 0, 0), "it's; drop table x; --");
    ck_assert_str_eq (limbeck_rows_get (rows, 0, 1), "8");
    ck_assert (limbeck_rows_is_null (rows, 0, 2));
  }
END_TEST

START_TEST (a_refused_statement_leaves_the_connection_usable)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GError) error = NULL;
    g_autofree char *one = NULL;

    ck_assert_ptr_null (run (connection, "SELECT * FROM missing", TIMEOUT_MS, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_QUERY, "missing");
    ck_assert_str_eq (limbeck_database_error_get_sqlstate (error), "42P01");
    one = query (connection, "SELECT 1");
    ck_assert_str_eq (one, "1");
  }
END_TEST

START_TEST (a_missing_privilege_is_told)
  {
    g_autoptr (LimbeckConnection) connection = NULL;
    g_autoptr (GError) error = NULL;

    limbeck_test_cluster_create_role (cluster, "guest", NULL);
    connection = connect_as ("postgres", "guest");
    ck_assert_ptr_null (run (connection, "SELECT * FROM pg_authid", TIMEOUT_MS, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_PERMISSION, "“guest”");
  }
END_TEST

START_TEST (one_statement_is_all_that_is_taken)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (run (connection, "SELECT 1; SELECT 2", TIMEOUT_MS, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_QUERY, "");
  }
END_TEST

START_TEST (a_large_answer_arrives_whole)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (LimbeckRows)
        rows = run (connection,
                    "SELECT i, repeat('x', 100) FROM generate_series(1, 50000) i",
                    TIMEOUT_MS,
                    NULL);

    ck_assert_ptr_nonnull (rows);
    ck_assert_uint_eq (limbeck_rows_get_n_rows (rows), 50000);
    ck_assert_str_eq (limbeck_rows_get (rows, 49999, 0), "50000");
  }
END_TEST

START_TEST (a_large_statement_is_sent_whole)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autofree char *text = g_strnfill (8 * 1024 * 1024, 'x');
    g_autofree char *sql = g_strdup_printf ("SELECT length('%s')", text);
    g_autofree char *length = query (connection, sql);

    ck_assert_str_eq (length, "8388608");
  }
END_TEST

static char *
count_backends (int pid)
{
  return g_strdup_printf (
      "select count(*) from pg_stat_activity where pid = %d and state = 'active'", pid);
}

START_TEST (a_deadline_holds_and_the_server_stops_too)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autofree char *sql = count_backends (limbeck_connection_get_backend_pid (connection));
    g_autofree char *one = NULL;
    g_autoptr (GError) error = NULL;
    gint64 begin = g_get_monotonic_time ();

    ck_assert_ptr_null (run (connection, "SELECT pg_sleep(60)", 150, &error));
    ck_assert_int_ge (g_get_monotonic_time () - begin, 150 * 1000);
    ck_assert_int_lt (g_get_monotonic_time () - begin, 150 * 1000 + LIMBECK_TEST_SLACK_US);
    assert_database_error (error, LIMBECK_DATABASE_ERROR_TIMED_OUT, "150 milliseconds");
    limbeck_test_cluster_wait_for (cluster, "postgres", sql, "0");

    one = query (connection, "SELECT 1");
    ck_assert_str_eq (one, "1");
  }
END_TEST

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (data);

  return NULL;
}

START_TEST (a_cancel_returns_at_once_and_the_server_stops_too)
  {
    LimbeckConnection *connection = connect_to ("postgres");
    g_autofree char   *sql = count_backends (limbeck_connection_get_backend_pid (connection));
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
    gint64   begin = g_get_monotonic_time ();

    ck_assert_ptr_null (
        limbeck_connection_query (connection, "SELECT pg_sleep(60)", NULL, 0, cancellable, &error));
    ck_assert_int_lt (g_get_monotonic_time () - begin, 100 * 1000 + LIMBECK_TEST_SLACK_US);
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    g_thread_join (thread);

    /* Also when the connection is let go of right away. */
    g_object_unref (connection);
    limbeck_test_cluster_wait_for (cluster, "postgres", sql, "0");
  }
END_TEST

START_TEST (what_is_cancelled_before_is_not_sent)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    g_autofree char *count = NULL;

    g_cancellable_cancel (cancellable);
    ck_assert_ptr_null (limbeck_connection_query (
        connection, "CREATE TABLE never (a int)", NULL, 0, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    count = query (connection, "SELECT count(*) FROM pg_class WHERE relname = 'never'");
    ck_assert_str_eq (count, "0");
  }
END_TEST

START_TEST (a_late_cancel_never_hits_the_next_statement)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");

    for (int i = 0; i < 200; i++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *sql = g_strdup_printf ("SELECT pg_sleep(%d.0 / 10000)", 5 + i % 20);
        g_autofree char *one = NULL;
        g_autoptr (LimbeckRows) rows G_GNUC_UNUSED = run (connection, sql, 1, &error);

        one = query (connection, "SELECT 1 FROM pg_sleep(0.001)");
        ck_assert_str_eq (one, "1");
      }
  }
END_TEST

START_TEST (a_frozen_server_does_not_hold_us)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GError) first = NULL;
    g_autoptr (GError) second = NULL;
    gint64 begin;

    limbeck_test_cluster_freeze (cluster);
    begin = g_get_monotonic_time ();
    ck_assert_ptr_null (run (connection, "SELECT 1", 100, &first));
    ck_assert_int_lt (g_get_monotonic_time () - begin, 100 * 1000 + LIMBECK_TEST_SLACK_US);
    assert_database_error (first, LIMBECK_DATABASE_ERROR_TIMED_OUT, "100 milliseconds");

    begin = g_get_monotonic_time ();
    ck_assert_ptr_null (run (connection, "SELECT 1", 100, &second));
    ck_assert_int_lt (g_get_monotonic_time () - begin, 100 * 1000 + LIMBECK_TEST_SLACK_US);
    assert_database_error (second, LIMBECK_DATABASE_ERROR_TIMED_OUT, "100 milliseconds");

    begin = g_get_monotonic_time ();
    g_clear_object (&connection);
    ck_assert_int_lt (g_get_monotonic_time () - begin, LIMBECK_TEST_SLACK_US);
    limbeck_test_cluster_thaw (cluster);
  }
END_TEST

static gpointer
crash_soon (gpointer unused)
{
  limbeck_test_cluster_wait_for (
      cluster,
      "postgres",
      "select count(*) from pg_stat_activity where query = 'SELECT pg_sleep(61)'",
      "1");
  limbeck_test_cluster_crash (cluster);

  return NULL;
}

START_TEST (a_server_that_dies_during_a_statement_is_told)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) again = NULL;
    GThread *thread = g_thread_new ("crash", crash_soon, NULL);

    ck_assert_ptr_null (run (connection, "SELECT pg_sleep(61)", 0, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_LOST, "“postgres” on the socket ");
    ck_assert_ptr_null (run (connection, "SELECT 1", TIMEOUT_MS, &again));
    assert_database_error (again, LIMBECK_DATABASE_ERROR_LOST, "");
    g_thread_join (thread);
    limbeck_test_cluster_restart (cluster);
  }
END_TEST

START_TEST (a_session_that_is_terminated_is_lost)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (
        run (connection, "SELECT pg_terminate_backend(pg_backend_pid())", TIMEOUT_MS, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_LOST, "");
    ck_assert_str_eq (limbeck_database_error_get_sqlstate (error), "57P01");
  }
END_TEST

START_TEST (a_statement_that_somebody_else_cancels_is_told)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (run (connection,
                             "SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(60)",
                             TIMEOUT_MS,
                             &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_TIMED_OUT, "ended a statement");
    ck_assert_str_eq (limbeck_database_error_get_sqlstate (error), "57014");
  }
END_TEST

static Suite *
connection_query_suite (void)
{
  Suite *suite = suite_create ("connection-query");
  TCase *tcase = tcase_create ("connection-query");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, parameters_are_text_and_nothing_else);
  tcase_add_test (tcase, a_refused_statement_leaves_the_connection_usable);
  tcase_add_test (tcase, a_missing_privilege_is_told);
  tcase_add_test (tcase, one_statement_is_all_that_is_taken);
  tcase_add_test (tcase, a_large_answer_arrives_whole);
  tcase_add_test (tcase, a_large_statement_is_sent_whole);
  tcase_add_test (tcase, a_deadline_holds_and_the_server_stops_too);
  tcase_add_test (tcase, a_cancel_returns_at_once_and_the_server_stops_too);
  tcase_add_test (tcase, what_is_cancelled_before_is_not_sent);
  tcase_add_test (tcase, a_late_cancel_never_hits_the_next_statement);
  tcase_add_test (tcase, a_frozen_server_does_not_hold_us);
  tcase_add_test (tcase, a_server_that_dies_during_a_statement_is_told);
  tcase_add_test (tcase, a_session_that_is_terminated_is_lost);
  tcase_add_test (tcase, a_statement_that_somebody_else_cancels_is_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (connection_query_suite ());
}
