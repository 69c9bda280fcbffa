#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <check.h>

#include "database-fixture.h"

#define TIMEOUT_MS 20000

#define POOLER "/usr/sbin/pgbouncer"
#define POOLER_PORT "6432"

LimbeckTestCluster *cluster;
char               *tcp_host;

void
start_cluster (void)
{
  cluster = limbeck_test_cluster_start ();
}

void
stop_cluster (void)
{
  g_clear_pointer (&cluster, limbeck_test_cluster_free);
  g_clear_pointer (&tcp_host, g_free);
}

/* In place: a new file would be root's, whom the server may not be. */
void
write_client_rules (const char *rules)
{
  g_autofree char *path = g_build_filename (
      limbeck_test_cluster_get_directory (cluster), "cluster", "pg_hba.conf", NULL);
  FILE *file = fopen (path, "w");

  ck_assert_ptr_nonnull (file);
  fputs (rules, file);
  ck_assert_int_eq (fclose (file), 0);
}

void
refuse_every_tcp_client (void)
{
  write_client_rules ("local all all trust\n");
  limbeck_test_cluster_run (cluster, "postgres", "select pg_reload_conf()");
}

void
start_tcp_cluster (void)
{
  int              pid = getpid ();
  g_autofree char *path = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *rules = NULL;
  g_autofree char *ours = NULL;

  start_cluster ();
  tcp_host = g_strdup_printf (
      "127.%d.%d.%d", 1 + pid / 65536 % 250, pid / 256 % 256, 1 + pid % 250);
  path = g_build_filename (
      limbeck_test_cluster_get_directory (cluster), "cluster", "pg_hba.conf", NULL);
  ck_assert (g_file_get_contents (path, &rules, NULL, NULL));
  /* The first rule that fits counts. */
  ours = g_strconcat ("host all all 127.0.0.0/8 scram-sha-256\n", rules, NULL);
  write_client_rules (ours);
  sql = g_strdup_printf ("alter system set listen_addresses = '%s'", tcp_host);
  limbeck_test_cluster_run (cluster, "postgres", sql);
  limbeck_test_cluster_restart (cluster);
}

LimbeckTestCommand *
start_pooler (void)
{
  return start_pooler_in_mode ("transaction");
}

LimbeckTestCommand *
start_pooler_in_mode (const char *mode)
{
  const char      *host = limbeck_test_cluster_get_host (cluster);
  g_autofree char *name = g_strdup_printf ("pgbouncer-%s.ini", mode);
  g_autofree char *path = g_build_filename (
      limbeck_test_cluster_get_directory (cluster), name, NULL);
  g_autofree char *configuration = g_strdup_printf (
      "[databases]\n* = host=%s port=%s user=postgres\n"
      "[pgbouncer]\nlisten_addr =\nlisten_port = " POOLER_PORT "\n"
      "unix_socket_dir = %s\nauth_type = any\n"
      "pool_mode = %s\n",
      host,
      limbeck_test_cluster_get_port (cluster),
      host,
      mode);
  LimbeckTestCommand *pooler = NULL;

  ck_assert (
      g_file_set_contents_full (path, configuration, -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  /* It refuses to run as root. */
  pooler = geteuid () == 0 ? limbeck_test_command_new (POOLER, "-u", "postgres", path, NULL)
                           : limbeck_test_command_new (POOLER, path, NULL);
  limbeck_test_command_start (pooler);
  limbeck_test_command_wait_for_output (pooler, "process up");

  return pooler;
}

LimbeckDatabaseUrl *
pooler_url (const char *database)
{
  g_autofree char *text = g_strdup_printf ("postgresql://postgres@/%s?host=%s&port=" POOLER_PORT,
                                           database,
                                           limbeck_test_cluster_get_host (cluster));

  return limbeck_database_url_parse (text, NULL);
}

LimbeckDatabaseUrl *
database_url (const char *database, const char *role, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = limbeck_test_cluster_dup_url_for (
      cluster, database, role ? role : "postgres", password);
  LimbeckDatabaseUrl *url = limbeck_database_url_parse (text, &error);

  ck_assert_msg (url != NULL, "%s: %s", text, error ? error->message : "");

  return url;
}

LimbeckConnection *
connect_as (const char *database, const char *role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckDatabaseUrl) url = database_url (database, role, NULL);
  LimbeckConnection *connection = limbeck_connection_open (
      url, "limbeck-test", TIMEOUT_MS, NULL, &error);

  ck_assert_msg (connection != NULL, "%s", error ? error->message : "");

  return connection;
}

LimbeckConnection *
connect_to (const char *database)
{
  return connect_as (database, NULL);
}

char *
query (LimbeckConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckRows)
      rows = limbeck_connection_query (connection, sql, NULL, TIMEOUT_MS, NULL, &error);

  ck_assert_msg (rows != NULL, "%s: %s", sql, error ? error->message : "");
  if (limbeck_rows_get_n_rows (rows) == 0)
    return g_strdup ("");

  return g_strdup (limbeck_rows_get (rows, 0, 0));
}

void
assert_database_error (const GError *error, LimbeckDatabaseError code, const char *part)
{
  ck_assert_ptr_nonnull (error);
  ck_assert_msg (g_error_matches (error, LIMBECK_DATABASE_ERROR, code),
                 "%s %d: %s",
                 g_quark_to_string (error->domain),
                 error->code,
                 error->message);
  ck_assert_msg (strstr (error->message, part) != NULL, "no “%s” in: %s", part, error->message);
}
