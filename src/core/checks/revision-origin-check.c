#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/command.h"
#include "core/project/git-search.h"

#include "core/checks/checks.h"

/* For one revision; ends before the check itself is given up. */
#define TIMEOUT_MS 5000

static char *
dup_command (const LimbeckGitSighting *sighting)
{
  g_autoptr (LimbeckCommand) git = limbeck_command_new ("git");
  const char      *name = sighting->branch;
  g_autofree char *place = NULL;

  if (sighting->stash != NULL)
    {
      limbeck_command_append (git, "stash");
      limbeck_command_append (git, "apply");
      limbeck_command_append (git, sighting->stash);
      return limbeck_command_to_string (git);
    }
  if (name == NULL)
    {
      limbeck_command_append (git, "show");
      limbeck_command_append (git, sighting->commit);
      return limbeck_command_to_string (git);
    }
  if (sighting->is_present)
    {
      place = g_strconcat (":/", sighting->path, NULL);
      limbeck_command_append (git, "restore");
      limbeck_command_append (git, place);
      return limbeck_command_to_string (git);
    }

  /* "git switch feature" makes a branch that follows origin/feature. */
  if (sighting->is_remote && strchr (name, '/') != NULL)
    name = strchr (name, '/') + 1;
  limbeck_command_append (git, "switch");
  limbeck_command_append (git, name);

  return limbeck_command_to_string (git);
}

static char *
dup_title (const char *revision, const LimbeckGitSighting *sighting)
{
  if (sighting->is_present)
    /* Translators: %s is a revision */
    return g_strdup_printf (
        _ ("The revision %s is in this branch, but its file is missing from the directory."),
        revision);
  if (sighting->branch != NULL)
    /* Translators: a revision, a branch of git */
    return g_strdup_printf (
        _ ("The revision %s is in the branch “%s”."), revision, sighting->branch);
  if (sighting->stash != NULL)
    /* Translators: a revision, the name of a stash of git */
    return g_strdup_printf (
        _ ("The revision %s was put aside in “%s” of git."), revision, sighting->stash);

  /* Translators: a revision, a commit, its date */
  return g_strdup_printf (
      _ ("The revision %s is in no branch any more; the last commit that touched it is %s of %s."),
      revision,
      sighting->commit,
      sighting->date);
}

static const char *
get_remedy (const LimbeckGitSighting *sighting)
{
  if (sighting->is_present)
    return _ ("Bring the file back.");
  if (sighting->branch != NULL)
    return _ ("Switch to that branch, or merge it, and look again.");
  if (sighting->stash != NULL)
    return _ ("Take it out again in the branch that it belongs to, and look again.");

  return _ ("Look at that commit; the file may have been removed or renumbered on purpose.");
}

static void
report (const char *revision, const LimbeckGitSighting *sighting, GPtrArray *findings)
{
  g_autofree char *title = dup_title (revision, sighting);
  g_autofree char *command = dup_command (sighting);
  g_autofree char *detail = sighting->subject
                                ? g_strdup_printf ("%s\n%s", sighting->path, sighting->subject)
                                : g_strdup (sighting->path);

  g_ptr_array_add (findings,
                   limbeck_finding_new_with_action ("unknown-revision-origin",
                                                    LIMBECK_SEVERITY_WARNING,
                                                    title,
                                                    detail,
                                                    get_remedy (sighting),
                                                    LIMBECK_ACTION_COPY_COMMAND,
                                                    command));
}

void
limbeck_check_revision_origin (const LimbeckFacts *facts,
                               GPtrArray          *findings,
                               GCancellable       *cancellable)
{
  const char *const *unknown = NULL;
  g_autoptr (LimbeckGitSighting) sighting = NULL;
  g_autoptr (GError) error = NULL;

  if (facts->state == NULL || facts->standing == NULL)
    return;
  unknown = limbeck_standing_get_unknown_rows (facts->standing);
  if (unknown[0] == NULL)
    return;

  sighting = limbeck_git_search (limbeck_target_get_project_directory (facts->target),
                                 unknown[0],
                                 TIMEOUT_MS,
                                 cancellable,
                                 &error);
  if (sighting != NULL)
    report (unknown[0], sighting, findings);
  else
    limbeck_check_unknown (findings,
                           "unknown-revision-origin",
                           _ ("Where the missing revision comes from is not known."),
                           error ? error->message : _ ("git knows no file of it."));
}
