#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "core/base/process-group.h"

/* Whether the process @pid (a name in /proc) runs and belongs to @group. */
static gboolean
runs_in_group (const char *pid, int group)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "stat", NULL);
  g_autofree char *stat = NULL;
  const char      *fields;
  char             state;
  int              its_group;
  int              n_threads;

  if (!g_file_get_contents (path, &stat, NULL, NULL))
    return FALSE;

  /* proc(5): "pid (comm) state ppid pgrp …"; the name may hold blanks and parentheses itself. */
  fields = strrchr (stat, ')');
  if (fields == NULL ||
      sscanf (fields + 1,
              " %c %*d %d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %d",
              &state,
              &its_group,
              &n_threads) != 3)
    return FALSE;

  /* A first thread that has ended shows as a zombie while the other threads go on. */
  return its_group == group && ((state != 'Z' && state != 'X') || n_threads > 1);
}

gboolean
limbeck_process_group_is_alive (int group)
{
  g_autoptr (GDir) processes = NULL;
  const char *name;

  g_return_val_if_fail (group > 1, FALSE);

  if (kill (-group, 0) != 0)
    return errno != ESRCH;

  /* kill() also counts zombies; a process that was left to an init which never waits stays one for ever. */
  processes = g_dir_open ("/proc", 0, NULL);
  if (processes == NULL)
    return TRUE;
  while ((name = g_dir_read_name (processes)))
    {
      if (g_ascii_isdigit (*name) && runs_in_group (name, group))
        return TRUE;
    }

  return FALSE;
}
