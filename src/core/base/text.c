#include "config.h"

#include <string.h>

#include "core/base/text.h"

#define ESCAPE '\033'
#define BELL '\a'

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static gboolean
is_space (char c)
{
  return is_blank (c) || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static const char *
skip_range (const char *at, const char *end, char first, char last)
{
  while (at < end && *at >= first && *at <= last)
    at++;

  return at;
}

/* The strings of ECMA-48 (OSC, DCS, SOS, PM, APC) end with BEL or ESC \. A newline ends them too, so that one
 * stray introducer can't swallow the rest of the output. */
static const char *
skip_control_string (const char *at, const char *end)
{
  for (; at < end && *at != '\n'; at++)
    {
      if (*at == BELL)
        return at + 1;
      if (*at == ESCAPE)
        return at + 1 < end && at[1] == '\\' ? at + 2 : at;
    }

  return at;
}

/* @at is at the ESC; returns what follows the sequence. */
static const char *
skip_escape_sequence (const char *at, const char *end)
{
  if (++at == end)
    return at;

  if (*at == '[')
    {
      at = skip_range (at + 1, end, '0', '?');
      at = skip_range (at, end, ' ', '/');
      return at < end && *at >= '@' && *at <= '~' ? at + 1 : at;
    }
  if (strchr ("]PX^_", *at) && *at != '\0')
    return skip_control_string (at + 1, end);

  at = skip_range (at, end, ' ', '/');
  return at < end && *at >= '0' && *at <= '~' ? at + 1 : at;
}

/* Takes one character that is not printable ASCII; returns what follows it. */
static const char *
append_special (GString *text, const char *at, const char *end)
{
  gunichar c;

  if (*at == ESCAPE)
    return skip_escape_sequence (at, end);
  if ((guchar) *at < 0x80)
    {
      if (*at == '\n' || *at == '\t')
        g_string_append_c (text, *at);
      return at + 1;
    }

  c = g_utf8_get_char_validated (at, end - at);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      g_string_append (text, "\357\277\275");
      return at + 1;
    }
  /* U+0080 to U+009F are the 8-bit forms of the control characters. */
  if (c >= 0xa0)
    g_string_append_len (text, at, g_utf8_skip[(guchar) *at]);

  return at + g_utf8_skip[(guchar) *at];
}

char *
limbeck_text_make_valid (const char *bytes, gsize length)
{
  g_autoptr (GString) text = NULL;
  const char *at = bytes;
  const char *end = bytes + length;

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  text = g_string_sized_new (length);
  while (at < end)
    {
      const char *plain = skip_range (at, end, ' ', '~');

      g_string_append_len (text, at, plain - at);
      at = plain < end ? append_special (text, plain, end) : end;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_words (GString *text, const char *at, const char *end)
{
  while (at < end)
    {
      const char *word;

      while (at < end && is_space (*at))
        at++;
      word = at;
      while (at < end && !is_space (*at))
        at++;

      if (word < at && text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_len (text, word, at - word);
    }
}

char *
limbeck_text_first_paragraph (const char *text)
{
  g_autoptr (GString) paragraph = g_string_new (NULL);
  const char *line = text;

  g_return_val_if_fail (text != NULL, NULL);

  while (*line != '\0')
    {
      const char *end = strchrnul (line, '\n');
      gsize       length = paragraph->len;

      append_words (paragraph, line, end);
      if (paragraph->len == length && length > 0)
        break;
      line = *end == '\0' ? end : end + 1;
    }

  return g_string_free (g_steal_pointer (&paragraph), FALSE);
}
