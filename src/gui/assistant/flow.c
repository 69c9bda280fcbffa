#include "config.h"

#include "core/backup/backup.h"

#include "gui/assistant/flow.h"

struct _LimbeckFlow
{
  GObject parent_instance;

  LimbeckSurvey   *survey;
  LimbeckPlan     *plan;
  char            *plan_error;
  LimbeckDirection direction;
  char            *target;
  gboolean         is_checked;

  LimbeckBackupAnswer backup_answer;
  LimbeckBackup      *backup;
  GHashTable         *accepted;
  char               *reason;
  char               *confirmation;
  guint               timeout_s;

  LimbeckVerdict *verdict;
  char           *problem;
};

G_DEFINE_FINAL_TYPE (LimbeckFlow, limbeck_flow, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell_changed (LimbeckFlow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
forget_answers (LimbeckFlow *self)
{
  self->backup_answer = LIMBECK_BACKUP_ANSWER_UNANSWERED;
  g_clear_object (&self->backup);
  g_hash_table_remove_all (self->accepted);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->confirmation, g_free);
}

static void
make_plan (LimbeckFlow *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->plan);
  g_clear_pointer (&self->plan_error, g_free);
  self->plan = limbeck_survey_plan (self->survey, self->direction, self->target, &error);
  if (self->plan == NULL)
    self->plan_error = g_strdup (error->message);
}

LimbeckFlow *
limbeck_flow_new (LimbeckSurvey   *survey,
                  LimbeckDirection direction,
                  const char      *target,
                  guint            timeout_s)
{
  LimbeckFlow *self;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  self = g_object_new (LIMBECK_TYPE_FLOW, NULL);
  self->survey = g_object_ref (survey);
  self->direction = direction;
  self->target = g_strdup (target);
  self->timeout_s = timeout_s;
  make_plan (self);

  return self;
}

LimbeckSurvey *
limbeck_flow_get_survey (LimbeckFlow *self)
{
  return self->survey;
}

LimbeckDirection
limbeck_flow_get_direction (LimbeckFlow *self)
{
  return self->direction;
}

const char *
limbeck_flow_get_target (LimbeckFlow *self)
{
  return self->target;
}

LimbeckPlan *
limbeck_flow_get_plan (LimbeckFlow *self)
{
  return self->plan;
}

const char *
limbeck_flow_get_plan_error (LimbeckFlow *self)
{
  return self->plan_error;
}

const char *
limbeck_flow_get_database (LimbeckFlow *self)
{
  LimbeckDatabaseState *state = limbeck_survey_get_state (self->survey);

  return state != NULL ? limbeck_database_state_get_database (state) : NULL;
}

char *
limbeck_flow_dup_place (LimbeckFlow *self)
{
  LimbeckDatabaseUrl *url = limbeck_survey_get_url (self->survey);

  return url != NULL ? limbeck_database_url_dup_place (url) : g_strdup ("");
}

char *
limbeck_flow_dup_backup_directory (LimbeckFlow *self)
{
  LimbeckSurveyOptions *options = limbeck_survey_dup_options (self->survey);
  const char           *database = limbeck_flow_get_database (self);
  char                 *directory;

  directory = limbeck_backup_dup_directory (options->backup_directory,
                                            database != NULL ? database : "");
  limbeck_survey_options_free (options);

  return directory;
}

gboolean
limbeck_flow_is_checked (LimbeckFlow *self)
{
  return self->is_checked;
}

gboolean
limbeck_flow_set_survey (LimbeckFlow *self, LimbeckSurvey *survey)
{
  g_autofree char *token = NULL;
  gboolean         is_same;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey), FALSE);

  token = self->plan != NULL ? g_strdup (limbeck_plan_get_token (self->plan)) : NULL;
  g_set_object (&self->survey, survey);
  self->is_checked = TRUE;
  make_plan (self);

  is_same = token != NULL && self->plan != NULL &&
            g_str_equal (token, limbeck_plan_get_token (self->plan));
  if (!is_same)
    forget_answers (self);
  tell_changed (self);

  return is_same;
}

void
limbeck_flow_set_accepted (LimbeckFlow *self, const char *id, gboolean accepted)
{
  gboolean changed = accepted ? g_hash_table_add (self->accepted, g_strdup (id))
                              : g_hash_table_remove (self->accepted, id);

  if (changed)
    tell_changed (self);
}

gboolean
limbeck_flow_is_accepted (LimbeckFlow *self, const char *id)
{
  return g_hash_table_contains (self->accepted, id);
}

void
limbeck_flow_set_backup (LimbeckFlow *self, LimbeckBackupAnswer answer, LimbeckBackup *backup)
{
  gboolean is_other_backup = g_set_object (&self->backup, backup);

  if (self->backup_answer == answer && !is_other_backup)
    return;

  self->backup_answer = answer;
  tell_changed (self);
}

