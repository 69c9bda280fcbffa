#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/database/lock-gate.h"

#include "database-fixture.h"
#include "limbeck-check.h"

#define NAME "limbeck-proof-0123456789ab"
#define READ "select version_num from alembic_version"
#define N_WAITING "select count(*) from pg_locks where not granted"

static LimbeckLockGate *
try_close (LimbeckDatabaseUrl *url, gboolean makes_missing, GError **error)
{
  const LimbeckLockGateTerms terms = {
    .version_table = "alembic_version",
    .application_name = NAME,
    .makes_missing = makes_missing,
    .patience_s = 20,
  };

  return limbeck_lock_gate_close (url, &terms, NULL, error);
}

static LimbeckLockGate *
close_at (LimbeckDatabaseUrl *url, gboolean makes_missing)
{
  g_autoptr (GError) error = NULL;
  LimbeckLockGate *gate = try_close (url, makes_missing, &error);

  ck_assert_msg (gate != NULL, "%s", error ? error->message : "");

  return gate;
}

static LimbeckLockGate *
close_gate (const char *database, gboolean makes_missing)
{
  g_autoptr (LimbeckDatabaseUrl) url = database_url (database, NULL, NULL);

  return close_at (url, makes_missing);
}

static void
make_table (const char *database)
{
  limbeck_test_cluster_create_database (cluster, database);
  limbeck_test_cluster_run (
      cluster, database, "create table alembic_version (version_num varchar(32))");
}

/* psql on its way to the version table. */
static LimbeckTestCommand *
start_reader (const char *database, const char *application_name, const char *sql)
{
  g_autofree char    *conninfo = limbeck_test_cluster_dup_conninfo (cluster, database);
  LimbeckTestCommand *psql = limbeck_test_command_new ("psql", "-X", conninfo, "-c", sql, NULL);

  limbeck_test_command_setenv (psql, "PGAPPNAME", application_name);
  limbeck_test_command_start (psql);

  return psql;
}

static LimbeckArrival
look (LimbeckLockGate *gate, LimbeckSession **session)
{
  g_autoptr (GError) error = NULL;
  LimbeckArrival arrival = limbeck_lock_gate_look (gate, session, NULL, &error);

  ck_assert_msg (error == NULL, "%s", error ? error->message : "");

  return arrival;
}

START_TEST (who_comes_by_name_is_known)
  {
    g_autoptr (LimbeckLockGate) gate = NULL;
    g_autoptr (LimbeckTestCommand) reader = NULL;
    g_autoptr (LimbeckSession) session = NULL;

    make_table ("named");
    gate = close_gate ("named", FALSE);
    ck_assert_int_eq (look (gate, NULL), LIMBECK_ARRIVAL_NONE);

    reader = start_reader ("named", NAME, "begin; select 1; " READ);
    limbeck_test_cluster_wait_for (cluster, "named", N_WAITING, "1");
    ck_assert_int_eq (look (gate, &session), LIMBECK_ARRIVAL_NAMED);
    ck_assert_str_eq (session->application_name, NAME);
    ck_assert_str_eq (limbeck_lock_gate_get_table (gate), "public.alembic_version");

    ck_assert (limbeck_lock_gate_open (gate));
    ck_assert (!limbeck_lock_gate_is_closed (gate));
    ck_assert_int_eq (limbeck_test_command_wait (reader), 0);
    limbeck_test_cluster_wait_for (
        cluster,
        "named",
        "select count(*) from pg_stat_activity where application_name = '" NAME "'",
        "0");
    ck_assert (!limbeck_lock_gate_is_there (gate, session));
  }
END_TEST

START_TEST (who_comes_later_is_known_without_a_name)
  {
    g_autoptr (LimbeckLockGate) gate = NULL;
    g_autoptr (LimbeckConnection) old = NULL;
    g_autoptr (LimbeckTestCommand) reader = NULL;
    g_autoptr (LimbeckSession) session = NULL;

    make_table ("unnamed");
    gate = close_gate ("unnamed", FALSE);
    reader = start_reader ("unnamed", "shop", READ);
    limbeck_test_cluster_wait_for (cluster, "unnamed", N_WAITING, "1");
    ck_assert_int_eq (look (gate, &session), LIMBECK_ARRIVAL_NEW);
    ck_assert_str_eq (session->application_name, "shop");
    ck_assert (limbeck_lock_gate_is_there (gate, session));
  }
