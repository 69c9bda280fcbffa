#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/checks/finding-text.h"

#include "gui/window/state-text.h"

/* Alembic's ids have twelve digits; a longer one would push the rest of the sentence away. */
#define SHOWN_ID_CHARS 12

static LimbeckStandingKind
standing_kind (LimbeckSurvey *survey)
{
  LimbeckStanding *standing = limbeck_survey_get_standing (survey);

  return standing != NULL ? limbeck_standing_get_kind (standing) : LIMBECK_STANDING_UNKNOWN;
}

static char *
dup_pending_title (LimbeckSurvey *survey)
{
  guint n = limbeck_standing_get_n_pending (limbeck_survey_get_standing (survey));

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u update is pending", "%u updates are pending", n), n);
}

static char *
dup_unknown_title (LimbeckSurvey *survey)
{
  LimbeckFinding *blocker = limbeck_survey_get_blocker (survey);

  if (limbeck_survey_get_graph (survey) == NULL)
    return g_strdup (_ ("The revisions cannot be read"));
  if (blocker != NULL)
    return g_strdup (limbeck_finding_get_title (blocker));

  return g_strdup (_ ("Where the database stands is not known yet"));
}

char *
limbeck_state_text_dup_title (LimbeckSurvey *survey)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey), NULL);

  switch (standing_kind (survey))
    {
    case LIMBECK_STANDING_UP_TO_DATE:
      return g_strdup (_ ("The database is up to date"));
    case LIMBECK_STANDING_PENDING:
      return dup_pending_title (survey);
    case LIMBECK_STANDING_AHEAD:
      return g_strdup (_ ("The database is ahead of this checkout"));
    case LIMBECK_STANDING_DIVERGED:
      return g_strdup (_ ("The database and this checkout have diverged"));
    case LIMBECK_STANDING_UNVERSIONED:
      return g_strdup (_ ("The database is not under Alembic's control yet"));
    case LIMBECK_STANDING_UNKNOWN:
    default:
      return dup_unknown_title (survey);
    }
}

char *
limbeck_state_text_dup_place (LimbeckSurvey *survey)
{
  LimbeckDatabaseUrl *url;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey), NULL);

  url = limbeck_survey_get_url (survey);

  return url != NULL ? limbeck_database_url_dup_place (url) : g_strdup (_ ("the database"));
}

static char *
dup_revision (LimbeckSurvey *survey, const char *id)
{
  LimbeckRevisionGraph *graph = limbeck_survey_get_graph (survey);
  LimbeckRevision      *revision = graph != NULL ? limbeck_revision_graph_lookup (graph, id) : NULL;
  gboolean              is_long = g_utf8_strlen (id, -1) > SHOWN_ID_CHARS;
  g_autofree char      *cut = g_utf8_substring (id, 0, is_long ? SHOWN_ID_CHARS : -1);
  g_autofree char      *shown = g_strconcat (cut, is_long ? "…" : "", NULL);

  if (revision == NULL)
    /* Translators: %s is a revision id */
    return g_strdup_printf (_ ("%s, which this checkout does not have"), shown);
  if (*limbeck_revision_get_message (revision) == '\0')
    return g_steal_pointer (&shown);

  /* Translators: a revision id and its message */
  return g_strdup_printf (_ ("%s “%s”"), shown, limbeck_revision_get_message (revision));
}

static char *
dup_known_facts (LimbeckSurvey *survey)
{
  const char *const *rows = limbeck_standing_get_rows (limbeck_survey_get_standing (survey));
  guint              n_rows = g_strv_length ((char **) rows);
  g_autofree char   *place = limbeck_state_text_dup_place (survey);
  g_autofree char   *revision = NULL;

  if (standing_kind (survey) == LIMBECK_STANDING_UNVERSIONED)
    /* Translators: %s is a database and its host: “shop on localhost” */
    return g_strdup_printf (_ ("No revision is recorded in %s"), place);
  if (n_rows == 0)
    /* Translators: %s is a database and its host: “shop on localhost” */
    return g_strdup_printf (_ ("Nothing has been applied to %s"), place);
  if (n_rows > 1)
    /* Translators: the first %s is a database and its host: “shop on localhost” */
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%s is at %u revision", "%s is at %u revisions", n_rows),
        place,
        n_rows);

  revision = dup_revision (survey, rows[0]);

  /* Translators: a database and its host, and a revision: “shop on localhost is at 4be1… “add customer age”” */
  return g_strdup_printf (_ ("%s is at %s"), place, revision);
}

