#include "config.h"

#include <fcntl.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "contender.h"

Contender *
contender_new (const char *name, guint n_rounds, const char *const *argv)
{
  Contender *self = g_new0 (Contender, 1);

  self->name = g_strdup (name);
  self->argv = g_strdupv ((char **) argv);
  self->n_rounds = n_rounds;
  self->cpu_ms = INFINITY;
  self->wall_ms = INFINITY;

  return self;
}

void
contender_free (Contender *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_strfreev (self->argv);
  g_free (self);
}

static double
get_ms (const struct timeval *time)
{
  return time->tv_sec * 1e3 + time->tv_usec / 1e3;
}

static gboolean
run (Contender *self)
{
  posix_spawn_file_actions_t actions;
  struct rusage              usage;
  pid_t                      pid;
  int                        status = -1;
  const gint64               began_us = g_get_monotonic_time ();

  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen (&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2 (&actions, STDOUT_FILENO, STDERR_FILENO);
  if (posix_spawnp (&pid, self->argv[0], &actions, NULL, self->argv, environ) != 0)
    pid = -1;
  posix_spawn_file_actions_destroy (&actions);
  if (pid < 0 || wait4 (pid, &status, 0, &usage) != pid || status != 0)
    {
      g_printerr ("%s (%s) does not run: status %d\n", self->name, self->argv[0], status);
      return FALSE;
    }

  self->cpu_ms = MIN (self->cpu_ms, get_ms (&usage.ru_utime) + get_ms (&usage.ru_stime));
  self->wall_ms = MIN (self->wall_ms, (g_get_monotonic_time () - began_us) / 1e3);
  self->peak_bytes = MAX (self->peak_bytes, (gint64) usage.ru_maxrss * 1024);

  return TRUE;
}

gboolean
contenders_run (GPtrArray *contenders)
{
  gboolean is_done = FALSE;

  for (guint round = 0; !is_done; round++)
    {
      is_done = TRUE;
      for (guint i = 0; i < contenders->len; i++)
        {
          Contender *contender = g_ptr_array_index (contenders, i);

          if (round >= contender->n_rounds)
            continue;
          if (!run (contender))
            return FALSE;
          is_done = FALSE;
        }
    }

  return TRUE;
}

void
contenders_print (GPtrArray *contenders)
{
  printf ("%-44s %10s %10s %9s\n", "", "CPU ms", "ms", "peak MB");
  for (guint i = 0; i < contenders->len; i++)
    {
      Contender *contender = g_ptr_array_index (contenders, i);

      printf ("%-44s %10.1f %10.1f %9.1f\n",
              contender->name,
              contender->cpu_ms,
              contender->wall_ms,
              contender->peak_bytes / 1e6);
    }
}
