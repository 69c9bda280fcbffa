#include <string.h>

#include "core/database/sessions.h"

#include "database-fixture.h"
#include "limbeck-check.h"
#include "test-command.h"

static LimbeckConnection *watch;

static void
connect_watch (void)
{
  limbeck_test_cluster_create_database (cluster, "shop");
  watch = connect_to ("shop");
}

static void
disconnect_watch (void)
{
  g_clear_object (&watch);
}

/* A client of its own that runs @sql, named @name on the server. */
static LimbeckTestCommand *
start_client (const char *name, const char *role, const char *sql)
{
  g_autofree char    *conninfo = g_strdup_printf ("host=%s port=%s dbname=shop user=%s",
                                               limbeck_test_cluster_get_host (cluster),
                                               limbeck_test_cluster_get_port (cluster),
                                               role);
  LimbeckTestCommand *client = limbeck_test_command_new (
      "psql", "-XAtqd", conninfo, "-c", sql, NULL);

  limbeck_test_command_setenv (client, "PGAPPNAME", name);
  limbeck_test_command_start (client);

  return client;
}

static void
wait_for_query (const char *part)
{
  g_autofree char *sql = g_strdup_printf (
      "select count(*) from pg_stat_activity where query like '%%' || '%s' || '%%' and state = 'active'"
      " and pid <> pg_backend_pid() and leader_pid is null",
      part);

  limbeck_test_cluster_wait_for (cluster, "shop", sql, "1");
}

static LimbeckSession *
the_session (const char *name, GPtrArray **keep)
{
  g_autoptr (GError) error = NULL;

  *keep = limbeck_sessions_list (watch, name, NULL, &error);
  ck_assert_msg (*keep != NULL, "%s", error ? error->message : "");
  ck_assert_uint_eq ((*keep)->len, 1);

  return (*keep)->pdata[0];
}

START_TEST (sessions_are_found_by_their_name)
  {
    g_autoptr (LimbeckTestCommand) client G_GNUC_UNUSED = start_client (
        "limbeck-4711", "postgres", "select pg_sleep(60) /* mine */");
    g_autoptr (GPtrArray) sessions = NULL;
    g_autoptr (GPtrArray) none = NULL;
    g_autofree char *renamed = NULL;
    LimbeckSession  *session;

    wait_for_query ("/* mine");
    session = the_session ("limbeck-4711", &sessions);
    ck_assert_int_gt (session->pid, 0);
    ck_assert_str_eq (session->user, "postgres");
    ck_assert_str_eq (session->application_name, "limbeck-4711");
    ck_assert_str_eq (session->state, "active");
    ck_assert_str_eq (session->query, "select pg_sleep(60) /* mine */");
    ck_assert_int_ge (session->seconds, 0);
    /* The session that asks is not listed. */
    renamed = query (watch, "SET application_name = 'watch'");
    none = limbeck_sessions_list (watch, "watch", NULL, NULL);
    ck_assert_uint_eq (none->len, 0);
  }
END_TEST

START_TEST (parallel_workers_are_left_out)
  {
    g_autoptr (LimbeckTestCommand) client = NULL;
    g_autoptr (GPtrArray) sessions = NULL;

    limbeck_test_cluster_run (
        cluster,
        "shop",
        "create table big as select generate_series(1, 200000) i; analyze big;"
        "alter table big set (parallel_workers = 2);"
        "alter database shop set min_parallel_table_scan_size = 0;"
        "alter database shop set parallel_setup_cost = 0;"
        "alter database shop set parallel_tuple_cost = 0;"
        "create function slow(int) returns int parallel safe cost 10000 language sql as"
        " 'select $1 from pg_sleep(0.01)'");
    client = start_client ("limbeck-par", "postgres", "select count(slow(i)) from big");
    limbeck_test_cluster_wait_for (
        cluster,
        "shop",
        "select count(*) > 1 from pg_stat_activity where application_name = 'limbeck-par'",
        "t");
    the_session ("limbeck-par", &sessions);
  }
END_TEST

