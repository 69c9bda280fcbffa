#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/json.h"
#include "core/run/open-run.h"

#include "cli/unfinished.h"

static GPtrArray *
list_runs (LimbeckSurvey *survey)
{
  return limbeck_open_runs_list (
      limbeck_target_get_config_path (limbeck_survey_get_target (survey)));
}

static const char *const *
get_rows (LimbeckSurvey *survey)
{
  LimbeckDatabaseState *state = limbeck_survey_get_state (survey);

  return state != NULL ? limbeck_database_state_get_rows (state) : NULL;
}

static void
settle (LimbeckOpenRun *run, gboolean is_seen, const char *outcome)
{
  if (is_seen)
    limbeck_open_run_settle (run, outcome);
}

void
limbeck_unfinished_say (LimbeckSurvey *survey, gboolean is_seen, LimbeckPrinter *printer)
{
  g_autoptr (GPtrArray) runs = list_runs (survey);

  for (guint i = 0; i < runs->len; i++)
    {
      LimbeckOpenRun  *run = g_ptr_array_index (runs, i);
      g_autofree char *text = limbeck_open_run_dup_text (run, get_rows (survey));
      g_autofree char *directory = g_filename_display_name (limbeck_open_run_get_directory (run));

      limbeck_printer_say (printer, "%s", text);
      /* Translators: a directory */
      limbeck_printer_say (printer, _ ("Its record is in %s."), directory);
      settle (run, is_seen, text);
    }
  if (runs->len > 0 && !is_seen)
    limbeck_printer_say (printer, _ ("“limbeckctl status --seen” says so for the last time."));
}

void
limbeck_unfinished_write (LimbeckSurvey *survey, gboolean is_seen, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) runs = list_runs (survey);

  json_builder_set_member_name (builder, "unfinished_runs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < runs->len; i++)
    {
      LimbeckOpenRun  *run = g_ptr_array_index (runs, i);
      g_autofree char *outcome = limbeck_open_run_dup_outcome (run, get_rows (survey));
      g_autofree char *directory = g_filename_display_name (limbeck_open_run_get_directory (run));

      json_builder_begin_object (builder);
      limbeck_json_add_string (builder, "run", limbeck_open_run_get_id (run));
      limbeck_json_add_string (builder, "started", limbeck_open_run_get_started (run));
      limbeck_json_add_string (builder, "database", limbeck_open_run_get_database (run));
      limbeck_json_add_string (builder, "outcome", outcome);
      limbeck_json_add_string (builder, "directory", directory);
      json_builder_end_object (builder);
      settle (run, is_seen, outcome);
    }
  json_builder_end_array (builder);
}
