#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/alembic/alembic-failure-table.h"
#include "core/alembic/alembic-output.h"
#include "core/alembic/failure-lines.h"
#include "core/base/text.h"

#include "core/alembic/alembic-failure.h"

typedef struct
{
  const char         *output;
  const char         *lines;
  LimbeckAlembicStep *step;
  const char *const  *secrets;
} Evidence;

/* To compile an expression takes many times as long as to look for it, so each is kept once it was needed. */
static GRegex *
get_regex (const char *pattern)
{
  static GMutex      mutex;
  static GHashTable *compiled;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  GRegex *regex = NULL;

  if (compiled == NULL)
    compiled = g_hash_table_new (g_str_hash, g_str_equal);
  regex = g_hash_table_lookup (compiled, pattern);
  if (regex == NULL)
    {
      regex = g_regex_new (pattern, G_REGEX_MULTILINE | G_REGEX_OPTIMIZE, 0, NULL);
      g_hash_table_insert (compiled, (char *) pattern, regex);
    }

  return regex;
}

/* Returns the first group of @pattern that matched in @text ("" if none did), or NULL if @pattern did not. */
static char *
match (const char *pattern, const char *text)
{
  g_autoptr (GMatchInfo) info = NULL;

  if (!g_regex_match (get_regex (pattern), text, 0, &info))
    return NULL;

  for (int i = 1; i < g_match_info_get_match_count (info); i++)
    {
      g_autofree char *group = g_match_info_fetch (info, i);

      if (group && *group != '\0')
        return g_steal_pointer (&group);
    }

  return g_strdup ("");
}

/* Returns what goes into the title of @failure, or NULL if it is not what happened. */
static char *
try_failure (const LimbeckFailure *failure, const Evidence *evidence)
{
  gboolean         is_anywhere = (failure->traits & LIMBECK_FAILURE_ANYWHERE) != 0;
  g_autofree char *name = NULL;
  g_autofree char *context = NULL;

  if ((failure->traits & LIMBECK_FAILURE_FIRST_REVISION) &&
      !(evidence->step && evidence->step->is_first))
    return NULL;
  if ((failure->traits & LIMBECK_FAILURE_IN_REVISION) && evidence->step == NULL)
    return NULL;

  name = match (failure->pattern, is_anywhere ? evidence->output : evidence->lines);
  if (name == NULL)
    return NULL;
  if (failure->context && !(context = match (failure->context, evidence->output)))
    return NULL;
  if (failure->traits & LIMBECK_FAILURE_IN_REVISION)
    return g_strdup (evidence->step->revision);

  return g_steal_pointer (&name);
}

static const LimbeckFailure *
find_failure (const Evidence *evidence, char **name)
{
  const LimbeckFailure *tables[] = {
    limbeck_project_failures,
    limbeck_revision_failures,
    limbeck_database_failures,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (const LimbeckFailure *failure = tables[i]; failure->id; failure++)
        {
          *name = try_failure (failure, evidence);
          if (*name)
            return failure;
        }
    }

  return NULL;
}

/* Python and SQLAlchemy quote the value that they could not read, and that may be a piece of a URL. */
static char *
censor (const char *text)
{
  static const char pattern[] = "(from string |given URL string |found: |Raw value: |input_value=|"
                                "in '|with base 10: |\\[line +\\d+\\]: ').*";

  return g_regex_replace (get_regex (pattern), text, -1, 0, "\\1***", 0, NULL);
}

