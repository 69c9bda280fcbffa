#pragma once

#include <glib.h>

/**
 * Contender:
 * @name: what it is called
 * @argv: its command, %NULL-terminated
 * @n_rounds: in how many rounds it runs
 * @cpu_ms: the least processor time of it and of what it started, in milliseconds
 * @wall_ms: the least time from its start to its end, in milliseconds
 * @peak_bytes: the most memory that it had at any time
 *
 * A command whose whole processes are measured.
 */
typedef struct
{
  char  *name;
  char **argv;
  guint  n_rounds;
  double cpu_ms;
  double wall_ms;
  gint64 peak_bytes;
} Contender;

Contender *contender_new (const char *name, guint n_rounds, const char *const *argv);
void       contender_free (Contender *self);

/**
 * contenders_run:
 * @contenders: (element-type Contender): what is compared
 *
 * Runs them in turns, so that whatever else the machine does meets all of them alike.
 *
 * Returns: %FALSE if one fails, which is told on standard error
 */
gboolean contenders_run (GPtrArray *contenders);

/** contenders_print: what was measured, a line each. */
void contenders_print (GPtrArray *contenders);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Contender, contender_free)
