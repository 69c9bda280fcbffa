#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/plan/id-set.h"

#include "core/gates/gate-private.h"

/* What a gate is made for: borrowed for the length of limbeck_gates_for(). */
typedef struct
{
  LimbeckPlan          *plan;
  LimbeckSurvey        *survey;
  const LimbeckAnswers *answers;
  GPtrArray            *gates;
} Asking;

static void
add_gate (Asking         *asking,
          LimbeckGateKind kind,
          const char     *id,
          const char     *title,
          const char     *detail,
          const char     *option,
          gboolean        is_answered)
{
  g_ptr_array_add (asking->gates, limbeck_gate_new (kind, id, title, detail, option, is_answered));
}

static void
add_accept_gate (Asking *asking, const char *id, const char *title, const char *detail)
{
  g_autofree char *option = g_strdup_printf ("--accept %s", id);
  gboolean is_answered = asking->answers && limbeck_answers_has_accepted (asking->answers, id);

  add_gate (asking, LIMBECK_GATE_ACCEPT, id, title, detail, option, is_answered);
}

static void
add_risk_gate (Asking *asking, const char *id, const char *title)
{
  GPtrArray *risks = limbeck_plan_get_risks (asking->plan);
  g_autoptr (GString) detail = g_string_new (NULL);

  for (guint i = 0; i < risks->len; i++)
    {
      const LimbeckRisk *risk = g_ptr_array_index (risks, i);

      if (g_str_equal (risk->id, id))
        g_string_append_printf (
            detail, "%s%s: %s", detail->len > 0 ? "\n" : "", risk->revision, risk->text);
    }
  if (detail->len > 0)
    add_accept_gate (asking, id, title, detail->str);
}

static void
add_risk_gates (Asking *asking)
{
  const gboolean is_downgrade = limbeck_plan_get_direction (asking->plan) ==
                                LIMBECK_DIRECTION_DOWNGRADE;

  add_risk_gate (asking,
                 "data-loss",
                 is_downgrade
                     ? _ ("This downgrade destroys data that only a backup can bring back.")
                     : _ ("This upgrade destroys data that only a backup can bring back."));
  add_risk_gate (asking,
                 "early-commit",
                 _ ("If this fails halfway, part of it stays: not everything can be rolled back."));
  if (is_downgrade)
    {
      add_risk_gate (
          asking,
          "irreversible",
          _ ("Some steps are marked as undone although nothing in the database changes."));
      add_risk_gate (asking, "unread", _ ("What some steps do could not be looked at beforehand."));
    }
}

/* Warnings that a person has to accept one by one; the others are only shown. */
static const char *const weighty_warnings[] = {
  "same-database",
  "version-table-empty",
  "pooler",
  "several-databases",
};

static gboolean
is_production (LimbeckSurvey *survey)
{
  return limbeck_survey_get_target_class (survey) == LIMBECK_TARGET_CLASS_PRODUCTION;
}

static gboolean
is_weighty (LimbeckFinding *finding, LimbeckSurvey *survey)
{
  if (limbeck_finding_get_severity (finding) != LIMBECK_SEVERITY_WARNING)
    return FALSE;
  if (g_str_equal (limbeck_finding_get_id (finding), "known-database"))
    return limbeck_target_class_is_protected (limbeck_survey_get_target_class (survey));
  if (g_str_equal (limbeck_finding_get_id (finding), "target-proof"))
    return is_production (survey);
  for (gsize i = 0; i < G_N_ELEMENTS (weighty_warnings); i++)
    if (g_str_equal (limbeck_finding_get_id (finding), weighty_warnings[i]))
      return TRUE;

  return FALSE;
}

/* The configuration and Alembic may both tell the same. */
static gboolean
is_asked (Asking *asking, const char *id)
{
  for (guint i = 0; i < asking->gates->len; i++)
    if (g_str_equal (limbeck_gate_get_id (g_ptr_array_index (asking->gates, i)), id))
      return TRUE;

  return FALSE;
}

static void
add_warning_gates (Asking *asking)
{
  GPtrArray *findings = limbeck_survey_get_findings (asking->survey);

  for (guint i = 0; i < findings->len; i++)
    {
      LimbeckFinding *finding = g_ptr_array_index (findings, i);

      if (is_weighty (finding, asking->survey) &&
          !is_asked (asking, limbeck_finding_get_id (finding)))
        add_accept_gate (asking,
                         limbeck_finding_get_id (finding),
                         limbeck_finding_get_title (finding),
                         limbeck_finding_get_detail (finding));
    }
}

/* Returns why @backup can't bring back what the database holds now, or %NULL if it can. */
static const char *
find_fault (LimbeckBackup *backup, LimbeckDatabaseState *state)
{
  if (limbeck_backup_get_level (backup) != LIMBECK_BACKUP_LEVEL_READ)
    return _ ("The backup has not been verified by reading it back.");
  if (g_strcmp0 (limbeck_backup_get_database (backup),
                 limbeck_database_state_get_database (state)) != 0 ||
      g_strcmp0 (limbeck_backup_get_system_identifier (backup),
                 limbeck_database_state_get_system_identifier (state)) != 0 ||
      limbeck_backup_get_database_oid (backup) != limbeck_database_state_get_database_oid (state))
    return _ ("The backup was taken of another database.");
  if (!limbeck_id_set_equal (limbeck_backup_get_rows (backup),
                             limbeck_database_state_get_rows (state)))
    return _ ("The backup was taken when the database stood at other revisions.");

  return NULL;
}

