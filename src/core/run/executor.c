#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/run/clearance.h"
#include "core/run/journal.h"
#include "core/run/judgement.h"
#include "core/run/run-command.h"

#include "core/run/executor.h"

struct _LimbeckExecutor
{
  GObject          parent;
  LimbeckSurvey   *survey;
  LimbeckPlan     *plan;
  LimbeckAnswers  *answers;
  guint            timeout_s;
  LimbeckDeadline *deadline;
  gboolean         has_run;
};

G_DEFINE_FINAL_TYPE (LimbeckExecutor, limbeck_executor, G_TYPE_OBJECT)

G_DEFINE_QUARK (limbeck - run - error - quark, limbeck_run_error)

static void
limbeck_executor_finalize (GObject *object)
{
  LimbeckExecutor *self = LIMBECK_EXECUTOR (object);

  g_clear_object (&self->survey);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->answers, limbeck_answers_free);
  g_clear_pointer (&self->deadline, limbeck_deadline_free);

  G_OBJECT_CLASS (limbeck_executor_parent_class)->finalize (object);
}

static void
limbeck_executor_class_init (LimbeckExecutorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_executor_finalize;
}

static void
limbeck_executor_init (LimbeckExecutor *self)
{
  self->deadline = limbeck_deadline_new ();
}

LimbeckExecutor *
limbeck_executor_new (LimbeckSurvey        *survey,
                      LimbeckPlan          *plan,
                      const LimbeckAnswers *answers,
                      guint                 timeout_s)
{
  LimbeckExecutor *self = NULL;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey) && LIMBECK_IS_PLAN (plan), NULL);
  g_return_val_if_fail (answers != NULL && timeout_s > 0, NULL);

  self = g_object_new (LIMBECK_TYPE_EXECUTOR, NULL);
  self->survey = g_object_ref (survey);
  self->plan = g_object_ref (plan);
  self->answers = limbeck_answers_copy (answers);
  self->timeout_s = timeout_s;

  return self;
}

/* Who gets the events of a run: its journal first, then whoever listens. */
typedef struct
{
  LimbeckJournal         *journal;
  const LimbeckEventSink *sink;
} Relay;

static void
relay_event (LimbeckEvent *event, gpointer data)
{
  Relay *relay = data;

  limbeck_journal_append (relay->journal, event);
  limbeck_event_sink_send (relay->sink, event);
}

static void
tell_verdict (LimbeckVerdict *verdict, const LimbeckEventSink *sink)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) detail = NULL;
  g_autoptr (LimbeckEvent) event = NULL;

  limbeck_verdict_write (verdict, builder);
  detail = json_builder_get_root (builder);
  event = limbeck_event_new (
      LIMBECK_EVENT_VERDICT, limbeck_verdict_get_title (verdict), NULL, -1, detail);
  limbeck_event_sink_send (sink, event);
}

/* From the open journal to the verdict: from here on something may have been started. */
static LimbeckVerdict *
run_on_record (LimbeckExecutor  *self,
               LimbeckSurvey    *survey,
               LimbeckSnapshot  *before,
               LimbeckWatch     *watch,
               LimbeckRunLock   *lock,
               LimbeckJournal   *journal,
               const char       *application_name,
               LimbeckEventSink *sink,
               GCancellable     *cancellable)
{
  g_autofree char *output_path = limbeck_journal_dup_output_path (journal);
  g_auto (GStrv) secrets = limbeck_run_command_dup_secrets (survey);
  g_autoptr (LimbeckRunOutput) output = limbeck_run_output_new (
      output_path, self->plan, (const char *const *) secrets, sink);
  const LimbeckAlembicRun run = {
    survey,           self->plan,      watch,          lock, output,      output_path,
    application_name, self->timeout_s, self->deadline, sink, cancellable,
  };
  g_auto (LimbeckAlembicEnd) end = { 0 };
  LimbeckVerdict *verdict = NULL;

  limbeck_event_sink_tell (sink, LIMBECK_EVENT_STAGE, _ ("Running Alembic…"), NULL, -1);
  limbeck_alembic_run (&run, &end);
  limbeck_event_sink_tell (
      sink, LIMBECK_EVENT_STAGE, _ ("Reading what has become of the database…"), NULL, -1);
  verdict = limbeck_judgement_reach (&run, &end, before, (const char *const *) secrets);
  limbeck_run_output_finish (output, limbeck_verdict_get_n_steps_done (verdict));
  limbeck_run_output_scrub (output);
  limbeck_journal_close (journal, verdict);
  tell_verdict (verdict, sink);

  return verdict;
}

