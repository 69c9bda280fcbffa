#pragma once

#include <glib.h>

/**
 * LimbeckScratch:
 *
 * A directory of a test's own that vanishes with it. Paths are relative to it; folders are made as needed.
 */
typedef struct _LimbeckScratch LimbeckScratch;

LimbeckScratch *limbeck_scratch_new (void);
void            limbeck_scratch_free (LimbeckScratch *self);

/** limbeck_scratch_get_directory: absolute path, without symbolic links. */
const char *limbeck_scratch_get_directory (LimbeckScratch *self);

/** limbeck_scratch_dup_path: (transfer full): absolute path of @path, which need not exist. */
char *limbeck_scratch_dup_path (LimbeckScratch *self, const char *path);

/** limbeck_scratch_write: makes the file @path hold @contents. */
void limbeck_scratch_write (LimbeckScratch *self, const char *path, const char *contents);

/** limbeck_scratch_write_program: the same for a file that may be executed. */
void limbeck_scratch_write_program (LimbeckScratch *self, const char *path, const char *contents);

/** limbeck_scratch_make_directory: makes the folder @path and its parents. */
void limbeck_scratch_make_directory (LimbeckScratch *self, const char *path);

/** limbeck_scratch_link: makes @path a symbolic link to @target, as it is written. */
void limbeck_scratch_link (LimbeckScratch *self, const char *target, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckScratch, limbeck_scratch_free)
