#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/json.h"

#include "cli/look.h"
#include "cli/verb.h"

#define KNOWN_DATABASE "known-database"

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, LIMBECK_USAGE_ERROR, LIMBECK_USAGE_ERROR_BAD_USAGE, message);

  return FALSE;
}

static gboolean
examine_target (const LimbeckCommandLine *line, GError **error)
{
  for (gsize i = 0; line->accept && line->accept[i]; i++)
    if (!g_str_equal (line->accept[i], KNOWN_DATABASE))
      return refuse (error, _ ("The verb “target” takes only --accept known-database."));

  return TRUE;
}

static void
write_identity (LimbeckDatabaseState *state, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "identity");
  if (!state)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  limbeck_json_add_string (builder, "database", limbeck_database_state_get_database (state));
  limbeck_json_add_int (builder, "database_oid", limbeck_database_state_get_database_oid (state));
  limbeck_json_add_string (
      builder, "system_identifier", limbeck_database_state_get_system_identifier (state));
  if (limbeck_database_state_get_timeline (state) > 0)
    limbeck_json_add_int (builder, "timeline", limbeck_database_state_get_timeline (state));
  else
    limbeck_json_add_string (builder, "timeline", NULL);
  json_builder_end_object (builder);
}

/* What is to be said of the identity. */
static GPtrArray *
list_findings (LimbeckSurvey *survey)
{
  GPtrArray *all = limbeck_survey_get_findings (survey);
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (limbeck_finding_get_id (all->pdata[i]), KNOWN_DATABASE))
      g_ptr_array_add (own, all->pdata[i]);

  return own;
}

static void
print_json (LimbeckSurvey *survey, LimbeckPrinter *printer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) findings = list_findings (survey);

  json_builder_begin_object (builder);
  limbeck_json_add_int (builder, "schema", 1);
  limbeck_look_write_target (survey, builder);
  write_identity (limbeck_survey_get_state (survey), builder);
  limbeck_look_write_findings (findings, builder);
  json_builder_end_object (builder);
  limbeck_printer_answer (printer, builder);
}

static void
print_text (LimbeckSurvey *survey, LimbeckPrinter *printer)
{
  g_autofree char *class_line = limbeck_look_dup_class (survey);
  g_autoptr (GPtrArray) findings = list_findings (survey);

  if (class_line)
    limbeck_printer_say (printer, "%s", class_line);
  limbeck_printer_findings (printer, findings, LIMBECK_SHOWN_ALL_DETAILS);
}

static LimbeckFailure *
dup_unconfirmed (const char *database)
{
  g_autofree char *quoted = NULL;
  g_autofree char *remedy = NULL;

  if (!database)
    return limbeck_failure_new (
        "unanswered",
        LIMBECK_EXIT_UNANSWERED,
        _ ("Which database this is can't be seen now, so that no care is taken away from it."),
        NULL,
        _ ("Make it reachable, or wait until it is."));

  quoted = g_shell_quote (database);
  /* Translators: %s is the name of a database, quoted for a shell */
  remedy = g_strdup_printf (_ ("Give the same command with --confirm %s."), quoted);

  return limbeck_failure_new (
      "unanswered",
      LIMBECK_EXIT_UNANSWERED,
      _ ("This takes care away from a database: name it, so that no other one is meant."),
      NULL,
      remedy);
}

static gboolean
is_confirmed (LimbeckCall *call, LimbeckSurvey *survey)
{
  LimbeckDatabaseState *state = limbeck_survey_get_state (survey);
  const char           *name = state ? limbeck_database_state_get_database (state) : NULL;
  g_autoptr (LimbeckFailure) failure = NULL;

  if (name && g_strcmp0 (call->line->confirm, name) == 0)
    return TRUE;

  failure = dup_unconfirmed (name);
  limbeck_printer_fail (call->printer, failure);

  return FALSE;
}

static gboolean
needs_confirmation (const LimbeckCommandLine *line, LimbeckSurvey *survey)
{
  LimbeckTargetCategory wanted = LIMBECK_TARGET_CLASS_PRODUCTION;

  return line->accept != NULL || (limbeck_target_class_from_string (line->target_class, &wanted) &&
                                  wanted < limbeck_survey_get_target_class (survey));
}

static gboolean
change (const LimbeckCommandLine *line, LimbeckSurvey *survey, GError **error)
{
  LimbeckTargetCategory wanted = LIMBECK_TARGET_CLASS_PRODUCTION;

  if (line->accept && !limbeck_survey_accept_database (survey, error))
    return FALSE;

  return !limbeck_target_class_from_string (line->target_class, &wanted) ||
         limbeck_survey_set_target_class (survey, wanted, error);
}

/* Returns what the program exits with if the change is not made; LIMBECK_EXIT_DONE if it is. */
static LimbeckExitStatus
try_change (LimbeckCall *call, LimbeckSurvey *survey, GError **error)
{
  const LimbeckCommandLine *line = call->line;

  if (!limbeck_survey_get_url (survey) || (line->accept && !limbeck_survey_get_state (survey)))
    {
      g_autoptr (LimbeckFailure) failure = limbeck_look_dup_failure (survey);

      limbeck_printer_fail (call->printer, failure);
      return failure->status;
    }
  if (needs_confirmation (line, survey) && !is_confirmed (call, survey))
    return LIMBECK_EXIT_UNANSWERED;

  return change (line, survey, error) ? LIMBECK_EXIT_DONE : LIMBECK_EXIT_UNREADABLE;
}

static LimbeckExitStatus
run_target (LimbeckCall *call, GError **error)
{
  const LimbeckCommandLine *line = call->line;
  g_autoptr (LimbeckSurvey) survey = limbeck_look_take (call, FALSE, error);

  if (survey && (line->accept || line->target_class))
    {
      LimbeckExitStatus status = try_change (call, survey, error);

      if (status != LIMBECK_EXIT_DONE)
        return status;
      g_clear_object (&survey);
      survey = limbeck_look_take (call, FALSE, error);
    }
  if (!survey)
    return LIMBECK_EXIT_UNREADABLE;

  if (limbeck_printer_is_json (call->printer))
    print_json (survey, call->printer);
  else
    print_text (survey, call->printer);

  return LIMBECK_EXIT_DONE;
}

const LimbeckVerb limbeck_verb_target = {
  .name = "target",
  .arguments = NULL,
  .summary = N_ ("Show or set how much depends on the database, and whether it is the known one"),
  .description = N_ (
      "Shows what is remembered of the database that the target's URL leads to: its class, and whether\n"
      "it is the same database as before.\n"
      "\n"
      "The class is development, staging or production. It is guessed with care until --class sets it.\n"
      "Staging and production are protected: before every change it is proven that Alembic works on the\n"
      "very database that was looked at. Production is never changed without a backup. A lower class\n"
      "than before needs --confirm with the name of the database.\n"
      "\n"
      "Where a known URL leads to another database than before, nothing runs until the new one has been\n"
      "accepted: --accept known-database --confirm NAME.\n"
      "\n"
      "The exit status is 4 if the confirmation is missing, and 7 if configuration or URL, or for\n"
      "--accept the database, can't be reached or read, or what is remembered can't be."),
  .example = "limbeckctl target\n"
             "limbeckctl target --class production\n"
             "limbeckctl target --accept known-database --confirm shop",
  .options = (const char *const[]){ "class", "accept", "confirm", NULL },
  .examine = examine_target,
  .run = run_target,
};
