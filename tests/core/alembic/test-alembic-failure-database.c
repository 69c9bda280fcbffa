#include <string.h>

#include "core/alembic/alembic-failure.h"

#include "database-fixture.h"
#include "failure-cases.h"
#include "limbeck-check.h"
#include "test-paths.h"

#define PROGRAM TEST_SOURCE_ROOT "/tests/core/alembic/server-errors.py"

#define SQL "sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) "
#define TRACEBACK "Traceback (most recent call last):\n"
#define FIRST "INFO  [alembic.runtime.migration] Running upgrade  -> a1, one\n"
#define LATER "INFO  [alembic.runtime.migration] Running upgrade a1 -> b2, two\n"

/* What libpq and the drivers say where no server of a test gets to. */
static const FailureCase cases[] = {
  { SQL "could not translate host name \"db\" to address: Name or service not known",
    "host-unknown",
    NULL },
  { "psycopg.OperationalError: failed to resolve host 'db': [Errno -2] Name or service not known",
    "host-unknown",
    NULL },
  { "socket.gaierror: [Errno -3] Temporary failure in name resolution", "host-unknown", NULL },
  { SQL "connection to server at \"db\", port 5432 failed: Connection refused",
    "server-unreachable",
    NULL },
  { "ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 5432)",
    "server-unreachable",
    NULL },
  { SQL "connection to server at \"db\", port 5432 failed: timeout expired",
    "server-unreachable",
    NULL },
  { "asyncio.exceptions.TimeoutError", "server-unreachable", NULL },
  { "TimeoutError", "server-unreachable", NULL },
  { SQL "FATAL:  the database system is starting up", "server-starting", NULL },
  { SQL "FATAL:  the database system is not yet accepting connections", "server-starting", NULL },
  { SQL "FATAL:  password authentication failed for user \"me\"", "password-refused", NULL },
  { "asyncpg.exceptions.InvalidPasswordError: Passwort-Authentifizierung fehlgeschlagen",
    "password-refused",
    NULL },
  { SQL "FATAL:  no pg_hba.conf entry for host \"10.0.0.7\"", "access-refused", NULL },
  { SQL "FATAL:  Peer authentication failed for user \"me\"", "access-refused", NULL },
  { SQL "FATAL:  database \"shop\" is not currently accepting connections",
    "database-closed",
    NULL },
  { SQL "FATAL:  sorry, too many clients already", "server-full", NULL },
  { SQL "FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute",
    "server-full",
    NULL },
  { SQL "server does not support SSL, but SSL was required", "encryption-failed", NULL },
  { SQL "SSL error: certificate verify failed", "encryption-failed", NULL },
  { SQL "FATAL:  unrecognized configuration parameter \"search_pat\"", "server-options", NULL },
  { SQL "FATAL:  unsupported startup parameter: options", "server-options", NULL },
  { SQL "canceling statement due to lock timeout", "lock-timeout", NULL },
  { SQL "canceling statement due to statement timeout", "statement-timeout", NULL },
  { SQL "server closed the connection unexpectedly", "connection-lost", NULL },
  { "asyncpg.exceptions.ConnectionDoesNotExistError: connection was closed in the middle of operation",
    "connection-lost",
    NULL },
  { SQL "could not extend file \"base/5/16384\": No space left on device",
    "server-disk-full",
    NULL },
  { FIRST SQL "relation \"one\" already exists", "objects-exist", NULL },
  { LATER SQL "relation \"one\" already exists", "object-exists", NULL },
  { LATER SQL "division by zero", "sql-error", "“b2”" },
  { SQL "division by zero", "sql-error", "PostgreSQL refused a statement." },
  /* What only looks like one of these. */
  { SQL "role \"clerk\" does not exist", "sql-error", NULL },
  { SQL "relation \"alembic_version\" does not exist", "sql-error", NULL },
  { TRACEBACK SQL
    "value too long for type character varying(32)\n[SQL: INSERT INTO customer VALUES (1)]",
    "sql-error",
    NULL },
  { "RuntimeError: relation one is there", "alembic-failed", NULL },
};

#define RAISE(code)                                                                                \
  "do $$begin raise exception using errcode = '" code "', message = 'nicht möglich'; end$$"

/* What a real server refuses. A message in another language leaves the driver's class for the error. */
static const struct
{
  const char *role;
  const char *database;
  const char *statement;
  const char *id;
} refusals[] = {
  { "postgres", "nowhere", "select 1", "database-missing" },
  { "postgres", "closed", "select 1", "database-closed" },
  { "ghost", "failures", "select 1", "role-missing" },
  { "sleeper", "failures", "select 1", "role-refused" },
  { "secretive", "failures", "select 1", "password-refused" },
  { "postgres", "failures", "select pg_cancel_backend(pg_backend_pid())", "run-cancelled" },
  { "postgres", "failures", "select pg_terminate_backend(pg_backend_pid())", "connection-lost" },
  { "hurried", "failures", "select pg_sleep(120)", "statement-timeout" },
  { "impatient", "failures", "lock table held", "lock-timeout" },
  { "postgres", "failures", "lock table held nowait", "lock-timeout" },
  { "postgres", "failures", "select * from nope", "sql-error" },
  { "postgres", "failures", "create table one (id int)", "object-exists" },
  { "postgres", "failures", "create schema public", "object-exists" },
  { "postgres", "failures", "alter table one add column id int", "object-exists" },
  { "postgres", "failures", "create table nope.two (id int)", "schema-missing" },
  { "postgres", "failures", "vacuum", "transaction-block" },
  { "postgres",
    "failures",
    "insert into alembic_version values (repeat('x', 33))",
    "revision-id-too-long" },
  { "weak", "failures", "select * from one", "privileges-missing" },
  { "weak", "failures", "alter table one add column age int", "privileges-missing" },
  { "postgres",
    "failures",
    "do $$begin set transaction read only; create table two (id int); end$$",
    "read-only" },
  { "postgres", "failures", RAISE ("40P01"), "deadlock" },
  { "postgres", "failures", RAISE ("53100"), "server-disk-full" },
  { "postgres", "failures", RAISE ("53300"), "server-full" },
  { "postgres", "failures", RAISE ("55P03"), "lock-timeout" },
  { "postgres", "failures", RAISE ("57014"), "run-cancelled" },
  { "postgres", "failures", RAISE ("57P01"), "connection-lost" },
  { "postgres", "failures", RAISE ("57P03"), "server-starting" },
  { "postgres", "failures", RAISE ("25006"), "read-only" },
  { "postgres", "failures", RAISE ("25001"), "transaction-block" },
  { "postgres", "failures", RAISE ("3F000"), "schema-missing" },
  { "postgres", "failures", RAISE ("42501"), "privileges-missing" },
  { "postgres", "failures", RAISE ("42P07"), "object-exists" },
  { "postgres",
    "failures",
    "do $$begin perform 1 from alembic_version; raise exception using errcode = '22001', message = 'zu lang'; end$$",
    "revision-id-too-long" },
  { "postgres", "failures", RAISE ("42710"), "object-exists" },
  { "postgres", "failures", RAISE ("23505"), "sql-error" },
};

