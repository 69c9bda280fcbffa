#include <string.h>

#include "core/database/lock-gate.h"

#include "limbeck-check.h"
#include "session-fixture.h"

static guint
count_sessions (LimbeckWatch *watch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sessions = limbeck_watch_list (watch, NULL, &error);

  ck_assert_msg (sessions != NULL, "%s", error ? error->message : "");

  return sessions->len;
}

START_TEST (a_named_session_is_known_by_its_name)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckProcess) ours = NULL;
    g_autoptr (LimbeckProcess) other = NULL;

    limbeck_test_cluster_create_database (cluster, "named");
    watch = watch_database ("named", TRUE);
    ck_assert_uint_eq (count_sessions (watch), 0);
    ours = start_session (scratch, "named", NAME, "select pg_sleep(600)");
    other = start_session (scratch, "named", "web", "select pg_sleep(600)");
    ck_assert_uint_eq (count_sessions (watch), 1);

    limbeck_process_stop (ours, 0);
    limbeck_process_stop (other, 0);
  }
END_TEST

START_TEST (a_nameless_session_is_known_by_the_version_table)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckProcess) other = NULL;
    g_autoptr (LimbeckProcess) second = NULL;
    g_autoptr (LimbeckProcess) ours = NULL;

    limbeck_test_cluster_create_database (cluster, "nameless");
    limbeck_test_cluster_run (
        cluster, "nameless", "create table alembic_version (version_num text)");
    watch = watch_database ("nameless", FALSE);
    other = start_session (scratch, "nameless", "web", "select pg_sleep(600)");
    second = start_session (scratch, "nameless", "cron", "select pg_sleep(600)");
    ck_assert_uint_eq (count_sessions (watch), 0);

    ours = start_session (
        scratch, "nameless", "app", "begin; select * from alembic_version; select pg_sleep(600)");
    ck_assert_uint_eq (count_sessions (watch), 1);

    limbeck_process_stop (ours, 0);
    limbeck_process_stop (other, 0);
    limbeck_process_stop (second, 0);
  }
END_TEST

START_TEST (a_server_that_is_gone_is_told)
  {
    g_autoptr (LimbeckTestCluster) own = limbeck_test_cluster_start ();
    g_autofree char *text = limbeck_test_cluster_dup_url (own, "postgres");
    g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, NULL);
    g_autoptr (LimbeckWatch)
        watch = limbeck_watch_new (url, NAME, TRUE, "alembic_version", "odd\"schema");
    g_autoptr (GPtrArray) listed = NULL;
    g_autoptr (GPtrArray) left = NULL;
    g_autoptr (GError) error = NULL;

    ck_assert (limbeck_watch_begin (watch, NULL, NULL));
    limbeck_test_cluster_stop (own);
    ck_assert_int_eq (limbeck_watch_end_sessions (watch, TRUE), -1);
    listed = limbeck_watch_list (watch, NULL, NULL);
    left = limbeck_watch_wait_until_gone (watch, 0, &error);

    ck_assert_ptr_null (listed);
    ck_assert_ptr_null (left);
    ck_assert_ptr_nonnull (error);
  }
END_TEST

static void
keep_text (LimbeckEvent *event, gpointer data)
{
  g_ptr_array_add (data, g_strdup (limbeck_event_get_text (event)));
}

START_TEST (who_blocks_is_told_once)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckProcess) holder = NULL;
    g_autoptr (LimbeckProcess) waiter = NULL;
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    const LimbeckEventSink sink = { keep_text, texts };

    limbeck_test_cluster_create_database (cluster, "blocked");
    limbeck_test_cluster_run (cluster, "blocked", "create table t (id int)");
    watch = watch_database ("blocked", TRUE);
    holder = start_session (scratch, "blocked", "web", "begin; lock table t; select pg_sleep(600)");
    waiter = start_session (scratch, "blocked", NAME, "select * from t");
    limbeck_watch_tell_blockers (watch, &sink, NULL);
    limbeck_watch_tell_blockers (watch, &sink, NULL);
    ck_assert_uint_eq (texts->len, 1);
    ck_assert_ptr_nonnull (strstr (g_ptr_array_index (texts, 0), "web"));

    (void) limbeck_watch_end_sessions (watch, FALSE);
    /* It ends by itself; the server has told it so before. */
    ck_assert_int_eq (limbeck_process_wait (waiter, -1, NULL), LIMBECK_WAIT_EXITED);
    limbeck_process_stop (holder, 1000);
    limbeck_watch_tell_blockers (watch, &sink, NULL);
    ck_assert_uint_eq (texts->len, 2);
  }
END_TEST

START_TEST (the_gate_of_the_run_is_no_blocker)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckWatch) watch = NULL;
    g_autoptr (LimbeckProcess) gate = NULL;
    g_autoptr (LimbeckProcess) waiter = NULL;
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    const LimbeckEventSink sink = { keep_text, texts };

    limbeck_test_cluster_create_database (cluster, "gated");
    limbeck_test_cluster_run (cluster, "gated", "create table t (id int)");
    watch = watch_database ("gated", TRUE);
    gate = start_session (
        scratch, "gated", LIMBECK_LOCK_GATE_NAME, "begin; lock table t; select pg_sleep(600)");
    waiter = start_session (scratch, "gated", NAME, "select * from t");
    limbeck_watch_tell_blockers (watch, &sink, NULL);
    ck_assert_uint_eq (texts->len, 0);

    limbeck_process_stop (waiter, 0);
    limbeck_process_stop (gate, 0);
  }
END_TEST

static Suite *
watch_suite (void)
{
  Suite *suite = suite_create ("core/run/watch");
  TCase *tcase = tcase_create ("watch");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 240);
  tcase_add_test (tcase, a_named_session_is_known_by_its_name);
  tcase_add_test (tcase, a_nameless_session_is_known_by_the_version_table);
  tcase_add_test (tcase, a_server_that_is_gone_is_told);
  tcase_add_test (tcase, who_blocks_is_told_once);
  tcase_add_test (tcase, the_gate_of_the_run_is_no_blocker);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (watch_suite ());
}
