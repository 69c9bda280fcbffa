#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"

#include "gui/checks/finding-text.h"

const char *
limbeck_finding_text_severity (LimbeckSeverity severity)
{
  switch (severity)
    {
    case LIMBECK_SEVERITY_BLOCKER:
      return _ ("Blocker");
    case LIMBECK_SEVERITY_WARNING:
      return _ ("Warning");
    case LIMBECK_SEVERITY_UNKNOWN:
      return _ ("Unknown");
    case LIMBECK_SEVERITY_PASSED:
    default:
      return _ ("Passed");
    }
}

const char *
limbeck_finding_text_icon (LimbeckSeverity severity)
{
  switch (severity)
    {
    case LIMBECK_SEVERITY_BLOCKER:
      return "dialog-error-symbolic";
    case LIMBECK_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    case LIMBECK_SEVERITY_UNKNOWN:
      return "dialog-question-symbolic";
    case LIMBECK_SEVERITY_PASSED:
    default:
      return "object-select-symbolic";
    }
}

const char *
limbeck_finding_text_action (LimbeckAction action)
{
  switch (action)
    {
    case LIMBECK_ACTION_CHECK_AGAIN:
      return _ ("Check _Again");
    case LIMBECK_ACTION_PROVE:
      return _ ("Pro_ve It Now");
    case LIMBECK_ACTION_ASK_PASSWORD:
      return _ ("Enter _Password…");
    case LIMBECK_ACTION_UPGRADE_HEADS:
      return _ ("_Upgrade to All Heads…");
    case LIMBECK_ACTION_PREFERENCES:
      return _ ("_Preferences");
    case LIMBECK_ACTION_ACCEPT_DATABASE:
      return _ ("_Accept This Database…");
    case LIMBECK_ACTION_COPY_COMMAND:
      return _ ("_Copy Command");
    case LIMBECK_ACTION_NONE:
    default:
      return NULL;
    }
}

guint
limbeck_finding_text_count (GPtrArray *findings, LimbeckSeverity severity)
{
  guint n = 0;

  g_return_val_if_fail (findings != NULL, 0);

  for (guint i = 0; i < findings->len; i++)
    if (limbeck_finding_get_severity (g_ptr_array_index (findings, i)) == severity)
      n++;

  return n;
}

char *
limbeck_finding_text_dup_summary (GPtrArray *findings)
{
  guint n_blockers;
  guint n_warnings;

  g_return_val_if_fail (findings != NULL, NULL);

  n_blockers = limbeck_finding_text_count (findings, LIMBECK_SEVERITY_BLOCKER);
  n_warnings = limbeck_finding_text_count (findings, LIMBECK_SEVERITY_WARNING);
  if (n_blockers > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Blocked by %u check", "Blocked by %u checks", n_blockers),
        n_blockers);
  if (n_warnings > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u warning", "%u warnings", n_warnings),
                            n_warnings);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Ready, %u check", "Ready, %u checks", findings->len),
      findings->len);
}

static void
append_line (GString *report, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (report, "%s: %s\n", name, value);
}

static void
append_indented (GString *report, const char *text)
{
  g_auto (GStrv) lines = NULL;

  if (text == NULL)
    return;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (report, "    %s\n", lines[i]);
}

static void
append_finding (GString *report, LimbeckFinding *finding)
{
  g_string_append_printf (report,
                          "%s: %s [%s]\n",
                          limbeck_finding_text_severity (limbeck_finding_get_severity (finding)),
                          limbeck_finding_get_title (finding),
                          limbeck_finding_get_id (finding));
  append_indented (report, limbeck_finding_get_detail (finding));
  append_indented (report, limbeck_finding_get_remedy (finding));
}

char *
limbeck_finding_text_dup_report (LimbeckSurvey *survey)
{
  g_autoptr (GString) report = g_string_new (NULL);
  LimbeckInterpreter *interpreter;
  LimbeckDatabaseUrl *url;
  GPtrArray          *findings;
  g_autofree char    *config_path = NULL;
  g_autofree char    *python = NULL;
  g_autofree char    *database = NULL;
  g_autofree char    *summary = NULL;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey), NULL);

  interpreter = limbeck_survey_get_interpreter (survey);
  url = limbeck_survey_get_url (survey);
  findings = limbeck_survey_get_findings (survey);
  config_path = g_filename_display_name (
      limbeck_target_get_config_path (limbeck_survey_get_target (survey)));
  python = interpreter != NULL ? limbeck_interpreter_dup_description (interpreter) : NULL;
  database = url != NULL ? limbeck_database_url_dup_redacted (url) : NULL;
  summary = limbeck_finding_text_dup_summary (findings);

  append_line (report, _ ("Limbeck"), PACKAGE_VERSION);
  append_line (report, _ ("Configuration"), config_path);
  append_line (report, _ ("Interpreter"), python);
  append_line (report, _ ("Database"), database);
  append_line (report, _ ("Checks"), summary);
  g_string_append_c (report, '\n');
  for (guint i = 0; i < findings->len; i++)
    append_finding (report, g_ptr_array_index (findings, i));

  return limbeck_text_redact (report->str, NULL);
}
