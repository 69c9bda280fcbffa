#include "config.h"

#include <string.h>

#include "core/revisions/python-plain.h"
#include "core/revisions/python-reach.h"
#include "core/revisions/python-tail.h"

#include "core/revisions/python-module.h"

LimbeckPythonModule *
limbeck_python_module_new (void)
{
  LimbeckPythonModule *self = g_new0 (LimbeckPythonModule, 1);

  self->joined = g_string_new (NULL);
  limbeck_python_statement_init (&self->statement);
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
  limbeck_python_statement_clear (&self->statement);
  for (guint i = 0; i < LIMBECK_PYTHON_N_NAMES; i++)
    g_array_unref (self->bindings[i].literal.places);
  g_free (self);
}

static LimbeckPythonToken *
get_token (LimbeckPythonModule *self, guint i)
{
  return &self->statement.tokens[i];
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
    set_computed (
        self, limbeck_python_statement_find_name (&self->statement, i), get_token (self, i)->start);
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
  binding->n_targets++;
  binding->state = limbeck_python_literal_read (&binding->literal,
                                                get_token (self, first),
                                                self->statement.n_tokens - first,
                                                self->bytes)
                       ? LIMBECK_PYTHON_LITERAL
                       : LIMBECK_PYTHON_COMPUTED;
}

/* `NAME: annotation = value`; without the value nothing is bound. */
static gboolean
read_annotated (LimbeckPythonModule *self)
{
  LimbeckPythonWord name = get_token (self, 0)->word;

  if (self->statement.n_tokens < 2 || !is_name (name) ||
      !limbeck_python_token_is (get_token (self, 1), ":"))
    return FALSE;

  for (guint i = 2; i < self->statement.n_tokens; i++)
    if (limbeck_python_statement_is_assignment_at (&self->statement, i))
      {
        bind (self, name, get_token (self, 0)->start, i + 1);
        break;
      }

  return TRUE;
}

/* A list that has another name too may be changed by that. */
static void
drop_shared (LimbeckPythonModule *self)
{
  for (guint i = 0; i < self->statement.n_tokens; i++)
    {
      LimbeckPythonWord name = limbeck_python_statement_find_name (&self->statement, i);

      if (is_name (name) && self->bindings[name].literal.is_mutable)
        set_computed (self, name, get_token (self, i)->start);
    }
}

/* `a = b = value`, `a, b = value`, `a += value` or an expression. */
static void
read_assignments (LimbeckPythonModule *self)
{
  gboolean is_shared = FALSE;
  guint    value = 0;

  for (guint i = 0; i < self->statement.n_tokens; i++)
    if (limbeck_python_statement_is_assignment_at (&self->statement, i))
      value = i + 1;
    else if (limbeck_python_statement_is_augmented_at (&self->statement, i))
      set_range_computed (self, 0, i);

  for (guint first = 0, i = 0; i < value; i++)
    if (limbeck_python_statement_is_assignment_at (&self->statement, i))
      {
        LimbeckPythonWord name = limbeck_python_statement_find_name (&self->statement, first);

        if (i - first == 1 && is_name (name))
          bind (self, name, get_token (self, first)->start, value);
        else
          set_range_computed (self, first, i);
        is_shared |= !is_name (name);
        first = i + 1;
      }
  if (is_shared)
    drop_shared (self);
}

static void
read_walruses (LimbeckPythonModule *self)
{
  for (guint i = 1; i < self->statement.n_tokens; i++)
    if (limbeck_python_token_is (get_token (self, i), ":="))
      set_range_computed (self, i - 1, i);
}

static gboolean
read_docstring (LimbeckPythonModule *self)
{
  guint n_strings = 0;

  for (guint i = 0; i < self->statement.n_tokens; i++)
    {
      const LimbeckPythonToken *token = get_token (self, i);

      n_strings += token->kind == LIMBECK_PYTHON_STRING;
      if (token->kind != LIMBECK_PYTHON_STRING && !limbeck_python_token_is (token, "(") &&
          !limbeck_python_token_is (token, ")"))
        return FALSE;
    }
  if (n_strings == 0)
    return FALSE;

  for (guint i = 0; i < self->statement.n_tokens; i++)
    if (get_token (self, i)->kind == LIMBECK_PYTHON_STRING)
      {
        /* An f-string or bytes is no docstring; what only Python can decode makes it computed. */
        if (limbeck_python_token_has_prefix (get_token (self, i), "bBfFtT"))
          return FALSE;
        if (!limbeck_python_literal_append_string (get_token (self, i), self->joined))
          set_computed (self, LIMBECK_PYTHON_DOC, get_token (self, i)->start);
      }
  self->docstring = self->joined->str;
  self->docstring_length = self->joined->len;

  return TRUE;
}

