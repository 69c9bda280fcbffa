#pragma once

#include <stdio.h>

/*
 * What a test prints. Each test runs in a process of its own, so its standard output and standard error can become files.
 */

/** capture_start: from now on both streams go to files; for a checked fixture. */
void capture_start (void);

/** capture_stop: removes the files. */
void capture_stop (void);

/** capture_read: (transfer full): what has gone to @stream, stdout or stderr, so far. */
char *capture_read (FILE *stream);

/** capture_expect: asserts what both streams hold. */
void capture_expect (const char *out, const char *errors);
