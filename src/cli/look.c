#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/json.h"

#include "cli/look.h"
#include "cli/tree.h"

static void
tell_stage_cb (LimbeckEvent *event, gpointer printer)
{
  if (limbeck_event_get_kind (event) == LIMBECK_EVENT_STAGE && limbeck_event_get_text (event))
    limbeck_printer_note (printer, "%s", limbeck_event_get_text (event));
}

LimbeckSurvey *
limbeck_look_take (LimbeckCall *call, gboolean is_thorough, GError **error)
{
  const LimbeckCommandLine *line = call->line;
  LimbeckEventSink          sink = { tell_stage_cb, call->printer };
  LimbeckSurveyOptions      options = {
         .interpreter = line->interpreter,
         .database_url = line->database_url,
         .backup_directory = limbeck_command_line_get_backup_directory (line),
         .alembic_timeout_ms = line->timeout_s * 1000,
         .ask_alembic = TRUE,
         .is_thorough = is_thorough,
  };
  g_autoptr (LimbeckTarget) target = limbeck_tree_find_target (call, error);

  if (!target)
    return NULL;

  return limbeck_survey_take (
      target, &options, NULL, line->verbose ? &sink : NULL, call->cancellable, error);
}

LimbeckExitStatus
limbeck_look_judge (LimbeckSurvey *survey)
{
  if (!limbeck_survey_get_configuration (survey) || !limbeck_survey_get_interpreter (survey) ||
      !limbeck_survey_get_graph (survey) || !limbeck_survey_get_state (survey))
    return LIMBECK_EXIT_UNREADABLE;

  return limbeck_survey_get_worst (survey) == LIMBECK_SEVERITY_BLOCKER ? LIMBECK_EXIT_BLOCKED
                                                                       : LIMBECK_EXIT_DONE;
}

LimbeckFailure *
limbeck_look_dup_failure (LimbeckSurvey *survey)
{
  LimbeckFinding   *blocker = limbeck_survey_get_blocker (survey);
  LimbeckExitStatus status = limbeck_look_judge (survey);

  if (!blocker)
    return limbeck_failure_new ("unknown-state",
                                status,
                                _ ("What is needed could not be read."),
                                NULL,
                                _ ("“limbeckctl check” tells more."));

  return limbeck_failure_new (limbeck_finding_get_id (blocker),
                              status,
                              limbeck_finding_get_title (blocker),
                              limbeck_finding_get_detail (blocker),
                              limbeck_finding_get_remedy (blocker));
}

void
limbeck_look_write_target (LimbeckSurvey *survey, JsonBuilder *builder)
{
  LimbeckTarget      *target = limbeck_survey_get_target (survey);
  LimbeckDatabaseUrl *url = limbeck_survey_get_url (survey);
  g_autofree char    *place = url ? limbeck_database_url_dup_place (url) : NULL;

  json_builder_set_member_name (builder, "target");
  json_builder_begin_object (builder);
  limbeck_json_add_string (builder, "name", limbeck_target_get_name (target));
  limbeck_json_add_string (builder, "config", limbeck_target_get_config_path (target));
  limbeck_json_add_string (builder, "database", place);
  json_builder_end_object (builder);
}

void
limbeck_look_write_findings (GPtrArray *findings, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    limbeck_finding_write (g_ptr_array_index (findings, i), builder);
  json_builder_end_array (builder);
}

char *
limbeck_look_dup_place (LimbeckSurvey *survey)
{
  LimbeckDatabaseUrl *url = limbeck_survey_get_url (survey);

  return url ? limbeck_database_url_dup_place (url)
             : g_strdup (limbeck_target_get_name (limbeck_survey_get_target (survey)));
}