/* Keeps what the statement told when it was cut into tokens. */
static LimbeckPythonKind
note (LimbeckPythonModule *self, LimbeckPythonKind kind)
{
  self->has_format |= self->statement.has_format;
  if (self->statement.error_at != NULL)
    self->syntax_line = find_line (self, self->statement.error_at);
  if (self->statement.dynamic_at != NULL)
    self->dynamic_line = find_line (self, self->statement.dynamic_at);

  return kind;
}

/* What is in the definitions so far matters as soon as it may be called. */
static void
note_calls (LimbeckPythonModule *self, LimbeckPythonWord definition)
{
  self->runs_definitions |= self->definitions != NULL &&
                            (definition == LIMBECK_PYTHON_CLASS ||
                             limbeck_python_token_is (get_token (self, 0), "@") ||
                             self->statement.n_rounds > (definition == LIMBECK_PYTHON_DEF));
}

/* Reads the line that a definition begins with and passes over the rest. */
static void
read_definition (LimbeckPythonModule *self, gboolean is_whole)
{
  for (guint i = 1; i < MIN (self->statement.n_tokens, 3); i++)
    {
      const LimbeckPythonToken *token = get_token (self, i);

      set_computed (self, token->word, token->start);
      if (token->word != LIMBECK_PYTHON_DEF)
        break;
    }
  read_walruses (self);

  if (!is_whole)
    (void) note (self, limbeck_python_statement_collect_line (&self->statement, &self->lexer));

  if (limbeck_python_lexer_has_suite (&self->lexer) !=
          limbeck_python_statement_opens_block (&self->statement) ||
      !limbeck_python_lexer_skip_suite (&self->lexer))
    self->syntax_line = find_line (self, self->lexer.p);
}

static void
read_statement (LimbeckPythonModule *self, gboolean is_indented, gboolean is_first)
{
  const LimbeckPythonToken *token = get_token (self, 0);

  if (limbeck_python_statement_ends_module (&self->statement) && !is_indented)
    self->dynamic_line = find_line (self, token->start);
  else if (limbeck_python_statement_is_star_import (&self->statement))
    set_all_computed (self, token->start);
  else if (is_first && token->kind != LIMBECK_PYTHON_NAME && read_docstring (self))
    self->has_docstring = TRUE;
  else if (!self->statement.has_name)
    return;
  else if (is_indented || limbeck_python_statement_is_block (&self->statement))
    set_range_computed (self, 0, self->statement.n_tokens);
  else
    {
      if (!read_annotated (self))
        read_assignments (self);
      read_walruses (self);
    }
}

static gboolean
is_mutable (const LimbeckPythonBinding *binding)
{
  return binding->state == LIMBECK_PYTHON_LITERAL && binding->literal.is_mutable;
}

static gboolean
has_mutable (LimbeckPythonModule *self)
{
  for (guint i = 0; i < LIMBECK_PYTHON_N_NAMES; i++)
    if (is_mutable (&self->bindings[i]))
      return TRUE;

  return FALSE;
}

/*
 * A function may bind a name of the module, or change a list in it, whenever it is called; what an f-string runs is in no
 * token of its own.
 */
