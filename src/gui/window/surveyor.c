#include "config.h"

#include "gui/shared/operation.h"
#include "gui/window/database-watch.h"
#include "gui/window/opening.h"
#include "gui/window/project-watch.h"
#include "gui/window/survey-question.h"

#include "gui/window/surveyor.h"

struct _LimbeckSurveyor
{
  GObject parent_instance;

  LimbeckProjectWatch    *watch;
  LimbeckDatabaseWatch   *database_watch;
  LimbeckOperation       *operation; /* the one whose answer counts */
  LimbeckProject         *project;
  LimbeckTarget          *target;
  LimbeckProjectSettings *settings; /* of the target */
  LimbeckSurvey          *survey;
  LimbeckSurvey          *checked;
  char                   *path;
  char                   *problem;
  char                   *password;
  gboolean                password_declined;
};

enum
{
  PROP_0,
  PROP_BUSY,
  PROP_STAGE,
  PROP_PROJECT,
  PROP_TARGET,
  PROP_SURVEY,
  PROP_CHECKED,
  PROP_PROBLEM,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];
static guint       password_needed_signal;

G_DEFINE_FINAL_TYPE (LimbeckSurveyor, limbeck_surveyor, G_TYPE_OBJECT)

static void
notify (LimbeckSurveyor *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gpointer
take_survey (gpointer data, const LimbeckEventSink *sink, GCancellable *cancellable, GError **error)
{
  return limbeck_survey_question_ask (data, sink, cancellable, error);
}

static void
stage_changed_cb (LimbeckSurveyor *self)
{
  notify (self, PROP_STAGE);
}

static void
set_operation (LimbeckSurveyor *self, LimbeckOperation *operation)
{
  gboolean was_busy = self->operation != NULL;

  if (self->operation != NULL && limbeck_operation_is_busy (self->operation))
    limbeck_operation_abandon (self->operation);
  g_clear_object (&self->operation);

  self->operation = operation;
  if (operation != NULL)
    g_signal_connect_object (
        operation, "notify::stage", G_CALLBACK (stage_changed_cb), self, G_CONNECT_SWAPPED);
  notify (self, PROP_STAGE);
  if (was_busy != (operation != NULL))
    notify (self, PROP_BUSY);
}

static void
set_survey (LimbeckSurveyor *self, LimbeckSurvey *survey, gboolean is_thorough)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->survey, survey))
    notify (self, PROP_SURVEY);
  if ((is_thorough || survey == NULL) && g_set_object (&self->checked, survey))
    notify (self, PROP_CHECKED);
  g_object_thaw_notify (G_OBJECT (self));
}

static void ask (LimbeckSurveyor *self, LimbeckSurveyDepth depth);

static void
survey_taken (LimbeckSurveyor *self, LimbeckOperation *operation, gboolean is_thorough)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckSurvey) survey = limbeck_operation_finish (operation, &error);
  gboolean needs_password;

  /* A survey fails only by being cancelled, and cancelled ones are abandoned. */
  if (survey == NULL)
    {
      set_operation (self, NULL);
      return;
    }

  needs_password = limbeck_survey_needs_password (survey);
  g_object_freeze_notify (G_OBJECT (self));
  set_survey (self, survey, is_thorough);
  limbeck_project_watch_set_survey (self->watch, survey);
  limbeck_database_watch_set_survey (self->database_watch, is_thorough ? survey : NULL);
  if (is_thorough || (needs_password && !self->password_declined))
    set_operation (self, NULL);
  else
    ask (self, LIMBECK_SURVEY_THOROUGH);
  g_object_thaw_notify (G_OBJECT (self));

  if (needs_password && !self->password_declined)
    g_signal_emit (self, password_needed_signal, 0);
}

static void
fast_survey_taken_cb (LimbeckOperation *operation, gpointer owner)
{
  survey_taken (owner, operation, FALSE);
}

static void
thorough_survey_taken_cb (LimbeckOperation *operation, gpointer owner)
{
  survey_taken (owner, operation, TRUE);
}

static void
ask (LimbeckSurveyor *self, LimbeckSurveyDepth depth)
{
  LimbeckSurveyQuestion *question = limbeck_survey_question_new (
      self->target, self->survey, self->settings, self->password, depth);

  set_operation (self,
                 limbeck_operation_start (take_survey,
                                          question,
                                          (GDestroyNotify) limbeck_survey_question_free,
                                          g_object_unref,
                                          depth == LIMBECK_SURVEY_FAST ? fast_survey_taken_cb
                                                                       : thorough_survey_taken_cb,
                                          self));
}

