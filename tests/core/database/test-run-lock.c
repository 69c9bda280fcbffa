#include <string.h>

#include "core/database/run-lock.h"

#include "database-fixture.h"
#include "limbeck-check.h"

#define TABLE "alembic_version"

static LimbeckRunLock *
acquire (const char *database, const char *table, guint timeout_ms, GError **error)
{
  g_autoptr (LimbeckDatabaseUrl) url = database_url (database, NULL, NULL);

  return limbeck_run_lock_acquire (url, table, timeout_ms, NULL, error);
}

static LimbeckRunLock *
must_acquire (const char *database, const char *table)
{
  g_autoptr (GError) error = NULL;
  LimbeckRunLock *lock = acquire (database, table, 0, &error);

  ck_assert_msg (lock != NULL, "%s", error ? error->message : "");

  return lock;
}

static void
must_be_held (const char *database, const char *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckRunLock) lock = acquire (database, table, 0, &error);

  ck_assert_ptr_null (lock);
  ck_assert (g_error_matches (error, LIMBECK_RUN_LOCK_ERROR, LIMBECK_RUN_LOCK_ERROR_HELD));
}

START_TEST (only_one_holds_it)
  {
    g_autoptr (LimbeckRunLock) lock = must_acquire ("postgres", TABLE);

    must_be_held ("postgres", TABLE);
    g_clear_pointer (&lock, limbeck_run_lock_free);

    /* Free at once, not only when the server has noticed the end of the session. */
    for (int i = 0; i < 50; i++)
      {
        lock = must_acquire ("postgres", TABLE);
        g_clear_pointer (&lock, limbeck_run_lock_free);
      }
  }
END_TEST

START_TEST (whoever_holds_it_is_named)
  {
    g_autoptr (LimbeckRunLock) lock G_GNUC_UNUSED = must_acquire ("postgres", TABLE);
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GError) error = NULL;
    g_autofree char *holder = limbeck_run_lock_find_holder (connection, TABLE, NULL, &error);
    g_autofree char *other = limbeck_run_lock_find_holder (connection, "other", NULL, &error);

    ck_assert_ptr_nonnull (holder);
    ck_assert (g_str_has_prefix (holder, g_get_user_name ()));
    ck_assert_ptr_nonnull (strstr (holder, " since 20"));
    ck_assert_ptr_nonnull (strstr (holder, "(database user “postgres”, pid "));
    ck_assert_ptr_null (other);
    ck_assert_ptr_null (error);

    ck_assert_ptr_null (acquire ("postgres", TABLE, 0, &error));
    ck_assert_msg (strstr (error->message, holder) != NULL, "%s", error->message);
    ck_assert_ptr_nonnull (strstr (error->message, "“postgres”"));
  }
END_TEST

START_TEST (nobody_holds_a_free_lock)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_run_lock_find_holder (connection, TABLE, NULL, &error));
    ck_assert_ptr_null (error);
  }
END_TEST

START_TEST (databases_and_tables_have_locks_of_their_own)
  {
    g_autoptr (LimbeckRunLock) first = NULL;
    g_autoptr (LimbeckRunLock) second = NULL;
    g_autoptr (LimbeckRunLock) third = NULL;

    limbeck_test_cluster_create_database (cluster, "second");
    first = must_acquire ("postgres", TABLE);
    second = must_acquire ("second", TABLE);
    third = must_acquire ("postgres", "other_version");
  }
END_TEST

START_TEST (every_way_to_name_a_table_means_the_same_lock)
  {
    g_autoptr (LimbeckRunLock) before = NULL;
    g_autoptr (LimbeckRunLock) after = NULL;

    limbeck_test_cluster_create_database (cluster, "names");
    before = must_acquire ("names", TABLE);
    must_be_held ("names", "public." TABLE);

    /* The first run makes the table while it holds the lock. */
    limbeck_test_cluster_run (cluster, "names", "create table " TABLE " (version_num text)");
    must_be_held ("names", TABLE);
    must_be_held ("names", "public." TABLE);
    g_clear_pointer (&before, limbeck_run_lock_free);

    limbeck_test_cluster_run (cluster,
                              "names",
                              "create schema apart; create table apart.v (version_num text);"
                              "alter database names set search_path = public, apart");
    after = must_acquire ("names", "v");
    must_be_held ("names", "apart.v");
  }
