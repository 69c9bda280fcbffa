#include <string.h>

#include "database-fixture.h"
#include "limbeck-check.h"

START_TEST (a_connection_knows_where_it_is)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autofree char *pid = query (connection, "SELECT pg_backend_pid()");
    g_autofree char *version = query (connection, "SHOW server_version_num");

    ck_assert_str_eq (limbeck_connection_get_host (connection),
                      limbeck_test_cluster_get_host (cluster));
    ck_assert_str_eq (limbeck_connection_get_port (connection),
                      limbeck_test_cluster_get_port (cluster));
    ck_assert_str_eq (limbeck_connection_get_user (connection), "postgres");
    ck_assert_str_eq (limbeck_connection_get_database (connection), "postgres");
    ck_assert_int_eq (limbeck_connection_get_backend_pid (connection), atoi (pid));
    ck_assert_int_eq (limbeck_connection_get_server_version (connection), atoi (version));
    ck_assert (!limbeck_connection_is_pooled (connection));
  }
END_TEST

START_TEST (the_session_is_named_and_speaks_utf_8)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autofree char *name = query (connection, "SHOW application_name");
    g_autofree char *encoding = query (connection, "SHOW client_encoding");
    g_autofree char *dates = query (connection, "SHOW datestyle");
    g_autofree char *interval = query (connection, "SHOW client_connection_check_interval");

    ck_assert_str_eq (name, "limbeck-test");
    ck_assert_str_eq (encoding, "UTF8");
    ck_assert_str_eq (dates, "ISO, YMD");
    ck_assert_str_eq (interval, "2s");
  }
END_TEST

START_TEST (time_limits_of_applications_do_not_bind_us)
  {
    g_autoptr (LimbeckConnection) connection = NULL;
    g_autofree char *statement = NULL;
    g_autofree char *idle = NULL;

    limbeck_test_cluster_create_role (cluster, "hasty", NULL);
    limbeck_test_cluster_run (cluster,
                              "postgres",
                              "alter role hasty set statement_timeout = '10s';"
                              "alter role hasty set idle_session_timeout = '1s';"
                              "alter role hasty set lock_timeout = '1s'");
    connection = connect_as ("postgres", "hasty");
    statement = query (connection, "SHOW statement_timeout");
    idle = query (connection, "SHOW idle_session_timeout");

    ck_assert_str_eq (statement, "0");
    ck_assert_str_eq (idle, "0");
  }
END_TEST

START_TEST (the_session_ends_with_the_connection)
  {
    LimbeckConnection *connection = connect_to ("postgres");
    g_autofree char *sql = g_strdup_printf ("select count(*) from pg_stat_activity where pid = %d",
                                            limbeck_connection_get_backend_pid (connection));

    limbeck_test_cluster_wait_for (cluster, "postgres", sql, "1");
    g_object_unref (connection);
    limbeck_test_cluster_wait_for (cluster, "postgres", sql, "0");
  }
END_TEST

START_TEST (a_pooler_is_noticed_and_its_sessions_stay_as_they_are)
  {
    g_autoptr (LimbeckTestCommand) pooler G_GNUC_UNUSED = start_pooler ();
    g_autoptr (LimbeckDatabaseUrl) url = pooler_url ("postgres");
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckConnection) connection = NULL;
    g_autofree char *limit = NULL;

    limbeck_test_cluster_run (
        cluster, "postgres", "alter role postgres set statement_timeout = '77s'");
    connection = limbeck_connection_open (url, "limbeck-test", 20000, NULL, &error);
    limbeck_test_cluster_run (cluster, "postgres", "alter role postgres reset statement_timeout");
    ck_assert_msg (connection != NULL, "%s", error ? error->message : "");
    ck_assert (limbeck_connection_is_pooled (connection));
    limit = query (connection, "SHOW statement_timeout");
    ck_assert_str_eq (limit, "77s");
  }
END_TEST

static Suite *
connection_suite (void)
{
  Suite *suite = suite_create ("connection");
  TCase *tcase = tcase_create ("connection");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, a_connection_knows_where_it_is);
  tcase_add_test (tcase, the_session_is_named_and_speaks_utf_8);
  tcase_add_test (tcase, time_limits_of_applications_do_not_bind_us);
  tcase_add_test (tcase, the_session_ends_with_the_connection);
  tcase_add_test (tcase, a_pooler_is_noticed_and_its_sessions_stay_as_they_are);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (connection_suite ());
}
