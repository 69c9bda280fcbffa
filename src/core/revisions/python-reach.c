#include "config.h"

#include <string.h>

#include "core/revisions/python-reach.h"

static gboolean
is_word_byte (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (c & 0x80) != 0;
}

/* `session.exec ()` and `frame.eval ()` are methods of something else. */
static gboolean
is_method (const LimbeckPythonToken *token, gboolean is_attribute)
{
  return is_attribute && token->length == strlen ("exec") && *token->start == 'e';
}

/* What stands between the braces is run; the rest is looked at with it, as text that matters is rare there. */
static void
look_into_string (LimbeckPythonReach *self, const LimbeckPythonToken *token)
{
  const char *end = token->start + token->length;
  gboolean    binds = memmem (token->start, token->length, ":=", 2) != NULL;

  if (!limbeck_python_token_is_formatted (token) ||
      memchr (token->start, '{', token->length) == NULL)
    return;

  for (const char *p = token->start; p < end; p++)
    {
      const char       *start = p;
      LimbeckPythonWord word;

      while (p < end && is_word_byte (*p))
        p++;
      if (p == start)
        continue;
      word = limbeck_python_word_find (start, p - start);
      if (word == LIMBECK_PYTHON_DYNAMIC)
        self->dynamic_at = start;
      if (word >= LIMBECK_PYTHON_N_NAMES)
        continue;
      self->n_mentions[word]++;
      if (binds)
        self->bound_at[word] = start;
    }
}

static void
look_at_name (LimbeckPythonReach       *self,
              const LimbeckPythonToken *token,
              gboolean                  is_attribute,
              gboolean                  is_global)
{
  if (token->word == LIMBECK_PYTHON_DYNAMIC && !is_method (token, is_attribute))
    self->dynamic_at = token->start;
  if (token->word >= LIMBECK_PYTHON_N_NAMES || is_attribute)
    return;

  self->n_mentions[token->word]++;
  if (is_global)
    self->bound_at[token->word] = token->start;
}

void
limbeck_python_reach_find (LimbeckPythonReach *self, LimbeckPythonLexer *lexer)
{
  LimbeckPythonToken token;
  LimbeckPythonKind  kind;
  gboolean           is_attribute = FALSE;
  gboolean           is_global = FALSE;
  gboolean           has_sys = FALSE;

  g_return_if_fail (self != NULL && lexer != NULL);

  *self = (LimbeckPythonReach){ 0 };
  while ((kind = limbeck_python_lexer_next (lexer, &token)) != LIMBECK_PYTHON_END)
    {
      if (kind == LIMBECK_PYTHON_ERROR)
        {
          self->error_at = token.start;
          return;
        }
      if (kind == LIMBECK_PYTHON_NEWLINE || limbeck_python_token_is (&token, ";"))
        is_global = has_sys = FALSE;
      else if (kind == LIMBECK_PYTHON_STRING)
        look_into_string (self, &token);
      else if (token.word == LIMBECK_PYTHON_GLOBAL)
        is_global = TRUE;
      else
        look_at_name (self, &token, is_attribute, is_global);

      has_sys |= token.word == LIMBECK_PYTHON_SYS;
      if (has_sys && token.word == LIMBECK_PYTHON_MODULES)
        self->dynamic_at = token.start;
      is_attribute = limbeck_python_token_is (&token, ".");
    }
}
