/* What the integration tests stand on: a private server, real projects, commands with a deadline. */

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "limbeck-check.h"
#include "scratch.h"
#include "test-cluster.h"
#include "test-command.h"
#include "test-paths.h"
#include "test-project.h"

static LimbeckTestCluster *cluster;

static void
start_cluster (void)
{
  cluster = limbeck_test_cluster_start ();
}

static void
stop_cluster (void)
{
  g_clear_pointer (&cluster, limbeck_test_cluster_free);
}

START_TEST (a_database_is_created_empty_each_time)
  {
    g_autofree char *tables = NULL;

    limbeck_test_cluster_create_database (cluster, "Ünser \"Laden\"");
    limbeck_test_cluster_run (cluster, "Ünser \"Laden\"", "create table customer (id int)");
    limbeck_test_cluster_create_database (cluster, "Ünser \"Laden\"");
    tables = limbeck_test_cluster_ask (cluster,
                                       "Ünser \"Laden\"",
                                       "select count (*), null from pg_tables "
                                       "where schemaname = 'public'");

    ck_assert_str_eq (tables, "0|");
  }
END_TEST

START_TEST (the_server_does_not_run_as_root)
  {
    g_autofree char *user = limbeck_test_cluster_ask (
        cluster,
        "postgres",
        "select pg_read_file ('/proc/self/status') !~ 'Uid:[[:space:]]+0[[:space:]]'");

    ck_assert_str_eq (user, "t");
  }
END_TEST

START_TEST (committed_rows_survive_a_crash)
  {
    g_autofree char *rows = NULL;

    limbeck_test_cluster_create_database (cluster, "crashed");
    limbeck_test_cluster_run (cluster, "crashed", "create table t as select 1 as n");
    limbeck_test_cluster_crash (cluster);
    limbeck_test_cluster_restart (cluster);
    rows = limbeck_test_cluster_ask (cluster, "crashed", "select n from t");

    ck_assert_str_eq (rows, "1");
  }
END_TEST

START_TEST (a_frozen_server_answers_nobody_until_it_is_thawed)
  {
    g_autofree char *conninfo = limbeck_test_cluster_dup_conninfo (cluster, "postgres");
    g_autoptr (LimbeckTestCommand)
        query = limbeck_test_command_new ("psql", "-Atc", "select 'it answers'", conninfo, NULL);

    limbeck_test_cluster_freeze (cluster);
    limbeck_test_command_start (query);
    g_usleep (200 * 1000);
    ck_assert_int_eq (waitpid (limbeck_test_command_get_pid (query), NULL, WNOHANG), 0);
    limbeck_test_cluster_thaw (cluster);

    ck_assert_int_eq (limbeck_test_command_wait (query), 0);
    ck_assert_str_eq (limbeck_test_command_get_output (query), "it answers\n");
  }
END_TEST

START_TEST (a_role_with_a_password_is_asked_for_it)
  {
    g_autofree char *conninfo = NULL;
    g_autoptr (LimbeckTestCommand) without = NULL;
    g_autoptr (LimbeckTestCommand) with = NULL;

    limbeck_test_cluster_create_role (cluster, "asked", "it's \\ secret");
    conninfo = g_strdup_printf ("host=%s port=%s dbname=postgres user=asked",
                                limbeck_test_cluster_get_host (cluster),
                                limbeck_test_cluster_get_port (cluster));
    without = limbeck_test_command_new ("psql", "-wAtc", "select 1", conninfo, NULL);
    with = limbeck_test_command_new ("psql", "-wAtc", "select 1", conninfo, NULL);
    limbeck_test_command_setenv (with, "PGPASSWORD", "it's \\ secret");

    ck_assert_int_ne (limbeck_test_command_run (without), 0);
    ck_assert_ptr_nonnull (strstr (limbeck_test_command_get_errors (without), "no password"));
    ck_assert_int_eq (limbeck_test_command_run (with), 0);
  }
