#include "config.h"

#include <string.h>

#include "core/revisions/python-plain.h"
#include "core/revisions/python-tail.h"

#include "core/revisions/python-module.h"

LimbeckPythonModule *
limbeck_python_module_new (void)
{
  LimbeckPythonModule *self = g_new0 (LimbeckPythonModule, 1);

  self->joined = g_string_new (NULL);
  self->n_allocated = 256;
  self->tokens = g_new (LimbeckPythonToken, self->n_allocated);
  for (guint i = 0; i < LIMBECK_PYTHON_N_NAMES; i++)
    self->bindings[i].literal.places = g_array_new (FALSE, FALSE, sizeof (gssize));

  return self;
}

void
limbeck_python_module_free (LimbeckPythonModule *self)
{
  if (self == NULL)
    return;

  g_string_free (self->joined, TRUE);
  g_free (self->tokens);
  for (guint i = 0; i < LIMBECK_PYTHON_N_NAMES; i++)
    g_array_unref (self->bindings[i].literal.places);
  g_free (self);
}

static LimbeckPythonToken *
get_token (LimbeckPythonModule *self, guint i)
{
  return &self->tokens[i];
}

static guint
find_line (LimbeckPythonModule *self, const char *at)
{
  return limbeck_python_lexer_find_line (&self->lexer, at);
}

static gboolean
is_name (LimbeckPythonWord word)
{
  return word < LIMBECK_PYTHON_N_NAMES;
}

/* The name that token @i may bind; an attribute of something else (`op.revision`) is no name of the module. */
static LimbeckPythonWord
find_bindable_name (LimbeckPythonModule *self, guint i)
{
  if (i > 0 && limbeck_python_token_is (get_token (self, i - 1), "."))
    return LIMBECK_PYTHON_OTHER;

  return get_token (self, i)->word;
}

static void
set_computed (LimbeckPythonModule *self, LimbeckPythonWord name, const char *at)
{
  if (!is_name (name))
    return;

  self->bindings[name].state = LIMBECK_PYTHON_COMPUTED;
  self->bindings[name].at = at;
}

static void
set_range_computed (LimbeckPythonModule *self, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    set_computed (self, find_bindable_name (self, i), get_token (self, i)->start);
}

static void
set_all_computed (LimbeckPythonModule *self, const char *at)
{
  for (guint i = 0; i < LIMBECK_PYTHON_N_NAMES; i++)
    if (i != LIMBECK_PYTHON_DOC)
      set_computed (self, i, at);
}

static void
bind (LimbeckPythonModule *self, LimbeckPythonWord name, const char *at, guint first)
{
  LimbeckPythonBinding *binding = &self->bindings[name];

  binding->at = at;
  binding->state = limbeck_python_literal_read (&binding->literal,
                                                get_token (self, first),
                                                self->n_tokens - first,
                                                self->bytes)
                       ? LIMBECK_PYTHON_LITERAL
                       : LIMBECK_PYTHON_COMPUTED;
}

static gboolean
is_assignment_at (LimbeckPythonModule *self, guint i)
{
  return get_token (self, i)->depth == 0 && limbeck_python_token_is (get_token (self, i), "=");
}

static gboolean
is_augmented (const LimbeckPythonToken *token)
{
  return token->kind == LIMBECK_PYTHON_OPERATOR && token->depth == 0 && token->length > 1 &&
         token->start[token->length - 1] == '=' &&
         (token->length > 2 || strchr ("=!<>:", token->start[0]) == NULL);
}

/* `NAME: annotation = value`; without the value nothing is bound. */
static gboolean
read_annotated (LimbeckPythonModule *self)
{
  LimbeckPythonWord name = get_token (self, 0)->word;

  if (self->n_tokens < 2 || !is_name (name) || !limbeck_python_token_is (get_token (self, 1), ":"))
    return FALSE;

  for (guint i = 2; i < self->n_tokens; i++)
    if (is_assignment_at (self, i))
      {
        bind (self, name, get_token (self, 0)->start, i + 1);
        break;
      }

  return TRUE;
}

