#include "config.h"

#include <sys/resource.h>
#include <time.h>

#include "gui-test.h"
#include "limbeck-check.h"
#include "scratch.h"

/*
 * How long the window lets a person wait: from the start of the process to the first frame, from opening a project to
 * its list, and the longest turn of the main loop meanwhile.
 */

static gint64 started_us;
static gint64 first_frame_us;
static gint64 last_turn_us;
static gint64 longest_turn_us;

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  if (first_frame_us == 0)
    first_frame_us = g_get_monotonic_time ();
}

/* Processor time of this thread rather than the wall's: other work on the machine does not count. */
static gint64
thread_time_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
turn_cb (gpointer data)
{
  gint64 now = thread_time_us ();

  if (last_turn_us != 0)
    longest_turn_us = MAX (longest_turn_us, now - last_turn_us);
  last_turn_us = now;

  return G_SOURCE_CONTINUE;
}

static void
write_project (LimbeckScratch *project, guint n_revisions)
{
  limbeck_scratch_write (project,
                         "alembic.ini",
                         "[alembic]\nscript_location = %(here)s/migrations\n"
                         "sqlalchemy.url = postgresql:///nowhere?host=/nonexistent\n");
  limbeck_scratch_write (project, "migrations/env.py", "");
  for (guint i = 0; i < n_revisions; i++)
    {
      g_autofree char *path = g_strdup_printf ("migrations/versions/%012x_step.py", i);
      g_autofree char *parent = i > 0 ? g_strdup_printf ("'%012x'", i - 1) : g_strdup ("None");
      g_autofree char *contents = g_strdup_printf (
          "\"\"\"step %u of many\n\nCreate Date: 2023-10-30 12:34:56.123456\n\"\"\"\n"
          "revision = '%012x'\ndown_revision = %s\n"
          "def upgrade():\n    pass\ndef downgrade():\n    pass\n",
          i,
          i,
          parent);

      limbeck_scratch_write (project, path, contents);
    }
}

static gboolean
has_first_frame (gpointer data)
{
  return first_frame_us != 0;
}

static gboolean
is_listed (gpointer window)
{
  LimbeckSurveyor *surveyor = limbeck_window_get_surveyor (window);

  return limbeck_surveyor_get_survey (surveyor) != NULL;
}

static const guint sizes[] = { 0, 1000, 10000 };

START_TEST (opening_a_project)
  {
    g_autoptr (LimbeckScratch) project = limbeck_scratch_new ();
    LimbeckWindow *window;
    gint64         opened_us;
    gint64         listed_us;
    struct rusage  usage;

    write_project (project, sizes[_i]);

    started_us = g_get_monotonic_time ();
    limbeck_gui_test_start ();
    window = limbeck_gui_test_open (NULL);
    g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)),
                      "after-paint",
                      G_CALLBACK (painted_cb),
                      NULL);
    limbeck_gui_test_wait (has_first_frame, NULL);

    g_timeout_add_full (G_PRIORITY_HIGH, 1, turn_cb, NULL, NULL);
    opened_us = g_get_monotonic_time ();
    limbeck_window_open (window, limbeck_scratch_get_directory (project));
    limbeck_gui_test_wait (is_listed, window);
    listed_us = g_get_monotonic_time ();
    limbeck_gui_test_wait_surveyed (window);

    getrusage (RUSAGE_SELF, &usage);
    g_printerr (
        "%5u revisions: first frame after %.0f ms, listed after %.0f ms, longest turn of the main loop "
        "%.0f ms, %.0f MiB\n",
        sizes[_i],
        (first_frame_us - started_us) / 1000.0,
        (listed_us - opened_us) / 1000.0,
        longest_turn_us / 1000.0,
        usage.ru_maxrss / 1024.0);

    limbeck_gui_test_stop ();
  }
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("bench-window");
  TCase *tcase = tcase_create ("bench-window");

  tcase_add_loop_test (tcase, opening_a_project, 0, G_N_ELEMENTS (sizes));
  suite_add_tcase (suite, tcase);

  return limbeck_check_main (suite);
}
