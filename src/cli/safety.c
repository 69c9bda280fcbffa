#include "config.h"

#include "core/backup/dump.h"

#include "cli/progress.h"
#include "cli/safety.h"

char *
limbeck_safety_dup_directory (LimbeckSurvey *survey)
{
  LimbeckDatabaseState *state = limbeck_survey_get_state (survey);
  LimbeckSurveyOptions *options = limbeck_survey_dup_options (survey);
  char                 *directory = NULL;

  directory = limbeck_backup_dup_directory (options->backup_directory,
                                            limbeck_database_state_get_database (state));
  limbeck_survey_options_free (options);

  return directory;
}

GPtrArray *
limbeck_safety_list (LimbeckSurvey *survey)
{
  g_autofree char *directory = limbeck_safety_dup_directory (survey);

  return limbeck_backup_list (directory);
}

LimbeckBackup *
limbeck_safety_take (LimbeckCall *call, LimbeckSurvey *survey, GError **error)
{
  g_autofree char *directory = limbeck_safety_dup_directory (survey);
  g_autoptr (LimbeckProgress) progress = NULL;

  progress = limbeck_progress_new (call->printer, NULL, call->line->verbose);

  return limbeck_dump_take (limbeck_survey_get_url (survey),
                            limbeck_survey_get_state (survey),
                            limbeck_survey_get_version_table (survey),
                            directory,
                            limbeck_progress_get_sink (progress),
                            call->cancellable,
                            error);
}

static gboolean
holds_same_rows (const char *const *rows, const char *const *others)
{
  if (g_strv_length ((GStrv) rows) != g_strv_length ((GStrv) others))
    return FALSE;
  for (gsize i = 0; rows[i]; i++)
    if (!g_strv_contains (others, rows[i]))
      return FALSE;

  return TRUE;
}

static gboolean
fits (LimbeckBackup *backup, LimbeckDatabaseState *state)
{
  return g_strcmp0 (limbeck_backup_get_system_identifier (backup),
                    limbeck_database_state_get_system_identifier (state)) == 0 &&
         limbeck_backup_get_database_oid (backup) ==
             limbeck_database_state_get_database_oid (state) &&
         holds_same_rows (limbeck_backup_get_rows (backup),
                          limbeck_database_state_get_rows (state));
}

LimbeckBackup *
limbeck_safety_find_recent (LimbeckCall *call, LimbeckSurvey *survey, GError **error)
{
  g_autoptr (GPtrArray) backups = limbeck_safety_list (survey);

  for (guint i = 0; i < backups->len; i++)
    {
      LimbeckBackup *backup = g_ptr_array_index (backups, i);

      if (!fits (backup, limbeck_survey_get_state (survey)))
        continue;

      return limbeck_dump_verify (backup, call->cancellable, error) ? g_object_ref (backup) : NULL;
    }

  return NULL;
}

LimbeckBackupAnswer
limbeck_safety_get_answer (const LimbeckCommandLine *line)
{
  const struct
  {
    const char         *word;
    LimbeckBackupAnswer answer;
  } words[] = { { "take", LIMBECK_BACKUP_ANSWER_TAKE },
                { "recent", LIMBECK_BACKUP_ANSWER_RECENT },
                { "own", LIMBECK_BACKUP_ANSWER_OWN },
                { "none", LIMBECK_BACKUP_ANSWER_NONE } };

  for (gsize i = 0; line->backup && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (line->backup, words[i].word))
      return words[i].answer;

  return LIMBECK_BACKUP_ANSWER_UNANSWERED;
}
