#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/json.h"

#include "cli/look.h"
#include "cli/verb.h"

static void
print_json (LimbeckSurvey *survey, LimbeckPrinter *printer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  limbeck_json_add_int (builder, "schema", 1);
  limbeck_look_write_target (survey, builder);
  limbeck_json_add_string (
      builder, "severity", limbeck_severity_to_string (limbeck_survey_get_worst (survey)));
  limbeck_look_write_findings (limbeck_survey_get_findings (survey), builder);
  json_builder_end_object (builder);
  limbeck_printer_answer (printer, builder);
}

static const char *
get_conclusion (LimbeckExitStatus status, LimbeckSeverity worst)
{
  if (status == LIMBECK_EXIT_UNREADABLE)
    return _ ("What is needed could not be read.");
  if (status == LIMBECK_EXIT_BLOCKED)
    return _ ("A run is blocked.");
  if (worst == LIMBECK_SEVERITY_WARNING)
    return _ ("Nothing blocks a run, but read the warnings.");

  if (worst == LIMBECK_SEVERITY_UNKNOWN)
    return _ ("Nothing blocks a run, but not everything could be looked at.");

  return _ ("Every check passed.");
}

static LimbeckSurvey *
look (LimbeckCall *call, GError **error)
{
  if (call->line->prove)
    return limbeck_look_prove (call, LIMBECK_DIRECTION_UPGRADE, "heads", error);

  return limbeck_look_take (call, TRUE, error);
}

static LimbeckExitStatus
run_check (LimbeckCall *call, GError **error)
{
  g_autoptr (LimbeckSurvey) survey = look (call, error);
  LimbeckExitStatus status;

  if (!survey)
    return LIMBECK_EXIT_UNREADABLE;

  status = limbeck_look_judge (survey);
  if (limbeck_printer_is_json (call->printer))
    {
      print_json (survey, call->printer);
    }
  else
    {
      g_autofree char *class_line = limbeck_look_dup_class (survey);

      if (class_line)
        limbeck_printer_say (call->printer, "%s", class_line);
      limbeck_printer_findings (call->printer,
                                limbeck_survey_get_findings (survey),
                                call->line->verbose ? LIMBECK_SHOWN_ALL_DETAILS
                                                    : LIMBECK_SHOWN_ALL);
      limbeck_printer_head (
          call->printer, "%s", get_conclusion (status, limbeck_survey_get_worst (survey)));
    }

  return status;
}

const LimbeckVerb limbeck_verb_check = {
  .name = "check",
  .arguments = NULL,
  .summary = N_ ("Run every check; change nothing"),
  .description = N_ (
      "Runs every check that an upgrade or a downgrade would run before it starts: configuration,\n"
      "interpreter, revisions, connection, version table, and whether Alembic itself sees the same\n"
      "database, heads and revisions. Nothing is changed. With --verbose it tells what each check saw.\n"
      "With --prove the version table is locked while Alembic starts, and Alembic has to wait for the\n"
      "lock: that proves that it comes to this very table. Upgrades and downgrades always begin so.\n"
      "\n"
      "The exit status is 0 if nothing blocks (there may be warnings), 3 if a check blocks, and 7 if\n"
      "database, configuration, interpreter or revisions can't be reached or read."),
  .example = "limbeckctl check\n"
             "limbeckctl --project ~/shop check --json",
  .options = (const char *const[]){ "prove", NULL },
  .run = run_check,
};
