#include "config.h"

#include "gui/window/survey-question.h"

struct _LimbeckSurveyQuestion
{
  LimbeckTarget        *target;
  LimbeckSurvey        *previous;
  LimbeckSurveyOptions *options;
};

LimbeckSurveyQuestion *
limbeck_survey_question_new (LimbeckTarget          *target,
                             LimbeckSurvey          *previous,
                             LimbeckProjectSettings *settings,
                             const char             *password,
                             LimbeckSurveyDepth      depth)
{
  LimbeckSurveyQuestion *self;
  LimbeckSurveyOptions  *options;

  g_return_val_if_fail (LIMBECK_IS_TARGET (target), NULL);
  g_return_val_if_fail (LIMBECK_IS_PROJECT_SETTINGS (settings), NULL);

  options = g_new0 (LimbeckSurveyOptions, 1);
  options->interpreter = limbeck_project_settings_dup_interpreter (settings);
  options->database_url = limbeck_project_settings_dup_database_url (settings);
  options->backup_directory = limbeck_project_settings_dup_backup_directory (settings);
  options->alembic_timeout_ms = limbeck_project_settings_get_time_limit (settings) * 1000;
  options->password = g_strdup (password);
  options->ask_alembic = depth != LIMBECK_SURVEY_FAST;
  options->is_thorough = depth != LIMBECK_SURVEY_FAST;
  if (depth == LIMBECK_SURVEY_PROVING)
    limbeck_survey_options_prove (options, "upgrade", "heads");

  self = g_new0 (LimbeckSurveyQuestion, 1);
  self->target = g_object_ref (target);
  g_set_object (&self->previous, previous);
  self->options = options;

  return self;
}

void
limbeck_survey_question_free (LimbeckSurveyQuestion *self)
{
  g_clear_object (&self->target);
  g_clear_object (&self->previous);
  g_clear_pointer (&self->options, limbeck_survey_options_free);
  g_free (self);
}

LimbeckSurvey *
limbeck_survey_question_ask (LimbeckSurveyQuestion  *self,
                             const LimbeckEventSink *sink,
                             GCancellable           *cancellable,
                             GError                **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return limbeck_survey_take (
      self->target, self->options, self->previous, sink, cancellable, error);
}