END_TEST

START_TEST (others_are_not_taken_for_ours)
  {
    g_autoptr (LimbeckConnection) holder = NULL;
    g_autoptr (LimbeckLockGate) gate = NULL;
    g_autoptr (LimbeckTestCommand) early = NULL;
    g_autoptr (LimbeckTestCommand) other_role = NULL;
    g_autofree char *conninfo = NULL;

    make_table ("others");
    limbeck_test_cluster_create_role (cluster, "ann", NULL);
    limbeck_test_cluster_run (cluster, "others", "grant select on alembic_version to ann");
    /* A session from before, which comes to the table once the gate is closed. */
    holder = connect_to ("others");
    g_free (query (holder, "select pg_advisory_lock(7)"));
    early = start_reader ("others", "psql", "select pg_advisory_xact_lock(7); " READ);
    limbeck_test_cluster_wait_for (cluster, "others", N_WAITING, "1");
    gate = close_gate ("others", FALSE);
    g_free (query (holder, "select pg_advisory_unlock(7)"));
    conninfo = g_strdup_printf ("host=%s port=%s dbname=others user=ann",
                                limbeck_test_cluster_get_host (cluster),
                                limbeck_test_cluster_get_port (cluster));
    other_role = limbeck_test_command_new ("psql", "-X", conninfo, "-c", READ, NULL);
    limbeck_test_command_start (other_role);
    limbeck_test_cluster_wait_for (cluster, "others", N_WAITING " and locktype = 'relation'", "2");

    ck_assert_int_eq (look (gate, NULL), LIMBECK_ARRIVAL_NONE);
  }
END_TEST

START_TEST (who_would_make_the_table_waits_too)
  {
    g_autoptr (LimbeckLockGate) gate = NULL;
    g_autoptr (LimbeckTestCommand) maker = NULL;
    g_autofree char *table = NULL;

    limbeck_test_cluster_create_database (cluster, "empty");
    gate = close_gate ("empty", TRUE);
    maker = start_reader ("empty", NAME, "create table alembic_version (version_num varchar(32))");
    limbeck_test_cluster_wait_for (cluster, "empty", N_WAITING, "1");
    ck_assert_int_eq (look (gate, NULL), LIMBECK_ARRIVAL_NAMED);

    ck_assert (limbeck_lock_gate_open (gate));
    ck_assert_int_eq (limbeck_test_command_wait (maker), 0);
    table = limbeck_test_cluster_ask (cluster, "empty", "select to_regclass('alembic_version')");
    ck_assert_str_eq (table, "alembic_version");
  }
END_TEST

START_TEST (a_missing_table_is_told_and_not_made)
  {
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("missing", NULL, NULL);
    g_autoptr (LimbeckLockGate) gate = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *table = NULL;

    limbeck_test_cluster_create_database (cluster, "missing");
    ck_assert_ptr_null (try_close (url, FALSE, &error));
    ck_assert (g_error_matches (error, LIMBECK_LOCK_GATE_ERROR, LIMBECK_LOCK_GATE_ERROR_NO_TABLE));

    gate = close_at (url, TRUE);
    ck_assert (limbeck_lock_gate_open (gate));
    table = limbeck_test_cluster_ask (cluster, "missing", "select to_regclass('alembic_version')");
    ck_assert_str_eq (table, "");
  }
END_TEST

START_TEST (a_table_in_use_is_not_waited_for_long)
  {
    g_autoptr (LimbeckConnection) other = NULL;
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("busy", NULL, NULL);
    g_autoptr (GError) error = NULL;
    gint64 begin_us;

    make_table ("busy");
    other = connect_to ("busy");
    g_free (query (other, "begin"));
    g_free (query (other, READ));
    begin_us = g_get_monotonic_time ();

    ck_assert_ptr_null (try_close (url, FALSE, &error));
    ck_assert (g_error_matches (error, LIMBECK_LOCK_GATE_ERROR, LIMBECK_LOCK_GATE_ERROR_BUSY));
    ck_assert_int_lt (g_get_monotonic_time () - begin_us, 30 * G_USEC_PER_SEC);
  }
