#pragma once

#include <glib.h>

/**
 * LimbeckPythonTokenKind:
 * @LIMBECK_PYTHON_TOKEN_NAME: a name or keyword
 * @LIMBECK_PYTHON_TOKEN_STRING: a string whose value is known; the text is that value
 * @LIMBECK_PYTHON_TOKEN_OPAQUE: a string that is not known without running it (an f-string, escapes, bytes), or a number;
 *   the text is as it is written
 * @LIMBECK_PYTHON_TOKEN_OPERATOR: anything else, as short as Python has it
 * @LIMBECK_PYTHON_TOKEN_NEWLINE: the end of a logical line; the text is empty
 */
typedef enum
{
  LIMBECK_PYTHON_TOKEN_NAME,
  LIMBECK_PYTHON_TOKEN_STRING,
  LIMBECK_PYTHON_TOKEN_OPAQUE,
  LIMBECK_PYTHON_TOKEN_OPERATOR,
  LIMBECK_PYTHON_TOKEN_NEWLINE,
} LimbeckPythonTokenKind;

/**
 * LimbeckPythonToken:
 * @kind: what it is
 * @text: see the kinds
 * @indent: the column at which its logical line begins
 * @depth: how many brackets are open before it
 */
typedef struct
{
  LimbeckPythonTokenKind kind;
  char                  *text;
  guint                  indent;
  guint                  depth;
} LimbeckPythonToken;

/**
 * limbeck_python_tokens_read:
 * @source: Python source
 *
 * Comments are gone, strings side by side are joined, and strings that are statements of their own (docstrings) are left
 * out. Enough to recognise simple statements; not a parser.
 *
 * Returns: (transfer full) (nullable) (element-type LimbeckPythonToken): the tokens, or %NULL if a string or bracket
 *   does not end
 */
GArray *limbeck_python_tokens_read (const char *source);
