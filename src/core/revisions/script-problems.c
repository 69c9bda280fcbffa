#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/finding.h"

#include "core/revisions/script-problems.h"

static const struct
{
  const char *id;
  const char *title;
  const char *remedy;
} kinds[] = {
  [LIMBECK_SCRIPT_PROBLEM_NOT_LITERAL] = {
    "computed-revision",
    N_ ("A revision file computes what it says"),
    N_ ("Only Alembic can tell what it is. Choose the project’s Python interpreter, or write the value out."),
  },
  [LIMBECK_SCRIPT_PROBLEM_DYNAMIC] = {
    "computed-revision",
    N_ ("A revision file runs code that may set its own names"),
    N_ ("Only Alembic can tell what it says. Choose the project’s Python interpreter."),
  },
  [LIMBECK_SCRIPT_PROBLEM_SYNTAX] = {
    "unparsable-revision",
    N_ ("A revision file is not understood"),
    N_ ("Correct the file (a merge that was left unfinished?), or move it out of the version location."),
  },
  [LIMBECK_SCRIPT_PROBLEM_ENCODING] = {
    "unparsable-revision",
    N_ ("A revision file is not in the encoding that it declares"),
    N_ ("Save the file as UTF-8."),
  },
  [LIMBECK_SCRIPT_PROBLEM_TOO_LARGE] = {
    "large-revision",
    N_ ("A revision file is larger than 16 MiB"),
    N_ ("Move the data that it holds to a file of its own, outside of the version location."),
  },
  [LIMBECK_SCRIPT_PROBLEM_COMPILED] = {
    "compiled-revision",
    N_ ("A revision file is there in compiled form only"),
    N_ ("Only Alembic can tell what it says. Choose the project’s Python interpreter."),
  },
  [LIMBECK_SCRIPT_PROBLEM_NO_REVISION] = {
    "no-revision-id",
    N_ ("A file in the version location has no revision id"),
    N_ ("Alembic refuses the whole tree. Add “revision = '…'”, or move the file out of the version location."),
  },
  [LIMBECK_SCRIPT_PROBLEM_NO_DOWN_REVISION] = {
    "no-down-revision",
    N_ ("A revision file has no down_revision"),
    N_ ("Alembic refuses the whole tree. Add “down_revision = '…'”, or None for the first revision."),
  },
  [LIMBECK_SCRIPT_PROBLEM_NOT_REGULAR] = {
    "special-file",
    N_ ("A revision file is no regular file"),
    N_ ("Remove it from the version location: Alembic would wait on it, perhaps for ever."),
  },
  [LIMBECK_SCRIPT_PROBLEM_DIRECTORY] = {
    "special-file",
    N_ ("A directory is named like a revision file"),
    N_ ("Rename it: Alembic before 1.10 fails on it."),
  },
  [LIMBECK_SCRIPT_PROBLEM_IO] = {
    "unreadable-revision",
    N_ ("A revision file can’t be read"),
    N_ ("Check the file and its permissions."),
  },
};

static char *
describe (LimbeckScript *script)
{
  g_autofree char *name = g_filename_display_name (limbeck_script_get_name (script));

  if (script->problem == LIMBECK_SCRIPT_PROBLEM_IO)
    /* Translators: a file name and a system error */
    return g_strdup_printf (_ ("%s: %s"), name, g_strerror (script->system_error));
  if (script->line > 0 && script->subject != NULL)
    /* Translators: a file name, a line number and the name of a Python variable */
    return g_strdup_printf (_ ("%s, line %u: %s"), name, script->line, script->subject);
  if (script->line > 0)
    /* Translators: a file name and a line number */
    return g_strdup_printf (_ ("%s, line %u"), name, script->line);

  return g_steal_pointer (&name);
}

static void
add_problem (GPtrArray           *scripts,
             LimbeckScriptProblem problem,
             gboolean             is_asked,
             GPtrArray           *findings)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  LimbeckSeverity severity = is_asked ? LIMBECK_SEVERITY_WARNING : LIMBECK_SEVERITY_BLOCKER;
  gboolean        is_computed = FALSE;

  for (guint i = 0; i < scripts->len; i++)
    {
      LimbeckScript   *script = g_ptr_array_index (scripts, i);
      g_autofree char *line = script->problem == problem ? describe (script) : NULL;

      if (line == NULL)
        continue;
      is_computed |= script->state == LIMBECK_SCRIPT_COMPUTED;
      g_string_append (lines, lines->len > 0 ? "\n" : "");
      g_string_append (lines, line);
    }
  if (lines->len == 0)
    return;

  if (is_asked && is_computed && problem != LIMBECK_SCRIPT_PROBLEM_TOO_LARGE)
    severity = LIMBECK_SEVERITY_PASSED;
  g_ptr_array_add (findings,
                   limbeck_finding_new (kinds[problem].id,
                                        severity,
                                        _ (kinds[problem].title),
                                        lines->str,
                                        severity == LIMBECK_SEVERITY_PASSED
                                            ? _ ("Nothing has to be done: Alembic was asked.")
                                            : _ (kinds[problem].remedy)));
}

void
limbeck_script_problems_find (GPtrArray *scripts, gboolean is_asked, GPtrArray *findings)
{
  guint present = 0;

  g_return_if_fail (scripts != NULL && findings != NULL);

  for (guint i = 0; i < scripts->len; i++)
    present |= 1u << ((LimbeckScript *) g_ptr_array_index (scripts, i))->problem;
  for (LimbeckScriptProblem problem = LIMBECK_SCRIPT_PROBLEM_NOT_LITERAL;
       problem <= LIMBECK_SCRIPT_PROBLEM_IO;
       problem++)
    if ((present >> problem & 1) != 0)
      add_problem (scripts, problem, is_asked, findings);

  if (scripts->len == 0)
    g_ptr_array_add (findings,
                     limbeck_finding_new (
                         "no-revisions",
                         LIMBECK_SEVERITY_WARNING,
                         _ ("There are no revisions"),
                         _ ("No file of the version locations counts as a revision."),
                         _ ("Create the first revision with “alembic revision”. If there should be "
                            "some, check script_location and version_locations.")));
}