END_TEST

static void
run_server_script (const char *verb, const char *directory)
{
  g_autoptr (LimbeckTestCommand) command = limbeck_test_command_new (
      TEST_SOURCE_ROOT "/data/demo/postgres", verb, directory, NULL);

  if (limbeck_test_command_run (command) != 0)
    ck_abort_msg ("postgres %s: %s", verb, limbeck_test_command_get_errors (command));
}

/* A socket's path is limited to 107 bytes, and a comma in a host name separates two of them. */
static const char *const server_directories[] = {
  "a, b",
  "Ünser Laden's Gerät",
  "0123456789012345678901234567890123456789/0123456789012345678901234567890123456789/0123456789",
};

START_TEST (a_server_lives_in_any_directory)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *directory = limbeck_scratch_dup_path (scratch, server_directories[_i]);

    ck_assert_int_eq (g_chmod (limbeck_scratch_get_directory (scratch), 0711), 0);
    limbeck_scratch_make_directory (scratch, server_directories[_i]);
    run_server_script ("start", directory);
    run_server_script ("restart", directory);
    run_server_script ("show", directory);
    run_server_script ("stop", directory);
  }
END_TEST

/* The directory vanishes when the guard has done its work, and the guard removes it last. */
START_TEST (a_server_ends_with_the_program_that_started_it)
  {
    int    channel[2];
    char   directory[256] = "";
    gint64 deadline_us;
    int    pid;

    ck_assert_int_eq (pipe (channel), 0);
    pid = fork ();
    if (pid == 0)
      {
        LimbeckTestCluster *doomed = limbeck_test_cluster_start ();
        const char         *path = limbeck_test_cluster_get_directory (doomed);

        if (write (channel[1], path, strlen (path)) > 0)
          kill (getpid (), SIGKILL);
        _exit (1);
      }

    ck_assert_int_gt (read (channel[0], directory, sizeof directory - 1), 0);
    ck_assert_int_eq (waitpid (pid, NULL, 0), pid);
    deadline_us = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
    while (g_file_test (directory, G_FILE_TEST_EXISTS) && g_get_monotonic_time () < deadline_us)
      g_usleep (20 * 1000);

    ck_assert (!g_file_test (directory, G_FILE_TEST_EXISTS));
  }
END_TEST

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1",
    .message = "create customer",
    .upgrade = "op.execute('create table customer (id int)')",
    .downgrade = "op.execute('drop table customer')" },
  { .revision = "b2", .down = "a1", .labels = "left", .downgrade = "" },
  { .revision = "c3", .down = "a1", .depends_on = "b2" },
  { .revision = "d4", .down = "b2, c3", .message = "merge" },
};

static const struct
{
  const char            *directory;
  LimbeckTestEnvironment environment;
} forms[] = {
  { "shop", LIMBECK_TEST_ENVIRONMENT_PLAIN },
  { "Ünser Laden", LIMBECK_TEST_ENVIRONMENT_PLAIN },
  { "shop", LIMBECK_TEST_ENVIRONMENT_COMPUTED },
  { "shop", LIMBECK_TEST_ENVIRONMENT_TRANSACTION_PER_MIGRATION },
};

START_TEST (alembic_upgrades_a_sample_project)
  {
    g_autofree char *url = NULL;
    g_autofree char *versions = NULL;
    g_autoptr (LimbeckTestProject) project = NULL;

    limbeck_test_cluster_create_database (cluster, "sample");
    url = limbeck_test_cluster_dup_url (cluster, "sample");
    project = limbeck_test_project_new_named (forms[_i].directory, forms[_i].environment, url);
    limbeck_test_project_add_revisions (project, revisions, G_N_ELEMENTS (revisions));
    limbeck_test_project_run_alembic (project, "upgrade", "heads", NULL);
    versions = limbeck_test_cluster_ask (cluster, "sample", "select * from alembic_version");

    ck_assert_str_eq (versions, "d4");
  }