LimbeckBackupAnswer
limbeck_flow_get_backup_answer (LimbeckFlow *self)
{
  return self->backup_answer;
}

LimbeckBackup *
limbeck_flow_get_backup (LimbeckFlow *self)
{
  return self->backup;
}

static void
set_text (LimbeckFlow *self, char **field, const char *value)
{
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  tell_changed (self);
}

void
limbeck_flow_set_reason (LimbeckFlow *self, const char *reason)
{
  set_text (self, &self->reason, reason);
}

void
limbeck_flow_set_confirmation (LimbeckFlow *self, const char *name)
{
  set_text (self, &self->confirmation, name);
}

void
limbeck_flow_set_timeout (LimbeckFlow *self, guint seconds)
{
  self->timeout_s = seconds;
}

guint
limbeck_flow_get_timeout (LimbeckFlow *self)
{
  return self->timeout_s;
}

LimbeckAnswers *
limbeck_flow_dup_answers (LimbeckFlow *self)
{
  LimbeckAnswers *answers = limbeck_answers_new ();
  GHashTableIter  iter;
  gpointer        id;

  if (self->backup_answer != LIMBECK_BACKUP_ANSWER_UNANSWERED)
    limbeck_answers_set_backup (answers, self->backup_answer, self->backup);

  g_hash_table_iter_init (&iter, self->accepted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    limbeck_answers_accept (answers, id);

  if (self->confirmation != NULL)
    limbeck_answers_set_confirmation (answers, self->confirmation);
  if (self->reason != NULL)
    limbeck_answers_set_reason (answers, self->reason);

  return answers;
}

GPtrArray *
limbeck_flow_dup_gates (LimbeckFlow *self)
{
  g_autoptr (LimbeckAnswers) answers = limbeck_flow_dup_answers (self);

  return self->plan != NULL ? limbeck_gates_for (self->plan, self->survey, answers)
                            : g_ptr_array_new ();
}

static gboolean
find_gate (LimbeckFlow *self, LimbeckGateKind kind, const char *id, gboolean only_open)
{
  g_autoptr (GPtrArray) gates = limbeck_flow_dup_gates (self);

  for (guint i = 0; i < gates->len; i++)
    {
      LimbeckGate *gate = g_ptr_array_index (gates, i);

      if (limbeck_gate_get_kind (gate) == kind &&
          (id == NULL || g_str_equal (limbeck_gate_get_id (gate), id)) &&
          !(only_open && limbeck_gate_is_answered (gate)))
        return TRUE;
    }

  return FALSE;
}

gboolean
limbeck_flow_has_open_gate (LimbeckFlow *self, LimbeckGateKind kind, const char *id)
{
  return find_gate (self, kind, id, TRUE);
}

gboolean
limbeck_flow_has_gate (LimbeckFlow *self, LimbeckGateKind kind, const char *id)
{
  return find_gate (self, kind, id, FALSE);
}

gboolean
limbeck_flow_asks_about_warnings (LimbeckFlow *self)
{
  g_autoptr (GPtrArray) gates = limbeck_flow_dup_gates (self);

  if (!self->is_checked || limbeck_survey_get_worst (self->survey) == LIMBECK_SEVERITY_BLOCKER)
    return TRUE;

  for (guint i = 0; i < gates->len; i++)
    {
      LimbeckGate *gate = g_ptr_array_index (gates, i);

      if (limbeck_gate_get_kind (gate) == LIMBECK_GATE_ACCEPT &&
          !g_str_equal (limbeck_gate_get_id (gate), "no-backup"))
        return TRUE;
    }

  return FALSE;
}

void
limbeck_flow_set_verdict (LimbeckFlow *self, LimbeckVerdict *verdict, const char *problem)
{
  g_set_object (&self->verdict, verdict);
  g_free (self->problem);
  self->problem = g_strdup (problem);
  tell_changed (self);
}

LimbeckVerdict *
limbeck_flow_get_verdict (LimbeckFlow *self)
{
  return self->verdict;
}

const char *
limbeck_flow_get_problem (LimbeckFlow *self)
{
  return self->problem;
}

static void
limbeck_flow_finalize (GObject *object)
{
  LimbeckFlow *self = LIMBECK_FLOW (object);

  g_clear_object (&self->survey);
  g_clear_object (&self->plan);
  g_clear_object (&self->backup);
  g_clear_object (&self->verdict);
  g_clear_pointer (&self->accepted, g_hash_table_unref);
  g_clear_pointer (&self->plan_error, g_free);
  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->confirmation, g_free);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (limbeck_flow_parent_class)->finalize (object);
}

static void
limbeck_flow_class_init (LimbeckFlowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_flow_finalize;

  signals[CHANGED] = g_signal_new (
      "changed", LIMBECK_TYPE_FLOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
limbeck_flow_init (LimbeckFlow *self)
{
  self->accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
