#pragma once

#include "core/revisions/script.h"

/**
 * LimbeckScriptPlaces:
 * @locations: absolute paths of the version locations, in order, %NULL-terminated
 * @is_sorted: whether this Alembic takes the files by name (since 1.10) rather than as the system lists them
 * @is_recursive: whether folders inside the locations count
 * @is_sourceless: whether compiled files count
 * @is_brief: whether they are read for one answer only, see limbeck_script_opener_set_brief()
 *
 * Where revision files are, as the configuration says. A plain value.
 */
typedef struct
{
  const char *const *locations;
  gboolean           is_sorted;
  gboolean           is_recursive;
  gboolean           is_sourceless;
  gboolean           is_brief;
} LimbeckScriptPlaces;

/**
 * LimbeckScriptFiles:
 * @ref_count: use limbeck_script_files_ref()
 * @scripts: (element-type LimbeckScript): every file that counts, in the order in which Alembic loads them
 * @findings: (element-type LimbeckFinding): what is odd about the locations themselves
 *
 * The revision files of a target as they were at one moment. Immutable.
 */
typedef struct
{
  gatomicrefcount ref_count;
  GPtrArray      *scripts;
  GPtrArray      *findings;
} LimbeckScriptFiles;

/**
 * limbeck_script_files_load:
 * @places: where to look
 * @previous: (nullable): an older state; files that have not changed since are not opened
 * @cancellable: (nullable): stops between two files
 * @error: LIMBECK_REVISION_ERROR_UNREADABLE if a location is there but can't be listed, or G_IO_ERROR_CANCELLED
 *
 * Lists and reads the revision files. A file that can't be read is a script that says so; a location that
 * does not exist is a finding.
 *
 * Returns: (transfer full): the files; @previous itself if nothing has changed
 */
LimbeckScriptFiles *limbeck_script_files_load (const LimbeckScriptPlaces *places,
                                               LimbeckScriptFiles        *previous,
                                               GCancellable              *cancellable,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

LimbeckScriptFiles *limbeck_script_files_ref (LimbeckScriptFiles *self);
void                limbeck_script_files_unref (LimbeckScriptFiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckScriptFiles, limbeck_script_files_unref)
