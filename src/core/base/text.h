#pragma once

#include <glib.h>

/**
 * limbeck_text_redact:
 * @text: anything that a person or a file may get to see
 * @secrets: (nullable) (array zero-terminated=1): values that must not appear, for example a password
 *
 * Replaces every occurrence of a secret (as it is and percent-encoded), every password inside a URL
 * (`scheme://user:PASSWORD@`) and every `password=` parameter by `***`.
 *
 * Returns: (transfer full): the text that may be shown
 */
char *limbeck_text_redact (const char *text, const char *const *secrets);

/**
 * limbeck_text_make_valid:
 * @bytes: (array length=length): output of a process, in any encoding
 * @length: number of bytes
 *
 * Returns: (transfer full): @bytes as UTF-8; what is not UTF-8 becomes U+FFFD, NUL and escape sequences
 *   are left out, CR LF becomes LF
 */
char *limbeck_text_make_valid (const char *bytes, gsize length);

/**
 * limbeck_text_first_paragraph:
 * @text: a docstring or message
 *
 * Returns: (transfer full): the text before the first empty line, on one line
 */
char *limbeck_text_first_paragraph (const char *text);
