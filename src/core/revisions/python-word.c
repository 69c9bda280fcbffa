#include "config.h"

#include <string.h>

#include "core/revisions/python-word.h"

#define MAX_LENGTH 13

/* Sorted by length: almost every identifier is told from them by its length and first letter. */
static const struct
{
  const char       *text;
  LimbeckPythonWord word;
} words[] = {
  { "if", LIMBECK_PYTHON_BLOCK },
  { "def", LIMBECK_PYTHON_DEF },
  { "del", LIMBECK_PYTHON_DEL },
  { "for", LIMBECK_PYTHON_BLOCK },
  { "try", LIMBECK_PYTHON_BLOCK },
  { "sys", LIMBECK_PYTHON_SYS },
  { "None", LIMBECK_PYTHON_NONE },
  { "from", LIMBECK_PYTHON_FROM },
  { "else", LIMBECK_PYTHON_BLOCK },
  { "elif", LIMBECK_PYTHON_BLOCK },
  { "with", LIMBECK_PYTHON_BLOCK },
  { "exec", LIMBECK_PYTHON_DYNAMIC },
  { "eval", LIMBECK_PYTHON_DYNAMIC },
  { "vars", LIMBECK_PYTHON_DYNAMIC },
  { "class", LIMBECK_PYTHON_CLASS },
  { "async", LIMBECK_PYTHON_ASYNC },
  { "while", LIMBECK_PYTHON_BLOCK },
  { "print", LIMBECK_PYTHON_PRINT },
  { "raise", LIMBECK_PYTHON_LEAVE },
  { "import", LIMBECK_PYTHON_FROM },
  { "return", LIMBECK_PYTHON_LEAVE },
  { "except", LIMBECK_PYTHON_BLOCK },
  { "global", LIMBECK_PYTHON_GLOBAL },
  { "locals", LIMBECK_PYTHON_DYNAMIC },
  { "globals", LIMBECK_PYTHON_DYNAMIC },
  { "setattr", LIMBECK_PYTHON_DYNAMIC },
  { "finally", LIMBECK_PYTHON_BLOCK },
  { "modules", LIMBECK_PYTHON_MODULES },
  { "__doc__", LIMBECK_PYTHON_DOC },
  { "revision", LIMBECK_PYTHON_REVISION },
  { "__dict__", LIMBECK_PYTHON_DYNAMIC },
  { "f_locals", LIMBECK_PYTHON_DYNAMIC },
  { "_getframe", LIMBECK_PYTHON_DYNAMIC },
  { "f_globals", LIMBECK_PYTHON_DYNAMIC },
  { "__import__", LIMBECK_PYTHON_DYNAMIC },
  { "depends_on", LIMBECK_PYTHON_DEPENDS_ON },
  { "__getattr__", LIMBECK_PYTHON_GETATTR },
  { "__globals__", LIMBECK_PYTHON_DYNAMIC },
  { "__builtins__", LIMBECK_PYTHON_DYNAMIC },
  { "currentframe", LIMBECK_PYTHON_DYNAMIC },
  { "down_revision", LIMBECK_PYTHON_DOWN_REVISION },
  { "branch_labels", LIMBECK_PYTHON_BRANCH_LABELS },
};

/* Index of the first word of each length. */
static const guint8 first_of_length[MAX_LENGTH + 2] = {
  0, 0, 0, 1, 6, 14, 19, 24, 29, 32, 34, 36, 38, 40, 42,
};

LimbeckPythonWord
limbeck_python_word_find_ascii (const char *start, gsize length)
{
  g_return_val_if_fail (start != NULL, LIMBECK_PYTHON_OTHER);

  if (length > MAX_LENGTH)
    return LIMBECK_PYTHON_OTHER;

  for (guint i = first_of_length[length]; i < first_of_length[length + 1]; i++)
    if (words[i].text[0] == start[0] && memcmp (words[i].text, start, length) == 0)
      return words[i].word;

  return LIMBECK_PYTHON_OTHER;
}

LimbeckPythonWord
limbeck_python_word_find (const char *start, gsize length)
{
  g_autofree char *normal = NULL;

  g_return_val_if_fail (start != NULL, LIMBECK_PYTHON_OTHER);

  for (gsize i = 0; i < length; i++)
    if (start[i] & 0x80)
      {
        /* PEP 3131: "ｒevision" is "revision". */
        normal = g_utf8_normalize (start, length, G_NORMALIZE_NFKC);
        return normal != NULL ? limbeck_python_word_find_ascii (normal, strlen (normal))
                              : LIMBECK_PYTHON_OTHER;
      }

  return limbeck_python_word_find_ascii (start, length);
}
