#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/database/sessions.h"
#include "core/plan/id-set.h"
#include "core/run/executor.h"
#include "core/run/run-command.h"

#include "core/run/clearance.h"

#define CONNECT_TIMEOUT_MS 10000

gboolean
limbeck_clearance_set_blocked (LimbeckFinding *finding, GError **error)
{
  const char *detail = limbeck_finding_get_detail (finding);
  const char *remedy = limbeck_finding_get_remedy (finding);

  g_set_error (error,
               LIMBECK_RUN_ERROR,
               LIMBECK_RUN_ERROR_BLOCKED,
               "%s%s%s%s%s",
               limbeck_finding_get_title (finding),
               detail ? "\n" : "",
               detail ? detail : "",
               remedy ? "\n" : "",
               remedy ? remedy : "");

  return FALSE;
}

gboolean
limbeck_clearance_nothing_blocks (GPtrArray *findings, const char *const *ignored, GError **error)
{
  g_return_val_if_fail (findings != NULL && ignored != NULL, FALSE);

  for (guint i = 0; i < findings->len; i++)
    {
      LimbeckFinding *finding = g_ptr_array_index (findings, i);

      if (limbeck_finding_get_severity (finding) == LIMBECK_SEVERITY_BLOCKER &&
          !g_strv_contains (ignored, limbeck_finding_get_id (finding)))
        return limbeck_clearance_set_blocked (finding, error);
    }

  return TRUE;
}

static gboolean
gates_are_answered (const LimbeckRunOrder *order, LimbeckSurvey *survey, GError **error)
{
  g_autoptr (GPtrArray) gates = limbeck_gates_for (order->plan, survey, order->answers);
  g_autofree char *open = NULL;

  if (limbeck_gates_all_answered (gates))
    return TRUE;

  open = limbeck_gates_dup_open (gates);
  g_set_error (error,
               LIMBECK_RUN_ERROR,
               LIMBECK_RUN_ERROR_GATES,
               /* Translators: %s is a list of questions, each on a line of its own. */
               _ ("Nothing was run, because this has not been answered:\n%s"),
               open);

  return FALSE;
}

static gboolean
set_changed (GError **error, const char *what)
{
  g_set_error (error,
               LIMBECK_RUN_ERROR,
               LIMBECK_RUN_ERROR_CHANGED,
               /* Translators: %s is a sentence that says what has changed. */
               _ ("%s Nothing was run; look at the plan again."),
               what);

  return FALSE;
}

gboolean
limbeck_clearance_map_error (GError *cause, int code, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, cause);
  else
    {
      g_set_error_literal (error, LIMBECK_RUN_ERROR, code, cause->message);
      g_error_free (cause);
    }

  return FALSE;
}

/* The lock dies with its launcher, but a migration outlives one that was killed. */
static gboolean
no_run_is_left (LimbeckSurvey *survey, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  g_autoptr (LimbeckConnection) connection = limbeck_connection_open (
      limbeck_survey_get_url (survey), "limbeck", CONNECT_TIMEOUT_MS, cancellable, &cause);
  g_autoptr (GPtrArray) sessions = NULL;
  g_autofree char *description = NULL;

  if (connection != NULL)
    sessions = limbeck_sessions_list_matching (
        connection, LIMBECK_RUN_COMMAND_NAME_PATTERN, cancellable, &cause);
  if (sessions == NULL)
    return limbeck_clearance_map_error (cause, LIMBECK_RUN_ERROR_UNREACHABLE, error);
  if (sessions->len == 0)
    return TRUE;

  description = limbeck_session_dup_description (g_ptr_array_index (sessions, 0));
  g_set_error (
      error,
      LIMBECK_RUN_ERROR,
      LIMBECK_RUN_ERROR_LOCKED,
      /* Translators: %s describes a session: "pid 4711, user shop, …" */
      _ ("A run whose launcher is gone is still at work in this database: %s. Wait until it has "
         "ended, then look again where the database stands."),
      description);

  return FALSE;
}

LimbeckRunLock *
limbeck_clearance_take_lock (LimbeckSurvey *survey, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = limbeck_survey_dup_lock_name (survey);
  GError          *cause = NULL;
  LimbeckRunError  code = LIMBECK_RUN_ERROR_UNREACHABLE;
  g_autoptr (LimbeckRunLock) lock = limbeck_run_lock_acquire (
      limbeck_survey_get_url (survey), name, 0, cancellable, &cause);

  if (lock != NULL && no_run_is_left (survey, cancellable, error))
    return g_steal_pointer (&lock);
  if (lock != NULL)
    return NULL;
  if (g_error_matches (cause, LIMBECK_RUN_LOCK_ERROR, LIMBECK_RUN_LOCK_ERROR_HELD))
    code = LIMBECK_RUN_ERROR_LOCKED;
  else if (g_error_matches (cause, LIMBECK_RUN_LOCK_ERROR, LIMBECK_RUN_LOCK_ERROR_POOLED))
    code = LIMBECK_RUN_ERROR_BLOCKED;
  limbeck_clearance_map_error (cause, code, error);

  return NULL;
}

