#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/command.h"

#include "core/project/git-search.h"

/* More branches than anybody looks at; each costs a tree to search. */
#define MAX_BRANCHES "200"

#define LOCAL "refs/heads/"
#define REMOTE "refs/remotes/"

G_DEFINE_QUARK (limbeck - git - error - quark, limbeck_git_error)

typedef struct
{
  const char   *directory;
  gint64        deadline_us;
  GCancellable *cancellable;
} Search;

void
limbeck_git_sighting_free (LimbeckGitSighting *self)
{
  if (self == NULL)
    return;

  g_free (self->branch);
  g_free (self->commit);
  g_free (self->stash);
  g_free (self->date);
  g_free (self->subject);
  g_free (self->path);
  g_free (self);
}

static LimbeckCommand *
new_git (const Search *search)
{
  static const char *const settings[] = {
    "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "grep.lineNumber=false",
  };
  LimbeckCommand *git = limbeck_command_new ("git");

  limbeck_command_set_directory (git, search->directory);
  limbeck_command_setenv (git, "GIT_OPTIONAL_LOCKS", "0");
  limbeck_command_setenv (git, "GIT_TERMINAL_PROMPT", "0");
  limbeck_command_setenv (git, "GIT_NO_LAZY_FETCH", "1");
  limbeck_command_setenv (git, "LC_ALL", "C.UTF-8");
  limbeck_command_append (git, "--no-pager");
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    limbeck_command_append (git, settings[i]);

  return git;
}

/* Git ends with 128 for what it calls fatal; grep with 1 for nothing found. */
static gboolean
judge (const LimbeckCommandOutput *output, GError **error)
{
  g_autofree char *words = NULL;

  if (output->exit_status == 0 || output->exit_status == 1)
    return TRUE;

  words = g_strstrip (g_strdup (output->standard_error));
  g_set_error (error,
               LIMBECK_GIT_ERROR,
               strstr (words, "not a git repository") || strstr (words, "dubious ownership")
                   ? LIMBECK_GIT_ERROR_NO_REPOSITORY
                   : LIMBECK_GIT_ERROR_FAILED,
               /* Translators: %s is what git says */
               _ ("git can't tell: %s"),
               words);

  return FALSE;
}

/* Runs @git (transfer full). Returns its lines, maybe none. */
static char **
run (const Search *search, LimbeckCommand *git, GError **error)
{
  g_autoptr (LimbeckCommand) command = git;
  g_autoptr (LimbeckCommandOutput) output = NULL;
  g_autoptr (GError) cause = NULL;
  gint64 left_ms = (search->deadline_us - g_get_monotonic_time ()) / 1000;

  output = limbeck_command_run (
      command, (guint) CLAMP (left_ms, 1, G_MAXINT), search->cancellable, &cause);
  if (output != NULL)
    return judge (output, error) ? g_strsplit (g_strchomp (output->standard_output), "\n", -1)
                                 : NULL;

  if (cause->domain != LIMBECK_COMMAND_ERROR)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error_literal (error,
                         LIMBECK_GIT_ERROR,
                         cause->code == LIMBECK_COMMAND_ERROR_NOT_FOUND
                             ? LIMBECK_GIT_ERROR_NOT_INSTALLED
                             : LIMBECK_GIT_ERROR_FAILED,
                         cause->message);

  return NULL;
}

/* An extended regular expression for the line that gives a revision file its id. */
static char *
dup_pattern (const char *revision)
{
  g_autofree char *escaped = g_regex_escape_string (revision, -1);

  return g_strdup_printf ("^revision[ :a-z]*=[ ]*['\"]%s['\"]", escaped);
}

/* The branches, youngest first, the one that is checked out marked by a star. */
static char **
list_branches (const Search *search, GError **error)
{
  LimbeckCommand *git = new_git (search);

  limbeck_command_append (git, "for-each-ref");
  limbeck_command_append (git, "--sort=-committerdate");
  limbeck_command_append (git, "--count=" MAX_BRANCHES);
  limbeck_command_append (git, "--format=%(HEAD)%(refname)");
  limbeck_command_append (git, "refs/heads");
  limbeck_command_append (git, "refs/remotes");

  return run (search, git, error);
}

static LimbeckGitSighting *
new_in_branch (const char *line, const char *const *branches)
{
  const char         *colon = strchr (line, ':');
  LimbeckGitSighting *self = NULL;
  g_autofree char    *reference = NULL;
  g_autofree char    *present = NULL;

  if (colon == NULL)
    return NULL;
  self = g_new0 (LimbeckGitSighting, 1);
  reference = g_strndup (line, (gsize) (colon - line));
  present = g_strconcat ("*", reference, NULL);
  self->is_remote = g_str_has_prefix (reference, REMOTE);
  self->branch = g_strdup (reference + strlen (self->is_remote ? REMOTE : LOCAL));
  self->is_present = g_strv_contains (branches, present);
  self->path = g_strdup (colon + 1);

  return self;
}