char *
limbeck_state_text_dup_facts (LimbeckSurvey *survey)
{
  LimbeckFinding *blocker;
  const char     *remedy;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey), NULL);

  if (limbeck_survey_get_state (survey) != NULL && limbeck_survey_get_standing (survey) != NULL)
    return dup_known_facts (survey);

  /* The page of revisions says what to do then. */
  if (limbeck_survey_get_graph (survey) == NULL)
    return g_strdup ("");

  blocker = limbeck_survey_get_blocker (survey);
  remedy = blocker != NULL ? limbeck_finding_get_remedy (blocker) : NULL;

  return g_strdup (remedy != NULL ? remedy : "");
}

const char *
limbeck_state_text_icon (LimbeckSurvey *survey)
{
  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey), NULL);

  switch (standing_kind (survey))
    {
    case LIMBECK_STANDING_UP_TO_DATE:
      return "object-select-symbolic";
    case LIMBECK_STANDING_PENDING:
      return "software-update-available-symbolic";
    case LIMBECK_STANDING_AHEAD:
    case LIMBECK_STANDING_DIVERGED:
    case LIMBECK_STANDING_UNVERSIONED:
      return "dialog-warning-symbolic";
    case LIMBECK_STANDING_UNKNOWN:
    default:
      return limbeck_survey_get_blocker (survey) != NULL ? "dialog-warning-symbolic"
                                                         : "dialog-question-symbolic";
    }
}

char *
limbeck_state_text_dup_refusal (LimbeckSurvey *survey)
{
  LimbeckFinding *blocker;

  if (survey == NULL)
    return g_strdup (_ ("The project is being read"));

  blocker = limbeck_survey_get_blocker (survey);
  if (blocker != NULL && limbeck_finding_get_severity (blocker) == LIMBECK_SEVERITY_BLOCKER)
    /* Translators: %s is a sentence that says what a check found */
    return g_strdup_printf (_ ("Blocked: %s"), limbeck_finding_get_title (blocker));
  if (limbeck_survey_get_state (survey) == NULL || limbeck_survey_get_standing (survey) == NULL)
    return g_strdup (_ ("Where the database stands is not known"));

  return NULL;
}

char *
limbeck_state_text_dup_apply_refusal (LimbeckSurvey *survey)
{
  g_autofree char *refusal = limbeck_state_text_dup_refusal (survey);

  if (refusal != NULL)
    return g_steal_pointer (&refusal);
  if (limbeck_standing_get_n_pending (limbeck_survey_get_standing (survey)) == 0)
    return limbeck_state_text_dup_title (survey);

  return NULL;
}

static char *
dup_finding_title (GPtrArray *findings, const char *id)
{
  for (guint i = 0; i < findings->len; i++)
    {
      LimbeckFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (limbeck_finding_get_id (finding), id) &&
          limbeck_finding_get_severity (finding) != LIMBECK_SEVERITY_PASSED)
        return g_strdup (limbeck_finding_get_title (finding));
    }

  return NULL;
}

char *
limbeck_state_text_dup_banner (LimbeckSurvey *survey)
{
  LimbeckFinding *blocker;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey), NULL);

  /* Where the standing is not known, the card itself says why. */
  if (standing_kind (survey) == LIMBECK_STANDING_UNKNOWN)
    return NULL;

  blocker = limbeck_survey_get_blocker (survey);
  if (blocker != NULL && limbeck_finding_get_severity (blocker) == LIMBECK_SEVERITY_BLOCKER)
    return g_strdup (limbeck_finding_get_title (blocker));

  return dup_finding_title (limbeck_survey_get_findings (survey), "several-heads");
}
