#include <gio/gio.h>

#include "slowness.h"

/* Python and Alembic on two idle cores of 2022; measured */
#define USUAL_US (G_USEC_PER_SEC / 2)

guint
limbeck_test_limit_seconds (guint usual)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GSubprocess) process = NULL;
  gint64 taken;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                              NULL,
                              "/usr/bin/python3",
                              "-m",
                              "alembic",
                              "--version",
                              NULL);
  if (process == NULL || !g_subprocess_wait_check (process, NULL, NULL))
    g_error ("Alembic does not start");
  taken = g_get_monotonic_time () - start;

  return usual * (guint) ((taken + USUAL_US - 1) / USUAL_US);
}
