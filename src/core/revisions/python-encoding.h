#pragma once

#include <glib.h>

/**
 * limbeck_python_decode:
 * @source: (array length=length): a Python file, with one NUL behind it
 * @length: (inout): number of bytes; afterwards of what is returned
 * @converted: (out) (transfer full) (nullable): owns the result where the encoding is not UTF-8
 *
 * Applies Python's rules for source files: a byte order mark, a coding cookie in one of the first two lines, else
 * UTF-8.
 *
 * Returns: (nullable): the text as UTF-8 without a byte order mark, ended by a NUL; %NULL if the bytes are not in
 *   the declared encoding, hold a NUL, or only Python knows the encoding
 */
const char *limbeck_python_decode (const char *source, gsize *length, char **converted);
