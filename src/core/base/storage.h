#pragma once

#include <gio/gio.h>

/** limbeck_storage_dup_state_directory: `$XDG_STATE_HOME/limbeck`, absolute; need not exist yet. */
char *limbeck_storage_dup_state_directory (void);

/** limbeck_storage_dup_data_directory: `$XDG_DATA_HOME/limbeck`, absolute; need not exist yet. */
char *limbeck_storage_dup_data_directory (void);

/**
 * limbeck_storage_make_directory:
 * @path: a directory
 * @error: a G_IO_ERROR that names the directory and says what is wrong with it
 *
 * Creates @path and its parents with mode 0700 and makes sure that it can be written to.
 */
gboolean
limbeck_storage_make_directory (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_storage_write:
 * @path: a file
 * @contents: (array length=length): what it shall hold
 * @length: bytes
 * @error: a G_IO_ERROR
 *
 * Writes to a temporary name beside @path with mode 0600, fsyncs, renames, and fsyncs the directory.
 */
gboolean limbeck_storage_write (const char *path,
                                const char *contents,
                                gssize      length,
                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_storage_sync_directory: fsyncs @path, so that renames inside it last. */
gboolean
limbeck_storage_sync_directory (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
