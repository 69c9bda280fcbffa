#include "config.h"

#include <string.h>

#include "core/revisions/python-statement.h"

void
limbeck_python_statement_init (LimbeckPythonStatement *self)
{
  g_return_if_fail (self != NULL);

  *self = (LimbeckPythonStatement){ .n_allocated = 256 };
  self->tokens = g_new (LimbeckPythonToken, self->n_allocated);
}

void
limbeck_python_statement_clear (LimbeckPythonStatement *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->tokens, g_free);
}

static LimbeckPythonToken *
add_token (LimbeckPythonStatement *self)
{
  if (self->n_tokens == self->n_allocated)
    {
      self->n_allocated *= 2;
      self->tokens = g_renew (LimbeckPythonToken, self->tokens, self->n_allocated);
    }

  return &self->tokens[self->n_tokens];
}

static gboolean
is_operator (const LimbeckPythonStatement *self, guint i, const char *operator)
{
  return i < self->n_tokens && limbeck_python_token_is (&self->tokens[i], operator);
}

static void
look_at_word (LimbeckPythonStatement *self, const LimbeckPythonToken *token)
{
  self->has_sys |= token->word == LIMBECK_PYTHON_SYS;
  self->has_name |= token->word < LIMBECK_PYTHON_N_NAMES;
  /* PEP 562: __getattr__ answers for every name that is not bound. */
  if (token->word == LIMBECK_PYTHON_DYNAMIC || token->word == LIMBECK_PYTHON_GETATTR ||
      (self->has_sys && token->word == LIMBECK_PYTHON_MODULES))
    self->dynamic_at = token->start;
}

static LimbeckPythonKind
collect (LimbeckPythonStatement *self, LimbeckPythonLexer *lexer, gboolean whole_line)
{
  for (;;)
    {
      LimbeckPythonToken *token = add_token (self);
      LimbeckPythonKind   kind = limbeck_python_lexer_next (lexer, token);

      if (kind == LIMBECK_PYTHON_ERROR)
        self->error_at = token->start;
      if (kind == LIMBECK_PYTHON_NEWLINE || kind == LIMBECK_PYTHON_END ||
          kind == LIMBECK_PYTHON_ERROR)
        return kind;
      if (!whole_line && token->depth == 0 && limbeck_python_token_is (token, ";"))
        return kind;

      self->n_tokens++;
      self->has_format |= limbeck_python_token_is_formatted (token);
      self->n_rounds += limbeck_python_token_is (token, "(");
      if (token->word == LIMBECK_PYTHON_OTHER)
        continue;
      look_at_word (self, token);
      whole_line |= self->n_tokens == 1 && token->word == LIMBECK_PYTHON_BLOCK;
    }
}

LimbeckPythonKind
limbeck_python_statement_collect (LimbeckPythonStatement *self, LimbeckPythonLexer *lexer)
{
  g_return_val_if_fail (self != NULL && lexer != NULL, LIMBECK_PYTHON_ERROR);

  self->n_tokens = 0;
  self->n_rounds = 0;
  self->has_name = FALSE;
  self->has_format = FALSE;
  self->has_sys = FALSE;
  self->dynamic_at = NULL;
  self->error_at = NULL;

  return collect (self, lexer, FALSE);
}

LimbeckPythonKind
limbeck_python_statement_collect_line (LimbeckPythonStatement *self, LimbeckPythonLexer *lexer)
{
  g_return_val_if_fail (self != NULL && lexer != NULL, LIMBECK_PYTHON_ERROR);

  return collect (self, lexer, TRUE);
}

LimbeckPythonWord
limbeck_python_statement_find_name (const LimbeckPythonStatement *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->n_tokens, LIMBECK_PYTHON_OTHER);

  if (i > 0 && is_operator (self, i - 1, "."))
    return LIMBECK_PYTHON_OTHER;

  return self->tokens[i].word;
}

