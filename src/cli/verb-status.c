#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/json.h"

#include "cli/look.h"
#include "cli/revision-text.h"
#include "cli/unfinished.h"
#include "cli/verb.h"

static void
write_ids_or_null (JsonBuilder *builder, const char *name, GPtrArray *revisions)
{
  if (revisions)
    limbeck_revision_text_write_ids (builder, name, revisions);
  else
    limbeck_json_add_string (builder, name, NULL);
}

/* What could not be read is null: unknown is not empty. */
static void
print_json (LimbeckSurvey *survey, gboolean is_seen, LimbeckPrinter *printer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  LimbeckStanding      *standing = limbeck_survey_get_standing (survey);
  LimbeckRevisionGraph *graph = limbeck_survey_get_graph (survey);
  LimbeckStandingKind   kind = standing ? limbeck_standing_get_kind (standing)
                                        : LIMBECK_STANDING_UNKNOWN;

  json_builder_begin_object (builder);
  limbeck_json_add_int (builder, "schema", 1);
  limbeck_look_write_target (survey, builder);
  if (limbeck_survey_get_state (survey))
    limbeck_json_add_strv (
        builder, "current", limbeck_database_state_get_rows (limbeck_survey_get_state (survey)));
  else
    limbeck_json_add_string (builder, "current", NULL);
  write_ids_or_null (builder, "heads", graph ? limbeck_revision_graph_get_heads (graph) : NULL);
  if (kind != LIMBECK_STANDING_UNKNOWN)
    limbeck_json_add_int (builder, "pending", limbeck_standing_get_n_pending (standing));
  else
    limbeck_json_add_string (builder, "pending", NULL);
  limbeck_json_add_string (builder, "state", limbeck_standing_kind_to_string (kind));
  limbeck_unfinished_write (survey, is_seen, builder);
  limbeck_look_write_findings (limbeck_survey_get_findings (survey), builder);
  json_builder_end_object (builder);
  limbeck_printer_answer (printer, builder);
}

static char *
dup_current (LimbeckSurvey *survey)
{
  LimbeckRevisionGraph *graph = limbeck_survey_get_graph (survey);
  const char *const    *rows = limbeck_standing_get_rows (limbeck_survey_get_standing (survey));
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (gsize i = 0; rows[i]; i++)
    {
      LimbeckRevision *revision = limbeck_revision_graph_lookup (graph, rows[i]);
      g_autofree char *name = revision ? limbeck_revision_text_dup_name (revision)
                                       : g_strdup (rows[i]);

      g_strv_builder_add (names, name);
    }
  list = g_strv_builder_end (names);

  return g_strjoinv (", ", list);
}

/* Where it stands, in one sentence. */
static char *
dup_position (LimbeckSurvey *survey, const char *place)
{
  LimbeckStanding *standing = limbeck_survey_get_standing (survey);
  g_autofree char *current = dup_current (survey);
  g_autofree char *unknown = NULL;

  switch (limbeck_standing_get_kind (standing))
    {
    case LIMBECK_STANDING_UNVERSIONED:
      /* Translators: the placeholder is a database: "shop on localhost" */
      return g_strdup_printf (_ ("%s holds tables but no revision: it is unversioned."), place);
    case LIMBECK_STANDING_AHEAD:
    case LIMBECK_STANDING_DIVERGED:
      unknown = g_strjoinv (", ", (GStrv) limbeck_standing_get_unknown_rows (standing));
      return g_strdup_printf (
          /* Translators: 1: a database: "shop on localhost", 2: its revisions, 3: those not known */
          _ ("%s stands at %s. This checkout does not have %s."),
          place,
          current,
          unknown);
    case LIMBECK_STANDING_UP_TO_DATE:
    case LIMBECK_STANDING_PENDING:
    case LIMBECK_STANDING_UNKNOWN:
    default:
      return *current ? g_strdup_printf (
                            /* Translators: 1: a database: "shop on localhost", 2: its revisions */
                            _ ("%s stands at %s."),
                            place,
                            current)
                      /* Translators: the placeholder is a database: "shop on localhost" */
                      : g_strdup_printf (_ ("%s is at its base: no revision is applied."), place);
    }
}

