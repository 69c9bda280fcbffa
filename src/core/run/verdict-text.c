#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/run/verdict-text.h"

static gboolean
is_upgrade (const LimbeckEvidence *evidence)
{
  return limbeck_plan_get_direction (evidence->plan) == LIMBECK_DIRECTION_UPGRADE;
}

static guint
count_steps (const LimbeckEvidence *evidence)
{
  return limbeck_plan_get_steps (evidence->plan)->len;
}

/* The id of the step that stopped. */
static const char *
get_step_id (const LimbeckEvidence *evidence, int index)
{
  return limbeck_revision_get_id (
      g_ptr_array_index (limbeck_plan_get_steps (evidence->plan), index));
}

static char *
dup_rows (const char *const *rows)
{
  return rows[0] != NULL ? g_strjoinv (", ", (char **) rows) : g_strdup (_ ("no revision"));
}

static char *
dup_success (const LimbeckEvidence *evidence)
{
  const guint n = count_steps (evidence);

  if (is_upgrade (evidence))
    return g_strdup_printf (
        /* Translators: %u is a number of revisions, %s the name of a database. */
        g_dngettext (GETTEXT_PACKAGE,
                     "%u revision was applied to “%s”.",
                     "%u revisions were applied to “%s”.",
                     n),
        n,
        evidence->database);

  return g_strdup_printf (
      /* Translators: %u is a number of revisions, %s the name of a database. */
      g_dngettext (GETTEXT_PACKAGE,
                   "%u revision was undone in “%s”.",
                   "%u revisions were undone in “%s”.",
                   n),
      n,
      evidence->database);
}

static char *
dup_rolled_back (const LimbeckEvidence *evidence)
{
  const char *format = NULL;

  switch (evidence->ending)
    {
    case LIMBECK_ENDING_CANCELLED:
      /* Translators: %s is the name of a database. */
      format = _ ("The run was cancelled: “%s” is as it was before.");
      break;
    case LIMBECK_ENDING_TIMED_OUT:
      /* Translators: %s is the name of a database. */
      format = _ ("The time limit was over: “%s” is as it was before.");
      break;
    case LIMBECK_ENDING_NOT_STARTED:
      /* Translators: %s is the name of a database. */
      format = _ ("Alembic could not be started: “%s” is as it was before.");
      break;
    case LIMBECK_ENDING_UNSEEN:
      /* Translators: %s is the name of a database. */
      format = _ ("Alembic has worked in another database than “%s”, which is as it was before.");
      break;
    case LIMBECK_ENDING_EXITED:
    default:
      if (evidence->exit_status == 0)
        /* Translators: %s is the name of a database. */
        format = _ ("Alembic reported success, but nothing has changed in “%s”.");
      else
        /* Translators: %s is the name of a database. */
        format = _ ("Alembic failed: “%s” is as it was before.");
    }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, evidence->database);
#pragma GCC diagnostic pop
}

static char *
dup_partial (const LimbeckEvidence *evidence, int n_done)
{
  g_autofree char *rows = dup_rows (evidence->after);

  return g_strdup_printf (
      /* Translators: %d of %u are numbers of revisions, the first %s is a database, the second one or more revision ids. */
      _ ("The run stopped after %d of %u revisions: “%s” now stands at %s."),
      n_done,
      count_steps (evidence),
      evidence->database,
      rows);
}

static char *
dup_untracked (const LimbeckEvidence *evidence, int n_done)
{
  g_autofree char *rows = dup_rows (evidence->after);

  if (n_done > 0)
    return g_strdup_printf (
        /* Translators: %d of %u are numbers of revisions; then a revision id and the name of a database. */
        _ ("The run stopped after %d of %u revisions and left parts of “%s” behind in “%s”."),
        n_done,
        count_steps (evidence),
        get_step_id (evidence, n_done),
        evidence->database);
  if (n_done == 0)
    return g_strdup_printf (
        /* Translators: %s is the name of a database. */
        _ ("The run stopped and left changes behind in “%s” that the version table does not tell."),
        evidence->database);

  return g_strdup_printf (
      /* Translators: the first %s is a database, the second one or more revision ids. */
      _ ("The version table of “%s” now holds %s, where this plan never leads."),
      evidence->database,
      rows);
}

