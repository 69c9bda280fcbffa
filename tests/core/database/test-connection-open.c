#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "database-fixture.h"
#include "limbeck-check.h"
#include "scratch.h"

#define TIMEOUT_MS 20000
/* 3 ms on a quiet machine; a busy one may need a while to give us the processor again. */
static LimbeckConnection *
open_text (const char *text, guint timeout_ms, GError **error)
{
  g_autoptr (GError) bad_url = NULL;
  g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, &bad_url);

  ck_assert_msg (url != NULL, "%s: %s", text, bad_url ? bad_url->message : "");

  return limbeck_connection_open (url, "limbeck-test", timeout_ms, NULL, error);
}

static void
refuse_text (const char *text, LimbeckDatabaseError code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckConnection) connection = open_text (text, TIMEOUT_MS, &error);

  ck_assert_ptr_null (connection);
  assert_database_error (error, code, part);
  ck_assert_ptr_nonnull (limbeck_database_error_get_remedy (error));
}

START_TEST (a_missing_database_is_told)
  {
    g_autofree char *text = limbeck_test_cluster_dup_url (cluster, "missing");
    g_autofree char *socket = g_strdup_printf ("%s/.s.PGSQL.",
                                               limbeck_test_cluster_get_host (cluster));

    refuse_text (text, LIMBECK_DATABASE_ERROR_NO_DATABASE, "“missing”");
    refuse_text (text, LIMBECK_DATABASE_ERROR_NO_DATABASE, socket);
  }
END_TEST

START_TEST (a_missing_role_is_told)
  {
    g_autofree char *text = limbeck_test_cluster_dup_url_for (
        cluster, "postgres", "nobody-here", NULL);

    refuse_text (text, LIMBECK_DATABASE_ERROR_NO_ROLE, "“nobody-here”");
  }
END_TEST

START_TEST (a_role_that_may_not_log_in_is_told)
  {
    g_autofree char *text = limbeck_test_cluster_dup_url_for (cluster, "postgres", "group", NULL);

    limbeck_test_cluster_run (cluster, "postgres", "create role \"group\" nologin");
    refuse_text (text, LIMBECK_DATABASE_ERROR_NO_ROLE, "“group”");
  }
END_TEST

START_TEST (a_missing_privilege_to_connect_is_told)
  {
    g_autofree char *text = limbeck_test_cluster_dup_url_for (cluster, "closed", "guest", NULL);

    limbeck_test_cluster_create_role (cluster, "guest", NULL);
    limbeck_test_cluster_create_database (cluster, "closed");
    limbeck_test_cluster_run (cluster, "postgres", "revoke connect on database closed from public");
    refuse_text (text, LIMBECK_DATABASE_ERROR_PERMISSION, "“guest”");
  }
END_TEST

START_TEST (too_many_connections_are_told)
  {
    g_autofree char *text = limbeck_test_cluster_dup_url_for (cluster, "crowded", "guest", NULL);

    limbeck_test_cluster_create_role (cluster, "guest", NULL);
    limbeck_test_cluster_create_database (cluster, "crowded");
    limbeck_test_cluster_run (cluster, "postgres", "alter database crowded connection limit 0");
    refuse_text (text, LIMBECK_DATABASE_ERROR_REFUSED, "“crowded”");
  }
END_TEST

START_TEST (a_socket_that_is_not_there_is_told)
  {
    refuse_text (
        "postgresql://u@/shop?host=/nonexistent",
        LIMBECK_DATABASE_ERROR_UNREACHABLE,
        "“shop” on the socket /nonexistent/.s.PGSQL.5432: no server answers there (No such");
  }
END_TEST

START_TEST (a_dead_socket_is_told)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char   *text = NULL;
    struct sockaddr_un name = { .sun_family = AF_UNIX };
    int                listener = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    g_snprintf (name.sun_path,
                sizeof name.sun_path,
                "%s/.s.PGSQL.5432",
                limbeck_scratch_get_directory (scratch));
    ck_assert_int_eq (bind (listener, (struct sockaddr *) &name, sizeof name), 0);
    close (listener);
    text = g_strdup_printf ("postgresql://u@/shop?host=%s",
                            limbeck_scratch_get_directory (scratch));
    refuse_text (text, LIMBECK_DATABASE_ERROR_UNREACHABLE, "(Connection refused)");
  }
END_TEST

