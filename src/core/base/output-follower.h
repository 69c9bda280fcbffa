#pragma once

#include <gio/gio.h>

/**
 * LimbeckOutputFollower:
 *
 * Reads a file that another process is still writing, line by line, without ever holding more than one
 * bounded line in memory (output of 50 MB is normal). Lines come out as valid UTF-8, redacted, without their
 * newline; a line above 16 KiB is cut and marked with "…". The file need not exist yet.
 */
typedef struct _LimbeckOutputFollower LimbeckOutputFollower;

/** LimbeckLineFunc: gets one @line, borrowed, with what was given to limbeck_output_follower_read(). */
typedef void (*LimbeckLineFunc) (const char *line, gpointer data);

LimbeckOutputFollower *limbeck_output_follower_new (const char *path, const char *const *secrets);
void                   limbeck_output_follower_free (LimbeckOutputFollower *self);

/**
 * limbeck_output_follower_read:
 * @self: a follower
 * @at_end: the writer is gone: the last line counts even without a newline
 * @func: gets each new line
 * @data: given to @func
 *
 * Reads what has been added since the last call, at most 4 MiB a call.
 *
 * Returns: %TRUE if there is more to read at once
 */
gboolean limbeck_output_follower_read (LimbeckOutputFollower *self,
                                       gboolean               at_end,
                                       LimbeckLineFunc        func,
                                       gpointer               data);

/** limbeck_output_follower_has_redacted: whether something was hidden in a line that was read so far, so that the file holds more than was told. */
gboolean limbeck_output_follower_has_redacted (const LimbeckOutputFollower *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckOutputFollower, limbeck_output_follower_free)
