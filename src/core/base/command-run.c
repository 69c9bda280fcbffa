/* limbeck_command_run(): a command from its start to its end, in one call. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/process.h"

#include "core/base/command.h"

#define GRACE_MS 2000

void
limbeck_command_output_free (LimbeckCommandOutput *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->standard_output);
  g_free (self->standard_error);
  g_free (self);
}

static void
set_timed_out (const LimbeckCommand *self, guint timeout_ms, GError **error)
{
  g_autofree char *line = limbeck_command_to_string (self);
  g_autofree char *seconds = g_strdup_printf (
      "%.*f", timeout_ms % 1000 ? 1 : 0, timeout_ms / 1000.0);

  g_set_error (
      error,
      LIMBECK_COMMAND_ERROR,
      LIMBECK_COMMAND_ERROR_TIMED_OUT,
      /* Translators: the first %s is a command, the second a number of seconds, for example 60 or 0.5 */
      _ ("“%s” was ended because it had not finished after %s s. Find out what it waits for, or set a "
         "longer time limit."),
      line,
      seconds);
}

LimbeckCommandOutput *
limbeck_command_run (const LimbeckCommand *self,
                     guint                 timeout_ms,
                     GCancellable         *cancellable,
                     GError              **error)
{
  g_autoptr (LimbeckProcess) process = NULL;
  g_autoptr (LimbeckCommandOutput) output = NULL;
  gint64      deadline_us = timeout_ms ? g_get_monotonic_time () + (gint64) timeout_ms * 1000 : -1;
  LimbeckWait wait;

  g_return_val_if_fail (self != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !(process = limbeck_process_start (self, NULL, error)))
    return NULL;

  wait = limbeck_process_wait (process, deadline_us, cancellable);
  if (wait != LIMBECK_WAIT_EXITED)
    {
      limbeck_process_stop (process, GRACE_MS);
      if (wait == LIMBECK_WAIT_DEADLINE)
        set_timed_out (self, timeout_ms, error);
      else
        g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }

  output = g_new0 (LimbeckCommandOutput, 1);
  output->exit_status = limbeck_process_get_exit_status (process);
  output->signal = limbeck_process_get_signal (process);
  limbeck_process_read (process, &output->standard_output, &output->standard_error);

  return g_steal_pointer (&output);
}