char *
limbeck_verdict_text_dup_title (const LimbeckEvidence *evidence, LimbeckOutcome outcome, int n_done)
{
  switch (outcome)
    {
    case LIMBECK_OUTCOME_SUCCEEDED:
      return dup_success (evidence);
    case LIMBECK_OUTCOME_NOTHING_TO_DO:
      /* Translators: %s is the name of a database. */
      return g_strdup_printf (_ ("Nothing to do: “%s” is there already."), evidence->database);
    case LIMBECK_OUTCOME_ROLLED_BACK:
      return dup_rolled_back (evidence);
    case LIMBECK_OUTCOME_PARTIAL:
      return dup_partial (evidence, n_done);
    case LIMBECK_OUTCOME_PARTIAL_UNTRACKED:
      return dup_untracked (evidence, n_done);
    case LIMBECK_OUTCOME_STILL_RUNNING:
      /* Translators: %s is the name of a database. */
      return g_strdup_printf (_ ("A session of this run is still at work in “%s”."),
                              evidence->database);
    case LIMBECK_OUTCOME_UNKNOWN:
    default:
      /* Translators: %s is the name of a database. */
      return g_strdup_printf (_ ("What has become of “%s” is not known."), evidence->database);
    }
}

static void
add_paragraph (GString *text, const char *paragraph)
{
  if (paragraph == NULL || *paragraph == '\0')
    return;
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", paragraph);
}

static void
add_failure (GString *text, const LimbeckEvidence *evidence)
{
  if (evidence->failure == NULL)
    return;
  add_paragraph (text, limbeck_finding_get_title (evidence->failure));
  add_paragraph (text, limbeck_finding_get_detail (evidence->failure));
}

/* How Alembic ended where that says something else than the database does. */
static void
add_exit (GString *text, const LimbeckEvidence *evidence, LimbeckOutcome outcome)
{
  g_autofree char *sentence = NULL;

  /* The title has said it then. */
  if (outcome == LIMBECK_OUTCOME_ROLLED_BACK && (evidence->ending == LIMBECK_ENDING_TIMED_OUT ||
                                                 evidence->ending == LIMBECK_ENDING_CANCELLED))
    return;

  if (evidence->ending == LIMBECK_ENDING_TIMED_OUT)
    add_paragraph (text, _ ("It was stopped because its time limit was over."));
  else if (evidence->ending == LIMBECK_ENDING_CANCELLED)
    add_paragraph (text, _ ("It was cancelled."));
  else if (evidence->ending == LIMBECK_ENDING_UNSEEN)
    add_paragraph (
        text,
        _ ("The version table was locked when Alembic was started, but Alembic went on without "
           "waiting for it. It was stopped; what it had committed elsewhere by then stays there."));
  else if (outcome == LIMBECK_OUTCOME_SUCCEEDED && evidence->exit_status > 0)
    sentence = g_strdup_printf (
        /* Translators: %d is the exit status of a program. */
        _ ("Alembic ended with exit status %d after everything had been committed."),
        evidence->exit_status);
  else if (outcome == LIMBECK_OUTCOME_SUCCEEDED && evidence->exit_status < 0)
    sentence = g_strdup (_ ("Alembic was killed after everything had been committed."));
  else if (outcome != LIMBECK_OUTCOME_SUCCEEDED && evidence->exit_status == 0)
    add_paragraph (text, _ ("Alembic itself reported success."));
  add_paragraph (text, sentence);
}