/* A listener on a port of its own; its backlog takes connections that nobody ever answers. */
static int
make_listener (char **port, gboolean is_open)
{
  struct sockaddr_in name = { .sin_family = AF_INET, .sin_addr = { htonl (INADDR_LOOPBACK) } };
  socklen_t          size = sizeof name;
  int                listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  ck_assert_int_eq (bind (listener, (struct sockaddr *) &name, sizeof name), 0);
  ck_assert_int_eq (getsockname (listener, (struct sockaddr *) &name, &size), 0);
  if (is_open)
    ck_assert_int_eq (listen (listener, 5), 0);
  *port = g_strdup_printf ("%d", ntohs (name.sin_port));

  return listener;
}

START_TEST (a_closed_port_is_told)
  {
    g_autofree char *port = NULL;
    g_autofree char *text = NULL;
    g_autofree char *place = NULL;

    make_listener (&port, FALSE);
    text = g_strdup_printf ("postgresql://u:secret@localhost:%s/shop", port);
    place = g_strdup_printf ("“shop” on localhost:%s: no server answers there", port);
    refuse_text (text, LIMBECK_DATABASE_ERROR_UNREACHABLE, place);
  }
END_TEST

START_TEST (an_unknown_host_is_told)
  {
    refuse_text ("postgresql://u@no-such-host.invalid/shop",
                 LIMBECK_DATABASE_ERROR_UNKNOWN_HOST,
                 "“no-such-host.invalid”");
  }
END_TEST

START_TEST (a_bad_option_is_told)
  {
    g_autofree char *plain = limbeck_test_cluster_dup_url (cluster, "postgres");
    g_autofree char *text = g_strdup_printf ("%s&sslmode=sometimes", plain);

    refuse_text (text, LIMBECK_DATABASE_ERROR_REFUSED, "sometimes");
  }
END_TEST

START_TEST (a_service_that_is_not_there_is_told)
  {
    refuse_text ("postgresql://u@/shop?service=nowhere", LIMBECK_DATABASE_ERROR_REFUSED, "nowhere");
  }
END_TEST

START_TEST (a_service_is_understood)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckConnection) connection = NULL;
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "services");
    g_autofree char *contents = g_strdup_printf ("[mine]\nhost=%s\nport=%s\nuser=postgres\n",
                                                 limbeck_test_cluster_get_host (cluster),
                                                 limbeck_test_cluster_get_port (cluster));

    limbeck_scratch_write (scratch, "services", contents);
    g_setenv ("PGSERVICEFILE", path, TRUE);
    connection = open_text ("postgresql:///postgres?service=mine", TIMEOUT_MS, &error);
    ck_assert_msg (connection != NULL, "%s", error ? error->message : "");
    ck_assert_str_eq (limbeck_connection_get_host (connection),
                      limbeck_test_cluster_get_host (cluster));
  }
END_TEST

static const char *const odd_names[] = { "my db",           "ä=ö",
                                         "it's \"quoted\"", "dbname=postgres user=x",
                                         "a/b?c#d",         "back\\slash" };

START_TEST (an_odd_name_is_just_a_name)
  {
    g_autofree char *text = limbeck_test_cluster_dup_url (cluster, odd_names[_i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, &error);
    g_autoptr (LimbeckConnection) connection = NULL;
    g_autofree char *name = NULL;

    limbeck_test_cluster_create_database (cluster, odd_names[_i]);
    ck_assert_msg (url != NULL, "%s: %s", text, error ? error->message : "");
    /* SQLAlchemy takes the database as it is written, so what a URL can't hold has no URL. */
    if (g_strcmp0 (limbeck_database_url_get_parameter (url, "dbname"), odd_names[_i]) != 0)
      return;
    connection = limbeck_connection_open (url, "limbeck-test", TIMEOUT_MS, NULL, &error);
    ck_assert_msg (connection != NULL, "%s: %s", text, error ? error->message : "");
    name = query (connection, "SELECT current_database() || '|' || current_user");
    ck_assert (g_str_has_suffix (name, "|postgres"));
    ck_assert_int_eq (strncmp (name, odd_names[_i], strlen (odd_names[_i])), 0);
  }
END_TEST

START_TEST (the_next_host_is_tried)
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckConnection) connection = NULL;
    g_autofree char *closed = NULL;
    g_autofree char *silent = NULL;
    g_autofree char *text = NULL;

    make_listener (&closed, FALSE);
    make_listener (&silent, TRUE);
    text = g_strdup_printf (
        "postgresql://postgres@/postgres?host=no-such-host.invalid:1&host=127.0.0.1:%s"
        "&host=127.0.0.1:%s&host=%s",
        closed,
        silent,
        limbeck_test_cluster_get_host (cluster));
    connection = open_text (text, 200, &error);
    if (connection == NULL && error->code == LIMBECK_DATABASE_ERROR_UNREACHABLE)
      ck_abort_msg ("%s", error->message);
    ck_assert_msg (connection != NULL, "%s", error ? error->message : "");
  }
