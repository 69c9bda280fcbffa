#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/run/clearance.h"
#include "core/run/run-command.h"
#include "core/run/stamp-verdict.h"

#include "core/run/stamp.h"

gboolean
limbeck_stamp_can_be (LimbeckSurvey *survey)
{
  static const char *const ids[] = { "unversioned", "version-table-empty", NULL };
  GPtrArray               *findings;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey), FALSE);

  findings = limbeck_survey_get_findings (survey);
  if (limbeck_survey_get_state (survey) == NULL || limbeck_survey_get_graph (survey) == NULL)
    return FALSE;
  for (guint i = 0; i < findings->len; i++)
    if (g_strv_contains (ids, limbeck_finding_get_id (g_ptr_array_index (findings, i))))
      return TRUE;

  return FALSE;
}

static gboolean
is_allowed (LimbeckSurvey *survey, const char *const *revisions, GError **error)
{
  /* The lock is our own, and that there is no version table is what this is for. */
  static const char *const ignored[] = { "run-lock", "unversioned", NULL };

  if (!limbeck_stamp_can_be (survey))
    {
      /* What a check has found says more. */
      if (limbeck_clearance_nothing_blocks (limbeck_survey_get_findings (survey), ignored, error))
        g_set_error_literal (
            error,
            LIMBECK_RUN_ERROR,
            LIMBECK_RUN_ERROR_BLOCKED,
            _ ("Only a database that holds tables, but no revision, can be marked. "
               "A mark on another one would hide where it stands."));
      return FALSE;
    }
  for (gsize i = 0; revisions[i] != NULL; i++)
    if (limbeck_revision_graph_lookup (limbeck_survey_get_graph (survey), revisions[i]) == NULL)
      {
        g_set_error (
            error,
            LIMBECK_RUN_ERROR,
            LIMBECK_RUN_ERROR_BLOCKED,
            /* Translators: %s is what should be the id of a revision. */
            _ ("There is no revision “%s” in this checkout. Pull the latest changes, or name another one."),
            revisions[i]);
        return FALSE;
      }

  return limbeck_clearance_nothing_blocks (limbeck_survey_get_findings (survey), ignored, error);
}

/* A stamp in another database could not be noticed before it is there, so this has to be certain. */
static gboolean
is_proven (LimbeckSurvey *survey, GError **error)
{
  static const char *const ids[] = { "same-database", "several-databases", NULL };
  GPtrArray               *findings = limbeck_survey_get_findings (survey);

  for (guint i = 0; i < findings->len; i++)
    {
      LimbeckFinding *finding = g_ptr_array_index (findings, i);

      if (g_strv_contains (ids, limbeck_finding_get_id (finding)) &&
          limbeck_finding_get_severity (finding) != LIMBECK_SEVERITY_PASSED)
        return limbeck_clearance_set_blocked (finding, error);
    }

  return TRUE;
}

static gboolean
is_confirmed (LimbeckSurvey *survey, const char *confirmation, GError **error)
{
  const char *database = limbeck_database_state_get_database (limbeck_survey_get_state (survey));

  if (g_strcmp0 (confirmation, database) == 0)
    return TRUE;

  g_set_error (
      error,
      LIMBECK_RUN_ERROR,
      LIMBECK_RUN_ERROR_GATES,
      /* Translators: %s is the name of a database. */
      _ ("Nothing was done, because it has not been confirmed. Give the name of the database, “%s”."),
      database);

  return FALSE;
}

static LimbeckJournal *
open_journal (LimbeckSurvey *survey, const char *const *revisions, const char *name, GError **error)
{
  GError         *cause = NULL;
  LimbeckJournal *journal = limbeck_journal_open_stamp (survey, revisions, name, &cause);

  if (journal == NULL)
    limbeck_clearance_map_error (cause, LIMBECK_RUN_ERROR_RECORD, error);

  return journal;
}

/* From the open journal to the verdict. */
static gboolean
stamp_on_record (LimbeckSurvey          *survey,
                 const char *const      *revisions,
                 LimbeckCommand         *command,
                 guint                   timeout_s,
                 LimbeckJournal         *journal,
                 const LimbeckEventSink *sink,
                 GCancellable           *cancellable,
                 GError                **error)
{
  LimbeckDatabaseState *before = limbeck_survey_get_state (survey);
  g_auto (GStrv) secrets = limbeck_run_command_dup_secrets (survey);
  g_autoptr (LimbeckEvent) beginning = limbeck_event_new (
      LIMBECK_EVENT_STAGE, _ ("Marking the database…"), NULL, -1, NULL);
  g_autoptr (GError) trouble = NULL;
  g_autoptr (LimbeckCommandOutput) output = NULL;
  g_autoptr (LimbeckDatabaseState) after = NULL;
  LimbeckStampEvidence evidence = {
    .database = limbeck_database_state_get_database (before),
    .revisions = revisions,
    .before = limbeck_database_state_get_rows (before),
    .secrets = (const char *const *) secrets,
  };

  limbeck_journal_append (journal, beginning);
  limbeck_event_sink_send (sink, beginning);
  evidence.output = output = limbeck_command_run (command, timeout_s * 1000, cancellable, &trouble);
  evidence.trouble = trouble;
  after = limbeck_snapshot_read_state (survey, NULL);
  if (after != NULL)
    evidence.after = limbeck_database_state_get_rows (after);

  return limbeck_stamp_verdict_reach (&evidence, journal, error);
}

gboolean
limbeck_stamp_run (LimbeckSurvey          *survey,
                   const char *const      *revisions,
                   const char             *confirmation,
                   guint                   timeout_s,
                   const LimbeckEventSink *sink,
                   GCancellable           *cancellable,
                   GError                **error)
{
  g_autofree char *name = limbeck_run_command_dup_name ();
  g_autoptr (LimbeckRunLock) lock = NULL;
  g_autoptr (LimbeckSurvey) again = NULL;
  g_autoptr (LimbeckCommand) command = NULL;
  g_autoptr (LimbeckJournal) journal = NULL;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey) && revisions != NULL && revisions[0] != NULL &&
                            timeout_s > 0,
                        FALSE);

  if (!is_allowed (survey, revisions, error) || !is_confirmed (survey, confirmation, error) ||
      !(lock = limbeck_clearance_take_lock (survey, cancellable, error)) ||
      !(again = limbeck_clearance_survey_again (
            survey, "stamp", revisions[0], sink, cancellable, error)) ||
      !is_allowed (again, revisions, error) ||
      !limbeck_clearance_is_same_database (survey, again, error) || !is_proven (again, error) ||
      !(journal = open_journal (again, revisions, name, error)))
    return FALSE;

  command = limbeck_run_command_new_stamp (again, revisions, name, timeout_s);

  return stamp_on_record (again, revisions, command, timeout_s, journal, sink, cancellable, error);
}
