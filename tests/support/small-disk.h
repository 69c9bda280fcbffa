#pragma once

#include <glib.h>

/**
 * limbeck_small_disk_is_possible:
 *
 * Not every container lets one mount. Ask before the test case gets its tests: a program without a test counts as skipped, one
 * whose tests return early would count as passed.
 *
 * Returns: %TRUE if limbeck_small_disk_mount() can work
 */
gboolean limbeck_small_disk_is_possible (void);

/**
 * limbeck_small_disk_mount:
 * @directory: made if it is not there
 * @options: for tmpfs: "size=60m"
 *
 * A disk of the calling process's own, which only it and its children see and which is gone with them. The process must not have
 * started a thread.
 */
void limbeck_small_disk_mount (const char *directory, const char *options);

/** limbeck_small_disk_fill: writes a file "filler" into @directory until nothing fits any more. */
void limbeck_small_disk_fill (const char *directory);