END_TEST

START_TEST (of_several_failures_the_furthest_is_told)
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckConnection) connection = NULL;
    g_autofree char *closed = NULL;
    g_autofree char *silent = NULL;
    g_autofree char *text = NULL;

    make_listener (&closed, FALSE);
    make_listener (&silent, TRUE);
    text = g_strdup_printf (
        "postgresql://u@/shop?host=127.0.0.1:%s&host=127.0.0.1:%s", silent, closed);
    connection = open_text (text, 100, &error);
    ck_assert_ptr_null (connection);
    assert_database_error (error, LIMBECK_DATABASE_ERROR_TIMED_OUT, silent);
  }
END_TEST

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (data);

  return NULL;
}

static void
assert_gives_up_in_time (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread;
  gint64   begin = g_get_monotonic_time ();

  ck_assert_ptr_null (limbeck_connection_open (url, "limbeck-test", 150, NULL, &error));
  assert_database_error (error, LIMBECK_DATABASE_ERROR_TIMED_OUT, "150 milliseconds");
  ck_assert_int_ge (g_get_monotonic_time () - begin, 150 * 1000);
  ck_assert_int_lt (g_get_monotonic_time () - begin, 150 * 1000 + LIMBECK_TEST_SLACK_US);

  begin = g_get_monotonic_time ();
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  ck_assert_ptr_null (limbeck_connection_open (url, "limbeck-test", 0, cancellable, &cancelled));
  ck_assert_int_lt (g_get_monotonic_time () - begin, 100 * 1000 + LIMBECK_TEST_SLACK_US);
  ck_assert (g_error_matches (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_thread_join (thread);
}

START_TEST (a_server_that_says_nothing_is_given_up)
  {
    g_autofree char *port = NULL;
    g_autofree char *text = NULL;

    make_listener (&port, TRUE);
    text = g_strdup_printf ("postgresql://u@127.0.0.1:%s/shop", port);
    assert_gives_up_in_time (text);
  }
END_TEST

START_TEST (a_frozen_server_is_given_up)
  {
    g_autofree char *text = limbeck_test_cluster_dup_url (cluster, "postgres");

    limbeck_test_cluster_freeze (cluster);
    assert_gives_up_in_time (text);
    limbeck_test_cluster_thaw (cluster);
  }
END_TEST

START_TEST (a_stopped_server_is_told)
  {
    g_autofree char *text = limbeck_test_cluster_dup_url (cluster, "postgres");

    limbeck_test_cluster_stop (cluster);
    refuse_text (text, LIMBECK_DATABASE_ERROR_UNREACHABLE, "no server answers there");
    limbeck_test_cluster_restart (cluster);
  }
END_TEST

static char *
tcp_url (const char *user_and_password)
{
  return g_strdup_printf ("postgresql://%s@%s:%s/postgres",
                          user_and_password,
                          tcp_host,
                          limbeck_test_cluster_get_port (cluster));
}

static void
make_scram_role (void)
{
  g_unsetenv ("PGPASSWORD");
  g_setenv ("HOME", "/nonexistent", TRUE);
  limbeck_test_cluster_create_role (cluster, "scram", "right:password");
}

START_TEST (the_right_password_is_let_in)
  {
    g_autofree char *text = tcp_url ("scram:right%3Apassword");
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckConnection) connection = open_text (text, TIMEOUT_MS, &error);

    ck_assert_msg (connection != NULL, "%s", error ? error->message : "");
    ck_assert_str_eq (limbeck_connection_get_host (connection), tcp_host);
  }
END_TEST

START_TEST (a_wrong_password_is_told_but_not_shown)
  {
    g_autofree char *text = tcp_url ("scram:wrongpassword");
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (open_text (text, TIMEOUT_MS, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_AUTHENTICATION, "“scram”");
    ck_assert_ptr_null (strstr (error->message, "wrongpassword"));
    ck_assert_str_eq (limbeck_database_error_get_sqlstate (error), "28P01");
  }
END_TEST

START_TEST (a_missing_password_is_told)
  {
    g_autofree char *text = tcp_url ("scram");

    refuse_text (text, LIMBECK_DATABASE_ERROR_PASSWORD_NEEDED, "“scram”");
  }
END_TEST

START_TEST (a_password_in_the_environment_is_used)
  {
    g_autofree char *text = tcp_url ("scram");
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckConnection) connection = NULL;

    g_setenv ("PGPASSWORD", "right:password", TRUE);
    connection = open_text (text, TIMEOUT_MS, &error);
    ck_assert_msg (connection != NULL, "%s", error ? error->message : "");
  }
END_TEST

START_TEST (a_password_in_a_passfile_is_used)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *path = limbeck_scratch_dup_path (scratch, ".pgpass");
    g_autofree char *line = g_strdup_printf ("%s:*:*:scram:right\\:password\n", tcp_host);
    g_autofree char *text = tcp_url ("scram");
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckConnection) connection = NULL;

    limbeck_scratch_write (scratch, ".pgpass", line);
    ck_assert_int_eq (chmod (path, 0600), 0);
    g_setenv ("HOME", limbeck_scratch_get_directory (scratch), TRUE);
    connection = open_text (text, TIMEOUT_MS, &error);
    ck_assert_msg (connection != NULL, "%s", error ? error->message : "");
  }
