#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/alembic/alembic-failure.h"
#include "core/base/json.h"
#include "core/base/storage.h"
#include "core/base/text.h"
#include "core/plan/id-set.h"
#include "core/run/clearance.h"
#include "core/run/executor.h"

#include "core/run/stamp-verdict.h"

static LimbeckOutcome
judge (const LimbeckStampEvidence *evidence)
{
  if (evidence->after == NULL)
    return LIMBECK_OUTCOME_UNKNOWN;
  if (limbeck_id_set_equal (evidence->after, evidence->revisions))
    return LIMBECK_OUTCOME_SUCCEEDED;

  return limbeck_id_set_equal (evidence->after, evidence->before)
             ? LIMBECK_OUTCOME_ROLLED_BACK
             : LIMBECK_OUTCOME_PARTIAL_UNTRACKED;
}

static LimbeckEnding
get_ending (const LimbeckStampEvidence *evidence)
{
  if (evidence->output != NULL)
    return LIMBECK_ENDING_EXITED;
  if (g_error_matches (evidence->trouble, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return LIMBECK_ENDING_CANCELLED;

  return g_error_matches (evidence->trouble, LIMBECK_COMMAND_ERROR, LIMBECK_COMMAND_ERROR_TIMED_OUT)
             ? LIMBECK_ENDING_TIMED_OUT
             : LIMBECK_ENDING_NOT_STARTED;
}

static void
set_failed (const LimbeckStampEvidence *evidence, GError **error)
{
  g_autoptr (LimbeckFinding)
      finding = limbeck_alembic_failure_explain (evidence->output->exit_status,
                                                 evidence->output->signal,
                                                 evidence->output->standard_output,
                                                 evidence->output->standard_error,
                                                 evidence->secrets);
  const char *detail = finding != NULL ? limbeck_finding_get_detail (finding) : NULL;

  g_set_error (error,
               LIMBECK_RUN_ERROR,
               LIMBECK_RUN_ERROR_FAILED,
               /* Translators: why Alembic failed, and perhaps lines of its output. */
               _ ("The database was not marked: %s%s%s"),
               finding != NULL
                   ? limbeck_finding_get_title (finding)
                   : _ ("Alembic wrote nothing into the version table that is looked at."),
               detail != NULL ? "\n" : "",
               detail != NULL ? detail : "");
}

static void
set_error (const LimbeckStampEvidence *evidence, LimbeckOutcome outcome, GError **error)
{
  if (outcome == LIMBECK_OUTCOME_UNKNOWN)
    g_set_error_literal (error,
                         LIMBECK_RUN_ERROR,
                         LIMBECK_RUN_ERROR_UNREACHABLE,
                         _ ("Whether the database was marked is not known: it can't be read."));
  else if (evidence->output != NULL)
    set_failed (evidence, error);
  else
    limbeck_clearance_map_error (g_error_copy (evidence->trouble), LIMBECK_RUN_ERROR_FAILED, error);
}

/* Keeps both streams, as far as they may be shown. As with a run, a full disk does not change what has happened. */
static gboolean
keep_output (const LimbeckStampEvidence *evidence, const char *path)
{
  g_autofree char *output = NULL;
  g_autofree char *shown = NULL;

  if (evidence->output == NULL)
    return FALSE;
  output = g_strconcat (evidence->output->standard_output, evidence->output->standard_error, NULL);
  shown = limbeck_text_redact (output, evidence->secrets);

  return limbeck_storage_write (path, shown, -1, NULL);
}

static void
record (const LimbeckStampEvidence *evidence,
        LimbeckOutcome              outcome,
        const char                 *title,
        LimbeckJournal             *journal)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) detail = NULL;
  g_autofree char *path = limbeck_journal_dup_output_path (journal);

  json_builder_begin_object (builder);
  limbeck_json_add_string (builder, "outcome", limbeck_outcome_to_string (outcome));
  limbeck_json_add_strv (builder, "before", evidence->before);
  if (evidence->after != NULL)
    limbeck_json_add_strv (builder, "after", evidence->after);
  else
    limbeck_json_add_string (builder, "after", NULL);
  limbeck_json_add_string (builder, "ending", limbeck_ending_to_string (get_ending (evidence)));
  limbeck_json_add_int (
      builder, "exit_status", evidence->output != NULL ? evidence->output->exit_status : -1);
  limbeck_json_add_string (builder, "title", title);
  limbeck_json_add_string (builder, "output", keep_output (evidence, path) ? path : NULL);
  json_builder_end_object (builder);
  detail = json_builder_get_root (builder);
  limbeck_journal_close_with (journal, title, detail);
}

gboolean
limbeck_stamp_verdict_reach (const LimbeckStampEvidence *evidence,
                             LimbeckJournal             *journal,
                             GError                    **error)
{
  LimbeckOutcome outcome;
  g_autoptr (GError) trouble = NULL;
  g_autofree char *list = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (evidence != NULL && journal != NULL, FALSE);
  g_return_val_if_fail ((evidence->output == NULL) != (evidence->trouble == NULL), FALSE);

  outcome = judge (evidence);
  if (outcome == LIMBECK_OUTCOME_SUCCEEDED)
    {
      list = g_strjoinv (", ", (char **) evidence->revisions);
      /* Translators: the first %s is the name of a database, the second one or more revision ids. */
      title = g_strdup_printf (_ ("“%s” is marked as being at %s"), evidence->database, list);
      record (evidence, outcome, title, journal);
      return TRUE;
    }
  set_error (evidence, outcome, &trouble);
  record (evidence, outcome, trouble->message, journal);
  g_propagate_error (error, g_steal_pointer (&trouble));

  return FALSE;
}
