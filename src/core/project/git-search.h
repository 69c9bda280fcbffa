#pragma once

#include <gio/gio.h>

#define LIMBECK_GIT_ERROR (limbeck_git_error_quark ())

/**
 * LimbeckGitError:
 * @LIMBECK_GIT_ERROR_NOT_INSTALLED: there is no git
 * @LIMBECK_GIT_ERROR_NO_REPOSITORY: git says that the directory is in no repository that it may read
 * @LIMBECK_GIT_ERROR_INCOMPLETE: git knows no such file, but does not hold the whole history here
 * @LIMBECK_GIT_ERROR_FAILED: git did not answer in time, or failed otherwise
 */
typedef enum
{
  LIMBECK_GIT_ERROR_NOT_INSTALLED,
  LIMBECK_GIT_ERROR_NO_REPOSITORY,
  LIMBECK_GIT_ERROR_INCOMPLETE,
  LIMBECK_GIT_ERROR_FAILED,
} LimbeckGitError;

GQuark limbeck_git_error_quark (void);

/**
 * LimbeckGitSighting:
 * @branch: (nullable): the branch that has the file; %NULL if none has it any more
 * @is_remote: @branch is known from another repository only, as "origin/…"
 * @is_present: @branch is the one that is checked out: the file was removed from the directory
 * @commit: (nullable): without a branch: the abbreviated commit that removed it, or the last that had it
 * @stash: (nullable): the stash that @commit belongs to, as git names it
 * @date: (nullable): its date
 * @subject: (nullable): its first line
 * @path: the file, from the top of the repository, for people
 *
 * Where git knows a revision file.
 */
typedef struct
{
  char    *branch;
  gboolean is_remote;
  gboolean is_present;
  char    *commit;
  char    *stash;
  char    *date;
  char    *subject;
  char    *path;
} LimbeckGitSighting;

void limbeck_git_sighting_free (LimbeckGitSighting *self);

/**
 * limbeck_git_search:
 * @directory: a directory of a repository
 * @revision: id of a revision
 * @timeout_ms: time limit
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_GIT_ERROR or G_IO_ERROR_CANCELLED
 *
 * Looks for the Python file that says `revision = "…"`: first in the tips of all branches, the youngest first, then in history,
 * that of dropped branches and stashes included. Takes no lock of the repository, asks no network that git would not ask itself, starts no
 * program that the repository's configuration names.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL without an error if git knows none
 */
LimbeckGitSighting *limbeck_git_search (const char   *directory,
                                        const char   *revision,
                                        guint         timeout_ms,
                                        GCancellable *cancellable,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckGitSighting, limbeck_git_sighting_free)
