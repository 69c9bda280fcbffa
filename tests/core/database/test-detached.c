#include <unistd.h>

#include "core/database/detached.h"

#include "limbeck-check.h"

/* 3 ms on a quiet machine; a busy one may need a while to give us the processor again. */
static gint64
moment (guint milliseconds)
{
  return g_get_monotonic_time () + milliseconds * 1000;
}

static gpointer
echo (gpointer data)
{
  return g_strdup (data);
}

/* Blocks until somebody writes to the pipe whose reading end is @data. */
static gpointer
block (gpointer data)
{
  char byte;

  return read (GPOINTER_TO_INT (data), &byte, 1) == 1 ? g_strdup ("late") : NULL;
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (30 * 1000);
  g_cancellable_cancel (data);

  return NULL;
}

static int n_freed;

static void
count_and_free (gpointer data)
{
  g_free (data);
  g_atomic_int_inc (&n_freed);
}

START_TEST (a_result_is_handed_over)
  {
    g_autoptr (LimbeckDetached)
        detached = limbeck_detached_start (echo, g_strdup ("hello"), g_free, g_free);
    g_autofree char *result = NULL;

    ck_assert_int_eq (limbeck_detached_wait (detached, -1, NULL), LIMBECK_PATIENCE_READY);
    ck_assert_int_eq (limbeck_detached_wait (detached, 0, NULL), LIMBECK_PATIENCE_READY);
    result = limbeck_detached_steal_result (detached);
    ck_assert_str_eq (result, "hello");
  }
END_TEST

START_TEST (a_deadline_holds_while_the_call_blocks)
  {
    int    fds[2];
    gint64 deadline;

    ck_assert_int_eq (pipe (fds), 0);
    {
      g_autoptr (LimbeckDetached)
          detached = limbeck_detached_start (block, GINT_TO_POINTER (fds[0]), NULL, count_and_free);

      deadline = moment (60);
      ck_assert_int_eq (limbeck_detached_wait (detached, deadline, NULL),
                        LIMBECK_PATIENCE_DEADLINE);
      ck_assert_int_ge (g_get_monotonic_time (), deadline);
      ck_assert_int_lt (g_get_monotonic_time (), deadline + LIMBECK_TEST_SLACK_US);
    }

    /* The call goes on alone, and what it returns is freed. */
    ck_assert_int_eq (write (fds[1], "x", 1), 1);
    while (g_atomic_int_get (&n_freed) == 0)
      g_thread_yield ();
  }
END_TEST

START_TEST (a_cancel_ends_the_wait_at_once)
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GThread) thread = NULL;
    gint64 begin = g_get_monotonic_time ();
    int    fds[2];

    ck_assert_int_eq (pipe (fds), 0);
    thread = g_thread_new ("cancel", cancel_soon, cancellable);
    ck_assert_int_eq (limbeck_patience_wait_for_fd (fds[0], G_IO_IN, -1, cancellable),
                      LIMBECK_PATIENCE_CANCELLED);
    ck_assert_int_lt (g_get_monotonic_time (), begin + 30 * 1000 + LIMBECK_TEST_SLACK_US);
    g_thread_join (g_steal_pointer (&thread));

    /* It stays cancelled, whatever else has happened. */
    ck_assert_int_eq (write (fds[1], "x", 1), 1);
    ck_assert_int_eq (limbeck_patience_wait_for_fd (fds[0], G_IO_IN, -1, cancellable),
                      LIMBECK_PATIENCE_CANCELLED);
  }
END_TEST

START_TEST (a_hang_up_counts)
  {
    int fds[2];

    ck_assert_int_eq (pipe (fds), 0);
    close (fds[1]);
    ck_assert_int_eq (limbeck_patience_wait_for_fd (fds[0], G_IO_IN, -1, NULL),
                      LIMBECK_PATIENCE_READY);
  }
END_TEST

static Suite *
detached_suite (void)
{
  Suite *suite = suite_create ("detached");
  TCase *tcase = tcase_create ("detached");

  tcase_add_test (tcase, a_result_is_handed_over);
  tcase_add_test (tcase, a_deadline_holds_while_the_call_blocks);
  tcase_add_test (tcase, a_cancel_ends_the_wait_at_once);
  tcase_add_test (tcase, a_hang_up_counts);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (detached_suite ());
}
