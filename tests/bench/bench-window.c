#include "config.h"

#include <check.h>
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "gui-test.h"
#include "many-revisions.h"

/*
 * What the window costs, each measured in a process of its own, the kinds by turns so that other work on the machine meets all
 * of them alike; of each kind the cheapest round counts. Processor time is that of the process with all its threads, children left
 * out, and each process stays on one processor: threads on the two halves of one core slow each other down.
 *
 *   blank   an empty AdwApplicationWindow until its second frame, drawn by cairo; GDK starts GL nevertheless
 *   bare    the same without GL, as the launcher starts
 *   empty   the window with a project that has no revisions, until that is shown
 *   many    the same with 10,000 revisions; their files are read in a thread of its own
 *   scroll  100,000 revisions, scrolled from the top to the bottom in 200 frames
 */

#define N_MANY 10000
#define N_SCROLL 100000
#define N_ROUNDS 7
#define N_FRAMES 200

typedef struct
{
  double cpu_ms;
  double window_ms; /* the part of the thread that draws the window */
  double rss_mib;
  double median_ms; /* of the frames */
  double slow_ms;   /* that one frame in twenty exceeds */
  double worst_ms;
} Cost;

static double
timeval_ms (const struct timeval *time)
{
  return time->tv_sec * 1000.0 + time->tv_usec / 1000.0;
}

/* Of this thread, which is the window's; and not the wall's, so that other work on the machine does not count. */
static gint64
thread_time_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
print_cost (GArray *frames)
{
  struct rusage usage;
  guint         n = frames != NULL ? frames->len : 0;

  getrusage (RUSAGE_SELF, &usage);
  g_print ("%.2f %.2f %.2f %.2f %.2f %.2f\n",
           timeval_ms (&usage.ru_utime) + timeval_ms (&usage.ru_stime),
           thread_time_us () / 1000.0,
           usage.ru_maxrss / 1024.0,
           n > 0 ? g_array_index (frames, double, n / 2) : 0.0,
           n > 0 ? g_array_index (frames, double, n * 19 / 20) : 0.0,
           n > 0 ? g_array_index (frames, double, n - 1) : 0.0);
}

static void
activate_blank_cb (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 680);
  gtk_window_present (GTK_WINDOW (window));
  limbeck_gui_test_settle (window);
  print_cost (NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
run_blank (void)
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_blank_cb), NULL);
  g_application_run (G_APPLICATION (application), 0, NULL);
}

static gboolean
is_listed (gpointer window)
{
  return limbeck_surveyor_get_survey (limbeck_window_get_surveyor (window)) != NULL;
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  gboolean *is_painted = data;

  *is_painted = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static LimbeckWindow *
open_listed (const char *directory)
{
  LimbeckWindow *window;
  gboolean       is_painted = FALSE;

  limbeck_gui_test_start ();
  window = limbeck_gui_test_open (directory);
  limbeck_gui_test_wait (is_listed, window);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)),
                    "after-paint",
                    G_CALLBACK (painted_cb),
                    &is_painted);
  limbeck_gui_test_wait (is_true, &is_painted);
  g_signal_handlers_disconnect_by_func (
      gtk_widget_get_frame_clock (GTK_WIDGET (window)), painted_cb, &is_painted);

  return window;
}

static void
run_window (const char *directory)
{
  open_listed (directory);
  print_cost (NULL);
  limbeck_gui_test_stop ();
}

typedef struct
{
  GtkAdjustment *adjustment;
  GArray        *frames;
  gint64         began_us;
  guint          n;
} Scroll;

static void
before_paint_cb (GdkFrameClock *clock, Scroll *scroll)
{
  scroll->began_us = thread_time_us ();
}

static void
update_cb (GdkFrameClock *clock, Scroll *scroll)
{
  double way = gtk_adjustment_get_upper (scroll->adjustment) -
               gtk_adjustment_get_page_size (scroll->adjustment);

  scroll->n++;
  gtk_adjustment_set_value (scroll->adjustment, way * scroll->n / N_FRAMES);
}

static void
after_paint_cb (GdkFrameClock *clock, Scroll *scroll)
{
  double frame_ms = (thread_time_us () - scroll->began_us) / 1000.0;

  if (scroll->began_us != 0)
    g_array_append_val (scroll->frames, frame_ms);
}

static gboolean
has_all_frames (gpointer data)
{
  Scroll *scroll = data;

  return scroll->n >= N_FRAMES;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double *one = a;
  const double *other = b;

  return (*one > *other) - (*one < *other);
}

static void
run_scroll (const char *directory)
{
  LimbeckWindow *window = open_listed (directory);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  Scroll scroll = {
    .adjustment = gtk_scrollable_get_vadjustment (limbeck_gui_test_find (window, "list_view")),
    .frames = frames,
  };

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &scroll);
  g_signal_connect (clock, "update", G_CALLBACK (update_cb), &scroll);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &scroll);
  gdk_frame_clock_begin_updating (clock);
  limbeck_gui_test_wait (has_all_frames, &scroll);
  gdk_frame_clock_end_updating (clock);
  g_signal_handlers_disconnect_matched (clock, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, &scroll);

  g_array_sort (frames, compare_times);
  print_cost (frames);
  limbeck_gui_test_stop ();
}

