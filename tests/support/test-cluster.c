#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <check.h>
#include <libpq-fe.h>

#include "test-command.h"
#include "test-paths.h"

#include "test-cluster.h"

struct _LimbeckTestCluster
{
  char *directory;
  char *host;
  char *port;
  GPid  guard;
  int   guard_input;
};

#define SCRIPT TEST_SOURCE_ROOT "/data/demo/postgres"
#define WAIT_S 60

static char **
environment_with_template (void)
{
  char **environment = g_get_environ ();

  return g_environ_setenv (
      environment, "LIMBECK_CLUSTER_TEMPLATE", TEST_BUILD_ROOT "/tests/cluster-template", FALSE);
}

/* Runs the script with up to two words and the directory; returns what it printed. */
static char *
run_script (LimbeckTestCluster *self, const char *verb, const char *option)
{
  const char *argv[] = { SCRIPT, verb, NULL, NULL, NULL };
  g_auto (GStrv) environment = environment_with_template ();
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int   status = 0;
  guint n = 2;

  if (option != NULL)
    argv[n++] = option;
  argv[n] = self->directory;

  if (!g_spawn_sync (NULL,
                     (char **) argv,
                     environment,
                     G_SPAWN_DEFAULT,
                     NULL,
                     NULL,
                     &output,
                     &errors,
                     &status,
                     &error))
    ck_abort_msg ("%s %s: %s", SCRIPT, verb, error->message);
  if (!g_spawn_check_wait_status (status, NULL))
    ck_abort_msg ("%s %s: %s", SCRIPT, verb, errors);

  return g_steal_pointer (&output);
}

static void
enter_new_session (gpointer unused)
{
  setsid ();
}

/* A session of its own: Meson ends the process group of a test that takes too long. */
static void
start_guard (LimbeckTestCluster *self)
{
  const char *argv[] = { SCRIPT, "guard", self->directory, NULL };
  g_autoptr (GError) error = NULL;

  if (!g_spawn_async_with_pipes (NULL,
                                 (char **) argv,
                                 NULL,
                                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                                     G_SPAWN_STDERR_TO_DEV_NULL | G_SPAWN_CLOEXEC_PIPES,
                                 enter_new_session,
                                 NULL,
                                 &self->guard,
                                 &self->guard_input,
                                 NULL,
                                 NULL,
                                 &error))
    ck_abort_msg ("%s guard: %s", SCRIPT, error->message);
}

static char *
find_value (const char *text, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], key) && lines[i][strlen (key)] == '=')
      return g_strdup (lines[i] + strlen (key) + 1);

  ck_abort_msg ("%s start: no %s in “%s”", SCRIPT, key, text);
}

static void
learn_address (LimbeckTestCluster *self, const char *shown)
{
  g_free (self->host);
  self->host = find_value (shown, "host");
  g_free (self->port);
  self->port = find_value (shown, "port");
}

static LimbeckTestCluster *
make_directory (void)
{
  LimbeckTestCluster *self = g_new0 (LimbeckTestCluster, 1);

  self->directory = g_dir_make_tmp ("limbeck-cluster-XXXXXX", NULL);
  ck_assert_ptr_nonnull (self->directory);
  start_guard (self);

  return self;
}

static LimbeckTestCluster *
start_cluster (const char *option)
{
  LimbeckTestCluster *self = make_directory ();
  g_autofree char    *shown = run_script (self, "start", option);

  learn_address (self, shown);

  return self;
}

LimbeckTestCluster *
limbeck_test_cluster_start (void)
{
  return start_cluster (NULL);
}

LimbeckTestCluster *
limbeck_test_cluster_start_fresh (void)
{
  return start_cluster ("--fresh");
}