START_TEST (new_sessions_of_our_role_are_found)
  {
    g_autoptr (LimbeckTestCommand) old = NULL;
    g_autoptr (LimbeckTestCommand) client = NULL;
    g_autoptr (LimbeckTestCommand) ours = NULL;
    g_autoptr (LimbeckTestCommand) strange = NULL;
    g_autoptr (GPtrArray) sessions = NULL;
    g_autofree char *since = NULL;

    limbeck_test_cluster_create_role (cluster, "guest", NULL);
    old = start_client ("asyncpg", "postgres", "select pg_sleep(60) /* old */");
    wait_for_query ("/* old");
    since = limbeck_sessions_dup_now (watch, NULL, NULL);
    ck_assert_ptr_nonnull (since);
    client = start_client ("", "postgres", "select pg_sleep(60) /* new */");
    ours = start_client ("limbeck-lock x", "postgres", "select pg_sleep(60) /* ours */");
    strange = start_client ("psql", "guest", "select pg_sleep(60) /* strange */");
    wait_for_query ("/* new");
    wait_for_query ("/* ours");
    wait_for_query ("/* strange");

    sessions = limbeck_sessions_list_new_since (watch, since, NULL, NULL);
    ck_assert_uint_eq (sessions->len, 1);
    ck_assert_ptr_nonnull (strstr (((LimbeckSession *) sessions->pdata[0])->query, "/* new"));
  }
END_TEST

START_TEST (blockers_are_found)
  {
    g_autoptr (LimbeckTestCommand) holder = NULL;
    g_autoptr (LimbeckTestCommand) waiter = NULL;
    g_autoptr (GPtrArray) waiters = NULL;
    g_autoptr (GPtrArray) blockers = NULL;
    g_autoptr (GPtrArray) none = NULL;
    LimbeckSession *session;

    limbeck_test_cluster_run (cluster, "shop", "create table t (id int)");
    holder = start_client ("holder", "postgres", "begin; lock t; select pg_sleep(60)");
    wait_for_query ("lock t; select");
    waiter = start_client ("waiter", "postgres", "select * from t");
    limbeck_test_cluster_wait_for (
        cluster,
        "shop",
        "select count(*) from pg_locks l join pg_stat_activity a using (pid) where not granted and application_name = 'waiter'",
        "1");

    session = the_session ("waiter", &waiters);
    blockers = limbeck_sessions_list_blockers (watch, session->pid, NULL, NULL);
    ck_assert_uint_eq (blockers->len, 1);
    session = blockers->pdata[0];
    ck_assert_str_eq (session->application_name, "holder");
    none = limbeck_sessions_list_blockers (watch, session->pid, NULL, NULL);
    ck_assert_uint_eq (none->len, 0);
  }
END_TEST