static void
read_reach (LimbeckPythonModule *self, const char *source, gsize length)
{
  LimbeckPythonReach reach;

  if (!self->has_format && !self->runs_definitions && !has_mutable (self) &&
      (self->definitions == NULL ||
       !limbeck_python_tail_has_word (self->definitions, source + length, "global")))
    return;

  limbeck_python_lexer_init (&self->lexer, source, length);
  limbeck_python_reach_find (&reach, &self->lexer);
  if (reach.error_at != NULL)
    self->syntax_line = find_line (self, reach.error_at);
  if (reach.dynamic_at != NULL)
    self->dynamic_line = find_line (self, reach.dynamic_at);
  for (guint i = 0; i < LIMBECK_PYTHON_N_NAMES; i++)
    if (reach.bound_at[i] != NULL)
      set_computed (self, i, reach.bound_at[i]);
    else if (is_mutable (&self->bindings[i]) && reach.n_mentions[i] > self->bindings[i].n_targets)
      set_computed (self, i, self->bindings[i].at);
}

static void
forget (LimbeckPythonModule *self)
{
  for (guint i = 0; i < LIMBECK_PYTHON_N_NAMES; i++)
    {
      self->bindings[i].state = LIMBECK_PYTHON_UNBOUND;
      self->bindings[i].n_targets = 0;
    }
  g_string_truncate (self->joined, 0);
  self->docstring = self->joined->str;
  self->docstring_length = 0;
  self->has_docstring = FALSE;
  self->syntax_line = 0;
  self->dynamic_line = 0;
  self->definitions = NULL;
  self->has_format = FALSE;
  self->opens_block = FALSE;
  self->runs_definitions = FALSE;
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
  binding->literal.is_mutable = FALSE;
  binding->n_targets++;
  if (assignment.value != NULL)
    {
      binding->literal.kind = LIMBECK_PYTHON_LITERAL_STRING;
      place = self->bytes->len;
      g_string_append_len (self->bytes, assignment.value, assignment.value_length);
      g_string_append_c (self->bytes, '\0');
    }
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

  return !self->lexer.has_returns &&
         limbeck_python_tail_binds_nothing (p, self->lexer.end, &self->runs_definitions);
}

/* Whether a line may stand where it does: indented behind a line that ends with a colon, and only within its block. */
static gboolean
is_in_place (LimbeckPythonModule *self, gboolean is_indented, gboolean was_indented)
{
  return is_indented ? was_indented || self->opens_block : !self->opens_block;
}

static void
read_next (LimbeckPythonModule *self, gboolean is_indented, gboolean is_first, gboolean is_whole)
{
  LimbeckPythonWord definition = limbeck_python_statement_find_definition (&self->statement);

  note_calls (self, definition);
  if (limbeck_python_statement_is_broken (&self->statement))
    self->syntax_line = find_line (self, get_token (self, 0)->start);
  else if (definition != LIMBECK_PYTHON_OTHER && !is_indented)
    read_definition (self, is_whole);
  else
    {
      read_statement (self, is_indented, is_first);
      self->opens_block = limbeck_python_statement_opens_block (&self->statement);
    }
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
        {
          gboolean was_indented = is_indented;

          is_indented = limbeck_python_lexer_begin_line (&self->lexer);
          if (self->lexer.p >= self->lexer.end)
            break;
          if (!is_in_place (self, is_indented, was_indented))
            self->syntax_line = find_line (self, self->lexer.p);
          if (!is_indented && begins_plain_tail (self))
            return;
          if (!is_indented && pass_plain_line (self, is_first))
            {
              is_first = FALSE;
              continue;
            }
        }

      begins_line = note (self,
                          limbeck_python_statement_collect (&self->statement, &self->lexer)) !=
                    LIMBECK_PYTHON_OPERATOR;
      if (self->statement.n_tokens == 0 && !begins_line)
        self->syntax_line = find_line (self, self->lexer.p);
      if (self->statement.n_tokens == 0 || self->syntax_line != 0)
        continue;

      read_next (self, is_indented, is_first, begins_line);
      begins_line |= limbeck_python_statement_find_definition (&self->statement) !=
                         LIMBECK_PYTHON_OTHER &&
                     !is_indented;
      is_first = FALSE;
    }
  if (self->opens_block && self->syntax_line == 0)
    self->syntax_line = find_line (self, self->lexer.p);
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
    read_reach (self, source, length);
}

guint
limbeck_python_module_find_line (LimbeckPythonModule *self, const char *at)
{
  g_return_val_if_fail (self != NULL && at != NULL, 0);

  return find_line (self, at);
}
