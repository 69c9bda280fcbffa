#include "config.h"

#include <sys/resource.h>

#include "gui-test.h"
#include "scratch.h"

/*
 * How long the window lets a person wait: from the start of the process to the first frame, from opening a project to
 * its list, and the longest time for which the main loop stood still meanwhile. Usage: bench-window [REVISIONS].
 */

static gint64 started_us;
static gint64 first_frame_us;
static gint64 last_turn_us;
static gint64 longest_gap_us;

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  if (first_frame_us == 0)
    first_frame_us = g_get_monotonic_time ();
}

static gboolean
turn_cb (gpointer data)
{
  gint64 now = g_get_monotonic_time ();

  if (last_turn_us != 0)
    longest_gap_us = MAX (longest_gap_us, now - last_turn_us);
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
has_list (gpointer window)
{
  return gtk_widget_get_mapped (limbeck_gui_test_find (window, "list_view"));
}

int
main (int argc, char *argv[])
{
  guint n_revisions = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 1000;
  g_autoptr (LimbeckScratch) project = limbeck_scratch_new ();
  LimbeckWindow *window;
  gint64         opened_us;
  gint64         listed_us;
  struct rusage  usage;

  write_project (project, n_revisions);

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
  limbeck_gui_test_wait (has_list, window);
  limbeck_gui_test_settle (window);
  listed_us = g_get_monotonic_time ();
  limbeck_gui_test_wait_surveyed (window);

  getrusage (RUSAGE_SELF, &usage);
  g_print ("start to first frame       %6.1f ms\n", (first_frame_us - started_us) / 1000.0);
  g_print ("listing of %5u revisions %7.1f ms\n", n_revisions, (listed_us - opened_us) / 1000.0);
  g_print ("longest stop of main loop  %6.1f ms\n", longest_gap_us / 1000.0);
  g_print ("peak memory                %6.1f MiB\n", usage.ru_maxrss / 1024.0);

  limbeck_gui_test_stop ();

  return 0;
}