/* The script writes postgresql.auto.conf anew, so whom to follow is said in postgresql.conf. */
LimbeckTestCluster *
limbeck_test_cluster_start_standby (LimbeckTestCluster *primary)
{
  static const char script[] =
      "pg_basebackup --pgdata=\"$1/cluster\" --dbname=\"$2\" --checkpoint=fast --wal-method=stream --no-sync &&"
      " touch \"$1/cluster/standby.signal\" &&"
      " printf \"primary_conninfo = '%s'\\n\" \"$2\" >>\"$1/cluster/postgresql.conf\" &&"
      " chown -R --reference=\"$3/cluster\" \"$1/cluster\"";
  LimbeckTestCluster *self = make_directory ();
  g_autofree char    *place = g_strdup_printf (
      "host=%s port=%s user=postgres", primary->host, primary->port);
  g_autofree char *shown = NULL;
  g_autoptr (LimbeckTestCommand) copy = limbeck_test_command_new (
      "/bin/sh", "-c", script, "sh", self->directory, place, primary->directory, NULL);

  ck_assert_msg (
      limbeck_test_command_run (copy) == 0, "%s", limbeck_test_command_get_errors (copy));
  shown = run_script (self, "start", NULL);
  learn_address (self, shown);

  return self;
}

void
limbeck_test_cluster_free (LimbeckTestCluster *self)
{
  /* A line, not only the end of the pipe: a forked test that still runs holds the pipe open too. */
  while (write (self->guard_input, "\n", 1) == -1 && errno == EINTR)
    ;
  close (self->guard_input);
  while (waitpid (self->guard, NULL, 0) == -1 && errno == EINTR)
    ;

  g_free (self->directory);
  g_free (self->host);
  g_free (self->port);
  g_free (self);
}

const char *
limbeck_test_cluster_get_host (LimbeckTestCluster *self)
{
  return self->host;
}

const char *
limbeck_test_cluster_get_port (LimbeckTestCluster *self)
{
  return self->port;
}

const char *
limbeck_test_cluster_get_directory (LimbeckTestCluster *self)
{
  return self->directory;
}

void
limbeck_test_cluster_stop (LimbeckTestCluster *self)
{
  g_autofree char *shown = run_script (self, "stop", NULL);
}

void
limbeck_test_cluster_crash (LimbeckTestCluster *self)
{
  g_autofree char *shown = run_script (self, "crash", NULL);
}

void
limbeck_test_cluster_restart (LimbeckTestCluster *self)
{
  g_autofree char *shown = run_script (self, "restart", NULL);

  learn_address (self, shown);
}

void
limbeck_test_cluster_freeze (LimbeckTestCluster *self)
{
  g_autofree char *shown = run_script (self, "freeze", NULL);
}

void
limbeck_test_cluster_thaw (LimbeckTestCluster *self)
{
  g_autofree char *shown = run_script (self, "thaw", NULL);
}

static void
ignore_notice (void *unused, const PGresult *notice)
{
}

static PGconn *
connect_to (LimbeckTestCluster *self, const char *database)
{
  const char *keys[] = { "host", "port", "user", "dbname", "application_name", NULL };
  const char *values[] = { self->host, self->port, "postgres", database, "limbeck-test", NULL };
  PGconn     *connection = PQconnectdbParams (keys, values, FALSE);

  if (PQstatus (connection) != CONNECTION_OK)
    ck_abort_msg ("can't connect to “%s”: %s", database, PQerrorMessage (connection));
  PQsetNoticeReceiver (connection, ignore_notice, NULL);

  return connection;
}

static PGresult *
execute (PGconn *connection, const char *sql)
{
  PGresult *result = PQexec (connection, sql);

  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    ck_abort_msg ("%s\n%s", PQerrorMessage (connection), sql);

  return result;
}

void
limbeck_test_cluster_run (LimbeckTestCluster *self, const char *database, const char *sql)
{
  PGconn *connection = connect_to (self, database);

  PQclear (execute (connection, sql));
  PQfinish (connection);
}

char *
limbeck_test_cluster_ask (LimbeckTestCluster *self, const char *database, const char *sql)
{
  PGconn   *connection = connect_to (self, database);
  PGresult *result = execute (connection, sql);
  GString  *answer = g_string_new (NULL);

  for (int row = 0; row < PQntuples (result); row++)
    {
      if (row > 0)
        g_string_append_c (answer, '\n');
      for (int column = 0; column < PQnfields (result); column++)
        {
          if (column > 0)
            g_string_append_c (answer, '|');
          g_string_append (answer, PQgetvalue (result, row, column));
        }
    }

  PQclear (result);
  PQfinish (connection);

  return g_string_free (answer, FALSE);
}