/* `a = b = value`, `a, b = value`, `a += value` or an expression. */
static void
read_assignments (LimbeckPythonModule *self)
{
  guint n = self->n_tokens;
  guint value = 0;

  for (guint i = 0; i < n; i++)
    if (is_assignment_at (self, i))
      value = i + 1;
    else if (is_augmented (get_token (self, i)))
      set_range_computed (self, 0, i);

  for (guint first = 0, i = 0; i < value; i++)
    if (is_assignment_at (self, i))
      {
        LimbeckPythonWord name = find_bindable_name (self, first);

        if (i - first == 1 && is_name (name))
          bind (self, name, get_token (self, first)->start, value);
        else
          set_range_computed (self, first, i);
        first = i + 1;
      }
}

static void
read_walruses (LimbeckPythonModule *self)
{
  for (guint i = 1; i < self->n_tokens; i++)
    if (limbeck_python_token_is (get_token (self, i), ":="))
      set_range_computed (self, i - 1, i);
}

static gboolean
read_docstring (LimbeckPythonModule *self)
{
  guint n_strings = 0;

  for (guint i = 0; i < self->n_tokens; i++)
    {
      const LimbeckPythonToken *token = get_token (self, i);

      n_strings += token->kind == LIMBECK_PYTHON_STRING;
      if (token->kind != LIMBECK_PYTHON_STRING && !limbeck_python_token_is (token, "(") &&
          !limbeck_python_token_is (token, ")"))
        return FALSE;
    }
  if (n_strings == 0)
    return FALSE;

  for (guint i = 0; i < self->n_tokens; i++)
    if (get_token (self, i)->kind == LIMBECK_PYTHON_STRING)
      {
        const char *p = get_token (self, i)->start;

        /* An f-string or bytes is no docstring; what only Python can decode makes it computed. */
        if (strchr ("bBfFtT", p[0]) != NULL ||
            (p[0] != '"' && p[0] != '\'' && strchr ("bBfFtT", p[1]) != NULL))
          return FALSE;
        if (!limbeck_python_literal_append_string (get_token (self, i), self->joined))
          set_computed (self, LIMBECK_PYTHON_DOC, get_token (self, i)->start);
      }
  self->docstring = self->joined->str;
  self->docstring_length = self->joined->len;

  return TRUE;
}

static LimbeckPythonToken *
add_token (LimbeckPythonModule *self)
{
  if (self->n_tokens == self->n_allocated)
    {
      self->n_allocated *= 2;
      self->tokens = g_renew (LimbeckPythonToken, self->tokens, self->n_allocated);
    }

  return &self->tokens[self->n_tokens];
}

/* Tokens up to the end of the statement; for a block on one line up to the end of that. */
static LimbeckPythonKind
collect (LimbeckPythonModule *self, gboolean whole_line)
{
  gboolean has_sys = FALSE;

  for (;;)
    {
      LimbeckPythonToken *token = add_token (self);
      LimbeckPythonKind   kind = limbeck_python_lexer_next (&self->lexer, token);

      if (kind == LIMBECK_PYTHON_ERROR)
        self->syntax_line = find_line (self, token->start);
      if (kind == LIMBECK_PYTHON_NEWLINE || kind == LIMBECK_PYTHON_END ||
          kind == LIMBECK_PYTHON_ERROR)
        return kind;
      if (!whole_line && token->depth == 0 && limbeck_python_token_is (token, ";"))
        return kind;

      self->n_tokens++;
      if (token->word == LIMBECK_PYTHON_OTHER)
        continue;
      has_sys |= token->word == LIMBECK_PYTHON_SYS;
      self->has_name |= is_name (token->word);
      if (token->word == LIMBECK_PYTHON_DYNAMIC ||
          (has_sys && token->word == LIMBECK_PYTHON_MODULES))
        self->dynamic_line = find_line (self, token->start);
      whole_line |= self->n_tokens == 1 && token->word == LIMBECK_PYTHON_BLOCK;
    }
}

static gboolean
is_definition (LimbeckPythonModule *self)
{
  LimbeckPythonWord word = get_token (self, 0)->word;

  if (word == LIMBECK_PYTHON_ASYNC && self->n_tokens > 1)
    word = get_token (self, 1)->word;

  return word == LIMBECK_PYTHON_DEF || word == LIMBECK_PYTHON_CLASS;
}

