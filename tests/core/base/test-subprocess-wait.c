#include "core/base/subprocess-wait.h"

#include "limbeck-check.h"

static GSubprocess *
start (const char *seconds)
{
  return g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "sleep", seconds, NULL);
}

START_TEST (the_end_is_seen)
  {
    g_autoptr (GSubprocess) subprocess = start ("0");

    ck_assert (limbeck_subprocess_wait (subprocess, -1, NULL));
    ck_assert (g_subprocess_get_if_exited (subprocess));
    ck_assert (limbeck_subprocess_wait (subprocess, 0, NULL));
  }
END_TEST

START_TEST (a_deadline_far_away_is_no_trouble)
  {
    g_autoptr (GSubprocess) subprocess = start ("0");

    ck_assert (limbeck_subprocess_wait (subprocess, G_MAXINT64, NULL));
  }
END_TEST

START_TEST (a_deadline_is_kept)
  {
    g_autoptr (GSubprocess) subprocess = start ("1000");

    ck_assert (!limbeck_subprocess_wait (subprocess, g_get_monotonic_time () + 20000, NULL));
    g_subprocess_force_exit (subprocess);
    ck_assert (limbeck_subprocess_wait (subprocess, -1, NULL));
  }
END_TEST

static gpointer
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return NULL;
}

START_TEST (another_thread_may_cancel)
  {
    g_autoptr (GSubprocess) subprocess = start ("1000");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    GThread *thread = g_thread_new ("cancel", cancel, cancellable);

    ck_assert (!limbeck_subprocess_wait (subprocess, -1, cancellable));
    g_thread_join (thread);
    g_subprocess_force_exit (subprocess);
    ck_assert (limbeck_subprocess_wait (subprocess, -1, NULL));
  }
END_TEST

static gpointer
wait_without_loop (gpointer subprocess)
{
  return GINT_TO_POINTER (limbeck_subprocess_wait (subprocess, -1, NULL));
}

START_TEST (any_thread_may_wait)
  {
    g_autoptr (GSubprocess) subprocess = start ("0.05");
    GThread *thread = g_thread_new ("wait", wait_without_loop, subprocess);

    ck_assert (limbeck_subprocess_wait (subprocess, -1, NULL));
    ck_assert (GPOINTER_TO_INT (g_thread_join (thread)));
  }
END_TEST

static Suite *
subprocess_wait_suite (void)
{
  Suite *suite = suite_create ("subprocess-wait");
  TCase *tcase = tcase_create ("subprocess-wait");

  tcase_add_test (tcase, the_end_is_seen);
  tcase_add_test (tcase, a_deadline_far_away_is_no_trouble);
  tcase_add_test (tcase, a_deadline_is_kept);
  tcase_add_test (tcase, another_thread_may_cancel);
  tcase_add_test (tcase, any_thread_may_wait);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (subprocess_wait_suite ());
}
