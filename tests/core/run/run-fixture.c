#include <check.h>

#include "run-fixture.h"

typedef struct
{
  LimbeckTestRun            *run;
  LimbeckExecutor           *executor;
  const LimbeckTestReaction *reaction;
  gboolean                   has_reacted;
} Listener;

static void
take_event (LimbeckEvent *event, gpointer data)
{
  Listener *listener = data;

  g_ptr_array_add (listener->run->events, limbeck_event_ref (event));
  if (listener->reaction != NULL && !listener->has_reacted &&
      limbeck_event_get_kind (event) == listener->reaction->kind)
    {
      listener->has_reacted = TRUE;
      listener->reaction->func (listener->executor, listener->reaction->data);
    }
}

void
limbeck_test_run_free (LimbeckTestRun *self)
{
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_object (&self->verdict);
  g_clear_error (&self->error);
  g_free (self);
}

LimbeckTestRun *
limbeck_test_run_plan (LimbeckSurvey             *survey,
                       LimbeckPlan               *plan,
                       LimbeckAnswers            *answers,
                       guint                      timeout_s,
                       const LimbeckTestReaction *reaction,
                       GCancellable              *cancellable)
{
  LimbeckTestRun *run = g_new0 (LimbeckTestRun, 1);
  g_autoptr (LimbeckExecutor) executor = limbeck_executor_new (survey, plan, answers, timeout_s);
  Listener               listener = { run, executor, reaction, FALSE };
  const LimbeckEventSink sink = { take_event, &listener };

  run->events = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_event_unref);
  run->verdict = limbeck_executor_run (executor, &sink, cancellable, &run->error);
  ck_assert_int_ne (run->verdict != NULL, run->error != NULL);
  ck_assert_int_eq (limbeck_executor_get_remaining_us (executor), -1);

  return run;
}

LimbeckTestRun *
limbeck_test_run_scene (LimbeckTestScene          *scene,
                        LimbeckDirection           direction,
                        const char                *target,
                        guint                      timeout_s,
                        const LimbeckTestReaction *reaction,
                        GCancellable              *cancellable)
{
  g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, FALSE);
  g_autoptr (LimbeckPlan) plan = limbeck_test_scene_plan (survey, direction, target);
  g_autoptr (LimbeckAnswers) answers = limbeck_test_scene_answer_all (scene, plan);

  return limbeck_test_run_plan (survey, plan, answers, timeout_s, reaction, cancellable);
}

guint
limbeck_test_run_count (LimbeckTestRun *self, LimbeckEventKind kind)
{
  guint n = 0;

  for (guint i = 0; i < self->events->len; i++)
    n += limbeck_event_get_kind (g_ptr_array_index (self->events, i)) == kind;

  return n;
}

void
limbeck_test_run_assert_outcome (LimbeckTestRun *self, LimbeckOutcome outcome)
{
  ck_assert_msg (self->verdict != NULL, "%s", self->error ? self->error->message : "");
  ck_assert_msg (limbeck_verdict_get_outcome (self->verdict) == outcome,
                 "%s: %s %s",
                 limbeck_outcome_to_string (limbeck_verdict_get_outcome (self->verdict)),
                 limbeck_verdict_get_title (self->verdict),
                 limbeck_verdict_get_detail (self->verdict));
}

void
limbeck_test_run_assert_refused (LimbeckTestRun *self, LimbeckRunError code)
{
  ck_assert_msg (
      self->verdict == NULL, "%s", self->verdict ? limbeck_verdict_get_title (self->verdict) : "");
  ck_assert_msg (g_error_matches (self->error, LIMBECK_RUN_ERROR, code),
                 "%d: %s",
                 self->error->code,
                 self->error->message);
}

void
limbeck_test_run_assert_nothing_left (LimbeckTestScene *scene)
{
  limbeck_test_cluster_wait_for (
      scene->cluster,
      "postgres",
      "select count(*) from pg_stat_activity where application_name like 'limbeck%' and application_name <> 'limbeck-test'",
      "0");
}
