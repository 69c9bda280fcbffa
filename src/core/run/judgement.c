#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/alembic/alembic-failure.h"
#include "core/run/executor.h"
#include "core/run/stop.h"

#include "core/run/judgement.h"

LimbeckVerdict *
limbeck_judgement_of_nothing (LimbeckSurvey *survey, LimbeckPlan *plan)
{
  LimbeckDatabaseState *state = limbeck_survey_get_state (survey);
  const char *const    *rows = limbeck_plan_get_from (plan);
  const LimbeckEvidence evidence = {
    .plan = plan,
    .database = state ? limbeck_database_state_get_database (state) : "",
    .before = rows,
    .after = rows,
    .ending = LIMBECK_ENDING_NOT_STARTED,
    .exit_status = -1,
  };

  return limbeck_verdict_new (&evidence);
}

static char **
describe_sessions (GPtrArray *sessions)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; sessions != NULL && i < sessions->len; i++)
    {
      g_autofree char *description = limbeck_session_dup_description (
          g_ptr_array_index (sessions, i));

      g_strv_builder_add (builder, description);
    }

  return g_strv_builder_end (builder);
}

/* Why it ended as it did, by Alembic's output; what we ended ourselves needs no explanation. */
static LimbeckFinding *
explain (const LimbeckAlembicEnd *end, LimbeckRunOutput *output, const char *const *secrets)
{
  g_autofree char *text = NULL;

  if (end->ending != LIMBECK_ENDING_EXITED)
    return NULL;
  text = limbeck_run_output_dup_end (output);

  return limbeck_alembic_failure_explain (
      end->exit_status, end->signal_number, text, NULL, secrets);
}

/* What has become of the database that the run began in, or %NULL and why nothing is known of that. */
static LimbeckSnapshot *
look_afterwards (LimbeckSurvey *survey, const LimbeckSnapshot *before, GError **error)
{
  g_autoptr (LimbeckSnapshot) after = limbeck_snapshot_take (survey, NULL, error);

  if (after == NULL || limbeck_database_state_is_same_database (before->state, after->state))
    return g_steal_pointer (&after);

  g_set_error (
      error,
      LIMBECK_RUN_ERROR,
      LIMBECK_RUN_ERROR_CHANGED,
      /* Translators: %s is the name of a database. */
      _ ("Another database has taken the place of “%s” since the run began: it was dropped "
         "and made again, renamed, or is on another server."),
      limbeck_database_state_get_database (before->state));

  return NULL;
}

LimbeckVerdict *
limbeck_judgement_reach (const LimbeckAlembicRun *run,
                         const LimbeckAlembicEnd *end,
                         const LimbeckSnapshot   *before,
                         const char *const       *secrets)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GPtrArray) sessions = limbeck_stop_sessions (run->watch, &trouble);
  g_auto (GStrv) descriptions = describe_sessions (sessions);
  g_autoptr (LimbeckSnapshot)
      after = sessions != NULL ? look_afterwards (run->survey, before, &trouble) : NULL;
  g_auto (GStrv) changes = after != NULL ? limbeck_snapshot_compare (before, after) : NULL;
  g_autoptr (LimbeckFinding) failure = explain (end, run->output, secrets);
  LimbeckEvidence evidence = {
    .plan = run->plan,
    .database = limbeck_database_state_get_database (before->state),
    .before = limbeck_database_state_get_rows (before->state),
    .after = after ? limbeck_database_state_get_rows (after->state) : NULL,
    .changes = (const char *const *) changes,
    .invalid_index = after ? limbeck_snapshot_find_invalid_index (before, after) : NULL,
    .sessions = (const char *const *) descriptions,
    .trouble = trouble ? trouble->message : end->trouble,
    .lock_loss = end->lock_loss,
    .ending = end->ending,
    .exit_status = end->exit_status,
    .failure = failure,
    .output_path = run->output_path,
    .duration_us = end->duration_us,
  };

  return limbeck_verdict_new (&evidence);
}
