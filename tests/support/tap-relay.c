#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tap-relay.h"

static pid_t relay;
static int   entrance = -1;

/* Whether @line is the result with this @number: results are numbered from 1 on. */
static gboolean
is_result (const char *line, guint number)
{
  g_autofree char *ok = g_strdup_printf ("ok %u - ", number);

  return g_str_has_prefix (line, ok) ||
         (g_str_has_prefix (line, "not ") && g_str_has_prefix (line + strlen ("not "), ok));
}

/* Check writes the plan last. */
static gboolean
is_plan (const char *line, guint n_results)
{
  g_autofree char *plan = g_strdup_printf ("1..%u\n", n_results);

  return g_str_equal (line, plan);
}

/* Not to the end of the file, which is kept open by whatever a test has left running. */
static void
pass_on (int exit)
{
  FILE    *file = fdopen (exit, "r");
  char    *line = NULL;
  size_t   size = 0;
  guint    n_results = 0;
  gboolean is_last = FALSE;

  while (!is_last && getline (&line, &size, file) > 0)
    {
      is_last = is_plan (line, n_results);
      if (is_result (line, n_results + 1))
        n_results++;
      else if (!is_last && *line != '#')
        fputs ("# ", stdout);
      fputs (line, stdout);
      fflush (stdout);
    }
}

void
limbeck_tap_relay_start (void)
{
  g_autofree char *name = NULL;
  int              ends[2];

  if (g_strcmp0 (g_getenv ("CK_TAP_LOG_FILE_NAME"), "-") != 0)
    return;
  if (pipe2 (ends, O_CLOEXEC) != 0 || (relay = fork ()) < 0)
    g_error ("no relay for TAP: %s", g_strerror (errno));
  if (relay == 0)
    {
      close (ends[1]);
      pass_on (ends[0]);
      _exit (0);
    }

  close (ends[0]);
  entrance = ends[1];
  name = g_strdup_printf ("/dev/fd/%d", entrance);
  g_setenv ("CK_TAP_LOG_FILE_NAME", name, TRUE);
}

void
limbeck_tap_relay_stop (void)
{
  if (entrance < 0)
    return;

  close (entrance);
  entrance = -1;
  while (waitpid (relay, NULL, 0) < 0 && errno == EINTR)
    continue;
}