END_TEST

START_TEST (odd_names_are_just_names)
  {
    g_autoptr (LimbeckRunLock) lock G_GNUC_UNUSED = must_acquire ("postgres", "it's \"odd\" ä");

    must_be_held ("postgres", "it's \"odd\" ä");
  }
END_TEST

static gpointer
let_go_soon (gpointer lock)
{
  g_usleep (200 * 1000);
  limbeck_run_lock_free (lock);

  return NULL;
}

START_TEST (a_lock_can_be_waited_for)
  {
    g_autoptr (GError) error = NULL;
    LimbeckRunLock *first = must_acquire ("postgres", TABLE);
    GThread        *thread = g_thread_new ("let-go", let_go_soon, first);
    g_autoptr (LimbeckRunLock) second = acquire ("postgres", TABLE, 20000, &error);

    ck_assert_msg (second != NULL, "%s", error ? error->message : "");
    g_thread_join (thread);
  }
END_TEST

START_TEST (waiting_ends_in_time)
  {
    g_autoptr (LimbeckRunLock) first G_GNUC_UNUSED = must_acquire ("postgres", TABLE);
    g_autoptr (GError) error = NULL;
    gint64 begin = g_get_monotonic_time ();

    ck_assert_ptr_null (acquire ("postgres", TABLE, 300, &error));
    ck_assert (g_error_matches (error, LIMBECK_RUN_LOCK_ERROR, LIMBECK_RUN_LOCK_ERROR_HELD));
    ck_assert_int_ge (g_get_monotonic_time () - begin, 300 * 1000);
    ck_assert_int_lt (g_get_monotonic_time () - begin, 300 * 1000 + LIMBECK_TEST_SLACK_US);
  }
