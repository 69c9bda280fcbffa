#include "config.h"

#include <string.h>

#include "core/revisions/python-plain.h"

enum
{
  WORD = 1 << 0,
  IMPORTED = 1 << 1,
  ANNOTATING = 1 << 2,
  BREAK = 1 << 3,
};

/*
 * IMPORTED leaves out "v", "x" and "_": each of the names that Alembic looks at has one of them, and so have "exec", "eval"
 * and "vars". The other words that may bind names do so where they are called, and "sys" only together with "modules".
 */
static const guint8 classes[256] = {
  ['\0'] = BREAK,
  ['\n'] = BREAK,
  ['\r'] = BREAK,
  ['\\'] = BREAK,
  ['0' ... '9'] = WORD | IMPORTED,
  ['A' ... 'Z'] = WORD | IMPORTED,
  ['a' ... 'u'] = WORD | IMPORTED,
  ['v'] = WORD,
  ['w'] = WORD | IMPORTED,
  ['x'] = WORD,
  ['y' ... 'z'] = WORD | IMPORTED,
  ['_'] = WORD,
  [' '] = IMPORTED | ANNOTATING,
  [','] = IMPORTED | ANNOTATING,
  ['.'] = IMPORTED | ANNOTATING,
  ['|'] = ANNOTATING,
};

static gboolean
is (const char *p, guint8 class)
{
  return (classes[(guint8) *p] & class) != 0;
}

static const char *
skip (const char *p, guint8 class)
{
  while (is (p, class))
    p++;

  return p;
}

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ' || *p == '\t')
    p++;

  return p;
}

gsize
limbeck_python_plain_measure_import (const char *p)
{
  const char *end;

  if ((*p != 'i' || strncmp (p, "import ", 7) != 0) &&
      (*p != 'f' || strncmp (p, "from ", 5) != 0 || strncmp (p, "from sys ", 9) == 0))
    return 0;
  end = skip (p, IMPORTED);

  return *end == '\n' ? end + 1 - p : 0;
}

/* From behind the colon to the "=", or %NULL where a word in it may do more than name a type. */
static const char *
skip_annotation (const char *p)
{
  int depth = 0;

  for (;;)
    if (is (p, WORD))
      {
        const char       *end = skip (p, WORD);
        LimbeckPythonWord word = limbeck_python_word_find_ascii (p, end - p);

        if (word != LIMBECK_PYTHON_OTHER && word != LIMBECK_PYTHON_NONE)
          return NULL;
        p = end;
      }
    else if (*p == '[' || (*p == ']' && depth > 0))
      depth += *p++ == '[' ? 1 : -1;
    else if (is (p, ANNOTATING))
      p++;
    else
      return depth == 0 ? p : NULL;
}

static const char *
read_value (const char *p, LimbeckPythonAssignment *assignment)
{
  const char  quote = *p;
  const char *end;

  assignment->value = NULL;
  assignment->value_length = 0;
  if (*p == 'N' && strncmp (p, "None", 4) == 0)
    return p + 4;
  if ((quote != '\'' && quote != '"') || (p[1] == quote && p[2] == quote))
    return NULL;

  for (end = p + 1; !is (end, BREAK) && *end != quote; end++)
    ;
  if (*end != quote)
    return NULL;
  assignment->value = p + 1;
  assignment->value_length = end - assignment->value;

  return end + 1;
}

gsize
limbeck_python_plain_read_assignment (const char *p, LimbeckPythonAssignment *assignment)
{
  const char *end = skip (p, WORD);

  g_return_val_if_fail (assignment != NULL, 0);

  assignment->name = limbeck_python_word_find_ascii (p, end - p);
  if (assignment->name >= LIMBECK_PYTHON_N_NAMES || assignment->name == LIMBECK_PYTHON_DOC)
    return 0;

  end = skip_blanks (end);
  if (*end == ':' && end[1] != '=')
    end = skip_annotation (end + 1);
  if (end == NULL || *end != '=')
    return 0;
  end = read_value (skip_blanks (end + 1), assignment);

  return end != NULL && *end == '\n' ? end + 1 - p : 0;
}

gsize
limbeck_python_plain_read_docstring (const char  *p,
                                     const char  *end,
                                     const char **docstring,
                                     gsize       *length)
{
  static const char quotes[] = "\"\"\"";
  const char       *close = p;

  g_return_val_if_fail (docstring != NULL && length != NULL, 0);

  if (*p != '"' || strncmp (p, quotes, 3) != 0)
    return 0;

  *docstring = close += 3;
  while ((close = memchr (close, '"', end - close)) != NULL && strncmp (close, quotes, 3) != 0)
    close++;
  if (close == NULL || close[3] != '\n')
    return 0;
  *length = close - *docstring;

  return memchr (*docstring, '\\', *length) == NULL ? close + 4 - p : 0;
}
