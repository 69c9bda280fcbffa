#pragma once

#include <glib.h>

/**
 * LimbeckStatement:
 * @text: as written, comments left out, may have several lines
 * @line: line of the file on which it begins, from 1
 * @indent: columns before it
 *
 * One logical line of Python.
 */
typedef struct
{
  char *text;
  guint line;
  guint indent;
} LimbeckStatement;

/**
 * limbeck_statements_split:
 * @text: Python
 *
 * Returns: (transfer full) (element-type LimbeckStatement): its logical lines in order; any text can be split
 */
GPtrArray *limbeck_statements_split (const char *text);

/** limbeck_statement_skip_string: what follows the string that begins with the quote at @quote. */
const char *limbeck_statement_skip_string (const char *quote);

/** limbeck_statement_is_bare_string: whether it is a docstring, or a string that nobody uses. */
gboolean limbeck_statement_is_bare_string (const char *text);

/** limbeck_statement_get_body: what follows the colon of `def name(…) -> …:`, or an empty string. */
const char *limbeck_statement_get_body (const char *definition);

/** limbeck_statement_has_word: whether @word occurs in @text as a word of its own. */
gboolean limbeck_statement_has_word (const char *text, const char *word);
