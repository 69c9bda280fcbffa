#pragma once

#include <glib.h>

/** LIMBECK_SMALL_FILE_MAX: no configuration is larger; real ones stay below 20 kB. */
#define LIMBECK_SMALL_FILE_MAX (1024 * 1024)

/**
 * limbeck_small_file_read:
 * @path: a file
 * @length: (out) (optional): its size in bytes
 * @error: LIMBECK_PROJECT_ERROR_NOT_FOUND or _UNREADABLE; the message names @path
 *
 * Reads a text file that a person wrote. Never waits for a FIFO or a device, and refuses what is larger than
 * LIMBECK_SMALL_FILE_MAX or holds a NUL byte.
 *
 * Returns: (transfer full): what it holds, NUL-terminated
 */
char *
limbeck_small_file_read (const char *path, gsize *length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_small_file_is_present: whether @path is a regular file or a link to one. */
gboolean limbeck_small_file_is_present (const char *path);
