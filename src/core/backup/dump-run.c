/* Runs pg_dump, watches it, and ends it on the server too. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/backup/dump-private.h"
#include "core/base/process.h"
#include "core/database/passfile.h"
#include "core/database/sessions.h"

#define LOOK_EVERY_MS 500
#define PROGRESS_TIMEOUT_MS 2000
#define STOP_GRACE_MS 2000

/* After the process has ended, its backend is asked to end, and waited for this long. */
#define BACKEND_GONE_MS 5000
#define BACKEND_LOOK_MS 20

/* pg_stat_progress_copy tells how far COPY is since then. */
#define VERSION_WITH_PROGRESS 140000

static LimbeckCommand *
build_command (const LimbeckDumpRun *run, const char *application_name)
{
  LimbeckCommand  *command = limbeck_command_new (run->pg_dump);
  g_autofree char *conninfo = limbeck_database_url_dup_conninfo (run->url);

  limbeck_command_append (command, "--format=custom");
  limbeck_command_append (command, "--compress=1");
  limbeck_command_append (command, "--no-password");
  limbeck_command_append (command, "--lock-wait-timeout=15s");
  limbeck_command_append_printf (command, "--file=%s", run->path);
  /* The URL may carry an application name of its own; of two the last one counts. */
  limbeck_command_append_printf (
      command, "--dbname=%s application_name='%s'", conninfo, application_name);
  limbeck_command_setenv (command, "PGCONNECT_TIMEOUT", "10");
  /* So that its words can be told apart from its server's; the encoding of names is not concerned. */
  limbeck_command_setenv (command, "LC_ALL", NULL);
  limbeck_command_setenv (command, "LC_MESSAGES", "C");
  limbeck_command_setenv (command, "LANGUAGE", NULL);
  limbeck_passfile_add (command, run->url);

  return command;
}

static void
tell_progress (const LimbeckDumpRun *run, const char *application_name, double *furthest)
{
  static const char
             *sql = "SELECT c.relid, c.tuples_processed FROM pg_catalog.pg_stat_progress_copy c"
                    " JOIN pg_catalog.pg_stat_activity a ON a.pid = c.pid"
                    " WHERE a.application_name = $1 LIMIT 1";
  const char *parameters[] = { application_name, NULL };
  g_autoptr (LimbeckRows) rows = NULL;
  double fraction;

  if (limbeck_connection_get_server_version (run->watch) < VERSION_WITH_PROGRESS)
    return;
  rows = limbeck_connection_query (run->watch, sql, parameters, PROGRESS_TIMEOUT_MS, NULL, NULL);
  if (rows == NULL || limbeck_rows_get_n_rows (rows) == 0 || limbeck_rows_is_null (rows, 0, 0) ||
      limbeck_rows_is_null (rows, 0, 1))
    return;

  fraction = limbeck_table_sizes_get_fraction (
      run->sizes,
      (guint32) g_ascii_strtoull (limbeck_rows_get (rows, 0, 0), NULL, 10),
      g_ascii_strtoll (limbeck_rows_get (rows, 0, 1), NULL, 10));
  if (fraction > *furthest)
    {
      *furthest = fraction;
      limbeck_event_sink_tell (run->sink, LIMBECK_EVENT_PROGRESS, NULL, NULL, fraction);
    }
}

/* pg_dump cancels its query when it is ended with SIGTERM, but nobody does that for one that is killed. */
static void
end_backend (const LimbeckDumpRun *run, const char *application_name)
{
  gint64 deadline_us = g_get_monotonic_time () + BACKEND_GONE_MS * 1000;

  do
    {
      g_autoptr (GPtrArray)
          sessions = limbeck_sessions_list (run->watch, application_name, NULL, NULL);

      /* A watch that is gone can't tell; then the server is gone, or notices the same way that we did. */
      if (sessions == NULL || sessions->len == 0)
        return;
      for (guint i = 0; i < sessions->len; i++)
        if (!limbeck_session_cancel (run->watch, sessions->pdata[i], TRUE, NULL, NULL))
          g_debug ("pg_dump's backend can't be ended; it ends by itself");
      g_usleep (BACKEND_LOOK_MS * 1000);
    }
  while (g_get_monotonic_time () < deadline_us);
}