static void
changed_cb (LimbeckSurveyor *self)
{
  if (self->target != NULL)
    ask (self, LIMBECK_SURVEY_FAST);
}

static void
set_problem (LimbeckSurveyor *self, const char *problem)
{
  if (g_strcmp0 (self->problem, problem) == 0)
    return;

  g_free (self->problem);
  self->problem = g_strdup (problem);
  notify (self, PROP_PROBLEM);
}

static void
opened_cb (LimbeckOperation *operation, gpointer owner)
{
  LimbeckSurveyor *self = owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckOpening) opened = limbeck_operation_finish (operation, &error);

  g_object_freeze_notify (G_OBJECT (self));
  set_operation (self, NULL);
  if (opened == NULL)
    set_problem (self, error->message);
  else
    {
      set_problem (self, NULL);
      g_set_object (&self->project, opened->project);
      notify (self, PROP_PROJECT);
      limbeck_surveyor_set_target (self, opened->target);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
open_again (LimbeckSurveyor *self)
{
  set_operation (self,
                 limbeck_operation_start (limbeck_opening_do,
                                          g_strdup (self->path),
                                          g_free,
                                          (GDestroyNotify) limbeck_opening_free,
                                          opened_cb,
                                          self));
}

LimbeckSurveyor *
limbeck_surveyor_new (void)
{
  return g_object_new (LIMBECK_TYPE_SURVEYOR, NULL);
}

void
limbeck_surveyor_open (LimbeckSurveyor *self, const char *path)
{
  g_return_if_fail (LIMBECK_IS_SURVEYOR (self));
  g_return_if_fail (path != NULL);

  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->path);
  self->path = g_strdup (path);
  g_clear_pointer (&self->password, g_free);
  set_problem (self, NULL);
  set_survey (self, NULL, FALSE);
  if (g_set_object (&self->target, NULL))
    notify (self, PROP_TARGET);
  if (g_set_object (&self->project, NULL))
    notify (self, PROP_PROJECT);
  limbeck_project_watch_set_target (self->watch, NULL);
  limbeck_database_watch_set_survey (self->database_watch, NULL);
  open_again (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
limbeck_surveyor_set_target (LimbeckSurveyor *self, LimbeckTarget *target)
{
  g_return_if_fail (LIMBECK_IS_SURVEYOR (self));
  g_return_if_fail (LIMBECK_IS_TARGET (target));

  if (self->target == target)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  g_set_object (&self->target, target);
  g_clear_object (&self->settings);
  self->settings = limbeck_project_settings_new (target);
  notify (self, PROP_TARGET);
  g_clear_pointer (&self->password, g_free);
  self->password_declined = FALSE;
  set_survey (self, NULL, FALSE);
  limbeck_project_watch_set_target (self->watch, target);
  limbeck_database_watch_set_survey (self->database_watch, NULL);
  ask (self, LIMBECK_SURVEY_FAST);
  g_object_thaw_notify (G_OBJECT (self));
}

void
limbeck_surveyor_prove (LimbeckSurveyor *self)
{
  g_return_if_fail (LIMBECK_IS_SURVEYOR (self));

  if (self->target != NULL)
    ask (self, LIMBECK_SURVEY_PROVING);
}

void
limbeck_surveyor_refresh (LimbeckSurveyor *self)
{
  g_return_if_fail (LIMBECK_IS_SURVEYOR (self));

  self->password_declined = FALSE;
  if (self->target != NULL)
    ask (self, LIMBECK_SURVEY_FAST);
  else if (self->path != NULL)
    open_again (self);
}

void
limbeck_surveyor_set_password (LimbeckSurveyor *self, const char *password)
{
  g_return_if_fail (LIMBECK_IS_SURVEYOR (self));

  if (self->target == NULL)
    return;

  g_free (self->password);
  self->password = g_strdup (password);
  self->password_declined = password == NULL;
  ask (self, LIMBECK_SURVEY_FAST);
}

void
limbeck_surveyor_set_paused (LimbeckSurveyor *self, gboolean is_paused)
{
  g_return_if_fail (LIMBECK_IS_SURVEYOR (self));

  limbeck_database_watch_set_paused (self->database_watch, is_paused);
}

void
limbeck_surveyor_stop (LimbeckSurveyor *self)
{
  g_return_if_fail (LIMBECK_IS_SURVEYOR (self));

  if (self->operation != NULL)
    limbeck_operation_abandon (self->operation);
  limbeck_project_watch_set_target (self->watch, NULL);
  limbeck_database_watch_set_survey (self->database_watch, NULL);
}

gboolean
limbeck_surveyor_is_busy (LimbeckSurveyor *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEYOR (self), FALSE);

  return self->operation != NULL;
}

const char *
limbeck_surveyor_get_stage (LimbeckSurveyor *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEYOR (self), NULL);

  return self->operation != NULL ? limbeck_operation_get_stage (self->operation) : NULL;
}