END_TEST

START_TEST (alembic_finds_the_url_in_the_environment)
  {
    g_autofree char *url = NULL;
    g_autoptr (LimbeckTestProject) project = NULL;
    g_autoptr (LimbeckTestCommand) command = limbeck_test_command_new (
        "/usr/bin/python3", "-m", "alembic", "upgrade", "heads", NULL);

    limbeck_test_cluster_create_database (cluster, "named_outside");
    url = limbeck_test_cluster_dup_url (cluster, "named_outside");
    project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_DATABASE_URL, url);
    limbeck_test_command_set_directory (command, limbeck_test_project_get_directory (project));
    limbeck_test_command_setenv (command, "DATABASE_URL", url);

    ck_assert_int_eq (limbeck_test_command_run (command), 0);
  }
END_TEST

START_TEST (an_environment_that_raises_stops_alembic)
  {
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_RAISES, "postgresql:///none");
    g_autoptr (LimbeckTestCommand)
        command = limbeck_test_command_new ("/usr/bin/python3", "-m", "alembic", "current", NULL);

    limbeck_test_command_set_directory (command, limbeck_test_project_get_directory (project));

    ck_assert_int_eq (limbeck_test_command_run (command), 1);
    ck_assert_ptr_nonnull (
        strstr (limbeck_test_command_get_errors (command), "settings are incomplete"));
  }
END_TEST

START_TEST (a_command_tells_how_it_ended)
  {
    g_autoptr (LimbeckTestCommand) command = limbeck_test_command_new (
        "sh", "-c", "echo out; echo err >&2; echo ready; read line || kill -TERM $$", NULL);

    limbeck_test_command_start (command);
    limbeck_test_command_wait_for_output (command, "ready");

    ck_assert_int_eq (limbeck_test_command_wait (command), -SIGTERM);
    ck_assert_str_eq (limbeck_test_command_get_output (command), "out\nready\n");
    ck_assert_str_eq (limbeck_test_command_get_errors (command), "err\n");
  }
END_TEST

START_TEST (a_command_past_its_deadline_fails_the_test)
  {
    g_autoptr (LimbeckTestCommand) command = limbeck_test_command_new ("sleep", "60", NULL);

    limbeck_test_command_set_deadline (command, 1);
    limbeck_test_command_run (command);
  }
END_TEST

static Suite *
ground_suite (void)
{
  Suite *suite = suite_create ("ground");
  TCase *servers = tcase_create ("servers");
  TCase *projects = tcase_create ("projects");
  TCase *commands = tcase_create ("commands");

  tcase_add_unchecked_fixture (servers, start_cluster, stop_cluster);
  tcase_add_test (servers, a_database_is_created_empty_each_time);
  tcase_add_test (servers, the_server_does_not_run_as_root);
  tcase_add_test (servers, committed_rows_survive_a_crash);
  tcase_add_test (servers, a_frozen_server_answers_nobody_until_it_is_thawed);
  tcase_add_test (servers, a_role_with_a_password_is_asked_for_it);
  tcase_add_loop_test (
      servers, a_server_lives_in_any_directory, 0, G_N_ELEMENTS (server_directories));
  tcase_add_test (servers, a_server_ends_with_the_program_that_started_it);
  suite_add_tcase (suite, servers);

  tcase_add_unchecked_fixture (projects, start_cluster, stop_cluster);
  tcase_add_loop_test (projects, alembic_upgrades_a_sample_project, 0, G_N_ELEMENTS (forms));
  tcase_add_test (projects, alembic_finds_the_url_in_the_environment);
  tcase_add_test (projects, an_environment_that_raises_stops_alembic);
  suite_add_tcase (suite, projects);

  tcase_add_test (commands, a_command_tells_how_it_ended);
  tcase_add_exit_test (commands, a_command_past_its_deadline_fails_the_test, 1);
  suite_add_tcase (suite, commands);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (ground_suite ());
}
