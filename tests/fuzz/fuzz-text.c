/* What limbeck_text_make_valid() and limbeck_text_redact() promise for any input: a first line with secrets, each
 * ended by a blank, and then the text. */

#include <stdint.h>
#include <string.h>

#include "core/base/text.h"

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size);

static void
check_valid (const char *text)
{
  g_autofree char *again = limbeck_text_make_valid (text, strlen (text));

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (again, ==, text);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_assert_true (c == '\n' || c == '\t' || !g_unichar_iscntrl (c));
    }
}

static void
check_redacted (const char *text, char **secrets)
{
  g_autofree char *once = limbeck_text_redact (text, (const char *const *) secrets);
  g_autofree char *twice = limbeck_text_redact (once, (const char *const *) secrets);

  g_assert_cmpstr (once, ==, twice);
  for (gsize i = 0; secrets[i]; i++)
    {
      if (*secrets[i] != '\0' && strchr (secrets[i], '*') == NULL)
        g_assert_null (strstr (once, secrets[i]));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  const char      *newline = size ? memchr (bytes, '\n', size) : NULL;
  gsize            length = newline ? newline - (const char *) bytes : 0;
  g_autofree char *line = g_strndup ((const char *) bytes, length);
  g_auto (GStrv) secrets = g_strsplit (line, " ", 4);
  g_autofree char *valid = limbeck_text_make_valid ((const char *) bytes + length, size - length);
  g_autofree char *raw = g_strndup ((const char *) bytes + length, size - length);
  g_autofree char *paragraph = limbeck_text_first_paragraph (raw);

  check_valid (valid);
  check_redacted (valid, secrets);
  check_redacted (raw, secrets);
  g_assert_null (strchr (paragraph, '\n'));

  return 0;
}
