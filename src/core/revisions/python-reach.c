#include "config.h"

#include <string.h>

#include "core/revisions/python-reach.h"

/* What the tokens of a statement so far have told. */
typedef struct
{
  LimbeckPythonWord before;
  gboolean          has_begun;
  gboolean          is_attribute;
  gboolean          is_global;
  gboolean          has_sys;
  gboolean          takes_one;
} Statement;

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

static gboolean
next_is (LimbeckPythonLexer *lexer, const char *text)
{
  LimbeckPythonToken token;

  (void) limbeck_python_lexer_next (lexer, &token);

  return limbeck_python_token_is (&token, text);
}

static gboolean
skip_to_closer (LimbeckPythonLexer *lexer, const char *closer)
{
  LimbeckPythonToken token;
  LimbeckPythonKind  kind;

  do
    kind = limbeck_python_lexer_next (lexer, &token);
  while (kind != LIMBECK_PYTHON_ERROR && kind != LIMBECK_PYTHON_END &&
         (token.depth > 0 || !limbeck_python_token_is (&token, closer)));

  return limbeck_python_token_is (&token, closer);
}

/*
 * `globals ()["upgrade_one"] ()` as a statement of its own only looks up what it calls: Alembic's template for several
 * databases has it in every revision.
 */
static gboolean
only_calls (const LimbeckPythonToken *token, LimbeckPythonLexer lexer)
{
  LimbeckPythonToken last;

  return token->length == strlen ("globals") && *token->start == 'g' && next_is (&lexer, "(") &&
         next_is (&lexer, ")") && next_is (&lexer, "[") && skip_to_closer (&lexer, "]") &&
         next_is (&lexer, "(") && skip_to_closer (&lexer, ")") &&
         limbeck_python_lexer_next (&lexer, &last) == LIMBECK_PYTHON_NEWLINE;
}

static gboolean
is_dynamic (const Statement          *statement,
            const LimbeckPythonToken *token,
            const LimbeckPythonLexer *lexer)
{
  return token->word == LIMBECK_PYTHON_DYNAMIC && !is_method (token, statement->is_attribute) &&
         (statement->has_begun || !only_calls (token, *lexer));
}

static void
look_at_name (LimbeckPythonReach       *self,
              const Statement          *statement,
              const LimbeckPythonToken *token,
              const LimbeckPythonLexer *lexer)
{
  if (is_dynamic (statement, token, lexer) ||
      (token->word == LIMBECK_PYTHON_MODULES && statement->has_sys))
    self->dynamic_at = token->start;
  if (token->word >= LIMBECK_PYTHON_N_NAMES || statement->is_attribute)
    return;

  self->n_mentions[token->word]++;
  if (statement->is_global)
    self->bound_at[token->word] = token->start;
}

static gboolean
is_word_operator (const LimbeckPythonToken *token)
{
  static const char *const words[] = { "and", "in", "is", "not", "or" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (token->length == strlen (words[i]) && strncmp (token->start, words[i], token->length) == 0)
      return TRUE;

  return FALSE;
}

/* What `print` can't have behind it since it is a function. */
static gboolean
is_operand (const LimbeckPythonToken *token)
{
  return token->kind == LIMBECK_PYTHON_STRING || token->kind == LIMBECK_PYTHON_NUMBER ||
         (token->kind == LIMBECK_PYTHON_NAME && token->word == LIMBECK_PYTHON_OTHER &&
          !is_word_operator (token));
}

/* `print x`, `raise E, x` and `except E, e:` */
static gboolean
is_old (const Statement *statement, const LimbeckPythonToken *token)
{
  return (statement->before == LIMBECK_PYTHON_PRINT && is_operand (token)) ||
         (statement->takes_one && token->depth == 0 && limbeck_python_token_is (token, ","));
}

static gboolean
takes_one (const LimbeckPythonToken *token)
{
  return (token->word == LIMBECK_PYTHON_LEAVE && token->length == strlen ("raise")) ||
         (token->word == LIMBECK_PYTHON_BLOCK && token->length == strlen ("except") &&
          *token->start == 'e');
}

static void
pass (Statement *statement, const LimbeckPythonToken *token)
{
  gboolean ends_head = token->depth == 0 && limbeck_python_token_is (token, ":");

  statement->has_begun = TRUE;
  statement->takes_one = takes_one (token) || (statement->takes_one && !ends_head);
  statement->before = statement->is_attribute ? LIMBECK_PYTHON_OTHER : token->word;
  statement->is_attribute = limbeck_python_token_is (token, ".");
  statement->is_global |= token->word == LIMBECK_PYTHON_GLOBAL;
  statement->has_sys |= token->word == LIMBECK_PYTHON_SYS;
}

void
limbeck_python_reach_find (LimbeckPythonReach *self, LimbeckPythonLexer *lexer)
{
  const Statement    fresh = { .before = LIMBECK_PYTHON_OTHER };
  Statement          statement = fresh;
  LimbeckPythonToken token;
  LimbeckPythonKind  kind;

  g_return_if_fail (self != NULL && lexer != NULL);

  *self = (LimbeckPythonReach){ 0 };
  while ((kind = limbeck_python_lexer_next (lexer, &token)) != LIMBECK_PYTHON_END)
    {
      if (kind == LIMBECK_PYTHON_ERROR || is_old (&statement, &token))
        {
          self->error_at = token.start;
          return;
        }
      if (kind == LIMBECK_PYTHON_NEWLINE || limbeck_python_token_is (&token, ";"))
        {
          statement = fresh;
          continue;
        }
      if (kind == LIMBECK_PYTHON_STRING)
        look_into_string (self, &token);
      else
        look_at_name (self, &statement, &token, lexer);
      pass (&statement, &token);
    }
}
