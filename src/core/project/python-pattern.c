#include "config.h"

#include <string.h>

#include "core/project/python-pattern.h"

const LimbeckPythonToken *
limbeck_python_pattern_get (GArray *tokens, guint i)
{
  return i < tokens->len ? &g_array_index (tokens, LimbeckPythonToken, i) : NULL;
}

static gboolean
matches_word (const LimbeckPythonToken *token, const char *word, gsize length)
{
  if (token == NULL)
    return FALSE;

  if (word[0] == '$' && length == 2)
    return token->kind == (word[1] == 'N'   ? LIMBECK_PYTHON_TOKEN_NAME
                           : word[1] == 'S' ? LIMBECK_PYTHON_TOKEN_STRING
                                            : LIMBECK_PYTHON_TOKEN_NEWLINE);

  if (word[0] == '\'')
    return token->kind == LIMBECK_PYTHON_TOKEN_STRING && strlen (token->text) == length - 2 &&
           strncmp (token->text, word + 1, length - 2) == 0;

  return (token->kind == LIMBECK_PYTHON_TOKEN_NAME ||
          token->kind == LIMBECK_PYTHON_TOKEN_OPERATOR) &&
         strlen (token->text) == length && strncmp (token->text, word, length) == 0;
}

guint
limbeck_python_pattern_match (GArray *tokens, guint i, LimbeckPythonPattern *pattern)
{
  const char *word = pattern;

  g_return_val_if_fail (tokens != NULL, 0);
  g_return_val_if_fail (pattern != NULL, 0);

  while (*word != '\0')
    {
      gsize length = strcspn (word, " ");

      if (!matches_word (limbeck_python_pattern_get (tokens, i), word, length))
        return 0;

      i++;
      word += length + strspn (word + length, " ");
    }

  return i;
}

guint
limbeck_python_pattern_count (GArray *tokens, LimbeckPythonPattern *pattern)
{
  guint n = 0;

  g_return_val_if_fail (tokens != NULL, 0);

  for (guint i = 0; i < tokens->len; i++)
    n += limbeck_python_pattern_match (tokens, i, pattern) > 0;

  return n;
}
