#include "config.h"

#include <check.h>

#include "gui/shared/operation.h"

#include "assistant/assistant-test.h"
#include "turn-watch.h"

/*
 * With a server that hangs or is gone nothing keeps the window waiting. What is done is done several times, and the best time
 * counts: what waits for the server waits every time, while the display of the test may be late once.
 */

/* What waits for such a server waits for seconds. The benchmark, which is this program too, has a limit of its own. */
#ifndef LIMIT_MS
#define LIMIT_MS 1000
#endif
#define N_ROUNDS 3
#define LOOK_MS 300

static void
assert_was_free (const char *when, double longest_ms)
{
  g_print ("# %s: the longest turn took %.1f ms, the limit is %d ms\n", when, longest_ms, LIMIT_MS);
  ck_assert_msg (longest_ms < LIMIT_MS, "a turn took %.1f ms", longest_ms);
}

static LimbeckWindow *
open_shop (LimbeckTestProject *project)
{
  LimbeckWindow *window = limbeck_gui_test_open (limbeck_test_project_get_directory (project));

  limbeck_gui_test_wait_surveyed (window);

  return window;
}

static void
refresh (LimbeckWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
}

static double
measure_refresh (LimbeckWindow *window)
{
  double best_ms = G_MAXDOUBLE;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double longest_ms = 0;

      turn_watch_start ();
      refresh (window);
      turn_watch_run (LOOK_MS);
      longest_ms = turn_watch_stop ();
      best_ms = MIN (best_ms, longest_ms);
    }

  return best_ms;
}

START_TEST (a_refresh_with_a_frozen_server_leaves_the_window_free)
  {
    LimbeckTestCluster *cluster = limbeck_gui_shop_get_cluster ();
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("frozen", "2b84d7f1a05c");
    LimbeckWindow *window = open_shop (project);
    double         longest_ms = 0;

    limbeck_test_cluster_freeze (cluster);
    longest_ms = measure_refresh (window);
    ck_assert (limbeck_surveyor_is_busy (limbeck_window_get_surveyor (window)));
    limbeck_test_cluster_thaw (cluster);
    limbeck_gui_test_wait_surveyed (window);

    assert_was_free ("frozen", longest_ms);
  }
END_TEST

START_TEST (a_refresh_with_a_server_that_is_gone_leaves_the_window_free)
  {
    LimbeckTestCluster *cluster = limbeck_gui_shop_get_cluster ();
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("gone", "2b84d7f1a05c");
    LimbeckWindow *window = open_shop (project);
    double         longest_ms = 0;

    limbeck_test_cluster_crash (cluster);
    longest_ms = measure_refresh (window);
    limbeck_gui_test_wait_surveyed (window);
    ck_assert_ptr_nonnull (limbeck_gui_test_find_label (window, "unknown"));
    limbeck_test_cluster_restart (cluster);

    assert_was_free ("gone", longest_ms);
  }
END_TEST

/* The guided way looks at everything again while its plan is read; it may be left at any moment. */
START_TEST (a_cancel_with_a_frozen_server_works_at_once)
  {
    LimbeckTestCluster *cluster = limbeck_gui_shop_get_cluster ();
    double              best_ms = G_MAXDOUBLE;

    for (guint i = 0; i < N_ROUNDS; i++)
      {
        double longest_ms = 0;
        g_auto (LimbeckGuide) guide = { 0 };

        limbeck_guide_open (&guide, "left", "2b84d7f1a05c", LIMBECK_DIRECTION_UPGRADE, "heads");
        limbeck_test_cluster_freeze (cluster);
        refresh (guide.window);
        turn_watch_start ();
        turn_watch_run (LOOK_MS);
        limbeck_gui_test_click (guide.assistant, "cancel");
        turn_watch_run (LOOK_MS);
        longest_ms = turn_watch_stop ();
        best_ms = MIN (best_ms, longest_ms);
        ck_assert_ptr_null (guide.assistant);

        gtk_window_close (GTK_WINDOW (guide.window));
        /* Long before any limit: connecting has ten seconds, Alembic has sixty. */
        ck_assert (limbeck_operation_drain (8000));
        limbeck_test_cluster_thaw (cluster);
      }

    assert_was_free ("cancelled", best_ms);
  }
END_TEST

static gboolean
is_unknown (gpointer window)
{
  return limbeck_gui_test_find_label (window, "unknown") != NULL;
}

START_TEST (a_frozen_server_is_given_up_at_the_limit)
  {
    LimbeckTestCluster *cluster = limbeck_gui_shop_get_cluster ();
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("limit", "2b84d7f1a05c");
    LimbeckWindow *window = open_shop (project);
    gint64         begin_us = 0;
    gint64         end_us = 0;

    limbeck_test_cluster_freeze (cluster);
    begin_us = g_get_monotonic_time ();
    refresh (window);
    limbeck_gui_test_wait (is_unknown, window);
    end_us = g_get_monotonic_time ();
    limbeck_surveyor_stop (limbeck_window_get_surveyor (window));
    limbeck_test_cluster_thaw (cluster);

    ck_assert_int_ge (end_us - begin_us, 9 * G_USEC_PER_SEC);
    ck_assert_int_lt (end_us - begin_us, 60 * G_USEC_PER_SEC);
  }
END_TEST

/* That the measure finds what it is for. */
START_TEST (a_turn_that_waits_is_found)
  {
    turn_watch_start ();
    g_usleep (2 * LIMIT_MS * 1000);
    turn_watch_run (20);

    ck_assert_double_ge (turn_watch_stop (), LIMIT_MS);
  }
END_TEST

static Suite *
window_frozen_suite (void)
{
  Suite *suite = suite_create ("gui/window/window-frozen");
  TCase *tcase = tcase_create ("window-frozen");

  tcase_set_timeout (tcase, 240);
  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, a_refresh_with_a_frozen_server_leaves_the_window_free);
  tcase_add_test (tcase, a_refresh_with_a_server_that_is_gone_leaves_the_window_free);
  tcase_add_test (tcase, a_cancel_with_a_frozen_server_works_at_once);
  tcase_add_test (tcase, a_frozen_server_is_given_up_at_the_limit);
  tcase_add_test (tcase, a_turn_that_waits_is_found);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (window_frozen_suite ());
}