static void
append_line (GString *text, const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static char *
make_detail (const Evidence *evidence, guint traits)
{
  g_autoptr (GString) detail = g_string_new (NULL);
  g_autofree char *lines = limbeck_failure_lines_shorten (evidence->lines);
  g_autofree char *censored = traits & LIMBECK_FAILURE_CENSORED ? censor (lines) : NULL;
  g_autofree char *place = NULL;

  append_line (detail, censored ? censored : lines);
  if (traits & LIMBECK_FAILURE_LOCATED)
    place = limbeck_failure_lines_find_place (evidence->output);
  if (place)
    append_line (detail, place);
  if (evidence->step && !(traits & LIMBECK_FAILURE_IN_REVISION))
    {
      /* Translators: %s is the id of a revision */
      g_autofree char *step = g_strdup_printf (_ ("The last revision that began is “%s”."),
                                               evidence->step->revision);

      append_line (detail, step);
    }

  return limbeck_text_redact (detail->str, evidence->secrets);
}

static char *
make_title (const char *title, const char *name, const char *const *secrets)
{
  g_autoptr (GString) text = g_string_new (_ (title));
  g_autofree char *shown = g_strndup (name, 200);
  g_autofree char *valid = g_utf8_make_valid (shown, -1);

  g_string_replace (text, "%s", valid, 1);

  return limbeck_text_redact (text->str, secrets);
}

static LimbeckFinding *
explain_known (const LimbeckFailure *failure, const char *name, const Evidence *evidence)
{
  g_autofree char *title = make_title (failure->title, name, evidence->secrets);
  g_autofree char *detail = make_detail (evidence, failure->traits);

  return limbeck_finding_new (failure->id,
                              failure->traits & LIMBECK_FAILURE_WARNING ? LIMBECK_SEVERITY_WARNING
                                                                        : LIMBECK_SEVERITY_BLOCKER,
                              title,
                              detail,
                              _ (failure->remedy));
}

static LimbeckFinding *
explain_signal (int signal_number, const Evidence *evidence)
{
  /* Translators: %s is what the system calls the signal, for example "Killed" */
  g_autofree char *title = g_strdup_printf (_ ("Alembic was ended by a signal: %s."),
                                            g_strsignal (signal_number));
  g_autofree char *detail = *evidence->lines == '\0' && !evidence->step ? NULL
                                                                        : make_detail (evidence, 0);

  return limbeck_finding_new (
      "alembic-killed",
      LIMBECK_SEVERITY_BLOCKER,
      title,
      detail,
      _ ("Somebody ended it, or the computer ran out of memory. Look at the state of the "
         "database before you try again."));
}

static LimbeckFinding *
explain_unknown (int exit_status, const Evidence *evidence)
{
  g_autofree char *lines = make_detail (evidence,
                                        LIMBECK_FAILURE_LOCATED | LIMBECK_FAILURE_CENSORED);
  /* Translators: %d is a number; the lines of the output above it say more if there are any */
  g_autofree char *status = g_strdup_printf (_ ("Exit status %d"), exit_status);
  g_autofree char *detail = g_strstrip (g_strdup_printf ("%s\n%s", lines, status));

  return limbeck_finding_new ("alembic-failed",
                              LIMBECK_SEVERITY_BLOCKER,
                              _ ("Alembic failed."),
                              detail,
                              _ ("Read the output of Alembic for the cause."));
}

/* Alembic only warns of this. It is the reason for a failure that is not known otherwise. */
static LimbeckFinding *
explain_duplicate (LimbeckSeverity severity, const Evidence *evidence)
{
  g_autofree char *id = match ("Revision (\\S+) is present more than once", evidence->output);
  g_autofree char *title = NULL;

  if (id == NULL)
    return NULL;

  /* Translators: %s is the id of a revision */
  title = make_title (N_ ("Several files define the revision “%s”; Alembic uses one of them."),
                      id,
                      evidence->secrets);

  return limbeck_finding_new ("revision-twice",
                              severity,
                              title,
                              NULL,
                              _ ("Remove one of the files or give it an id of its own."));
}

LimbeckFinding *
limbeck_alembic_failure_explain (int                exit_status,
                                 int                signal_number,
                                 const char        *standard_output,
                                 const char        *standard_error,
                                 const char *const *secrets)
{
  g_autofree char *output = limbeck_failure_lines_join (standard_output, standard_error);
  g_autofree char *lines = NULL;
  g_autoptr (LimbeckAlembicStep) step = limbeck_failure_lines_find_step (output);
  g_autofree char      *name = NULL;
  Evidence              evidence = { output, NULL, step, secrets };
  const LimbeckFailure *failure;
  LimbeckFinding       *duplicate;

  if (exit_status == 0)
    return explain_duplicate (LIMBECK_SEVERITY_WARNING, &evidence);

  evidence.lines = lines = limbeck_failure_lines_find (output, exit_status);
  if (signal_number != 0)
    return explain_signal (signal_number, &evidence);

  failure = find_failure (&evidence, &name);
  if (failure)
    return explain_known (failure, name, &evidence);
  duplicate = explain_duplicate (LIMBECK_SEVERITY_BLOCKER, &evidence);

  return duplicate ? duplicate : explain_unknown (exit_status, &evidence);
}
