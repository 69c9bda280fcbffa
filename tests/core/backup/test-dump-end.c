#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "dump-fixture.h"
#include "limbeck-check.h"

/* Holds a lock that pg_dump has to wait for. */
static LimbeckConnection *
hold_table (void)
{
  LimbeckConnection *holder = NULL;
  g_autofree char   *begun = NULL;
  g_autofree char   *locked = NULL;

  run_sql ("create table held (id int)");
  holder = connect_to ("shop");
  begun = query (holder, "BEGIN");
  locked = query (holder, "LOCK TABLE held IN ACCESS EXCLUSIVE MODE");

  return holder;
}

static void
wait_until_pg_dump_waits (void)
{
  limbeck_test_cluster_wait_for (
      cluster,
      "postgres",
      "select count(*) from pg_locks l join pg_stat_activity a using (pid)"
      " where not l.granted and a.application_name ~ '^limbeck-backup-[0-9a-f]'",
      "1");
}

static gpointer
cancel_when_waiting (gpointer cancellable)
{
  wait_until_pg_dump_waits ();
  g_cancellable_cancel (cancellable);

  return NULL;
}

START_TEST (a_cancel_ends_pg_dump_on_the_server_too)
  {
    g_autoptr (LimbeckConnection) holder G_GNUC_UNUSED = hold_table ();
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    GThread *thread = g_thread_new ("cancel", cancel_when_waiting, cancellable);

    ck_assert_ptr_null (take_dump (NULL, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    assert_nothing_left ();
    g_thread_join (thread);
  }
END_TEST

START_TEST (what_is_cancelled_before_does_not_begin)
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    g_cancellable_cancel (cancellable);
    ck_assert_ptr_null (take_dump (NULL, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    ck_assert (!g_file_test (directory, G_FILE_TEST_EXISTS));
  }
END_TEST

static gpointer
kill_when_waiting (gpointer unused)
{
  wait_until_pg_dump_waits ();
  kill (find_child ("pg_dump"), SIGKILL);

  return NULL;
}

START_TEST (a_killed_pg_dump_leaves_nothing)
  {
    g_autoptr (LimbeckConnection) holder G_GNUC_UNUSED = hold_table ();
    GThread                             *thread = g_thread_new ("kill", kill_when_waiting, NULL);

    assert_dump_fails (LIMBECK_BACKUP_ERROR_FAILED, "ended from outside");
    assert_nothing_left ();
    g_thread_join (thread);
  }
END_TEST

static gpointer
crash_when_waiting (gpointer unused)
{
  wait_until_pg_dump_waits ();
  limbeck_test_cluster_crash (cluster);

  return NULL;
}

START_TEST (a_server_that_dies_meanwhile_is_told)
  {
    g_autoptr (LimbeckConnection) holder G_GNUC_UNUSED = hold_table ();
    GThread                             *thread = g_thread_new ("crash", crash_when_waiting, NULL);

    assert_dump_fails (LIMBECK_BACKUP_ERROR_FAILED, "pg_dump could not make the backup");
    g_thread_join (thread);
    limbeck_test_cluster_restart (cluster);
    assert_nothing_left ();
  }
END_TEST

START_TEST (what_a_killed_launcher_left_is_swept)
  {
    g_autoptr (LimbeckBackup) backup = NULL;
    g_autofree char *path = limbeck_scratch_dup_path (
        scratch, "the backups/of shop/shop-20200101T000000Z-a1.dump.part");
    g_autofree char *other = limbeck_scratch_dup_path (scratch, "the backups/of shop/notes.part");

    limbeck_scratch_write (
        scratch, "the backups/of shop/shop-20200101T000000Z-a1.dump.part", "half a dump");
    limbeck_scratch_write (scratch, "the backups/of shop/notes.part", "mine");
    backup = must_take_dump ();
    ck_assert (!g_file_test (path, G_FILE_TEST_EXISTS));
    ck_assert (g_file_test (other, G_FILE_TEST_EXISTS));
  }
END_TEST

static Suite *
dump_end_suite (void)
{
  Suite *suite = suite_create ("dump-end");
  TCase *tcase = tcase_create ("dump-end");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, set_up_dump, tear_down_dump);
  tcase_add_test (tcase, a_cancel_ends_pg_dump_on_the_server_too);
  tcase_add_test (tcase, what_is_cancelled_before_does_not_begin);
  tcase_add_test (tcase, a_killed_pg_dump_leaves_nothing);
  tcase_add_test (tcase, a_server_that_dies_meanwhile_is_told);
  tcase_add_test (tcase, what_a_killed_launcher_left_is_swept);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (dump_end_suite ());
}