LimbeckPythonWord
limbeck_python_statement_find_definition (const LimbeckPythonStatement *self)
{
  guint             first;
  LimbeckPythonWord word;

  g_return_val_if_fail (self != NULL && self->n_tokens > 0, LIMBECK_PYTHON_OTHER);

  first = self->tokens[0].word == LIMBECK_PYTHON_ASYNC && self->n_tokens > 1;
  word = self->tokens[first].word;

  return word == LIMBECK_PYTHON_DEF || word == LIMBECK_PYTHON_CLASS ? word : LIMBECK_PYTHON_OTHER;
}

gboolean
limbeck_python_statement_is_assignment_at (const LimbeckPythonStatement *self, guint i)
{
  return is_operator (self, i, "=") && self->tokens[i].depth == 0;
}

gboolean
limbeck_python_statement_is_augmented_at (const LimbeckPythonStatement *self, guint i)
{
  const LimbeckPythonToken *token;

  g_return_val_if_fail (self != NULL && i < self->n_tokens, FALSE);

  token = &self->tokens[i];

  return token->kind == LIMBECK_PYTHON_OPERATOR && token->depth == 0 && token->length > 1 &&
         token->start[token->length - 1] == '=' &&
         (token->length > 2 || strchr ("=!<>:", token->start[0]) == NULL);
}

gboolean
limbeck_python_statement_is_star_import (const LimbeckPythonStatement *self)
{
  guint n = self->n_tokens;

  return n > 2 && is_operator (self, n - 1, "*") && self->tokens[n - 2].word == LIMBECK_PYTHON_FROM;
}

gboolean
limbeck_python_statement_is_block (const LimbeckPythonStatement *self)
{
  LimbeckPythonWord word;

  g_return_val_if_fail (self != NULL && self->n_tokens > 0, FALSE);

  word = self->tokens[0].word;

  return word == LIMBECK_PYTHON_BLOCK || word == LIMBECK_PYTHON_ASYNC ||
         word == LIMBECK_PYTHON_FROM || word == LIMBECK_PYTHON_DEL;
}

gboolean
limbeck_python_statement_ends_module (const LimbeckPythonStatement *self)
{
  g_return_val_if_fail (self != NULL && self->n_tokens > 0, FALSE);

  return self->tokens[0].word == LIMBECK_PYTHON_LEAVE;
}

gboolean
limbeck_python_statement_opens_block (const LimbeckPythonStatement *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_tokens > 0 && is_operator (self, self->n_tokens - 1, ":");
}

static gboolean
has_colon (const LimbeckPythonStatement *self)
{
  for (guint i = 0; i < self->n_tokens; i++)
    if (is_operator (self, i, ":") && self->tokens[i].depth == 0)
      return TRUE;

  return FALSE;
}

/* `print 'x'` is what Python 2 had. */
static gboolean
prints (const LimbeckPythonStatement *self)
{
  return self->n_tokens > 1 && self->tokens[0].word == LIMBECK_PYTHON_PRINT &&
         (self->tokens[1].kind == LIMBECK_PYTHON_STRING ||
          self->tokens[1].kind == LIMBECK_PYTHON_NUMBER);
}

gboolean
limbeck_python_statement_is_broken (const LimbeckPythonStatement *self)
{
  const LimbeckPythonToken *first;

  g_return_val_if_fail (self != NULL && self->n_tokens > 0, FALSE);

  first = &self->tokens[0];
  if (first->word == LIMBECK_PYTHON_BLOCK || first->word == LIMBECK_PYTHON_ASYNC ||
      first->word == LIMBECK_PYTHON_DEF || first->word == LIMBECK_PYTHON_CLASS)
    return !has_colon (self);
  if (prints (self))
    return TRUE;

  return first->kind == LIMBECK_PYTHON_OPERATOR &&
         strchr ("<>=|&^%/!?$`,.:)]}", *first->start) != NULL &&
         !(first->start[0] == '.' && first->start[1] == '.');
}
