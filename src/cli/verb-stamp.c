#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/json.h"
#include "core/run/stamp.h"

#include "cli/look.h"
#include "cli/verb.h"

/* The rows that an upgrade to each of @targets would lead to. */
static char **
resolve (LimbeckSurvey *survey, const char *const *targets, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; targets[i]; i++)
    {
      g_autoptr (LimbeckPlan)
          plan = limbeck_survey_plan (survey, LIMBECK_DIRECTION_UPGRADE, targets[i], error);

      if (!plan)
        return NULL;
      g_strv_builder_addv (builder, (const char **) limbeck_plan_get_to (plan));
    }

  return g_strv_builder_end (builder);
}

static void
answer (LimbeckSurvey *survey, char **revisions, LimbeckPrinter *printer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *place = limbeck_look_dup_place (survey);
  g_autofree char *list = g_strjoinv (", ", revisions);

  /* Translators: 1: a database: "shop on localhost", 2: ids of revisions */
  limbeck_printer_say (
      printer, _ ("%s is marked as being at %s. No revision was run."), place, list);

  json_builder_begin_object (builder);
  limbeck_json_add_int (builder, "schema", 1);
  limbeck_json_add_strv (builder, "current", (const char *const *) revisions);
  json_builder_end_object (builder);
  limbeck_printer_answer (printer, builder);
}

static LimbeckExitStatus
run_stamp (LimbeckCall *call, GError **error)
{
  g_autoptr (LimbeckSurvey) survey = limbeck_look_take (call, TRUE, error);
  g_auto (GStrv) revisions = NULL;
  LimbeckSurveyOptions *options = NULL;
  guint                 timeout_s;

  if (!survey)
    return LIMBECK_EXIT_UNREADABLE;
  if (!limbeck_survey_get_state (survey) || !limbeck_survey_get_graph (survey))
    {
      g_autoptr (LimbeckFailure) failure = limbeck_look_dup_failure (survey);

      limbeck_printer_fail (call->printer, failure);
      return failure->status;
    }

  options = limbeck_survey_dup_options (survey);
  timeout_s = options->alembic_timeout_ms / 1000;
  limbeck_survey_options_free (options);
  revisions = resolve (survey, (const char *const *) call->line->arguments, error);
  if (!revisions || !limbeck_stamp_run (survey,
                                        (const char *const *) revisions,
                                        call->line->confirm,
                                        timeout_s,
                                        NULL,
                                        call->cancellable,
                                        error))
    return LIMBECK_EXIT_FAILED;
  answer (survey, revisions, call->printer);

  return LIMBECK_EXIT_DONE;
}

const LimbeckVerb limbeck_verb_stamp = {
  .name = "stamp",
  .arguments = N_ ("REVISION…"),
  .summary = N_ ("Say which revision the tables of an unversioned database correspond to"),
  .description = N_ (
      "For a database that holds tables, but no version table: writes into it that REVISION and\n"
      "everything below it is applied. No revision runs. Find out first which one the tables really\n"
      "correspond to: later updates begin behind it, and fail or destroy data if it is another one.\n"
      "\n"
      "--confirm names the database. What the version table holds afterwards is read from it. The exit\n"
      "status is 0 if it holds REVISION, 1 if nothing was written, and as with “upgrade” otherwise."),
  .example = "limbeckctl stamp 4be1f0 --confirm shop",
  .min_arguments = 1,
  .max_arguments = 16,
  .options = (const char *const[]){ "confirm", NULL },
  .run = run_stamp,
};
