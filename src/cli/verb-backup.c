#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/json.h"

#include "cli/look.h"
#include "cli/safety.h"
#include "cli/verb.h"

static char *
dup_moment (gint64 moment_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;

  return local ? g_date_time_format (local, "%F %T") : g_strdup ("");
}

static char *
dup_rows (LimbeckBackup *backup)
{
  const char *const *rows = limbeck_backup_get_rows (backup);

  return rows[0] ? g_strjoinv (", ", (GStrv) rows) : g_strdup (_ ("no revision"));
}

static void
print_taken (LimbeckBackup *backup, LimbeckPrinter *printer)
{
  g_autofree char *path = g_filename_display_name (limbeck_backup_get_path (backup));
  g_autofree char *size = g_format_size ((guint64) limbeck_backup_get_size_bytes (backup));
  g_autofree char *rows = dup_rows (backup);
  g_autofree char *json = limbeck_backup_to_json (backup);

  /* Translators: 1: a database, 2: a size, 3: revisions */
  limbeck_printer_head (printer,
                        _ ("“%s” is backed up: %s, read back to its end, at %s."),
                        limbeck_backup_get_database (backup),
                        size,
                        rows);
  limbeck_printer_indent (printer, path);
  limbeck_printer_answer_text (printer, json);
}

static void
print_list_json (GPtrArray *backups, const char *directory, LimbeckPrinter *printer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  limbeck_json_add_int (builder, "schema", 1);
  limbeck_json_add_string (builder, "directory", directory);
  json_builder_set_member_name (builder, "backups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < backups->len; i++)
    {
      g_autofree char *json = limbeck_backup_to_json (g_ptr_array_index (backups, i));

      json_builder_add_value (builder, json_from_string (json, NULL));
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  limbeck_printer_answer (printer, builder);
}

static void
print_list_text (GPtrArray *backups, const char *directory, LimbeckPrinter *printer)
{
  g_autoptr (LimbeckTable) table = limbeck_table_new (4);
  g_autofree char *shown = g_filename_display_name (directory);

  for (guint i = 0; i < backups->len; i++)
    {
      LimbeckBackup   *backup = g_ptr_array_index (backups, i);
      g_autofree char *moment = dup_moment (limbeck_backup_get_finished_at (backup));
      g_autofree char *size = g_format_size ((guint64) limbeck_backup_get_size_bytes (backup));
      g_autofree char *rows = dup_rows (backup);
      g_autofree char *name = g_filename_display_basename (limbeck_backup_get_path (backup));

      limbeck_table_add_row (table, (const char *[]){ moment, size, rows, name });
    }

  if (backups->len == 0)
    /* Translators: the placeholder is a directory */
    limbeck_printer_say (printer, _ ("There are no backups in %s."), shown);
  else
    /* Translators: the placeholder is a directory */
    limbeck_printer_say (printer, _ ("Backups in %s, newest first:"), shown);
  limbeck_printer_table (printer, table);
}

static LimbeckExitStatus
list (LimbeckCall *call, LimbeckSurvey *survey)
{
  g_autofree char *directory = limbeck_safety_dup_directory (survey);
  g_autoptr (GPtrArray) backups = limbeck_safety_list (survey);

  if (limbeck_printer_is_json (call->printer))
    print_list_json (backups, directory, call->printer);
  else
    print_list_text (backups, directory, call->printer);

  return LIMBECK_EXIT_DONE;
}

/* What else is wrong with the project does not stand in the way of a backup. */
static LimbeckExitStatus
run_backup (LimbeckCall *call, GError **error)
{
  g_autoptr (LimbeckSurvey) survey = limbeck_look_take (call, FALSE, error);
  g_autoptr (LimbeckBackup) backup = NULL;

  if (!survey)
    return LIMBECK_EXIT_UNREADABLE;
  if (!limbeck_survey_get_state (survey))
    {
      g_autoptr (LimbeckFailure) failure = limbeck_look_dup_failure (survey);

      limbeck_printer_fail (call->printer, failure);
      return failure->status;
    }
  if (call->line->list)
    return list (call, survey);

  backup = limbeck_safety_take (call, survey, error);
  if (!backup)
    return LIMBECK_EXIT_FAILED;
  print_taken (backup, call->printer);

  return LIMBECK_EXIT_DONE;
}

const LimbeckVerb limbeck_verb_backup = {
  .name = "backup",
  .arguments = NULL,
  .summary = N_ ("Back up the database, and read the backup back"),
  .description = N_ (
      "Takes a backup with pg_dump in custom format, reads it back to its end, and writes a manifest\n"
      "beside it. Backups of a database are kept in DIR/DATABASE; without --directory or\n"
      "--backup-directory, DIR is $XDG_DATA_HOME/limbeck/backups. Nothing is ever removed.\n"
      "\n"
      "With --list the backups of the database are listed, newest first.\n"
      "\n"
      "The exit status is 1 if the backup failed or could not be verified (nothing is left of it\n"
      "then), 5 if it was cancelled, and 7 if the database, the directory or pg_dump can't be reached\n"
      "or used."),
  .example = "limbeckctl backup\n"
             "limbeckctl backup --directory /srv/backups\n"
             "limbeckctl backup --list --json",
  .options = (const char *const[]){ "directory", "list", NULL },
  .run = run_backup,
};