/* Returns %NULL without an error if there is none. */
static LimbeckGitSighting *
search_branches (const Search *search, const char *pattern, GError **error)
{
  g_auto (GStrv) branches = list_branches (search, error);
  g_auto (GStrv) lines = NULL;
  LimbeckCommand *git = NULL;

  if (branches == NULL || branches[0] == NULL || *branches[0] == '\0')
    return NULL;

  git = new_git (search);
  limbeck_command_append (git, "grep");
  limbeck_command_append (git, "--files-with-matches");
  limbeck_command_append (git, "--full-name");
  limbeck_command_append (git, "--no-textconv");
  limbeck_command_append (git, "--extended-regexp");
  limbeck_command_append (git, "-e");
  limbeck_command_append (git, pattern);
  for (guint i = 0; branches[i] != NULL; i++)
    limbeck_command_append (git, branches[i] + 1);
  limbeck_command_append (git, "--");
  limbeck_command_append (git, ":(top)*.py");
  lines = run (search, git, error);

  return lines && lines[0] ? new_in_branch (lines[0], (const char *const *) branches) : NULL;
}

/* "abbreviated commit TAB date TAB subject", an empty line, the path. */
static LimbeckGitSighting *
new_in_history (char **lines)
{
  g_auto (GStrv) parts = lines[0] ? g_strsplit (lines[0], "\t", 3) : NULL;
  LimbeckGitSighting *self = NULL;
  guint               last = g_strv_length (lines);

  if (parts == NULL || g_strv_length (parts) < 3)
    return NULL;
  self = g_new0 (LimbeckGitSighting, 1);
  self->commit = g_strdup (parts[0]);
  self->date = g_strdup (parts[1]);
  self->subject = g_strdup (parts[2]);
  self->path = g_strdup (lines[last - 1]);

  return self;
}

static LimbeckGitSighting *
search_history (const Search *search, const char *pattern, GError **error)
{
  static const char *const arguments[] = {
    "log",
    "--all",
    "--reflog",
    "--full-history",
    "--max-count=1",
    "--date=short",
    "--name-only",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-renames",
    "--pickaxe-regex",
    "--format=%h%x09%ad%x09%s",
    "-S",
  };
  LimbeckCommand *git = new_git (search);
  g_auto (GStrv) lines = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (arguments); i++)
    limbeck_command_append (git, arguments[i]);
  limbeck_command_append (git, pattern);
  limbeck_command_append (git, "--");
  limbeck_command_append (git, ":(top)*.py");
  lines = run (search, git, error);

  return lines ? new_in_history (lines) : NULL;
}

/* A stash is a commit whose parents, but for the first, belong to it: what was staged, and what git did not follow yet. */
static gboolean
is_of_stash (char **commits, const char *commit)
{
  for (guint i = 0; commits[i] != NULL; i++)
    if (i != 1 && g_str_has_prefix (commits[i], commit))
      return TRUE;

  return FALSE;
}

/* "name TAB commit, parents, with blanks between" on each line. */
static char *
find_stash (const Search *search, const char *commit)
{
  LimbeckCommand *git = new_git (search);
  g_auto (GStrv) lines = NULL;

  limbeck_command_append (git, "log");
  limbeck_command_append (git, "--walk-reflogs");
  limbeck_command_append (git, "--no-show-signature");
  limbeck_command_append (git, "--format=%gd%x09%H %P");
  limbeck_command_append (git, "refs/stash");
  limbeck_command_append (git, "--");
  lines = run (search, git, NULL);

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 2);
      g_auto (GStrv) commits = parts[0] && parts[1] ? g_strsplit (parts[1], " ", -1) : NULL;

      if (commits != NULL && is_of_stash (commits, commit))
        return g_strdup (parts[0]);
    }

  return NULL;
}

/* As those are that a build service makes: they hold one branch, and of that the last commit only. */
static gboolean
is_shallow (const Search *search)
{
  LimbeckCommand *git = new_git (search);
  g_auto (GStrv) lines = NULL;

  limbeck_command_append (git, "rev-parse");
  limbeck_command_append (git, "--is-shallow-repository");
  lines = run (search, git, NULL);

  return lines != NULL && g_strcmp0 (lines[0], "true") == 0;
}

LimbeckGitSighting *
limbeck_git_search (const char   *directory,
                    const char   *revision,
                    guint         timeout_ms,
                    GCancellable *cancellable,
                    GError      **error)
{
  Search search = { directory, g_get_monotonic_time () + (gint64) timeout_ms * 1000, cancellable };
  g_autofree char *pattern = NULL;
  g_autoptr (LimbeckGitSighting) sighting = NULL;
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (directory != NULL, NULL);
  g_return_val_if_fail (revision != NULL, NULL);

  /* git takes each line of a pattern for one of its own, and no file has such an id. */
  if (strchr (revision, '\n') != NULL)
    return NULL;
  pattern = dup_pattern (revision);
  sighting = search_branches (&search, pattern, &cause);
  if (sighting == NULL && cause == NULL)
    sighting = search_history (&search, pattern, &cause);
  if (sighting != NULL && sighting->commit != NULL)
    sighting->stash = find_stash (&search, sighting->commit);
  if (sighting == NULL && cause == NULL && is_shallow (&search))
    g_set_error (&cause,
                 LIMBECK_GIT_ERROR,
                 LIMBECK_GIT_ERROR_INCOMPLETE,
                 _ ("git knows no file of it, but this clone holds only a part of the history: "
                    "“git fetch --unshallow” brings the rest."));
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));

  return g_steal_pointer (&sighting);
}
