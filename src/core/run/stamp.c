#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/alembic/alembic-failure.h"
#include "core/plan/id-set.h"
#include "core/run/clearance.h"
#include "core/run/run-command.h"

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
      g_set_error_literal (error,
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
  GPtrArray *findings = limbeck_survey_get_findings (survey);

  for (guint i = 0; i < findings->len; i++)
    {
      LimbeckFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (limbeck_finding_get_id (finding), "same-database") &&
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

static void
set_failed (LimbeckCommandOutput *output, char **secrets, GError **error)
{
  g_autoptr (LimbeckFinding)
      finding = limbeck_alembic_failure_explain (output->exit_status,
                                                 output->signal,
                                                 output->standard_output,
                                                 output->standard_error,
                                                 (const char *const *) secrets);
  const char *detail = finding != NULL ? limbeck_finding_get_detail (finding) : NULL;

  g_set_error (error,
               LIMBECK_RUN_ERROR,
               LIMBECK_RUN_ERROR_FAILED,
               /* Translators: why Alembic failed, and perhaps lines of its output. */
               _ ("The database was not marked: %s%s%s"),
               finding != NULL
                   ? limbeck_finding_get_title (finding)
                   : _ ("Alembic wrote nothing into the version table that is looked at."),
               detail != NULL ? "\n" : "",
               detail != NULL ? detail : "");
}

/* What the database says counts, not how Alembic ended. */
static gboolean
judge (LimbeckSurvey        *survey,
       const char *const    *revisions,
       LimbeckCommandOutput *output,
       GError               *trouble,
       GError              **error)
{
  g_auto (GStrv) secrets = limbeck_run_command_dup_secrets (survey);
  g_autoptr (LimbeckDatabaseState) state = limbeck_snapshot_read_state (survey, NULL);
  const char *const *rows = state != NULL ? limbeck_database_state_get_rows (state) : NULL;

  if (rows != NULL && limbeck_id_set_equal (rows, revisions))
    return TRUE;

  if (rows == NULL)
    g_set_error_literal (error,
                         LIMBECK_RUN_ERROR,
                         LIMBECK_RUN_ERROR_UNREACHABLE,
                         _ ("Whether the database was marked is not known: it can't be read."));
  else if (output != NULL)
    set_failed (output, secrets, error);
  else
    limbeck_clearance_map_error (g_error_copy (trouble), LIMBECK_RUN_ERROR_FAILED, error);

  return FALSE;
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
  g_autoptr (LimbeckCommandOutput) output = NULL;
  g_autoptr (GError) trouble = NULL;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey) && revisions != NULL && revisions[0] != NULL &&
                            timeout_s > 0,
                        FALSE);

  if (!is_allowed (survey, revisions, error) || !is_confirmed (survey, confirmation, error) ||
      !(lock = limbeck_clearance_take_lock (survey, cancellable, error)) ||
      !(again = limbeck_clearance_survey_again (
            survey, "stamp", revisions[0], sink, cancellable, error)) ||
      !is_allowed (again, revisions, error) ||
      !limbeck_clearance_is_same_database (survey, again, error) || !is_proven (again, error))
    return FALSE;

  limbeck_event_sink_tell (sink, LIMBECK_EVENT_STAGE, _ ("Marking the database…"), NULL, -1);
  command = limbeck_run_command_new_stamp (again, revisions, name, timeout_s);
  output = limbeck_command_run (command, timeout_s * 1000, cancellable, &trouble);

  return judge (again, revisions, output, trouble, error);
}
