#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/base/storage.h"

#include "core/run/journal-files.h"

char *
limbeck_journal_dup_runs_directory (void)
{
  g_autofree char *state = limbeck_storage_dup_state_directory ();

  return g_build_filename (state, "runs", NULL);
}

void
limbeck_journal_write_event (int fd, LimbeckEvent *event, gboolean is_lasting)
{
  g_autofree char *json = limbeck_event_to_json (event);
  g_autofree char *line = g_strconcat (json, "\n", NULL);
  const char      *rest = line;
  gsize            left = strlen (line);

  /* A full disk in the middle of a run must not stop the run: what it did is read from the database. */
  while (left > 0)
    {
      gssize written = write (fd, rest, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        break;
      rest += written;
      left -= (gsize) written;
    }
  if (is_lasting)
    (void) fdatasync (fd);
}
