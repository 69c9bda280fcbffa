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
        (gsize) (end - p) >= length - offset && memcmp (p - offset, word, length) == 0 &&
        !g_ascii_isalnum (p[length - offset]))
      return TRUE;

  return FALSE;
}

typedef guint8 Block __attribute__ ((vector_size (16)));

typedef struct
{
  gboolean runs;
  gboolean needs_body;
} Tail;

enum
{
  ROUND,
  SQUARE,
  CURLY,
  SINGLE,
  DOUBLE,
  N_COUNTS,
};

static inline void
count (Block bytes, Block counts[static N_COUNTS])
{
  counts[ROUND] += (Block) (bytes == '(') - (Block) (bytes == ')');
  counts[SQUARE] += (Block) (bytes == '[') - (Block) (bytes == ']');
  counts[CURLY] += (Block) (bytes == '{') - (Block) (bytes == '}');
  counts[SINGLE] += (Block) (bytes == '\'');
  counts[DOUBLE] += (Block) (bytes == '"');
}

static guint8
add_up (Block counts)
{
  const guint64 even = G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  const guint64 ones = G_GUINT64_CONSTANT (0x0001000100010001);
  guint64       halves[2];

  memcpy (halves, &counts, sizeof halves);

  return (((halves[0] & even) + (halves[0] >> 8 & even) + (halves[1] & even) +
           (halves[1] >> 8 & even)) *
          ones) >>
         48;
}

/*
 * Whether there are as many closing brackets as opening ones, and an even number of quotes of either kind. That is no proof
 * either way, as strings and comments hold some too, but where it is not so, the text is worth cutting into tokens.
 */
static gboolean
is_balanced (const char *p, const char *end)
{
  Block counts[N_COUNTS] = { 0 };
  Block bytes;

  for (; end - p >= (gssize) sizeof bytes; p += sizeof bytes)
    {
      memcpy (&bytes, p, sizeof bytes);
      count (bytes, counts);
    }
  bytes = (Block){ 0 };
  memcpy (&bytes, p, end - p);
  count (bytes, counts);

  return add_up (counts[ROUND]) == 0 && add_up (counts[SQUARE]) == 0 &&
         add_up (counts[CURLY]) == 0 && add_up (counts[SINGLE]) % 2 == 0 &&
         add_up (counts[DOUBLE]) % 2 == 0;
}

/*
 * Whether the brackets of a line are closed and it binds nothing by ":=", so that whatever it begins to define has its whole
 * head on it. A second pair of brackets may be a call. Only a definition ends with a colon, and has to.
 */
static gboolean
is_whole_head (Tail *tail, const char *line, const char *line_end)
{
  static const gboolean is_special[256] = {
    ['('] = TRUE, ['['] = TRUE,  ['{'] = TRUE, [')'] = TRUE,  [']'] = TRUE, ['}'] = TRUE,
    [':'] = TRUE, ['\\'] = TRUE, ['"'] = TRUE, ['\''] = TRUE, ['#'] = TRUE,
  };
  guint n_round = 0;
  int   depth = 0;

  for (const char *p = line; p < line_end; p++)
    switch (is_special[(guint8) *p] ? *p : ' ')
      {
      case '(':
        tail->runs |= ++n_round > 1;
        depth++;
        break;
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
      case '#':
        line_end = p;
        break;
      case '\\':
      case '"':
      case '\'':
        return FALSE;
      default:
        break;
      }
  while (line_end[-1] == ' ')
    line_end--;
  tail->needs_body = line_end[-1] == ':';

  return depth == 0 && tail->needs_body != (*line == '@');
}

/* `def NAME`, `class NAME` or `async def NAME`, where NAME is none that matters. */
static gboolean
is_plain_definition (Tail *tail, const char *p)
{
  const char *name = skip_word (p, "def ");
  gsize       length = 0;

  if (name == NULL)
    {
      name = skip_word (p, "class ");
      tail->runs |= name != NULL;
    }
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

static gboolean
is_blank (const char *p, const char *line_end)
{
  while (p < line_end && (*p == ' ' || *p == '\t'))
    p++;

  return p == line_end || *p == '#';
}

static gboolean
begins_old_statement (const char *p, const char *line_end)
{
  if (p >= line_end)
    return FALSE;

  return (*p == 'p' && skip_word (p, "print ") != NULL) ||
         (*p == 'r' && skip_word (p, "raise ") != NULL) ||
         (*p == 'e' && skip_word (p, "except ") != NULL);
}

/*
 * Whether a line may have a statement of Python 2, which makes it worth to look closely; in the first two levels of the
 * usual indentation, as looking for it further inside costs more than it finds.
 */
static gboolean
may_be_old (const char *line, const char *line_end)
{
  return *line == '\t' ? begins_old_statement (line + 1, line_end)
                       : begins_old_statement (line + 4, line_end) ||
                             begins_old_statement (line + 8, line_end);
}

/*
 * A line that is not indented may begin a statement of the module, wherever strings and brackets stand; so may one with a
 * form feed in its indentation.
 */
static gboolean
line_is_harmless (Tail *tail, const char *p, const char *line_end)
{
  switch (*p)
    {
    case ' ':
    case '\t':
      tail->needs_body = tail->needs_body && is_blank (p, line_end);
      tail->runs |= may_be_old (p, line_end);
      return TRUE;
    case '\n':
    case '#':
      return TRUE;
    case ')':
    case ']':
    case '}':
      return !tail->needs_body;
    case '"':
    case '\'':
      return !tail->needs_body && ends_string_only (p, line_end);
    case '@':
      tail->runs = TRUE;
      return !tail->needs_body && is_whole_head (tail, p, line_end);
    default:
      return p == line_end || (!tail->needs_body && is_plain_definition (tail, p) &&
                               is_whole_head (tail, p, line_end));
    }
}

gboolean
limbeck_python_tail_binds_nothing (const char *p, const char *end, gboolean *runs)
{
  Tail        tail = { .needs_body = FALSE };
  const char *line;

  g_return_val_if_fail (p != NULL && p <= end && runs != NULL, FALSE);

  if (memchr (p, '\f', end - p) != NULL)
    return FALSE;

  for (line = p; line < end;)
    {
      const char *line_end = memchr (line, '\n', end - line);

      if (line_end == NULL)
        line_end = end;
      if (!line_is_harmless (&tail, line, line_end))
        return FALSE;
      line = line_end + 1;
    }
  *runs = tail.runs;

  return !tail.needs_body && is_balanced (p, end);
}