END_TEST

START_TEST (who_may_not_lock_is_told_so)
  {
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("readers", "ann", NULL);
    g_autoptr (GError) error = NULL;

    make_table ("readers");
    limbeck_test_cluster_create_role (cluster, "ann", NULL);
    limbeck_test_cluster_run (cluster, "readers", "grant select on alembic_version to ann");

    ck_assert_ptr_null (try_close (url, FALSE, &error));
    ck_assert (
        g_error_matches (error, LIMBECK_LOCK_GATE_ERROR, LIMBECK_LOCK_GATE_ERROR_PERMISSION));
    ck_assert_ptr_nonnull (strstr (error->message, "“ann”"));
  }
END_TEST

START_TEST (a_lock_that_was_lost_is_not_called_a_lock)
  {
    g_autoptr (LimbeckLockGate) gate = NULL;

    make_table ("lost");
    gate = close_gate ("lost", FALSE);
    limbeck_test_cluster_run (cluster,
                              "postgres",
                              "select pg_terminate_backend (pid, 5000) from pg_stat_activity"
                              " where application_name = 'limbeck gate'");

    ck_assert (!limbeck_lock_gate_open (gate));
  }
END_TEST

/* The lock of a program that is killed, or stopped and let die, goes with it. */
START_TEST (nothing_is_left_of_a_killed_program)
  {
    int   ready[2];
    char  byte;
    pid_t child;

    make_table ("killed");
    ck_assert_int_eq (pipe (ready), 0);
    child = fork ();
    if (child == 0)
      {
        g_autoptr (LimbeckLockGate) gate = close_gate ("killed", FALSE);

        if (write (ready[1], limbeck_lock_gate_is_closed (gate) ? "y" : "n", 1) != 1)
          _exit (1);
        for (;;)
          pause ();
      }
    ck_assert_int_eq (read (ready[0], &byte, 1), 1);
    ck_assert_int_eq (byte, 'y');
    kill (child, SIGKILL);
    ck_assert_int_eq (waitpid (child, NULL, 0), child);

    limbeck_test_cluster_wait_for (
        cluster,
        "killed",
        "select count(*) from pg_locks where relation = 'alembic_version'::regclass",
        "0");
  }
END_TEST

START_TEST (it_works_through_a_pooler)
  {
    g_autoptr (LimbeckTestCommand) pooler = NULL;
    g_autoptr (LimbeckDatabaseUrl) url = NULL;
    g_autoptr (LimbeckLockGate) gate = NULL;
    g_autoptr (LimbeckTestCommand) reader = NULL;

    make_table ("pooled");
    pooler = start_pooler ();
    url = pooler_url ("pooled");
    gate = close_at (url, FALSE);
    reader = start_reader ("pooled", NAME, READ);
    limbeck_test_cluster_wait_for (cluster, "pooled", N_WAITING, "1");

    ck_assert_int_eq (look (gate, NULL), LIMBECK_ARRIVAL_NAMED);
    ck_assert (limbeck_lock_gate_open (gate));
  }
END_TEST

static Suite *
lock_gate_suite (void)
{
  Suite *suite = suite_create ("core/database/lock-gate");
  TCase *tcase = tcase_create ("core/database/lock-gate");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 240);
  tcase_add_test (tcase, who_comes_by_name_is_known);
  tcase_add_test (tcase, who_comes_later_is_known_without_a_name);
  tcase_add_test (tcase, others_are_not_taken_for_ours);
  tcase_add_test (tcase, who_would_make_the_table_waits_too);
  tcase_add_test (tcase, a_missing_table_is_told_and_not_made);
  tcase_add_test (tcase, a_table_in_use_is_not_waited_for_long);
  tcase_add_test (tcase, who_may_not_lock_is_told_so);
  tcase_add_test (tcase, a_lock_that_was_lost_is_not_called_a_lock);
  tcase_add_test (tcase, nothing_is_left_of_a_killed_program);
  tcase_add_test (tcase, it_works_through_a_pooler);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (lock_gate_suite ());
}
