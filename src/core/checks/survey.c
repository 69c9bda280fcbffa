#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"
#include "core/checks/facts-private.h"

#include "core/checks/survey.h"

struct _LimbeckSurvey
{
  GObject       parent;
  LimbeckFacts *facts;
  GPtrArray    *findings;
};

G_DEFINE_FINAL_TYPE (LimbeckSurvey, limbeck_survey, G_TYPE_OBJECT)

G_DEFINE_QUARK (limbeck - survey - error - quark, limbeck_survey_error)

static void
limbeck_survey_finalize (GObject *object)
{
  LimbeckSurvey *self = LIMBECK_SURVEY (object);

  g_clear_pointer (&self->facts, limbeck_facts_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (limbeck_survey_parent_class)->finalize (object);
}

static void
limbeck_survey_class_init (LimbeckSurveyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_survey_finalize;
}

static void
limbeck_survey_init (LimbeckSurvey *self)
{
}

LimbeckSurvey *
limbeck_survey_take (LimbeckTarget              *target,
                     const LimbeckSurveyOptions *options,
                     LimbeckSurvey              *previous,
                     const LimbeckEventSink     *sink,
                     GCancellable               *cancellable,
                     GError                    **error)
{
  g_autoptr (LimbeckSurvey) self = NULL;

  g_return_val_if_fail (LIMBECK_IS_TARGET (target) && options != NULL, NULL);
  g_return_val_if_fail (previous == NULL || LIMBECK_IS_SURVEY (previous), NULL);

  self = g_object_new (LIMBECK_TYPE_SURVEY, NULL);
  self->facts = limbeck_facts_learn (
      target, options, previous ? previous->facts : NULL, sink, cancellable, error);
  if (self->facts == NULL)
    return NULL;

  limbeck_event_sink_tell (sink, LIMBECK_EVENT_STAGE, _ ("Checking…"), NULL, -1);
  self->findings = limbeck_checks_run (self->facts, cancellable);
  /* A survey holds no session open: a migration may last, and an idle connection is one more to explain. */
  g_clear_object (&self->facts->connection);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

LimbeckTarget *
limbeck_survey_get_target (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return self->facts->target;
}

LimbeckInterpreter *
limbeck_survey_get_interpreter (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return self->facts->interpreter;
}

LimbeckConfiguration *
limbeck_survey_get_configuration (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return self->facts->configuration;
}

LimbeckRevisionGraph *
limbeck_survey_get_graph (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return self->facts->graph;
}

LimbeckDatabaseState *
limbeck_survey_get_state (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return self->facts->state;
}

LimbeckStanding *
limbeck_survey_get_standing (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return self->facts->standing;
}

LimbeckDatabaseUrl *
limbeck_survey_get_url (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return self->facts->url;
}

const char *
limbeck_survey_get_url_place (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return self->facts->url_place;
}

LimbeckTargetCategory
limbeck_survey_get_target_class (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), LIMBECK_TARGET_CLASS_PRODUCTION);

  return self->facts->target_class;
}

gboolean
limbeck_survey_is_target_class_set (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), FALSE);

  return self->facts->is_target_class_set;
}

gboolean
limbeck_survey_set_target_class (LimbeckSurvey        *self,
                                 LimbeckTargetCategory target_class,
                                 GError              **error)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self) && self->facts->url != NULL, FALSE);

  return limbeck_known_database_set_class (
      self->facts->target, self->facts->url, target_class, error);
}

gboolean
limbeck_survey_accept_database (LimbeckSurvey *self, GError **error)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self) && self->facts->state != NULL, FALSE);

  return limbeck_known_database_accept (
      self->facts->target, self->facts->url, self->facts->state, error);
}

const char *
limbeck_survey_get_version_table (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return self->facts->version_table;
}

const char *
limbeck_survey_get_version_schema (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return self->facts->version_schema;
}

gboolean
limbeck_survey_is_version_table_certain (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), FALSE);

  return !self->facts->is_version_table_computed;
}

char *
limbeck_survey_dup_lock_name (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return limbeck_facts_dup_lock_name (self->facts);
}

char **
limbeck_survey_dup_child_environment (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return g_strdupv (self->facts->environment);
}

GPtrArray *
limbeck_survey_get_findings (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return self->findings;
}

LimbeckSeverity
limbeck_survey_get_worst (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), LIMBECK_SEVERITY_BLOCKER);

  return limbeck_findings_worst (self->findings);
}

static LimbeckFinding *
find_blocker_from (LimbeckSurvey *self, guint *index)
{
  for (; *index < self->findings->len; ++*index)
    {
      LimbeckFinding *finding = g_ptr_array_index (self->findings, *index);

      if (limbeck_finding_get_severity (finding) == LIMBECK_SEVERITY_BLOCKER)
        return finding;
    }

  return NULL;
}

/* That no URL is known is a consequence where Alembic was asked for it and failed. */
LimbeckFinding *
limbeck_survey_get_blocker (LimbeckSurvey *self)
{
  LimbeckFinding *first = NULL;
  LimbeckFinding *second = NULL;
  guint           index = 0;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  first = find_blocker_from (self, &index);
  index++;
  if (first && g_str_equal (limbeck_finding_get_id (first), "database-url"))
    second = find_blocker_from (self, &index);

  return second ? second : first;
}

gboolean
limbeck_survey_needs_password (LimbeckSurvey *self)
{
  const GError *error = NULL;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), FALSE);

  error = self->facts->connection_error;

  return g_error_matches (error, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_PASSWORD_NEEDED) ||
         g_error_matches (error, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_AUTHENTICATION);
}

LimbeckSurveyOptions *
limbeck_survey_dup_options (LimbeckSurvey *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self), NULL);

  return limbeck_survey_options_copy (self->facts->options);
}

/* Why no plan can be made: the first finding that blocks, else a plain sentence. */
static void
set_unknown (LimbeckSurvey *self, GError **error)
{
  LimbeckFinding *blocker = limbeck_survey_get_blocker (self);
  const char     *detail = blocker ? limbeck_finding_get_detail (blocker) : NULL;

  if (blocker != NULL)
    g_set_error (error,
                 LIMBECK_SURVEY_ERROR,
                 LIMBECK_SURVEY_ERROR_UNKNOWN,
                 "%s%s%s",
                 limbeck_finding_get_title (blocker),
                 detail ? " " : "",
                 detail ? detail : "");
  else
    g_set_error_literal (error,
                         LIMBECK_SURVEY_ERROR,
                         LIMBECK_SURVEY_ERROR_UNKNOWN,
                         _ ("Where the database stands is not known, so there is no plan."));
}

LimbeckPlan *
limbeck_survey_plan (LimbeckSurvey   *self,
                     LimbeckDirection direction,
                     const char      *target,
                     GError         **error)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (self) && target != NULL, NULL);

  if (self->facts->graph == NULL || self->facts->state == NULL)
    {
      set_unknown (self, error);
      return NULL;
    }

  return limbeck_plan_new (self->facts->graph,
                           limbeck_database_state_get_rows (self->facts->state),
                           direction,
                           target,
                           error);
}
