#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/json.h"
#include "core/run/executor.h"

#include "cli/change.h"
#include "cli/look.h"
#include "cli/plan-text.h"
#include "cli/progress.h"
#include "cli/safety.h"

/* What is known so far; each step of the way adds to it or ends it with a failure. */
typedef struct
{
  LimbeckCall    *call;
  LimbeckSurvey  *survey;
  LimbeckPlan    *plan;
  LimbeckAnswers *answers;
  GPtrArray      *gates;
  LimbeckBackup  *backup;
  LimbeckVerdict *verdict;
  LimbeckFailure *failure;
} Change;

static void
change_clear (Change *self)
{
  g_clear_object (&self->survey);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->answers, limbeck_answers_free);
  g_clear_pointer (&self->gates, g_ptr_array_unref);
  g_clear_object (&self->backup);
  g_clear_object (&self->verdict);
  g_clear_pointer (&self->failure, limbeck_failure_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

/* Takes @error; returns %FALSE. */
static gboolean
fail (Change *self, GError *error)
{
  self->failure = limbeck_failure_new_from_error (error);
  g_error_free (error);

  return FALSE;
}

static gboolean
look (Change *self, LimbeckDirection direction, const char *target)
{
  GError *error = NULL;

  self->survey = limbeck_look_prove (self->call, direction, target, &error);
  if (!self->survey)
    return fail (self, error);
  if (limbeck_look_judge (self->survey) == LIMBECK_EXIT_DONE)
    return TRUE;

  self->failure = limbeck_look_dup_failure (self->survey);

  return FALSE;
}

static gboolean
make_plan (Change *self, LimbeckDirection direction, const char *target)
{
  GError          *error = NULL;
  g_autofree char *place = limbeck_look_dup_place (self->survey);
  g_autofree char *class_line = limbeck_look_dup_class (self->survey);

  self->plan = limbeck_survey_plan (self->survey, direction, target, &error);
  if (!self->plan)
    return fail (self, error);

  if (limbeck_plan_get_steps (self->plan)->len > 0)
    {
      limbeck_plan_text_print (self->plan, place, self->call->printer);
      limbeck_printer_say (self->call->printer, "%s", class_line);
      limbeck_printer_findings (
          self->call->printer, limbeck_survey_get_findings (self->survey), LIMBECK_SHOWN_TROUBLE);
    }
  self->failure = limbeck_look_dup_plan_failure (self->plan);

  return self->failure == NULL;
}

static void
take_answers (Change *self)
{
  const LimbeckCommandLine *line = self->call->line;

  self->answers = limbeck_answers_new ();
  limbeck_answers_set_backup (self->answers, limbeck_safety_get_answer (line), NULL);
  for (gsize i = 0; line->accept && line->accept[i]; i++)
    limbeck_answers_accept (self->answers, line->accept[i]);
  limbeck_answers_set_confirmation (self->answers, line->confirm);
  limbeck_answers_set_reason (self->answers, line->reason);
  self->gates = limbeck_gates_for (self->plan, self->survey, self->answers);
}

static gboolean
only_backup_is_open (GPtrArray *gates)
{
  guint n_open = 0;
  guint n_open_backups = 0;

  for (guint i = 0; i < gates->len; i++)
    {
      LimbeckGate *gate = g_ptr_array_index (gates, i);

      if (limbeck_gate_is_answered (gate))
        continue;
      n_open++;
      n_open_backups += limbeck_gate_get_kind (gate) == LIMBECK_GATE_BACKUP;
    }

  return n_open == 1 && n_open_backups == 1;
}

/* A dump is made, and one that exists is read back, only when nothing else is in the way any more. */
static gboolean
get_backup (Change *self)
{
  LimbeckBackupAnswer answer = limbeck_answers_get_backup_answer (self->answers);
  GError             *error = NULL;

  if (!only_backup_is_open (self->gates))
    return TRUE;

  if (answer == LIMBECK_BACKUP_ANSWER_TAKE)
    self->backup = limbeck_safety_take (self->call, self->survey, &error);
  else if (answer == LIMBECK_BACKUP_ANSWER_RECENT)
    self->backup = limbeck_safety_find_recent (self->call, self->survey, &error);
  if (error)
    return fail (self, error);
  if (!self->backup)
    return TRUE;

  limbeck_answers_set_backup (self->answers, answer, self->backup);
  g_clear_pointer (&self->gates, g_ptr_array_unref);
  self->gates = limbeck_gates_for (self->plan, self->survey, self->answers);

  return TRUE;
}

static gboolean
all_is_answered (Change *self)
{
  g_autofree char *open = NULL;
  const char      *remedy = NULL;

  if (limbeck_gates_all_answered (self->gates))
    return TRUE;

  open = limbeck_gates_dup_open (self->gates);
  if (limbeck_answers_get_backup_answer (self->answers) == LIMBECK_BACKUP_ANSWER_RECENT &&
      only_backup_is_open (self->gates))
    remedy = _ ("There is no verified backup of the present revisions: use --backup take.");
  else
    remedy = _ ("Give the same command with these options.");
  self->failure = limbeck_failure_new ("unanswered",
                                       LIMBECK_EXIT_UNANSWERED,
                                       _ ("Nothing was run: questions are unanswered."),
                                       open,
                                       remedy);

  return FALSE;
}

static guint
get_timeout_s (LimbeckSurvey *survey)
{
  LimbeckSurveyOptions *options = limbeck_survey_dup_options (survey);
  guint                 timeout_s = options->alembic_timeout_ms / 1000;

  limbeck_survey_options_free (options);

  return timeout_s;
}

static gboolean
run (Change *self)
{
  const LimbeckCommandLine *line = self->call->line;
  g_autoptr (LimbeckExecutor) executor = NULL;
  g_autoptr (LimbeckProgress) progress = NULL;
  GError *error = NULL;

  executor = limbeck_executor_new (
      self->survey, self->plan, self->answers, get_timeout_s (self->survey));
  progress = limbeck_progress_new (self->call->printer, self->plan, line->verbose);
  self->verdict = limbeck_executor_run (
      executor, limbeck_progress_get_sink (progress), self->call->cancellable, &error);
  if (!self->verdict)
    return fail (self, error);
  if (limbeck_verdict_get_status (self->verdict) == LIMBECK_EXIT_DONE)
    return TRUE;

  self->failure = limbeck_failure_new (
      limbeck_outcome_to_string (limbeck_verdict_get_outcome (self->verdict)),
      limbeck_verdict_get_status (self->verdict),
      limbeck_verdict_get_title (self->verdict),
      limbeck_verdict_get_detail (self->verdict),
      limbeck_verdict_get_remedy (self->verdict));

  return FALSE;
}

static void
answer_json (Change *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  limbeck_json_add_int (builder, "schema", 1);
  if (self->failure)
    limbeck_failure_write (self->failure, builder);
  else
    limbeck_json_add_string (builder, "error", NULL);
  json_builder_set_member_name (builder, "verdict");
  if (self->verdict)
    limbeck_verdict_write (self->verdict, builder);
  else
    json_builder_add_null_value (builder);
  limbeck_plan_text_write_gates (self->gates, builder);
  limbeck_json_add_string (
      builder, "backup", self->backup ? limbeck_backup_get_path (self->backup) : NULL);
  json_builder_end_object (builder);
  limbeck_printer_answer (self->call->printer, builder);
}

static void
tell_left_behind (Change *self)
{
  const char *const *left_behind;

  left_behind = limbeck_verdict_get_left_behind (self->verdict);
  for (gsize i = 0; left_behind && left_behind[i]; i++)
    limbeck_printer_note (self->call->printer, "  %s", left_behind[i]);
}

static void
tell_records (Change *self)
{
  LimbeckPrinter  *printer = self->call->printer;
  const char      *output = self->verdict ? limbeck_verdict_get_output_path (self->verdict) : NULL;
  g_autofree char *shown = NULL;

  if (self->backup)
    {
      g_autofree char *backup = g_filename_display_name (limbeck_backup_get_path (self->backup));

      /* Translators: the placeholder is a file */
      limbeck_printer_note (printer, _ ("The backup is %s."), backup);
    }
  if (output)
    {
      shown = g_filename_display_name (output);
      /* Translators: the placeholder is a file */
      limbeck_printer_note (printer, _ ("Alembic's output is in %s."), shown);
    }
}

static void
tell (Change *self)
{
  LimbeckPrinter *printer = self->call->printer;

  if (self->failure)
    {
      limbeck_printer_complain (printer, self->failure);
      if (self->verdict)
        tell_left_behind (self);
    }
  else
    {
      limbeck_printer_head (printer, "%s", limbeck_verdict_get_title (self->verdict));
      limbeck_printer_indent (printer, limbeck_verdict_get_detail (self->verdict));
      limbeck_printer_indent (printer, limbeck_verdict_get_remedy (self->verdict));
    }
  tell_records (self);
  answer_json (self);
}

static void
go (Change *self, LimbeckDirection direction, const char *target)
{
  if (!look (self, direction, target) || !make_plan (self, direction, target))
    return;

  take_answers (self);
  if (!get_backup (self) || !all_is_answered (self))
    return;

  (void) run (self);
}

LimbeckExitStatus
limbeck_change_run (LimbeckCall *call, LimbeckDirection direction, const char *target)
{
  g_auto (Change) change = { .call = call };

  go (&change, direction, target);
  tell (&change);

  return change.failure ? change.failure->status : LIMBECK_EXIT_DONE;
}