gboolean
limbeck_clearance_is_same_database (LimbeckSurvey *seen, LimbeckSurvey *now, GError **error)
{
  LimbeckDatabaseState *a = limbeck_survey_get_state (seen);
  LimbeckDatabaseState *b = limbeck_survey_get_state (now);

  if (a != NULL && b != NULL && limbeck_database_state_is_same_database (a, b))
    return TRUE;

  return set_changed (error, _ ("This is not the database that you have seen."));
}

/* Whether the same plan comes out of what is the case now. */
static gboolean
plan_is_the_same (const LimbeckRunOrder *order, LimbeckSurvey *survey, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (LimbeckPlan) plan = NULL;

  plan = limbeck_survey_plan (survey,
                              limbeck_plan_get_direction (order->plan),
                              limbeck_plan_get_target (order->plan),
                              &cause);
  if (plan == NULL)
    return set_changed (error, cause->message);
  if (!g_str_equal (limbeck_plan_get_token (plan), limbeck_plan_get_token (order->plan)))
    return set_changed (error,
                        _ ("The database or the revision files have changed in the meantime."));

  return TRUE;
}

LimbeckSurvey *
limbeck_clearance_survey_again (LimbeckSurvey          *seen,
                                const char             *verb,
                                const char             *target,
                                const LimbeckEventSink *sink,
                                GCancellable           *cancellable,
                                GError                **error)
{
  LimbeckSurveyOptions *options = limbeck_survey_dup_options (seen);
  g_autoptr (LimbeckSurvey) survey = NULL;

  options->offline = FALSE;
  options->ask_alembic = TRUE;
  options->is_thorough = TRUE;
  limbeck_survey_options_prove (options, verb, target);
  survey = limbeck_survey_take (
      limbeck_survey_get_target (seen), options, seen, sink, cancellable, error);
  limbeck_survey_options_free (options);
  if (survey == NULL)
    return NULL;

  if (limbeck_survey_get_state (survey) == NULL || limbeck_survey_get_graph (survey) == NULL ||
      limbeck_survey_get_interpreter (survey) == NULL)
    {
      LimbeckFinding *blocker = limbeck_survey_get_blocker (survey);

      if (blocker != NULL)
        limbeck_clearance_set_blocked (blocker, error);
      if (error != NULL && *error != NULL)
        (*error)->code = LIMBECK_RUN_ERROR_UNREACHABLE;
      return NULL;
    }
  return g_steal_pointer (&survey);
}

LimbeckSurvey *
limbeck_clearance_look_again (const LimbeckRunOrder  *order,
                              const LimbeckEventSink *sink,
                              GCancellable           *cancellable,
                              GError                **error)
{
  /* The lock that this check sees is our own. */
  const char *const ignored[] = { "run-lock", NULL };
  g_autoptr (LimbeckSurvey) survey = limbeck_clearance_survey_again (
      order->survey,
      limbeck_direction_to_string (limbeck_plan_get_direction (order->plan)),
      limbeck_plan_get_arguments (order->plan)[0],
      sink,
      cancellable,
      error);

  if (survey == NULL ||
      !limbeck_clearance_nothing_blocks (limbeck_survey_get_findings (survey), ignored, error) ||
      !limbeck_clearance_is_same_database (order->survey, survey, error) ||
      !plan_is_the_same (order, survey, error) || !gates_are_answered (order, survey, error))
    return NULL;

  return g_steal_pointer (&survey);
}

LimbeckSnapshot *
limbeck_clearance_take_snapshot (const LimbeckRunOrder *order,
                                 LimbeckSurvey         *survey,
                                 GCancellable          *cancellable,
                                 GError               **error)
{
  GError *cause = NULL;
  g_autoptr (LimbeckSnapshot) before = limbeck_snapshot_take (survey, cancellable, &cause);

  if (before == NULL)
    {
      limbeck_clearance_map_error (cause, LIMBECK_RUN_ERROR_UNREACHABLE, error);
      return NULL;
    }
  /* It may have been dropped and made again, or another one renamed, since everything was looked at. */
  if (!limbeck_database_state_is_same_database (before->state, limbeck_survey_get_state (survey)))
    {
      set_changed (error, _ ("This is not the database that you have seen."));
      return NULL;
    }
  /* A bare Alembic does not ask for our lock. */
  if (!limbeck_id_set_equal (limbeck_database_state_get_rows (before->state),
                             limbeck_plan_get_from (order->plan)))
    {
      set_changed (error, _ ("The database has moved to other revisions in the meantime."));
      return NULL;
    }

  return g_steal_pointer (&before);
}

gboolean
limbeck_clearance_begin (const LimbeckRunOrder *order, GError **error)
{
  const char *const ignored[] = { NULL };

  return gates_are_answered (order, order->survey, error) &&
         limbeck_clearance_nothing_blocks (limbeck_plan_get_findings (order->plan), ignored, error);
}