char *
limbeck_verdict_text_dup_detail (const LimbeckEvidence *evidence,
                                 LimbeckOutcome         outcome,
                                 int                    n_done)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (outcome == LIMBECK_OUTCOME_NOTHING_TO_DO)
    return NULL;

  add_paragraph (text, evidence->trouble);
  add_exit (text, evidence, outcome);
  if (outcome != LIMBECK_OUTCOME_SUCCEEDED || evidence->exit_status != 0)
    add_failure (text, evidence);
  for (gsize i = 0; evidence->sessions != NULL && evidence->sessions[i] != NULL; i++)
    add_paragraph (text, evidence->sessions[i]);
  if (outcome == LIMBECK_OUTCOME_ROLLED_BACK &&
      limbeck_plan_has_risk (evidence->plan, "early-commit"))
    add_paragraph (
        text,
        _ ("Version table and structure are as before. A step of this plan commits on its own, "
           "so rows that it wrote may have stayed."));
  if (outcome == LIMBECK_OUTCOME_UNKNOWN && evidence->after != NULL)
    add_paragraph (text,
                   _ ("The version table is as before, but the structure could not be compared."));
  add_paragraph (text, evidence->lock_loss);
  if (outcome == LIMBECK_OUTCOME_PARTIAL && evidence->changes == NULL)
    add_paragraph (text, _ ("Whether parts of the next revision stayed could not be looked at."));

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
dup_untracked_remedy (const LimbeckEvidence *evidence, int n_done, const char *const *left_behind)
{
  if (n_done < 0)
    return g_strdup (
        _ ("Find out who else changes this database before anything else is run; if in doubt "
           "restore the backup."));
  if (evidence->invalid_index != NULL && g_strv_length ((char **) left_behind) == 1)
    return g_strdup_printf (
        /* Translators: %s is the name of an index. */
        _ ("Remove the index that was left unfinished (DROP INDEX CONCURRENTLY %s), then run again."),
        evidence->invalid_index);
  if (evidence->invalid_index != NULL)
    return g_strdup_printf (
        /* Translators: the first %s is the name of an index, the second a revision id. */
        _ ("Remove the index that was left unfinished (DROP INDEX CONCURRENTLY %s), compare the rest of what is "
           "listed with revision “%s” and take it back by hand, or restore the backup; running again as it "
           "is will fail."),
        evidence->invalid_index,
        get_step_id (evidence, n_done));

  return g_strdup_printf (
      /* Translators: %s is a revision id. */
      _ ("Compare what is listed with revision “%s” and take it back by hand, or restore the backup; "
         "running again as it is will fail."),
      get_step_id (evidence, n_done));
}

char *
limbeck_verdict_text_dup_remedy (const LimbeckEvidence *evidence,
                                 LimbeckOutcome         outcome,
                                 int                    n_done,
                                 const char *const     *left_behind)
{
  const char *known = evidence->failure ? limbeck_finding_get_remedy (evidence->failure) : NULL;

  switch (outcome)
    {
    case LIMBECK_OUTCOME_ROLLED_BACK:
      if (evidence->ending == LIMBECK_ENDING_TIMED_OUT)
        return g_strdup (_ ("Run it again with a longer time limit."));
      if (evidence->ending == LIMBECK_ENDING_CANCELLED)
        return g_strdup (_ ("Nothing has to be mended: run it again whenever you want."));
      if (evidence->ending == LIMBECK_ENDING_UNSEEN)
        return g_strdup (_ (
            "Find out where env.py connects to when it runs this command, and look at that database "
            "before anything else is run."));
      if (evidence->ending == LIMBECK_ENDING_EXITED && evidence->exit_status == 0)
        return g_strdup (
            _ ("Look whether env.py commits (context.begin_transaction()) and whether a "
               "revision ends the program; the output tells how far it came."));
      return g_strdup (known ? known : _ ("Look at the output, mend the cause and run again."));
    case LIMBECK_OUTCOME_PARTIAL:
      return g_strdup (known ? known
                             : _ ("Mend the cause and run again: it goes on where it stopped."));
    case LIMBECK_OUTCOME_PARTIAL_UNTRACKED:
      return dup_untracked_remedy (evidence, n_done, left_behind);
    case LIMBECK_OUTCOME_STILL_RUNNING:
      return g_strdup (_ ("Wait until it has ended, then look again before anything else is run."));
    case LIMBECK_OUTCOME_UNKNOWN:
      return g_strdup (_ (
          "Make the database reachable again and look at its state before anything else is run."));
    case LIMBECK_OUTCOME_SUCCEEDED:
    case LIMBECK_OUTCOME_NOTHING_TO_DO:
    default:
      return NULL;
    }
}
