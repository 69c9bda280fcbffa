#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/json.h"

#include "cli/choices.h"
#include "cli/look.h"
#include "cli/tree.h"

static void
tell_stage_cb (LimbeckEvent *event, gpointer printer)
{
  if (limbeck_event_get_kind (event) == LIMBECK_EVENT_STAGE && limbeck_event_get_text (event))
    limbeck_printer_note (printer, "%s", limbeck_event_get_text (event));
}

/* @options holds what the verb wants; what the command line says is added. */
static LimbeckSurvey *
look (LimbeckCall *call, LimbeckSurveyOptions options, GError **error)
{
  g_autoptr (LimbeckTarget) target = limbeck_tree_find_target (call, error);
  g_autoptr (LimbeckChoices) choices = NULL;
  LimbeckEventSink sink = { tell_stage_cb, call->printer };

  if (!target)
    return NULL;

  choices = limbeck_choices_new (call->line, target);
  options.interpreter = choices->interpreter;
  options.database_url = choices->database_url;
  options.backup_directory = choices->backup_directory;
  options.alembic_timeout_ms = choices->timeout_s * 1000;

  return limbeck_survey_take (
      target, &options, NULL, call->line->verbose ? &sink : NULL, call->cancellable, error);
}

LimbeckSurvey *
limbeck_look_take (LimbeckCall *call, gboolean is_thorough, GError **error)
{
  return look (
      call, (LimbeckSurveyOptions){ .ask_alembic = TRUE, .is_thorough = is_thorough }, error);
}

LimbeckSurvey *
limbeck_look_prove (LimbeckCall     *call,
                    LimbeckDirection direction,
                    const char      *target,
                    GError         **error)
{
  return look (call,
               (LimbeckSurveyOptions){ .ask_alembic = TRUE,
                                       .is_thorough = TRUE,
                                       .proof_verb = limbeck_direction_to_string (direction),
                                       .proof_target = target },
               error);
}

/* Blockers whose exit status is not that of a check. */
static const struct
{
  const char       *id;
  LimbeckExitStatus status;
} special_blockers[] = {
  { "run-lock", LIMBECK_EXIT_LOCKED },
  { "alembic-timed-out", LIMBECK_EXIT_STOPPED },
};

static LimbeckExitStatus
judge_blocker (LimbeckFinding *blocker)
{
  for (gsize i = 0; i < G_N_ELEMENTS (special_blockers); i++)
    if (g_str_equal (limbeck_finding_get_id (blocker), special_blockers[i].id))
      return special_blockers[i].status;

  return LIMBECK_EXIT_BLOCKED;
}

LimbeckExitStatus
limbeck_look_judge (LimbeckSurvey *survey)
{
  LimbeckFinding   *blocker = limbeck_survey_get_blocker (survey);
  LimbeckExitStatus status = blocker ? judge_blocker (blocker) : LIMBECK_EXIT_DONE;

  if (status == LIMBECK_EXIT_STOPPED)
    return status;
  if (!limbeck_survey_get_configuration (survey) || !limbeck_survey_get_interpreter (survey) ||
      !limbeck_survey_get_graph (survey) || !limbeck_survey_get_state (survey))
    return LIMBECK_EXIT_UNREADABLE;

  return status;
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

LimbeckFailure *
limbeck_look_dup_plan_failure (LimbeckPlan *plan)
{
  GPtrArray *findings = limbeck_plan_get_findings (plan);

  for (guint i = 0; i < findings->len; i++)
    {
      LimbeckFinding *finding = g_ptr_array_index (findings, i);

      if (limbeck_finding_get_severity (finding) == LIMBECK_SEVERITY_BLOCKER)
        return limbeck_failure_new (limbeck_finding_get_id (finding),
                                    LIMBECK_EXIT_BLOCKED,
                                    limbeck_finding_get_title (finding),
                                    limbeck_finding_get_detail (finding),
                                    limbeck_finding_get_remedy (finding));
    }

  return NULL;
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
  limbeck_json_add_string (
      builder,
      "class",
      url ? limbeck_target_class_to_string (limbeck_survey_get_target_class (survey)) : NULL);
  limbeck_json_add_boolean (builder, "class_set", limbeck_survey_is_target_class_set (survey));
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

char *
limbeck_look_dup_class (LimbeckSurvey *survey)
{
  const gboolean   is_set = limbeck_survey_is_target_class_set (survey);
  g_autofree char *place = limbeck_look_dup_place (survey);

  if (!limbeck_survey_get_url (survey))
    return NULL;

  switch (limbeck_survey_get_target_class (survey))
    {
    case LIMBECK_TARGET_CLASS_DEVELOPMENT:
      /* Translators: %s is a database and its host; set by a person, or guessed */
      return is_set ? g_strdup_printf (_ ("%s is a development database."), place)
                    : g_strdup_printf (_ ("%s is taken for a development database."), place);
    case LIMBECK_TARGET_CLASS_STAGING:
      /* Translators: %s is a database and its host; set by a person, or guessed */
      return is_set ? g_strdup_printf (_ ("%s is a staging database."), place)
                    : g_strdup_printf (_ ("%s is taken for a staging database."), place);
    case LIMBECK_TARGET_CLASS_PRODUCTION:
    default:
      /* Translators: %s is a database and its host; set by a person, or guessed */
      return is_set ? g_strdup_printf (_ ("%s is a PRODUCTION database."), place)
                    : g_strdup_printf (_ ("%s is taken for a PRODUCTION database."), place);
    }
}