/* Reads the line that a definition begins with and passes over the rest. */
static void
read_definition (LimbeckPythonModule *self, gboolean is_whole)
{
  for (guint i = 1; i < MIN (self->n_tokens, 3); i++)
    {
      const LimbeckPythonToken *token = get_token (self, i);

      set_computed (self, token->word, token->start);
      /* PEP 562: answers for every name that is not bound */
      if (token->word == LIMBECK_PYTHON_GETATTR)
        self->dynamic_line = find_line (self, token->start);
      if (token->word != LIMBECK_PYTHON_DEF)
        break;
    }
  read_walruses (self);

  if (!is_whole)
    (void) collect (self, TRUE);
  if (!limbeck_python_lexer_skip_suite (&self->lexer))
    self->syntax_line = find_line (self, self->lexer.p);
}

static gboolean
is_star_import (LimbeckPythonModule *self)
{
  guint n = self->n_tokens;

  return n > 2 && limbeck_python_token_is (get_token (self, n - 1), "*") &&
         get_token (self, n - 2)->word == LIMBECK_PYTHON_FROM;
}

static gboolean
begins_like_no_statement (const LimbeckPythonToken *token)
{
  return token->kind == LIMBECK_PYTHON_OPERATOR &&
         strchr ("<>=|&^%/!?$`,.:)]}", *token->start) != NULL &&
         !(token->start[0] == '.' && token->start[1] == '.');
}

static gboolean
is_block (const LimbeckPythonToken *first)
{
  return first->word == LIMBECK_PYTHON_BLOCK || first->word == LIMBECK_PYTHON_ASYNC ||
         first->word == LIMBECK_PYTHON_FROM || first->word == LIMBECK_PYTHON_DEL;
}

static void
read_statement (LimbeckPythonModule *self, gboolean is_indented, gboolean is_first)
{
  const LimbeckPythonToken *token = get_token (self, 0);

  if (begins_like_no_statement (token))
    self->syntax_line = find_line (self, token->start);
  else if (is_star_import (self))
    set_all_computed (self, token->start);
  else if (is_first && token->kind != LIMBECK_PYTHON_NAME && read_docstring (self))
    self->has_docstring = TRUE;
  else if (!self->has_name)
    return;
  else if (is_indented || is_block (token))
    set_range_computed (self, 0, self->n_tokens);
  else if (!read_annotated (self))
    {
      read_assignments (self);
      read_walruses (self);
    }
}

/* A function may bind a name of the module whenever it is called, so "global" anywhere counts, at the end. */
static void
read_globals (LimbeckPythonModule *self, const char *source, gsize length)
{
  LimbeckPythonToken token;
  gboolean           is_global = FALSE;
  LimbeckPythonKind  kind;

  if (self->definitions == NULL ||
      !limbeck_python_tail_has_word (self->definitions, source + length, "global"))
    return;

  limbeck_python_lexer_init (&self->lexer, source, length);
  while ((kind = limbeck_python_lexer_next (&self->lexer, &token)) != LIMBECK_PYTHON_END)
    {
      if (kind == LIMBECK_PYTHON_ERROR)
        {
          self->syntax_line = find_line (self, token.start);
          return;
        }
      if (kind == LIMBECK_PYTHON_NEWLINE || limbeck_python_token_is (&token, ";"))
        is_global = FALSE;
      else if (token.word == LIMBECK_PYTHON_GLOBAL)
        is_global = TRUE;
      else if (token.word == LIMBECK_PYTHON_DYNAMIC && token.length == strlen ("globals") &&
               *token.start == 'g')
        self->dynamic_line = find_line (self, token.start);
      else if (is_global)
        set_computed (self, token.word, token.start);
    }
}

static void
forget (LimbeckPythonModule *self)
{
  for (guint i = 0; i < LIMBECK_PYTHON_N_NAMES; i++)
    self->bindings[i].state = LIMBECK_PYTHON_UNBOUND;
  g_string_truncate (self->joined, 0);
  self->docstring = self->joined->str;
  self->docstring_length = 0;
  self->has_docstring = FALSE;
  self->syntax_line = 0;
  self->dynamic_line = 0;
  self->definitions = NULL;
}

