#include "config.h"

#include "core/checks/facts-private.h"

LimbeckSurveyOptions *
limbeck_survey_options_copy (const LimbeckSurveyOptions *options)
{
  LimbeckSurveyOptions *copy = g_new (LimbeckSurveyOptions, 1);

  *copy = *options;
  copy->interpreter = g_strdup (options->interpreter);
  copy->database_url = g_strdup (options->database_url);
  copy->password = g_strdup (options->password);
  copy->backup_directory = g_strdup (options->backup_directory);
  copy->proof_verb = g_strdup (options->proof_verb);
  copy->proof_target = g_strdup (options->proof_target);

  return copy;
}

void
limbeck_survey_options_free (LimbeckSurveyOptions *options)
{
  if (options == NULL)
    return;
  g_free ((char *) options->interpreter);
  g_free ((char *) options->database_url);
  g_free ((char *) options->password);
  g_free ((char *) options->backup_directory);
  g_free ((char *) options->proof_verb);
  g_free ((char *) options->proof_target);
  g_free (options);
}

void
limbeck_survey_options_prove (LimbeckSurveyOptions *options, const char *verb, const char *target)
{
  g_return_if_fail (options != NULL && verb != NULL && target != NULL);

  g_free ((char *) options->proof_verb);
  g_free ((char *) options->proof_target);
  options->proof_verb = g_strdup (verb);
  options->proof_target = g_strdup (target);
}
