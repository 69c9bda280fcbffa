#include <errno.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/child-wait.h"

#include "limbeck-check.h"

/* Every test with a descriptor for the child and without one. */
#define N_WAYS 2

static int pid;
static int pidfd;
static int status;

static void
start (int way, const char *program, const char *argument)
{
  const char *const argv[] = { program, argument, NULL };

  ck_assert (g_spawn_async (NULL,
                            (char **) argv,
                            NULL,
                            G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
                            NULL,
                            NULL,
                            &pid,
                            NULL));
  pidfd = way == 0 ? pidfd_open (pid, 0) : -1;
  ck_assert (way != 0 || pidfd >= 0);
}

static void
kill_it (void)
{
  ck_assert_int_eq (kill (pid, SIGKILL), 0);
  ck_assert (limbeck_child_wait (pid, pidfd, -1, NULL, &status));
  ck_assert (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

START_TEST (the_end_is_seen_with_its_status)
  {
    start (_i, "false", NULL);

    ck_assert (limbeck_child_wait (pid, pidfd, -1, NULL, &status));
    ck_assert (WIFEXITED (status) && WEXITSTATUS (status) == 1);
  }
END_TEST

START_TEST (a_deadline_far_away_is_no_trouble)
  {
    start (_i, "sleep", "0");

    ck_assert (limbeck_child_wait (pid, pidfd, G_MAXINT64, NULL, &status));
    ck_assert_int_eq (status, 0);
  }
END_TEST

START_TEST (a_deadline_is_kept)
  {
    const gint64 deadline = g_get_monotonic_time () + 20000;

    start (_i, "sleep", "1000");

    ck_assert (!limbeck_child_wait (pid, pidfd, deadline, NULL, &status));
    ck_assert_int_ge (g_get_monotonic_time (), deadline);
    ck_assert (!limbeck_child_wait (pid, pidfd, 0, NULL, &status));
    kill_it ();
  }
END_TEST

static gpointer
cancel (gpointer cancellable)
{
  g_usleep (20000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

START_TEST (another_thread_may_cancel)
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    GThread *thread = NULL;

    start (_i, "sleep", "1000");
    thread = g_thread_new ("cancel", cancel, cancellable);

    ck_assert (!limbeck_child_wait (pid, pidfd, -1, cancellable, &status));
    g_thread_join (thread);
    kill_it ();
  }
END_TEST

/* GLib's own waits for children answer twice or not at all where both come together. */
START_TEST (an_end_at_the_moment_of_the_deadline_is_seen_sooner_or_later)
  {
    for (guint i = 0; i < 200; i++)
      {
        start (_i, "true", NULL);
        while (
            !limbeck_child_wait (pid, pidfd, g_get_monotonic_time () + i % 20 * 100, NULL, &status))
          ;
        ck_assert_int_eq (status, 0);
        if (pidfd >= 0)
          close (pidfd);
      }
  }
END_TEST

static gpointer
start_and_wait (gpointer way)
{
  const char *const argv[] = { "true", NULL };

  for (guint i = 0; i < 50; i++)
    {
      int own_pid = 0;
      int own_fd = -1;
      int own_status = -1;

      ck_assert (g_spawn_async (NULL,
                                (char **) argv,
                                NULL,
                                G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
                                NULL,
                                NULL,
                                &own_pid,
                                NULL));
      own_fd = GPOINTER_TO_INT (way) == 0 ? pidfd_open (own_pid, 0) : -1;
      ck_assert (limbeck_child_wait (own_pid, own_fd, -1, NULL, &own_status));
      ck_assert_int_eq (own_status, 0);
      if (own_fd >= 0)
        close (own_fd);
    }

  return NULL;
}

START_TEST (threads_wait_for_children_of_their_own)
  {
    GThread *threads[4];

    for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
      threads[i] = g_thread_new ("child", start_and_wait, GINT_TO_POINTER (_i));
    for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
      g_thread_join (threads[i]);
  }
END_TEST

/* With SIGCHLD ignored, as some programs leave it to those whom they start, the system keeps no status. */
START_TEST (a_child_that_the_system_has_forgotten_has_ended)
  {
    start (_i, "sleep", "1000");
    signal (SIGCHLD, SIG_IGN);
    ck_assert_int_eq (kill (pid, SIGKILL), 0);

    ck_assert (limbeck_child_wait (pid, pidfd, -1, NULL, &status));
    ck_assert_int_eq (status, -1);
  }
END_TEST

START_TEST (a_child_that_is_left_leaves_no_zombie)
  {
    const gint64 late = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

    start (_i, "true", NULL);
    limbeck_child_leave (pid);

    while (kill (pid, 0) == 0)
      {
        ck_assert_int_lt (g_get_monotonic_time (), late);
        g_usleep (1000);
      }
    ck_assert_int_eq (errno, ESRCH);
  }
END_TEST

static Suite *
child_wait_suite (void)
{
  Suite             *suite = suite_create ("core/base/child-wait");
  TCase             *tcase = tcase_create ("child-wait");
  const TTest *const tests[] = {
    the_end_is_seen_with_its_status,
    a_deadline_far_away_is_no_trouble,
    a_deadline_is_kept,
    another_thread_may_cancel,
    an_end_at_the_moment_of_the_deadline_is_seen_sooner_or_later,
    threads_wait_for_children_of_their_own,
    a_child_that_the_system_has_forgotten_has_ended,
    a_child_that_is_left_leaves_no_zombie,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    tcase_add_loop_test (tcase, tests[i], 0, N_WAYS);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (child_wait_suite ());
}