static void
add_backup_gate (Asking *asking, LimbeckBackupAnswer answer)
{
  LimbeckDatabaseState *state = limbeck_survey_get_state (asking->survey);
  LimbeckBackup *backup = asking->answers ? limbeck_answers_get_backup (asking->answers) : NULL;
  const char *detail = _ ("Only a verified backup brings the data back if something goes wrong.");
  gboolean    is_answered = FALSE;

  switch (answer)
    {
    case LIMBECK_BACKUP_ANSWER_OWN:
      is_answered = TRUE;
      break;
    case LIMBECK_BACKUP_ANSWER_NONE:
      is_answered = !is_production (asking->survey);
      if (!is_answered)
        detail = _ ("A production database is never changed without a backup.");
      break;
    case LIMBECK_BACKUP_ANSWER_TAKE:
    case LIMBECK_BACKUP_ANSWER_RECENT:
      if (backup != NULL && state != NULL)
        {
          const char *fault = find_fault (backup, state);

          is_answered = fault == NULL;
          detail = fault ? fault : detail;
        }
      break;
    case LIMBECK_BACKUP_ANSWER_UNANSWERED:
    default:
      break;
    }
  add_gate (asking,
            LIMBECK_GATE_BACKUP,
            "backup",
            _ ("Is there a backup of the present data?"),
            detail,
            is_production (asking->survey) ? "--backup take|recent|own"
                                           : "--backup take|recent|own|none",
            is_answered);
}

static void
add_statement_gate (Asking *asking)
{
  const char      *reason = asking->answers ? limbeck_answers_get_reason (asking->answers) : NULL;
  g_autofree char *trimmed = g_strstrip (g_strdup (reason ? reason : ""));

  add_gate (asking,
            LIMBECK_GATE_STATEMENT,
            "statement",
            _ ("State in your own words how the data is kept safe without a verified backup."),
            _ ("At least ten characters; the sentence is kept in the record."),
            "--reason TEXT",
            g_utf8_strlen (trimmed, -1) >= LIMBECK_GATE_REASON_LENGTH);
}

static void
add_confirm_gate (Asking *asking)
{
  LimbeckDatabaseState *state = limbeck_survey_get_state (asking->survey);
  const char           *name = state ? limbeck_database_state_get_database (state) : NULL;
  const char           *host = state ? limbeck_database_state_get_host (state) : NULL;
  const char           *typed = NULL;
  g_autofree char      *title = NULL;
  g_autofree char      *quoted = NULL;
  g_autofree char      *option = NULL;

  if (asking->answers != NULL)
    typed = limbeck_answers_get_confirmation (asking->answers);
  if (name != NULL)
    {
      title = g_strdup_printf (
          /* Translators: the first %s is the name of a database, the second that of its host. */
          _ ("The database “%s” on %s is going to be changed: confirm it by its name."),
          name,
          host ? host : "localhost");
      quoted = strpbrk (name, " \t\n'\"\\$`*?<>|&;()#!~") ? g_shell_quote (name) : g_strdup (name);
      option = g_strdup_printf ("--confirm %s", quoted);
    }
  else
    {
      title = g_strdup (_ ("Which database is going to be changed is not known."));
      option = g_strdup ("--confirm NAME");
    }
  add_gate (asking,
            LIMBECK_GATE_CONFIRM,
            "confirm",
            title,
            NULL,
            option,
            name != NULL && g_strcmp0 (name, typed) == 0);
}

GPtrArray *
limbeck_gates_for (LimbeckPlan *plan, LimbeckSurvey *survey, const LimbeckAnswers *answers)
{
  g_autoptr (GPtrArray) gates = g_ptr_array_new_with_free_func (g_object_unref);
  Asking              asking = { plan, survey, answers, gates };
  LimbeckBackupAnswer backup = LIMBECK_BACKUP_ANSWER_UNANSWERED;
  gboolean            is_unsafe = FALSE;

  g_return_val_if_fail (LIMBECK_IS_PLAN (plan) && LIMBECK_IS_SURVEY (survey), NULL);

  if (limbeck_plan_get_steps (plan)->len == 0)
    return g_steal_pointer (&gates);

  if (answers != NULL)
    backup = limbeck_answers_get_backup_answer (answers);
  is_unsafe = backup == LIMBECK_BACKUP_ANSWER_OWN || backup == LIMBECK_BACKUP_ANSWER_NONE;

  add_risk_gates (&asking);
  add_warning_gates (&asking);
  add_backup_gate (&asking, backup);
  if (backup == LIMBECK_BACKUP_ANSWER_NONE)
    add_accept_gate (
        &asking,
        "no-backup",
        _ ("Without a backup, nothing can bring the data back if something goes wrong."),
        NULL);
  if (is_unsafe &&
      (limbeck_plan_get_direction (plan) == LIMBECK_DIRECTION_DOWNGRADE || is_production (survey)))
    add_statement_gate (&asking);
  add_confirm_gate (&asking);

  return g_steal_pointer (&gates);
}

gboolean
limbeck_gates_all_answered (GPtrArray *gates)
{
  g_return_val_if_fail (gates != NULL, FALSE);

  for (guint i = 0; i < gates->len; i++)
    if (!limbeck_gate_is_answered (g_ptr_array_index (gates, i)))
      return FALSE;

  return TRUE;
}

char *
limbeck_gates_dup_open (GPtrArray *gates)
{
  g_autoptr (GString) open = g_string_new (NULL);

  g_return_val_if_fail (gates != NULL, NULL);

  for (guint i = 0; i < gates->len; i++)
    {
      LimbeckGate *gate = g_ptr_array_index (gates, i);

      if (!limbeck_gate_is_answered (gate))
        g_string_append_printf (open,
                                "%s%s (%s)",
                                open->len > 0 ? "\n" : "",
                                limbeck_gate_get_title (gate),
                                limbeck_gate_get_option (gate));
    }

  return g_string_free (g_steal_pointer (&open), FALSE);
}