static gsize
take_plain_docstring (LimbeckPythonModule *self)
{
  gsize length = self->lexer.has_returns
                     ? 0
                     : limbeck_python_plain_read_docstring (self->lexer.p,
                                                            self->lexer.end,
                                                            &self->docstring,
                                                            &self->docstring_length);

  self->has_docstring = length > 0;

  return length;
}

static gsize
take_plain_assignment (LimbeckPythonModule *self)
{
  LimbeckPythonAssignment assignment;
  LimbeckPythonBinding   *binding;
  gssize                  place = -1;
  gsize length = limbeck_python_plain_read_assignment (self->lexer.p, &assignment);

  if (length == 0)
    return 0;

  binding = &self->bindings[assignment.name];
  binding->state = LIMBECK_PYTHON_LITERAL;
  binding->at = self->lexer.p;
  binding->literal.kind = LIMBECK_PYTHON_LITERAL_NONE;
  binding->literal.is_set = FALSE;
  if (assignment.value != NULL)
    {
      binding->literal.kind = LIMBECK_PYTHON_LITERAL_STRING;
      place = self->bytes->len;
      g_string_append_len (self->bytes, assignment.value, assignment.value_length);
      g_string_append_c (self->bytes, '\0');
    }
  if (binding->literal.places->len != 1)
    g_array_set_size (binding->literal.places, 1);
  g_array_index (binding->literal.places, gssize, 0) = place;

  return length;
}

/* Begins with the lines that most files consist of; %TRUE if the line is done with. */
static gboolean
pass_plain_line (LimbeckPythonModule *self, gboolean is_first)
{
  gsize length = limbeck_python_plain_measure_import (self->lexer.p);

  if (length == 0 && is_first)
    length = take_plain_docstring (self);
  if (length == 0)
    length = take_plain_assignment (self);
  self->lexer.p += length;

  return length > 0;
}

/* Whether what begins here is a definition, and only further ones come behind it. */
static gboolean
begins_plain_tail (LimbeckPythonModule *self)
{
  const char *p = self->lexer.p;

  if (self->definitions != NULL || !limbeck_python_tail_begins_definition (p))
    return FALSE;

  self->definitions = p;

  return !self->lexer.has_returns && limbeck_python_tail_binds_nothing (p, self->lexer.end);
}

static void
scan_statements (LimbeckPythonModule *self)
{
  gboolean is_first = TRUE;
  gboolean is_indented = FALSE;
  gboolean begins_line = TRUE;

  while (self->syntax_line == 0 && (self->lexer.p < self->lexer.end || !begins_line))
    {
      if (begins_line)
        is_indented = limbeck_python_lexer_begin_line (&self->lexer);
      if (begins_line && !is_indented)
        {
          if (begins_plain_tail (self))
            return;
          if (pass_plain_line (self, is_first))
            {
              is_first = FALSE;
              continue;
            }
        }

      self->n_tokens = 0;
      self->has_name = FALSE;
      begins_line = collect (self, FALSE) != LIMBECK_PYTHON_OPERATOR;
      if (self->n_tokens == 0 || self->syntax_line != 0)
        continue;

      if (!is_indented && is_definition (self))
        {
          read_definition (self, begins_line);
          begins_line = TRUE;
        }
      else
        read_statement (self, is_indented, is_first);
      is_first = FALSE;
    }
}

void
limbeck_python_module_scan (LimbeckPythonModule *self,
                            const char          *source,
                            gsize                length,
                            GString             *bytes)
{
  g_return_if_fail (self != NULL && bytes != NULL);

  forget (self);
  self->bytes = bytes;
  limbeck_python_lexer_init (&self->lexer, source, length);

  scan_statements (self);
  if (self->lexer.is_odd && self->syntax_line == 0)
    self->syntax_line = find_line (self, self->lexer.p);
  if (self->syntax_line == 0)
    read_globals (self, source, length);
}

guint
limbeck_python_module_find_line (LimbeckPythonModule *self, const char *at)
{
  g_return_val_if_fail (self != NULL && at != NULL, 0);

  return find_line (self, at);
}
