#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "database-fixture.h"
#include "limbeck-check.h"
#include "scratch.h"

#define TIMEOUT_MS 20000

static LimbeckScratch *scratch;

static void
make_certificate (const char *folder, const char *address)
{
  g_autofree char *key = g_build_filename (folder, "server.key", NULL);
  g_autofree char *certificate = g_build_filename (folder, "server.crt", NULL);
  g_autofree char *names = g_strdup_printf ("subjectAltName=IP:%s", address);
  const char      *argv[] = { "openssl", "req",     "-new",     "-x509", "-days",       "2",
                              "-nodes",  "-newkey", "rsa:2048", "-subj", "/CN=limbeck", "-addext",
                              names,     "-keyout", key,        "-out",  certificate,   NULL };
  g_autoptr (GError) error = NULL;
  struct stat owner;
  int         status;

  if (!g_spawn_sync (NULL,
                     (char **) argv,
                     NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL,
                     NULL,
                     NULL,
                     NULL,
                     &status,
                     &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("openssl: %s", error->message);

  /* The server takes a key only from itself. */
  if (stat (folder, &owner) != 0 || chmod (key, 0600) != 0 ||
      chown (key, owner.st_uid, owner.st_gid) != 0)
    g_error ("%s: %s", key, g_strerror (errno));
}

static void
start_tls_cluster (void)
{
  g_autofree char *folder = NULL;

  start_tcp_cluster ();
  folder = g_build_filename (limbeck_test_cluster_get_directory (cluster), "cluster", NULL);
  make_certificate (folder, tcp_host);
  limbeck_test_cluster_create_role (cluster, "someone", "secret");
  limbeck_test_cluster_run (cluster, "postgres", "alter system set ssl = on");
  limbeck_test_cluster_restart (cluster);
}

static void
setup (void)
{
  scratch = limbeck_scratch_new ();
  g_setenv ("HOME", limbeck_scratch_get_directory (scratch), TRUE);
}

static void
teardown (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static LimbeckConnection *
open_with (const char *host, const char *options, GError **error)
{
  g_autofree char *text = g_strdup_printf (
      "postgresql://someone:secret@/postgres?host=%s&hostaddr=%s&port=%s&%s",
      host,
      tcp_host,
      limbeck_test_cluster_get_port (cluster),
      options);
  g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, NULL);

  ck_assert_ptr_nonnull (url);

  return limbeck_connection_open (url, "limbeck-test", TIMEOUT_MS, NULL, error);
}

static void
assert_encrypted (LimbeckConnection *connection, const GError *error, const char *expected)
{
  g_autofree char *answer = NULL;

  ck_assert_msg (connection != NULL, "%s", error ? error->message : "");
  answer = query (connection, "select ssl from pg_stat_ssl where pid = pg_backend_pid()");
  ck_assert_str_eq (answer, expected);
}

/* The server's certificate, which signs itself, as it would be handed to a client. */
static char *
dup_verifying (const char *mode)
{
  return g_strdup_printf ("sslmode=%s&sslrootcert=%s/cluster/server.crt",
                          mode,
                          limbeck_test_cluster_get_directory (cluster));
}

static void
assert_refused (const char *host, const char *options, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckConnection) connection = open_with (host, options, &error);

  ck_assert_ptr_null (connection);
  assert_database_error (error, LIMBECK_DATABASE_ERROR_REFUSED, part);
  ck_assert_ptr_null (strstr (error->message, "secret"));
  ck_assert_ptr_nonnull (strstr (limbeck_database_error_get_remedy (error), "sslmode"));
}

START_TEST (a_connection_is_encrypted_where_it_can_be)
  {
    static const char *const options[][2] = { { "sslmode=require", "t" },
                                              { "sslmode=prefer", "t" },
                                              { "application_name=x", "t" },
                                              { "sslmode=disable", "f" } };
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckConnection) connection = open_with (tcp_host, options[_i][0], &error);

    assert_encrypted (connection, error, options[_i][1]);
  }
END_TEST

START_TEST (a_certificate_that_fits_is_accepted)
  {
    g_autofree char *options = dup_verifying (_i == 0 ? "verify-full" : "verify-ca");
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckConnection) connection = open_with (tcp_host, options, &error);

    assert_encrypted (connection, error, "t");
  }
END_TEST

START_TEST (a_certificate_for_another_host_is_refused)
  {
    g_autofree char *options = dup_verifying ("verify-full");

    assert_refused ("localhost", options, "localhost");
  }
END_TEST

START_TEST (a_certificate_that_nobody_vouches_for_is_refused)
  {
    g_autofree char *options = NULL;
    g_autofree char *folder = limbeck_scratch_dup_path (scratch, "other");

    ck_assert_int_eq (g_mkdir_with_parents (folder, 0700), 0);
    make_certificate (folder, tcp_host);
    options = g_strdup_printf ("sslmode=verify-full&sslrootcert=%s/server.crt", folder);

    assert_refused (tcp_host, options, "certificate");
  }
END_TEST

START_TEST (a_root_certificate_that_is_not_there_is_told)
  {
    assert_refused (
        tcp_host, "sslmode=verify-full&sslrootcert=/nowhere/root.crt", "/nowhere/root.crt");
  }
END_TEST

/* The last two tests of their server. */
START_TEST (a_server_that_wants_encryption_says_so)
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckConnection) connection = NULL;

    write_client_rules ("local all all trust\nhostssl all all 127.0.0.0/8 scram-sha-256\n");
    limbeck_test_cluster_restart (cluster);

    assert_refused (tcp_host, "sslmode=disable", "pg_hba.conf");
    connection = open_with (tcp_host, "sslmode=require", &error);
    assert_encrypted (connection, error, "t");
  }
END_TEST

START_TEST (a_server_without_encryption_is_refused_if_it_was_asked_for)
  {
    limbeck_test_cluster_run (cluster, "postgres", "alter system set ssl = off");
    limbeck_test_cluster_restart (cluster);

    assert_refused (tcp_host, "sslmode=require", "SSL");
  }
END_TEST

static Suite *
connection_tls_suite (void)
{
  Suite *suite = suite_create ("connection-tls");
  TCase *tcase = tcase_create ("connection-tls");

  tcase_add_unchecked_fixture (tcase, start_tls_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_loop_test (tcase, a_connection_is_encrypted_where_it_can_be, 0, 4);
  tcase_add_loop_test (tcase, a_certificate_that_fits_is_accepted, 0, 2);
  tcase_add_test (tcase, a_certificate_for_another_host_is_refused);
  tcase_add_test (tcase, a_certificate_that_nobody_vouches_for_is_refused);
  tcase_add_test (tcase, a_root_certificate_that_is_not_there_is_told);
  tcase_add_test (tcase, a_server_that_wants_encryption_says_so);
  tcase_add_test (tcase, a_server_without_encryption_is_refused_if_it_was_asked_for);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (connection_tls_suite ());
}
