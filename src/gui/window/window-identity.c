/* What a person says of the database: how much depends on it, and that it is the right one. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/shared/name-dialog.h"

#include "gui/window/window-private.h"

/* One such word, about the database that @survey has seen. */
typedef struct
{
  LimbeckSurvey        *survey;
  gboolean              is_acceptance;
  LimbeckTargetCategory target_class;
} Statement;

static Statement *
statement_new (LimbeckSurvey *survey, gboolean is_acceptance, LimbeckTargetCategory target_class)
{
  Statement *self = g_new0 (Statement, 1);

  self->survey = g_object_ref (survey);
  self->is_acceptance = is_acceptance;
  self->target_class = target_class;

  return self;
}

static void
statement_free (gpointer pointer)
{
  Statement *self = pointer;

  g_clear_object (&self->survey);
  g_free (self);
}

static gpointer
keep_statement (gpointer                data,
                const LimbeckEventSink *sink,
                GCancellable           *cancellable,
                GError                **error)
{
  Statement *statement = data;
  gboolean   is_kept = statement->is_acceptance
                           ? limbeck_survey_accept_database (statement->survey, error)
                           : limbeck_survey_set_target_class (
                               statement->survey, statement->target_class, error);

  return is_kept ? g_object_ref (statement->survey) : NULL;
}

static void
kept_cb (LimbeckOperation *operation, gpointer owner)
{
  LimbeckWindow *self = owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckSurvey) survey = limbeck_operation_finish (operation, &error);

  g_clear_object (&self->statement);
  if (survey == NULL)
    limbeck_window_tell (self, error->message);
  limbeck_surveyor_refresh (self->surveyor);
}

/* Takes @statement. Writing waits for another Limbeck that writes, so it is done in a worker. */
static void
keep (LimbeckWindow *self, Statement *statement)
{
  if (self->statement != NULL)
    {
      statement_free (statement);
      return;
    }
  self->statement = limbeck_operation_start (
      keep_statement, statement, statement_free, g_object_unref, kept_cb, self);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, LimbeckWindow *self)
{
  Statement *statement = g_object_steal_data (G_OBJECT (dialog), "statement");

  if (statement == NULL)
    return;
  if (g_str_equal (response, LIMBECK_NAME_DIALOG_CONFIRM))
    keep (self, statement);
  else
    statement_free (statement);
}

static void
ask (LimbeckWindow *self, AdwMessageDialog *dialog, Statement *statement)
{
  g_object_set_data_full (G_OBJECT (dialog), "statement", statement, statement_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ask_to_lower (LimbeckWindow *self, LimbeckSurvey *survey, LimbeckTargetCategory wanted)
{
  LimbeckDatabaseState *state = limbeck_survey_get_state (survey);
  g_autofree char      *heading = NULL;
  const char           *body = NULL;

  if (state == NULL)
    {
      limbeck_window_tell (
          self,
          _ ("Which database this is can't be seen now, so that no care is taken away from it."));
      return;
    }
  heading = g_strdup_printf (wanted == LIMBECK_TARGET_CLASS_DEVELOPMENT
                                 /* Translators: %s is the name of a database */
                                 ? _ ("Is “%s” only for development?")
                                 /* Translators: %s is the name of a database */
                                 : _ ("Is “%s” only for staging?"),
                             limbeck_database_state_get_database (state));
  body = wanted == LIMBECK_TARGET_CLASS_DEVELOPMENT
             ? _ ("Then it may be changed without a backup, and before a change it is not proven "
                  "that Alembic works on this very database.")
             : _ ("Then it may be changed without a backup.");
  ask (self,
       limbeck_name_dialog_new (GTK_WINDOW (self),
                                heading,
                                body,
                                limbeck_database_state_get_database (state),
                                _ ("_Take Less Care")),
       statement_new (survey, FALSE, wanted));
}

static void
class_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  LimbeckWindow        *self = data;
  LimbeckSurvey        *survey = limbeck_surveyor_get_survey (self->surveyor);
  LimbeckTargetCategory wanted = LIMBECK_TARGET_CLASS_PRODUCTION;
  LimbeckTargetCategory present = LIMBECK_TARGET_CLASS_PRODUCTION;

  if (survey == NULL || limbeck_survey_get_url (survey) == NULL ||
      !limbeck_target_class_from_string (g_variant_get_string (value, NULL), &wanted))
    return;

  present = limbeck_survey_get_target_class (survey);
  if (wanted < present)
    ask_to_lower (self, survey, wanted);
  else if (wanted > present || !limbeck_survey_is_target_class_set (survey))
    keep (self, statement_new (survey, FALSE, wanted));
}

static LimbeckFinding *
find_acceptable (LimbeckSurvey *survey)
{
  GPtrArray *findings = survey != NULL && limbeck_survey_get_state (survey) != NULL
                            ? limbeck_survey_get_findings (survey)
                            : NULL;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    if (limbeck_finding_get_action (findings->pdata[i]) == LIMBECK_ACTION_ACCEPT_DATABASE)
      return findings->pdata[i];

  return NULL;
}

static void
accept_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckWindow  *self = data;
  LimbeckSurvey  *survey = limbeck_surveyor_get_survey (self->surveyor);
  LimbeckFinding *finding = find_acceptable (survey);

  if (finding == NULL)
    return;

  ask (self,
       limbeck_name_dialog_new (
           GTK_WINDOW (self),
           _ ("Is This the Right Database?"),
           limbeck_finding_get_detail (finding),
           limbeck_database_state_get_database (limbeck_survey_get_state (survey)),
           _ ("_Accept")),
       statement_new (survey, TRUE, LIMBECK_TARGET_CLASS_PRODUCTION));
}

static const GActionEntry identity_actions[] = {
  { .name = "class", .parameter_type = "s", .state = "''", .change_state = class_cb },
  { .name = "accept-database", .activate = accept_cb },
};

void
limbeck_window_add_identity_actions (LimbeckWindow *self)
{
  g_return_if_fail (LIMBECK_IS_WINDOW (self));

  g_action_map_add_action_entries (
      G_ACTION_MAP (self), identity_actions, G_N_ELEMENTS (identity_actions), self);
}

void
limbeck_window_update_identity_actions (LimbeckWindow *self)
{
  LimbeckSurvey *survey = NULL;
  GAction       *class_action = NULL;
  GAction       *accept_action = NULL;
  gboolean       has_class = FALSE;

  g_return_if_fail (LIMBECK_IS_WINDOW (self));

  survey = limbeck_surveyor_get_survey (self->surveyor);
  has_class = survey != NULL && limbeck_survey_get_url (survey) != NULL;
  class_action = g_action_map_lookup_action (G_ACTION_MAP (self), "class");
  accept_action = g_action_map_lookup_action (G_ACTION_MAP (self), "accept-database");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (class_action), has_class);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (accept_action), find_acceptable (survey) != NULL);
  g_simple_action_set_state (
      G_SIMPLE_ACTION (class_action),
      g_variant_new_string (
          has_class ? limbeck_target_class_to_string (limbeck_survey_get_target_class (survey))
                    : ""));
}