END_TEST

/* The last test of its server. */
START_TEST (a_machine_that_is_not_let_in_is_told)
  {
    g_autofree char *text = tcp_url ("scram:right%3Apassword");
    GError          *error = NULL;

    refuse_every_tcp_client ();
    for (;;)
      {
        g_autoptr (LimbeckConnection) connection = open_text (text, TIMEOUT_MS, &error);

        if (connection == NULL)
          break;
      }
    assert_database_error (error, LIMBECK_DATABASE_ERROR_REFUSED, "pg_hba.conf");
    g_error_free (error);
  }
END_TEST

static void
add_tcp_tests (Suite *suite)
{
  TCase *tcase = tcase_create ("tcp");

  tcase_add_unchecked_fixture (tcase, start_tcp_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, make_scram_role, NULL);
  tcase_add_test (tcase, the_right_password_is_let_in);
  tcase_add_test (tcase, a_wrong_password_is_told_but_not_shown);
  tcase_add_test (tcase, a_missing_password_is_told);
  tcase_add_test (tcase, a_password_in_the_environment_is_used);
  tcase_add_test (tcase, a_password_in_a_passfile_is_used);
  tcase_add_test (tcase, a_machine_that_is_not_let_in_is_told);
  suite_add_tcase (suite, tcase);
}

static Suite *
connection_open_suite (void)
{
  Suite *suite = suite_create ("connection-open");
  TCase *tcase = tcase_create ("socket");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, a_missing_database_is_told);
  tcase_add_test (tcase, a_missing_role_is_told);
  tcase_add_test (tcase, a_role_that_may_not_log_in_is_told);
  tcase_add_test (tcase, a_missing_privilege_to_connect_is_told);
  tcase_add_test (tcase, too_many_connections_are_told);
  tcase_add_test (tcase, a_socket_that_is_not_there_is_told);
  tcase_add_test (tcase, a_dead_socket_is_told);
  tcase_add_test (tcase, a_closed_port_is_told);
  tcase_add_test (tcase, an_unknown_host_is_told);
  tcase_add_test (tcase, a_bad_option_is_told);
  tcase_add_test (tcase, a_service_that_is_not_there_is_told);
  tcase_add_test (tcase, a_service_is_understood);
  tcase_add_loop_test (tcase, an_odd_name_is_just_a_name, 0, G_N_ELEMENTS (odd_names));
  tcase_add_test (tcase, the_next_host_is_tried);
  tcase_add_test (tcase, of_several_failures_the_furthest_is_told);
  tcase_add_test (tcase, a_server_that_says_nothing_is_given_up);
  tcase_add_test (tcase, a_frozen_server_is_given_up);
  tcase_add_test (tcase, a_stopped_server_is_told);
  suite_add_tcase (suite, tcase);
  add_tcp_tests (suite);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (connection_open_suite ());
}