START_TEST (what_others_do_is_hidden)
  {
    g_autoptr (LimbeckConnection) guest = NULL;
    g_autoptr (LimbeckTestCommand) client = NULL;
    g_autoptr (GPtrArray) sessions = NULL;
    g_autoptr (GError) error = NULL;
    LimbeckSession *session;

    limbeck_test_cluster_create_role (cluster, "guest", NULL);
    guest = connect_as ("shop", "guest");
    client = start_client ("secretive", "postgres", "select pg_sleep(60) /* hidden */");
    wait_for_query ("/* hidden");
    sessions = limbeck_sessions_list (guest, "secretive", NULL, NULL);
    ck_assert_uint_eq (sessions->len, 1);
    session = sessions->pdata[0];
    ck_assert_ptr_null (session->state);
    ck_assert_ptr_null (session->query);
    ck_assert_int_eq (session->seconds, -1);

    ck_assert (!limbeck_session_cancel (guest, session, FALSE, NULL, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_PERMISSION, "");
  }
END_TEST

START_TEST (a_statement_is_cancelled)
  {
    g_autoptr (LimbeckTestCommand)
        client = start_client ("victim", "postgres", "select pg_sleep(60) /* victim */");
    g_autoptr (GPtrArray) sessions = NULL;
    g_autoptr (GError) error = NULL;
    LimbeckSession *session;

    wait_for_query ("/* victim");
    session = the_session ("victim", &sessions);
    ck_assert (limbeck_session_cancel (watch, session, FALSE, NULL, &error));
    ck_assert_int_eq (limbeck_test_command_wait (client), 1);
    ck_assert_ptr_nonnull (
        strstr (limbeck_test_command_get_errors (client), "canceling statement"));

    /* Gone is as good as ended. */
    limbeck_test_cluster_wait_for (
        cluster,
        "shop",
        "select count(*) from pg_stat_activity where application_name = 'victim'",
        "0");
    ck_assert (limbeck_session_cancel (watch, session, TRUE, NULL, &error));
    ck_assert_ptr_null (error);
  }
END_TEST

START_TEST (a_session_is_terminated)
  {
    g_autoptr (LimbeckTestCommand)
        client = start_client ("victim", "postgres", "select pg_sleep(60) /* victim */");
    g_autoptr (GPtrArray) sessions = NULL;

    wait_for_query ("/* victim");
    ck_assert (limbeck_session_cancel (watch, the_session ("victim", &sessions), TRUE, NULL, NULL));
    ck_assert_int_eq (limbeck_test_command_wait (client), 2);
    ck_assert_ptr_nonnull (
        strstr (limbeck_test_command_get_errors (client), "terminating connection"));
  }
END_TEST

START_TEST (a_reused_pid_is_safe)
  {
    g_autoptr (LimbeckTestCommand) client G_GNUC_UNUSED = start_client (
        "bystander", "postgres", "select pg_sleep(60) /* bystander */");
    g_autoptr (GPtrArray) sessions = NULL;
    g_autoptr (GPtrArray) still = NULL;
    g_autofree char *start = NULL;
    LimbeckSession  *session;

    wait_for_query ("/* bystander");
    session = the_session ("bystander", &sessions);
    start = g_steal_pointer (&session->backend_start);
    session->backend_start = g_strdup ("2001-01-01 00:00:00+00");
    ck_assert (limbeck_session_cancel (watch, session, TRUE, NULL, NULL));
    ck_assert_str_eq (the_session ("bystander", &still)->backend_start, start);
    ck_assert_str_eq (((LimbeckSession *) still->pdata[0])->state, "active");
  }
END_TEST

static const struct
{
  LimbeckSession session;
  const char    *description;
} descriptions[] = {
  { { 4711,
      NULL,
      (char *) "shop",
      (char *) "psql",
      (char *) "idle in transaction",
      NULL,
      14 * 60 + 5 },
    "pid 4711, user shop, psql, idle in transaction for 14 minutes" },
  { { 4711, NULL, (char *) "shop", (char *) "", (char *) "active", NULL, 1 },
    "pid 4711, user shop, active for 1 second" },
  { { 4711, NULL, (char *) "shop", (char *) "psql", (char *) "active", NULL, 100 },
    "pid 4711, user shop, psql, active for 100 seconds" },
  { { 4711, NULL, (char *) "shop", (char *) "psql", (char *) "active", NULL, 7 * 3600 },
    "pid 4711, user shop, psql, active for 7 hours" },
  { { 4711, NULL, (char *) "shop", (char *) "psql", (char *) "idle", NULL, -1 },
    "pid 4711, user shop, psql, idle" },
  { { 4711, NULL, (char *) "", (char *) "", NULL, NULL, -1 }, "pid 4711" },
  { { 0, NULL, (char *) "", (char *) "", (char *) "prepared transaction", NULL, -1 },
    "a prepared transaction" },
};

START_TEST (a_session_is_told_in_words)
  {
    g_autofree char *description = limbeck_session_dup_description (&descriptions[_i].session);

    ck_assert_str_eq (description, descriptions[_i].description);
  }
END_TEST

static Suite *
sessions_suite (void)
{
  Suite *suite = suite_create ("sessions");
  TCase *tcase = tcase_create ("sessions");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, connect_watch, disconnect_watch);
  tcase_add_test (tcase, sessions_are_found_by_their_name);
  tcase_add_test (tcase, parallel_workers_are_left_out);
  tcase_add_test (tcase, new_sessions_of_our_role_are_found);
  tcase_add_test (tcase, blockers_are_found);
  tcase_add_test (tcase, what_others_do_is_hidden);
  tcase_add_test (tcase, a_statement_is_cancelled);
  tcase_add_test (tcase, a_session_is_terminated);
  tcase_add_test (tcase, a_reused_pid_is_safe);
  tcase_add_loop_test (tcase, a_session_is_told_in_words, 0, G_N_ELEMENTS (descriptions));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (sessions_suite ());
}
