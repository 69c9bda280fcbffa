#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/gates/gate.h"

#include "cli/look.h"
#include "cli/plan-text.h"
#include "cli/tree.h"
#include "cli/verb.h"

#define BASE "base"

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, LIMBECK_USAGE_ERROR, LIMBECK_USAGE_ERROR_BAD_USAGE, message);

  return FALSE;
}

static gboolean
start_is_sound (GStrv from, GError **error)
{
  for (gsize i = 0; from && from[i]; i++)
    {
      if (*from[i] == '\0')
        return refuse (error, _ ("One of the revisions of --from is empty."));
      if (strcmp (from[i], BASE) == 0 && from[1])
        return refuse (error, _ ("--from base stands alone."));
    }

  return TRUE;
}

static gboolean
examine_plan (const LimbeckCommandLine *line, GError **error)
{
  const char *direction = line->arguments[0];

  if (!g_str_equal (direction, "upgrade") && !g_str_equal (direction, "downgrade"))
    return refuse (error, _ ("“plan” is followed by “upgrade” or “downgrade”."));
  if (g_str_equal (direction, "downgrade") && !line->arguments[1])
    return refuse (error,
                   _ ("“plan downgrade” needs a target, for example a revision, -1 or base."));
  if (line->offline && !line->from)
    return refuse (error,
                   _ ("Without the database a plan needs a start: --from REV[,REV…] or --from "
                      "base."));
  if (line->from && !line->offline)
    return refuse (error, _ ("--from goes with --offline; else the database says it."));

  return start_is_sound (line->from, error);
}

static LimbeckDirection
get_direction (const LimbeckCommandLine *line)
{
  return g_str_equal (line->arguments[0], "upgrade") ? LIMBECK_DIRECTION_UPGRADE
                                                     : LIMBECK_DIRECTION_DOWNGRADE;
}

static const char *
get_target (const LimbeckCommandLine *line)
{
  return line->arguments[1] ? line->arguments[1] : "heads";
}

static LimbeckExitStatus
print_plan (LimbeckPlan *plan, GPtrArray *gates, LimbeckSurvey *survey, LimbeckPrinter *printer)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *place = survey ? limbeck_look_dup_place (survey) : NULL;
  g_autofree char *class_line = survey ? limbeck_look_dup_class (survey) : NULL;
  g_autoptr (LimbeckFailure) failure = limbeck_look_dup_plan_failure (plan);
  LimbeckExitStatus status = failure ? failure->status : LIMBECK_EXIT_DONE;

  if (!limbeck_printer_is_json (printer))
    {
      limbeck_plan_text_print (plan, place, printer);
      if (class_line && limbeck_plan_get_steps (plan)->len > 0)
        limbeck_printer_say (printer, "%s", class_line);
      limbeck_printer_findings (printer, limbeck_plan_get_findings (plan), LIMBECK_SHOWN_TROUBLE);
      if (gates && !failure)
        limbeck_plan_text_print_gates (gates, printer);
      return status;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  limbeck_json_add_int (builder, "schema", 1);
  limbeck_plan_text_write (plan, gates, builder);
  limbeck_json_add_string (
      builder,
      "class",
      survey ? limbeck_target_class_to_string (limbeck_survey_get_target_class (survey)) : NULL);
  json_builder_end_object (builder);
  limbeck_printer_answer (printer, builder);

  return status;
}

static LimbeckExitStatus
plan_offline (LimbeckCall *call, GError **error)
{
  const LimbeckCommandLine *line = call->line;
  const char *const         nothing[] = { NULL };
  const char *const        *rows = (const char *const *) line->from;
  g_autoptr (LimbeckRevisionGraph) graph = limbeck_tree_load (call, error);
  g_autoptr (LimbeckPlan) plan = NULL;

  if (!graph)
    return LIMBECK_EXIT_UNREADABLE;
  if (strcmp (rows[0], BASE) == 0 && !rows[1])
    rows = nothing;

  plan = limbeck_plan_new (graph, rows, get_direction (line), get_target (line), error);
  if (!plan)
    {
      limbeck_printer_complain_of (call->printer, limbeck_revision_graph_get_findings (graph));
      return LIMBECK_EXIT_BLOCKED;
    }

  return print_plan (plan, NULL, NULL, call->printer);
}

static LimbeckExitStatus
fail (LimbeckSurvey *survey, LimbeckCall *call)
{
  g_autoptr (LimbeckFailure) failure = limbeck_look_dup_failure (survey);

  limbeck_printer_fail (call->printer, failure);

  return failure->status;
}

static LimbeckExitStatus
run_plan (LimbeckCall *call, GError **error)
{
  const LimbeckCommandLine *line = call->line;
  g_autoptr (LimbeckSurvey) survey = NULL;
  g_autoptr (LimbeckPlan) plan = NULL;
  g_autoptr (GPtrArray) gates = NULL;

  if (line->offline)
    return plan_offline (call, error);

  survey = limbeck_look_take (call, TRUE, error);
  if (!survey)
    return LIMBECK_EXIT_UNREADABLE;
  if (limbeck_look_judge (survey) != LIMBECK_EXIT_DONE)
    return fail (survey, call);

  plan = limbeck_survey_plan (survey, get_direction (line), get_target (line), error);
  if (!plan)
    return LIMBECK_EXIT_BLOCKED;
  gates = limbeck_gates_for (plan, survey, NULL);

  return print_plan (plan, gates, survey, call->printer);
}

const LimbeckVerb limbeck_verb_plan = {
  .name = "plan",
  .arguments = N_ ("upgrade|downgrade TARGET"),
  .summary = N_ ("Show what an upgrade or a downgrade would do; change nothing"),
  .description = N_ (
      "Shows which revisions would run, in which order, what may go wrong on the way, and which\n"
      "questions have to be answered before they may run. Nothing is changed.\n"
      "\n"
      "TARGET is anything that Alembic takes: a revision, the beginning of one, a branch label, head,\n"
      "heads, base, +1, -1, LABEL@head, … Without one, “plan upgrade” goes to the heads.\n"
      "\n"
      "With --offline the database is left alone: --from says where the plan starts. Which questions\n"
      "would be asked is not known then."),
  .example = "limbeckctl plan upgrade heads\n"
             "limbeckctl plan downgrade -1\n"
             "limbeckctl plan upgrade heads --offline --from base --json",
  .min_arguments = 1,
  .max_arguments = 2,
  .options = (const char *const[]){ "offline", "from", NULL },
  .examine = examine_plan,
  .run = run_plan,
};