void
limbeck_test_cluster_wait_for (LimbeckTestCluster *self,
                               const char         *database,
                               const char         *sql,
                               const char         *answer)
{
  gint64           deadline_us = g_get_monotonic_time () + WAIT_S * G_USEC_PER_SEC;
  g_autofree char *seen = NULL;

  do
    {
      g_free (seen);
      seen = limbeck_test_cluster_ask (self, database, sql);
      if (g_str_equal (seen, answer))
        return;
      g_usleep (20 * 1000);
    }
  while (g_get_monotonic_time () < deadline_us);

  ck_abort_msg ("after %d s still “%s”, not “%s”: %s", WAIT_S, seen, answer, sql);
}

void
limbeck_test_cluster_create_database (LimbeckTestCluster *self, const char *database)
{
  PGconn          *connection = connect_to (self, "postgres");
  char            *name = PQescapeIdentifier (connection, database, strlen (database));
  g_autofree char *drop = g_strdup_printf ("drop database if exists %s with (force)", name);
  g_autofree char *create = g_strdup_printf ("create database %s", name);

  PQclear (execute (connection, drop));
  PQclear (execute (connection, create));
  PQfreemem (name);
  PQfinish (connection);
}

/* Written in place: a file put there by rename would belong to root, and the server could not read it. */
static void
ask_password_of (LimbeckTestCluster *self, const char *role)
{
  g_autofree char *path = g_build_filename (self->directory, "cluster", "pg_hba.conf", NULL);
  g_autofree char *rules = NULL;
  FILE            *stream;

  ck_assert (g_file_get_contents (path, &rules, NULL, NULL));
  stream = fopen (path, "w");
  ck_assert_ptr_nonnull (stream);
  fprintf (stream, "local all \"%s\" scram-sha-256\n%s", role, rules);
  ck_assert_int_eq (fclose (stream), 0);
}

void
limbeck_test_cluster_create_role (LimbeckTestCluster *self, const char *role, const char *password)
{
  PGconn          *connection = connect_to (self, "postgres");
  char            *name = PQescapeIdentifier (connection, role, strlen (role));
  char            *literal = PQescapeLiteral (connection, role, strlen (role));
  g_autofree char *lookup = g_strdup_printf ("select from pg_roles where rolname = %s", literal);
  g_autofree char *create = g_strdup_printf ("create role %s login", name);
  PGresult        *found = execute (connection, lookup);

  if (PQntuples (found) == 0)
    PQclear (execute (connection, create));
  PQclear (found);

  if (password != NULL)
    {
      char            *secret = PQescapeLiteral (connection, password, strlen (password));
      g_autofree char *alter = g_strdup_printf ("alter role %s password %s", name, secret);

      PQclear (execute (connection, alter));
      ask_password_of (self, role);
      PQclear (execute (connection, "select pg_reload_conf ()"));
      PQfreemem (secret);
    }

  PQfreemem (literal);
  PQfreemem (name);
  PQfinish (connection);
}

char *
limbeck_test_cluster_dup_url (LimbeckTestCluster *self, const char *database)
{
  return limbeck_test_cluster_dup_url_for (self, database, "postgres", NULL);
}

char *
limbeck_test_cluster_dup_url_for (LimbeckTestCluster *self,
                                  const char         *database,
                                  const char         *role,
                                  const char         *password)
{
  g_autofree char *user = g_uri_escape_string (role, NULL, FALSE);
  g_autofree char *secret = password != NULL ? g_uri_escape_string (password, NULL, FALSE) : NULL;

  return g_strdup_printf ("postgresql+psycopg2://%s%s%s@/%s?host=%s",
                          user,
                          secret != NULL ? ":" : "",
                          secret != NULL ? secret : "",
                          database,
                          self->host);
}

char *
limbeck_test_cluster_dup_conninfo (LimbeckTestCluster *self, const char *database)
{
  g_autoptr (GString) quoted = g_string_new (database);

  g_string_replace (quoted, "\\", "\\\\", 0);
  g_string_replace (quoted, "'", "\\'", 0);

  return g_strdup_printf (
      "host=%s port=%s user=postgres dbname='%s'", self->host, self->port, quoted->str);
}