static const char *const drivers[] = { "psycopg2", "asyncpg" };

/* One for each driver, of one for each refusal. */
static GStrv answers[G_N_ELEMENTS (drivers)];

static GStrv
ask_driver (const char *driver)
{
  g_autoptr (LimbeckTestCommand)
      command = limbeck_test_command_new ("/usr/bin/python3", PROGRAM, NULL);
  GStrv sections = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *url = limbeck_test_cluster_dup_url_for (
          cluster, refusals[i].database, refusals[i].role, NULL);
      g_autoptr (GString) text = g_string_new (url);

      g_string_replace (text, "psycopg2", driver, 1);
      limbeck_test_command_append (command, text->str);
      limbeck_test_command_append (command, refusals[i].statement);
    }
  ck_assert_msg (
      limbeck_test_command_run (command) == 0, "%s", limbeck_test_command_get_errors (command));
  sections = g_strsplit (limbeck_test_command_get_output (command), "===\n", -1);
  ck_assert_uint_eq (g_strv_length (sections), G_N_ELEMENTS (refusals) + 1);

  return sections;
}

static void
ask_server (void)
{
  g_autoptr (LimbeckConnection) connection = NULL;

  start_cluster ();
  limbeck_test_cluster_create_database (cluster, "failures");
  limbeck_test_cluster_create_database (cluster, "closed");
  limbeck_test_cluster_create_role (cluster, "hurried", NULL);
  limbeck_test_cluster_create_role (cluster, "impatient", NULL);
  limbeck_test_cluster_create_role (cluster, "weak", NULL);
  limbeck_test_cluster_create_role (cluster, "secretive", "hunter2");
  limbeck_test_cluster_run (cluster,
                            "failures",
                            "create role sleeper nologin;"
                            "alter database closed allow_connections false;"
                            "alter role hurried set statement_timeout = '1ms';"
                            "alter role impatient set lock_timeout = '1ms';"
                            "create table one (id int); create table held (id int);"
                            "grant all on held to impatient;"
                            "create table alembic_version (version_num varchar(32) not null)");
  connection = connect_to ("failures");
  g_free (query (connection, "begin"));
  g_free (query (connection, "lock table held"));
  for (gsize i = 0; i < G_N_ELEMENTS (drivers); i++)
    answers[i] = ask_driver (drivers[i]);
}

static void
forget_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (drivers); i++)
    g_clear_pointer (&answers[i], g_strfreev);
  stop_cluster ();
}

START_TEST (what_the_drivers_say_becomes_its_finding)
  {
    assert_failure_case (&cases[_i]);
  }
END_TEST

START_TEST (what_a_server_refuses_becomes_its_finding)
  {
    const gsize       i = (gsize) _i % G_N_ELEMENTS (refusals);
    const char       *answer = answers[(gsize) _i / G_N_ELEMENTS (refusals)][i + 1];
    const FailureCase it = { answer, refusals[i].id, NULL };

    assert_failure_case (&it);
  }
END_TEST

START_TEST (every_failure_of_the_database_can_be_met)
  {
    FailureCase all[G_N_ELEMENTS (cases) + G_N_ELEMENTS (refusals)];

    memcpy (all, cases, sizeof cases);
    for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
      all[G_N_ELEMENTS (cases) + i] = (FailureCase){ "", refusals[i].id, NULL };
    assert_failure_table (limbeck_database_failures, all, G_N_ELEMENTS (all));
  }
END_TEST

static Suite *
alembic_failure_database_suite (void)
{
  Suite *suite = suite_create ("core/alembic/alembic-failure-database");
  TCase *texts = tcase_create ("texts");
  TCase *servers = tcase_create ("servers");

  tcase_add_loop_test (texts, what_the_drivers_say_becomes_its_finding, 0, G_N_ELEMENTS (cases));
  tcase_add_test (texts, every_failure_of_the_database_can_be_met);
  suite_add_tcase (suite, texts);

  tcase_add_unchecked_fixture (servers, ask_server, forget_answers);
  tcase_add_loop_test (servers,
                       what_a_server_refuses_becomes_its_finding,
                       0,
                       G_N_ELEMENTS (drivers) * G_N_ELEMENTS (refusals));
  suite_add_tcase (suite, servers);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (alembic_failure_database_suite ());
}