const char *
limbeck_surveyor_get_path (LimbeckSurveyor *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEYOR (self), NULL);

  return self->path;
}

LimbeckProject *
limbeck_surveyor_get_project (LimbeckSurveyor *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEYOR (self), NULL);

  return self->project;
}

LimbeckTarget *
limbeck_surveyor_get_target (LimbeckSurveyor *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEYOR (self), NULL);

  return self->target;
}

LimbeckProjectSettings *
limbeck_surveyor_get_settings (LimbeckSurveyor *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEYOR (self), NULL);

  return self->settings;
}

LimbeckSurvey *
limbeck_surveyor_get_survey (LimbeckSurveyor *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEYOR (self), NULL);

  return self->survey;
}

LimbeckSurvey *
limbeck_surveyor_get_checked (LimbeckSurveyor *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEYOR (self), NULL);

  return self->checked;
}

const char *
limbeck_surveyor_get_problem (LimbeckSurveyor *self)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEYOR (self), NULL);

  return self->problem;
}

static void
limbeck_surveyor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LimbeckSurveyor *self = LIMBECK_SURVEYOR (object);

  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, limbeck_surveyor_is_busy (self));
      break;
    case PROP_STAGE:
      g_value_set_string (value, limbeck_surveyor_get_stage (self));
      break;
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;
    case PROP_TARGET:
      g_value_set_object (value, self->target);
      break;
    case PROP_SURVEY:
      g_value_set_object (value, self->survey);
      break;
    case PROP_CHECKED:
      g_value_set_object (value, self->checked);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
limbeck_surveyor_dispose (GObject *object)
{
  LimbeckSurveyor *self = LIMBECK_SURVEYOR (object);

  if (self->operation != NULL)
    limbeck_operation_abandon (self->operation);
  g_clear_object (&self->operation);
  g_clear_object (&self->watch);
  g_clear_object (&self->database_watch);
  g_clear_object (&self->project);
  g_clear_object (&self->target);
  g_clear_object (&self->settings);
  g_clear_object (&self->survey);
  g_clear_object (&self->checked);

  G_OBJECT_CLASS (limbeck_surveyor_parent_class)->dispose (object);
}

static void
limbeck_surveyor_finalize (GObject *object)
{
  LimbeckSurveyor *self = LIMBECK_SURVEYOR (object);

  g_free (self->path);
  g_free (self->problem);
  g_free (self->password);

  G_OBJECT_CLASS (limbeck_surveyor_parent_class)->finalize (object);
}

static void
limbeck_surveyor_class_init (LimbeckSurveyorClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = limbeck_surveyor_get_property;
  object_class->dispose = limbeck_surveyor_dispose;
  object_class->finalize = limbeck_surveyor_finalize;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_STAGE] = g_param_spec_string ("stage", NULL, NULL, NULL, flags);
  properties[PROP_PROJECT] = g_param_spec_object (
      "project", NULL, NULL, LIMBECK_TYPE_PROJECT, flags);
  properties[PROP_TARGET] = g_param_spec_object ("target", NULL, NULL, LIMBECK_TYPE_TARGET, flags);
  properties[PROP_SURVEY] = g_param_spec_object ("survey", NULL, NULL, LIMBECK_TYPE_SURVEY, flags);
  properties[PROP_CHECKED] = g_param_spec_object (
      "checked", NULL, NULL, LIMBECK_TYPE_SURVEY, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  password_needed_signal = g_signal_new ("password-needed",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);
}

static void
limbeck_surveyor_init (LimbeckSurveyor *self)
{
  self->watch = limbeck_project_watch_new ();
  g_signal_connect_object (
      self->watch, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->database_watch = limbeck_database_watch_new ();
  g_signal_connect_object (
      self->database_watch, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}