static Cost
measure (const char *program, const char *kind, const char *directory)
{
  const char *argv[] = { program, g_str_equal (kind, "bare") ? "blank" : kind, directory, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int  status;
  Cost cost = { 0 };

  if (g_str_equal (kind, "blank"))
    environment = g_environ_unsetenv (environment, "GDK_DEBUG");
  if (!g_spawn_sync (NULL,
                     (char **) argv,
                     environment,
                     G_SPAWN_DEFAULT,
                     NULL,
                     NULL,
                     &output,
                     NULL,
                     &status,
                     &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", kind, error->message);
  if (sscanf (output,
              "%lf %lf %lf %lf %lf %lf",
              &cost.cpu_ms,
              &cost.window_ms,
              &cost.rss_mib,
              &cost.median_ms,
              &cost.slow_ms,
              &cost.worst_ms) != 6)
    g_error ("%s: “%s”", kind, output);

  return cost;
}

static void
keep_cheapest (Cost *cheapest, Cost cost)
{
  if (cheapest->cpu_ms <= 0 || cost.cpu_ms < cheapest->cpu_ms)
    cheapest->cpu_ms = cost.cpu_ms;
  if (cheapest->window_ms <= 0 || cost.window_ms < cheapest->window_ms)
    cheapest->window_ms = cost.window_ms;
  if (cheapest->rss_mib <= 0 || cost.rss_mib < cheapest->rss_mib)
    cheapest->rss_mib = cost.rss_mib;
}

static gboolean
meets (const char *what, double value, double bar, const char *unit)
{
  gboolean is_within = value <= bar;

  g_print (
      "%-48s %7.2f %-6s bar %5.2f   %s\n", what, value, unit, bar, is_within ? "met" : "MISSED");

  return is_within;
}

static void
print_measured (const char *what, Cost cost)
{
  g_print ("%-48s %7.1f ms     %5.1f MiB\n", what, cost.cpu_ms, cost.rss_mib);
}

/* Returns whether the bars are met. */
static gboolean
run_starts (const char *program)
{
  g_autoptr (LimbeckScratch) none = limbeck_many_revisions_new (0);
  g_autoptr (LimbeckScratch) many = limbeck_many_revisions_new (N_MANY);
  Cost     blank = { 0 };
  Cost     bare = { 0 };
  Cost     empty = { 0 };
  Cost     full = { 0 };
  gboolean all_met;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      keep_cheapest (&blank, measure (program, "blank", ""));
      keep_cheapest (&bare, measure (program, "bare", ""));
      keep_cheapest (&empty, measure (program, "window", limbeck_scratch_get_directory (none)));
      keep_cheapest (&full, measure (program, "window", limbeck_scratch_get_directory (many)));
    }

  print_measured ("blank AdwApplicationWindow", blank);
  print_measured ("the same without GL", bare);
  print_measured ("the window, no revisions", empty);
  print_measured ("the window, 10,000 revisions", full);
  all_met = meets ("no revisions / blank window", empty.cpu_ms / blank.cpu_ms, 1.6, "times");
  all_met &= meets ("what a list of 10,000 adds / blank window",
                    (full.window_ms - empty.window_ms) / blank.cpu_ms,
                    0.7,
                    "times");
  g_print ("%-48s %7.2f times\n",
           "the same with reading their files",
           (full.cpu_ms - empty.cpu_ms) / blank.cpu_ms);
  all_met &= meets ("memory that 10,000 revisions add", full.rss_mib - empty.rss_mib, 20, "MiB");

  return all_met;
}

static gboolean
run_scrolling (const char *program)
{
  g_autoptr (LimbeckScratch) most = limbeck_many_revisions_new (N_SCROLL);
  Cost scroll = measure (program, "scroll", limbeck_scratch_get_directory (most));

  print_measured ("the window, 100,000 revisions, scrolled through", scroll);
  g_print ("%-48s %7.2f ms\n", "the median frame", scroll.median_ms);
  g_print ("%-48s %7.2f ms\n", "the slowest frame", scroll.worst_ms);

  return meets ("19 of 20 frames of scrolling through 100,000", scroll.slow_ms, 16.7, "ms");
}

static void
stay_on_one_processor (void)
{
  cpu_set_t processors;

  CPU_ZERO (&processors);
  CPU_SET (sched_getcpu (), &processors);
  if (sched_setaffinity (0, sizeof processors, &processors) != 0)
    g_error ("sched_setaffinity: %s", g_strerror (errno));
}

static const char *const *arguments;
static gboolean           is_met;

START_TEST (run)
  {
    if (arguments[1] == NULL)
      {
        is_met = run_starts (arguments[0]);
        is_met &= run_scrolling (arguments[0]);
        return;
      }

    stay_on_one_processor ();
    if (g_str_equal (arguments[1], "blank"))
      run_blank ();
    else if (g_str_equal (arguments[1], "scroll"))
      run_scroll (arguments[2]);
    else
      run_window (arguments[2]);
  }
END_TEST

/* What the tests of the window use to wait and to find asserts by Check, which wants to be running; forking would cost memory. */
int
main (int argc, char *argv[])
{
  Suite   *suite = suite_create ("bench-window");
  TCase   *tcase = tcase_create ("bench-window");
  SRunner *runner = srunner_create (suite);
  int      n_failed;

  arguments = (const char *const *) argv;
  g_unsetenv ("CK_TAP_LOG_FILE_NAME");
  tcase_add_test (tcase, run);
  suite_add_tcase (suite, tcase);
  srunner_set_fork_status (runner, CK_NOFORK);
  srunner_run_all (runner, CK_SILENT);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);

  return n_failed == 0 && (is_met || argc > 1) ? EXIT_SUCCESS : EXIT_FAILURE;
}