char *
limbeck_dump_find_cause (const char *standard_error)
{
  g_auto (GStrv) lines = g_strsplit (standard_error, "\n", -1);
  const char *last = NULL;

  for (char **i = lines; *i; i++)
    {
      const char *mark = strstr (*i, ": error: ");

      if (mark)
        return g_strdup (mark + strlen (": error: "));
      if (*g_strstrip (*i))
        last = *i;
    }

  return g_strdup (last ? last : _ ("it said nothing"));
}

static gboolean
set_failed (LimbeckProcess *process, const char *standard_error, GError **error)
{
  g_autofree char *cause = limbeck_dump_find_cause (standard_error);

  if (limbeck_process_get_signal (process) != 0)
    g_set_error (error,
                 LIMBECK_BACKUP_ERROR,
                 LIMBECK_BACKUP_ERROR_FAILED,
                 /* Translators: %s is the name of a signal, such as “Killed” */
                 _ ("pg_dump was ended from outside (%s), so there is no backup."),
                 g_strsignal (limbeck_process_get_signal (process)));
  else if (strstr (standard_error, "No space left on device") ||
           strstr (standard_error, "Disk quota exceeded"))
    g_set_error (
        error,
        LIMBECK_BACKUP_ERROR,
        LIMBECK_BACKUP_ERROR_NO_SPACE,
        /* Translators: %s is what pg_dump says */
        _ ("The disk became full during the backup: %s. Make room or choose another directory."),
        cause);
  else
    g_set_error (error,
                 LIMBECK_BACKUP_ERROR,
                 LIMBECK_BACKUP_ERROR_FAILED,
                 /* Translators: %s is what pg_dump says */
                 _ ("pg_dump could not make the backup: %s"),
                 cause);

  return FALSE;
}

/* Waits for the end of pg_dump; %FALSE if it had to be ended. */
static gboolean
wait_for_end (const LimbeckDumpRun *run,
              LimbeckProcess       *process,
              const char           *application_name,
              GCancellable         *cancellable,
              GError              **error)
{
  g_autofree char *directory = g_path_get_dirname (run->path);
  double           furthest = -1;

  for (;;)
    {
      gint64 look_us = g_get_monotonic_time () + LOOK_EVERY_MS * 1000;

      switch (limbeck_process_wait (process, look_us, cancellable))
        {
        case LIMBECK_WAIT_EXITED:
          return TRUE;
        case LIMBECK_WAIT_CANCELLED:
          g_cancellable_set_error_if_cancelled (cancellable, error);
          return FALSE;
        case LIMBECK_WAIT_DEADLINE:
          if (!limbeck_dump_space_is_left (directory, error))
            return FALSE;
          tell_progress (run, application_name, &furthest);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static void
tell_output (const LimbeckEventSink *sink, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **i = lines; *i; i++)
    if (**i)
      limbeck_event_sink_tell (sink, LIMBECK_EVENT_OUTPUT, *i, NULL, -1);
}

gboolean
limbeck_dump_run (const LimbeckDumpRun *run, GCancellable *cancellable, GError **error)
{
  g_autofree char *application_name = g_strdup_printf (
      "limbeck-backup-%08x%08x", g_random_int (), g_random_int ());
  g_autoptr (LimbeckCommand) command = build_command (run, application_name);
  g_autoptr (LimbeckProcess) process = NULL;
  g_autoptr (GError) start_error = NULL;
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  gboolean         has_ended;

  process = limbeck_process_start (command, NULL, &start_error);
  if (process == NULL)
    {
      g_set_error_literal (
          error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_FAILED, start_error->message);
      return FALSE;
    }

  limbeck_event_sink_tell (run->sink, LIMBECK_EVENT_PROGRESS, NULL, NULL, -1);
  has_ended = wait_for_end (run, process, application_name, cancellable, error);
  if (!has_ended)
    limbeck_process_stop (process, STOP_GRACE_MS);
  if (!has_ended || limbeck_process_get_exit_status (process) != 0)
    end_backend (run, application_name);

  limbeck_process_read (process, &output, &errors);
  tell_output (run->sink, errors);

  return has_ended &&
         (limbeck_process_get_exit_status (process) == 0 || set_failed (process, errors, error));
}
