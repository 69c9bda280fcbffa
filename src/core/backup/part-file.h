#pragma once

#include <gio/gio.h>

/**
 * LimbeckPartFile:
 * @fd: open for as long as the dump is being made
 * @path: the name that the dump will have
 * @part_path: (nullable): the name that it has until then
 *
 * A dump that is being made: locked for as long as its maker lives, removed by limbeck_part_file_free() unless it has been
 * kept.
 */
typedef struct
{
  int   fd;
  char *path;
  char *part_path;
} LimbeckPartFile;

/**
 * limbeck_part_file_new:
 * @directory: where to make it
 * @name: name that the dump will have; gets a number if it is taken
 * @error: a LIMBECK_BACKUP_ERROR
 *
 * Returns: (transfer full): an empty file with mode 0600
 */
LimbeckPartFile *limbeck_part_file_new (const char *directory,
                                        const char *name,
                                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_part_file_keep: syncs it to disk and gives it its name. */
gboolean limbeck_part_file_keep (LimbeckPartFile *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void limbeck_part_file_free (LimbeckPartFile *self);

/** limbeck_part_file_sweep: removes what makers left in @directory that live no longer. */
void limbeck_part_file_sweep (const char *directory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckPartFile, limbeck_part_file_free)
