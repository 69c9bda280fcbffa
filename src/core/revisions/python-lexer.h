#pragma once

#include "core/revisions/python-word.h"

/**
 * LimbeckPythonKind:
 * @LIMBECK_PYTHON_NAME: an identifier or a keyword
 * @LIMBECK_PYTHON_STRING: one string literal with its prefix and quotes
 * @LIMBECK_PYTHON_NUMBER: a number
 * @LIMBECK_PYTHON_OPERATOR: anything else; of several characters where Python sees one operator with `=` in it
 * @LIMBECK_PYTHON_NEWLINE: the end of a logical line
 * @LIMBECK_PYTHON_END: the end of the source
 * @LIMBECK_PYTHON_ERROR: the source can't be cut into tokens from here on
 */
typedef enum
{
  LIMBECK_PYTHON_NAME,
  LIMBECK_PYTHON_STRING,
  LIMBECK_PYTHON_NUMBER,
  LIMBECK_PYTHON_OPERATOR,
  LIMBECK_PYTHON_NEWLINE,
  LIMBECK_PYTHON_END,
  LIMBECK_PYTHON_ERROR,
} LimbeckPythonKind;

/**
 * LimbeckPythonToken:
 * @kind: what it is
 * @word: which word a LIMBECK_PYTHON_NAME is; LIMBECK_PYTHON_OTHER for everything else
 * @start: where it begins in the source
 * @length: bytes
 * @depth: how many brackets are open around it; a bracket has the depth of what is outside of it
 */
typedef struct
{
  LimbeckPythonKind kind;
  LimbeckPythonWord word;
  const char       *start;
  gsize             length;
  guint             depth;
} LimbeckPythonToken;

/* Python itself gives up at as many brackets inside each other. */
#define LIMBECK_PYTHON_MAX_DEPTH 200

/**
 * LimbeckPythonLexer:
 * @has_returns: whether there is any carriage return
 * @is_odd: whether something was seen that newer Pythons read differently (quotes nested in an f-string)
 *
 * Cuts Python source into tokens, as far as telling statements, strings and names apart needs it. A plain
 * value; borrows the source.
 */
typedef struct
{
  const char *source;
  const char *p;
  const char *end;
  guint       depth;
  char        closers[LIMBECK_PYTHON_MAX_DEPTH];
  gboolean    is_line_start;
  gboolean    is_odd;
  gboolean    has_returns;
} LimbeckPythonLexer;

/**
 * limbeck_python_lexer_init:
 * @self: (out): a lexer
 * @source: (array length=length): UTF-8 without NUL bytes, and with one NUL behind it
 * @length: bytes
 */
void limbeck_python_lexer_init (LimbeckPythonLexer *self, const char *source, gsize length);

/**
 * limbeck_python_lexer_begin_line:
 * @self: a lexer that stands at the beginning of a logical line
 *
 * Passes over empty lines and comments to the next statement.
 *
 * Returns: %TRUE if that statement is indented
 */
gboolean limbeck_python_lexer_begin_line (LimbeckPythonLexer *self);

/**
 * limbeck_python_lexer_next:
 * @self: a lexer
 * @token: (out): the next token
 *
 * Returns: the kind of @token
 */
LimbeckPythonKind limbeck_python_lexer_next (LimbeckPythonLexer *self, LimbeckPythonToken *token);

/**
 * limbeck_python_lexer_find_line:
 * @self: a lexer
 * @at: a place in its source
 *
 * Counts the line ends before @at: a line number is wanted of few files, and then once.
 *
 * Returns: the line of @at, from 1
 */
guint limbeck_python_lexer_find_line (const LimbeckPythonLexer *self, const char *at);

/** limbeck_python_lexer_has_suite: whether the next line that has anything on it is indented; stays where it is. */
gboolean limbeck_python_lexer_has_suite (LimbeckPythonLexer *self);

/**
 * limbeck_python_lexer_skip_suite:
 * @self: a lexer that stands at the beginning of a logical line
 *
 * Passes over everything that is indented, without looking at more than strings, brackets and comments.
 *
 * Returns: %FALSE if a string does not end, or a bracket does not match
 */
gboolean limbeck_python_lexer_skip_suite (LimbeckPythonLexer *self);

/** limbeck_python_token_has_prefix: whether @token is a string with one of @letters before its quote. */
gboolean limbeck_python_token_has_prefix (const LimbeckPythonToken *token, const char *letters);

/** limbeck_python_token_is_formatted: whether @token is an f-string or a t-string, which runs what is between its braces. */
gboolean limbeck_python_token_is_formatted (const LimbeckPythonToken *token);

/** limbeck_python_token_is: whether @token is the operator @operator of one or two characters. */
static inline gboolean
limbeck_python_token_is (const LimbeckPythonToken *token, const char *operator)
{
  return token->kind == LIMBECK_PYTHON_OPERATOR &&
         token->start[0] ==
             operator[0] && (operator[1] == '\0'
                                 ? token->length == 1
                                 : token->length == 2 && token->start[1] == operator[1]);
}