static char *
dup_rest (guint n_pending)
{
  if (n_pending == 0)
    return g_strdup (_ ("No update is pending."));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: the placeholder is a number of revisions */
                                       "%u update is pending.",
                                       "%u updates are pending.",
                                       n_pending),
                          n_pending);
}

/* In the order in which they would run. */
static void
print_pending (LimbeckSurvey *survey, LimbeckPrinter *printer)
{
  LimbeckRevisionGraph *graph = limbeck_survey_get_graph (survey);
  LimbeckStanding      *standing = limbeck_survey_get_standing (survey);
  g_autoptr (LimbeckTable) table = limbeck_table_new (2);

  for (guint i = limbeck_revision_graph_get_n_revisions (graph); i > 0; i--)
    {
      LimbeckRevision *revision = limbeck_revision_graph_get_nth (graph, i - 1);

      if (limbeck_standing_get_revision_state (standing, revision) ==
          LIMBECK_REVISION_STATE_PENDING)
        limbeck_table_add_row (table,
                               (const char *[]){ limbeck_revision_get_id (revision),
                                                 limbeck_revision_get_message (revision) });
    }
  limbeck_printer_table (printer, table);
}

static void
print_text (LimbeckSurvey *survey, gboolean is_seen, LimbeckPrinter *printer)
{
  LimbeckStanding *standing = limbeck_survey_get_standing (survey);
  g_autofree char *place = limbeck_look_dup_place (survey);
  g_autofree char *class_line = limbeck_look_dup_class (survey);
  g_autofree char *position = NULL;
  g_autofree char *rest = NULL;

  if (!standing || limbeck_standing_get_kind (standing) == LIMBECK_STANDING_UNKNOWN)
    {
      /* Translators: the placeholder is a database: "shop on localhost" */
      limbeck_printer_say (printer, _ ("Where %s stands is not known."), place);
    }
  else
    {
      position = dup_position (survey, place);
      rest = dup_rest (limbeck_standing_get_n_pending (standing));
      limbeck_printer_say (printer, "%s %s", position, rest);
      print_pending (survey, printer);
      limbeck_printer_say (printer, "%s", class_line);
    }
  limbeck_unfinished_say (survey, is_seen, printer);
  limbeck_printer_findings (printer, limbeck_survey_get_findings (survey), LIMBECK_SHOWN_TROUBLE);
}

static LimbeckExitStatus
run_status (LimbeckCall *call, GError **error)
{
  g_autoptr (LimbeckSurvey) survey = limbeck_look_take (call, FALSE, error);
  LimbeckStanding *standing;

  if (!survey)
    return LIMBECK_EXIT_UNREADABLE;

  if (limbeck_printer_is_json (call->printer))
    print_json (survey, call->line->seen, call->printer);
  else
    print_text (survey, call->line->seen, call->printer);

  standing = limbeck_survey_get_standing (survey);

  return standing && limbeck_standing_get_kind (standing) != LIMBECK_STANDING_UNKNOWN
             ? LIMBECK_EXIT_DONE
             : LIMBECK_EXIT_UNREADABLE;
}

const LimbeckVerb limbeck_verb_status = {
  .name = "status",
  .arguments = NULL,
  .summary = N_ ("Say where the database stands, and what is pending"),
  .description = N_ (
      "Says at which revision the database stands and lists the updates that are pending, in the\n"
      "order in which they would run. Alembic is started only where env.py computes the database\n"
      "URL, so that nothing else knows it. A run that Limbeck could not follow to its end is told\n"
      "here, with what became of it, until “--seen” is given.\n"
      "\n"
      "The exit status is 0 whenever the state is known, also if it is not a good one (“check”\n"
      "judges that), and 7 if it is not."),
  .example = "limbeckctl status\n"
             "limbeckctl --config alembic_blocks.ini status --json",
  .options = (const char *const[]){ "seen", NULL },
  .run = run_status,
};