END_TEST

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (150 * 1000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

START_TEST (waiting_can_be_cancelled)
  {
    g_autoptr (LimbeckRunLock) first G_GNUC_UNUSED = must_acquire ("postgres", TABLE);
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("postgres", NULL, NULL);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    gint64   begin = g_get_monotonic_time ();
    GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

    ck_assert_ptr_null (limbeck_run_lock_acquire (url, TABLE, 60000, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    ck_assert_int_lt (g_get_monotonic_time () - begin, 150 * 1000 + LIMBECK_TEST_SLACK_US);
    g_thread_join (thread);
  }
END_TEST

START_TEST (it_dies_with_its_session)
  {
    g_autoptr (LimbeckRunLock) first G_GNUC_UNUSED = must_acquire ("postgres", TABLE);
    g_autoptr (LimbeckRunLock) second = NULL;
    g_autoptr (GError) error = NULL;

    limbeck_test_cluster_run (
        cluster,
        "postgres",
        "select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory'");
    second = acquire ("postgres", TABLE, 0, &error);
    ck_assert_msg (second != NULL, "%s", error ? error->message : "");
  }
END_TEST

START_TEST (holding_it_blocks_no_snapshot)
  {
    g_autoptr (LimbeckRunLock) lock G_GNUC_UNUSED = must_acquire ("postgres", TABLE);
    g_autofree char                *answer = limbeck_test_cluster_ask (
        cluster,
        "postgres",
        "select state, backend_xmin is null, backend_xid is null from pg_stat_activity"
                       " where application_name like 'limbeck-lock%'");

    ck_assert_str_eq (answer, "idle|t|t");
  }
END_TEST

START_TEST (another_programs_lock_is_named_too)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autofree char *taken G_GNUC_UNUSED = query (
        connection, "SELECT pg_advisory_lock(1281977698, hashtext('public." TABLE "'))");
    g_autofree char *holder = limbeck_run_lock_find_holder (connection, TABLE, NULL, NULL);

    ck_assert_ptr_nonnull (holder);
    ck_assert (g_str_has_prefix (holder, "“limbeck-test” (database user “postgres”, pid "));
  }
END_TEST

static gpointer
race (gpointer unused)
{
  g_autoptr (GError) error = NULL;
  LimbeckRunLock *lock = acquire ("postgres", TABLE, 0, &error);

  ck_assert (lock || g_error_matches (error, LIMBECK_RUN_LOCK_ERROR, LIMBECK_RUN_LOCK_ERROR_HELD));

  return lock;
}

START_TEST (one_of_many_wins)
  {
    GThread        *threads[8];
    LimbeckRunLock *locks[8];
    guint           n_winners = 0;

    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
      threads[i] = g_thread_new ("race", race, NULL);
    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
      {
        /* Kept until all are back: one that lets go makes room for the next. */
        locks[i] = g_thread_join (threads[i]);
        n_winners += locks[i] != NULL;
      }
    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
      limbeck_run_lock_free (locks[i]);
    ck_assert_uint_eq (n_winners, 1);
  }
END_TEST

START_TEST (a_pooler_is_refused)
  {
    g_autoptr (LimbeckTestCommand) pooler G_GNUC_UNUSED = start_pooler ();
    g_autoptr (LimbeckDatabaseUrl) url = pooler_url ("postgres");
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_run_lock_acquire (url, TABLE, 0, NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_RUN_LOCK_ERROR, LIMBECK_RUN_LOCK_ERROR_POOLED));
  }
END_TEST

START_TEST (a_lost_lock_is_noticed_and_taken_again)
  {
    g_autoptr (LimbeckRunLock) lock = must_acquire ("postgres", TABLE);
    g_autoptr (GError) error = NULL;

    ck_assert (!limbeck_run_lock_is_lost (lock));
    limbeck_test_cluster_run (cluster,
                              "postgres",
                              "select pg_terminate_backend (pid, 5000) from pg_stat_activity"
                              " where application_name like 'limbeck-lock %'");
    ck_assert (limbeck_run_lock_is_lost (lock));

    ck_assert_msg (
        limbeck_run_lock_take_again (lock, NULL, &error), "%s", error ? error->message : "");
    ck_assert (!limbeck_run_lock_is_lost (lock));
    must_be_held ("postgres", TABLE);
  }
END_TEST

START_TEST (a_lost_lock_that_another_has_taken_is_not_ours)
  {
    g_autoptr (LimbeckRunLock) lock = must_acquire ("postgres", TABLE);
    g_autoptr (LimbeckRunLock) other = NULL;
    g_autoptr (GError) error = NULL;

    limbeck_test_cluster_run (cluster,
                              "postgres",
                              "select pg_terminate_backend (pid, 5000) from pg_stat_activity"
                              " where application_name like 'limbeck-lock %'");
    other = must_acquire ("postgres", TABLE);

    ck_assert (!limbeck_run_lock_take_again (lock, NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_RUN_LOCK_ERROR, LIMBECK_RUN_LOCK_ERROR_HELD));
    ck_assert (limbeck_run_lock_is_lost (lock));
    ck_assert (!limbeck_run_lock_is_lost (other));
  }
END_TEST

static Suite *
run_lock_suite (void)
{
  Suite *suite = suite_create ("run-lock");
  TCase *tcase = tcase_create ("run-lock");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, only_one_holds_it);
  tcase_add_test (tcase, whoever_holds_it_is_named);
  tcase_add_test (tcase, nobody_holds_a_free_lock);
  tcase_add_test (tcase, databases_and_tables_have_locks_of_their_own);
  tcase_add_test (tcase, every_way_to_name_a_table_means_the_same_lock);
  tcase_add_test (tcase, odd_names_are_just_names);
  tcase_add_test (tcase, a_lock_can_be_waited_for);
  tcase_add_test (tcase, waiting_ends_in_time);
  tcase_add_test (tcase, waiting_can_be_cancelled);
  tcase_add_test (tcase, it_dies_with_its_session);
  tcase_add_test (tcase, a_lost_lock_is_noticed_and_taken_again);
  tcase_add_test (tcase, a_lost_lock_that_another_has_taken_is_not_ours);
  tcase_add_test (tcase, holding_it_blocks_no_snapshot);
  tcase_add_test (tcase, another_programs_lock_is_named_too);
  tcase_add_test (tcase, one_of_many_wins);
  tcase_add_test (tcase, a_pooler_is_refused);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (run_lock_suite ());
}