static LimbeckJournal *
open_journal (LimbeckExecutor *self,
              LimbeckSurvey   *survey,
              const char      *application_name,
              GError         **error)
{
  GError         *cause = NULL;
  LimbeckJournal *journal = limbeck_journal_open (
      survey, self->plan, self->answers, application_name, &cause);

  if (journal == NULL)
    limbeck_clearance_map_error (cause, LIMBECK_RUN_ERROR_RECORD, error);

  return journal;
}

static gboolean
begin_watch (LimbeckWatch *watch, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;

  return limbeck_watch_begin (watch, cancellable, &cause) ||
         limbeck_clearance_map_error (cause, LIMBECK_RUN_ERROR_UNREACHABLE, error);
}

/* The order is that of README.md, "Safety": gates, lock, everything looked at again, record, and only then Alembic. */
LimbeckVerdict *
limbeck_executor_run (LimbeckExecutor        *self,
                      const LimbeckEventSink *sink,
                      GCancellable           *cancellable,
                      GError                **error)
{
  LimbeckRunOrder  order;
  g_autofree char *name = limbeck_run_command_dup_name ();
  g_autoptr (LimbeckRunLock) lock = NULL;
  g_autoptr (LimbeckSurvey) survey = NULL;
  g_autoptr (LimbeckSnapshot) before = NULL;
  g_autoptr (LimbeckWatch) watch = NULL;
  g_autoptr (LimbeckJournal) journal = NULL;
  Relay            relay = { NULL, sink };
  LimbeckEventSink relay_sink = { relay_event, &relay };

  g_return_val_if_fail (LIMBECK_IS_EXECUTOR (self) && !self->has_run, NULL);

  self->has_run = TRUE;
  order = (LimbeckRunOrder){ self->survey, self->plan, self->answers };
  if (limbeck_plan_get_steps (self->plan)->len == 0)
    return limbeck_judgement_of_nothing (self->survey, self->plan);
  if (!limbeck_clearance_begin (&order, error) ||
      !(lock = limbeck_clearance_take_lock (self->survey, cancellable, error)) ||
      !(survey = limbeck_clearance_look_again (&order, sink, cancellable, error)) ||
      !(before = limbeck_clearance_take_snapshot (&order, survey, cancellable, error)))
    return NULL;

  watch = limbeck_watch_new (limbeck_survey_get_url (survey),
                             name,
                             limbeck_run_command_is_named (limbeck_survey_get_url (survey)),
                             limbeck_survey_get_version_table (survey),
                             limbeck_survey_get_version_schema (survey));
  if (!begin_watch (watch, cancellable, error) ||
      !(journal = open_journal (self, survey, name, error)))
    return NULL;

  relay.journal = journal;

  return run_on_record (self, survey, before, watch, lock, journal, name, &relay_sink, cancellable);
}

void
limbeck_executor_extend (LimbeckExecutor *self, guint seconds)
{
  g_return_if_fail (LIMBECK_IS_EXECUTOR (self));

  limbeck_deadline_extend (self->deadline, seconds);
}

gint64
limbeck_executor_get_remaining_us (LimbeckExecutor *self)
{
  g_return_val_if_fail (LIMBECK_IS_EXECUTOR (self), -1);

  return limbeck_deadline_get_remaining_us (self->deadline);
}
