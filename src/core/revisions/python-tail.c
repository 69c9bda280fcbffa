#include "config.h"

#include <string.h>

#include "core/revisions/python-word.h"

#include "core/revisions/python-tail.h"

/* By a letter that is rare in programs, which beats memmem() in texts of this size. */
static const char *
skip_word (const char *p, const char *word)
{
  while (*word != '\0' && *p == *word)
    {
      p++;
      word++;
    }

  return *word == '\0' ? p : NULL;
}

gboolean
limbeck_python_tail_begins_definition (const char *p)
{
  return *p == '@' || skip_word (p, "def ") != NULL || skip_word (p, "class ") != NULL ||
         skip_word (p, "async ") != NULL;
}

gboolean
limbeck_python_tail_has_word (const char *p, const char *end, const char *word)
{
  gsize offset = strcspn (word, "b");
  gsize length = strlen (word);

  for (const char *from = p; (p = memchr (p, 'b', end - p)) != NULL; p++)
    if ((gsize) (p - from) >= offset && p[-1] == word[offset - 1] &&
        (gsize) (end - p) >= length - offset && memcmp (p - offset, word, length) == 0)
      return TRUE;

  return FALSE;
}

/*
 * Whether the brackets of a line are closed and it binds nothing by ":=", so that whatever it begins to define has its whole
 * head on it.
 */
static gboolean
is_whole_head (const char *p, const char *line_end)
{
  static const gboolean is_special[256] = {
    ['('] = TRUE, ['['] = TRUE, ['{'] = TRUE,  [')'] = TRUE, [']'] = TRUE,
    ['}'] = TRUE, [':'] = TRUE, ['\\'] = TRUE, ['"'] = TRUE, ['\''] = TRUE,
  };
  int depth = 0;

  for (; p < line_end; p++)
    switch (is_special[(guint8) *p] ? *p : ' ')
      {
      case '(':
      case '[':
      case '{':
        depth++;
        break;
      case ')':
      case ']':
      case '}':
        depth--;
        break;
      case ':':
        if (p[1] == '=')
          return FALSE;
        break;
      case '\\':
      case '"':
      case '\'':
        return FALSE;
      default:
        break;
      }

  return depth == 0;
}

/* `def NAME`, `class NAME` or `async def NAME`, where NAME is none that matters. */
static gboolean
is_plain_definition (const char *p)
{
  const char *name = skip_word (p, "def ");
  gsize       length = 0;

  if (name == NULL)
    name = skip_word (p, "class ");
  if (name == NULL)
    name = skip_word (p, "async def ");
  if (name == NULL)
    return FALSE;

  while (g_ascii_isalnum (name[length]) || name[length] == '_')
    length++;

  return length > 0 && (name[length] & 0x80) == 0 &&
         limbeck_python_word_find (name, length) == LIMBECK_PYTHON_OTHER;
}

static gboolean
ends_string_only (const char *p, const char *line_end)
{
  for (; p < line_end; p++)
    if (strchr ("\"') \t,.", *p) == NULL)
      return FALSE;

  return TRUE;
}

/*
 * A line that is not indented may begin a statement of the module, wherever strings and brackets stand; so may one with a
 * form feed in its indentation.
 */
static gboolean
line_is_harmless (const char *p, const char *line_end)
{
  switch (*p)
    {
    case ' ':
    case '\t':
    case '\n':
    case '#':
    case ')':
    case ']':
    case '}':
      return TRUE;
    case '"':
    case '\'':
      return ends_string_only (p, line_end);
    case '@':
      return is_whole_head (p, line_end);
    default:
      return p == line_end || (is_plain_definition (p) && is_whole_head (p, line_end));
    }
}

gboolean
limbeck_python_tail_binds_nothing (const char *p, const char *end)
{
  const char *line;

  g_return_val_if_fail (p != NULL && p <= end, FALSE);

  if (memchr (p, '\f', end - p) != NULL)
    return FALSE;

  for (line = p; line < end;)
    {
      const char *line_end = memchr (line, '\n', end - line);

      if (line_end == NULL)
        line_end = end;
      if (!line_is_harmless (line, line_end))
        return FALSE;
      line = line_end + 1;
    }

  return TRUE;
}
