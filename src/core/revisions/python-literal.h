#pragma once

#include "core/revisions/python-lexer.h"

/**
 * LimbeckPythonLiteralKind:
 * @LIMBECK_PYTHON_LITERAL_NONE: `None`
 * @LIMBECK_PYTHON_LITERAL_STRING: one string, however it is put together
 * @LIMBECK_PYTHON_LITERAL_SEQUENCE: a tuple, list or set of strings and Nones
 */
typedef enum
{
  LIMBECK_PYTHON_LITERAL_NONE,
  LIMBECK_PYTHON_LITERAL_STRING,
  LIMBECK_PYTHON_LITERAL_SEQUENCE,
} LimbeckPythonLiteralKind;

/**
 * LimbeckPythonLiteral:
 * @kind: what it is
 * @places: (element-type gssize): where its strings are in the bytes given to limbeck_python_literal_read(), each
 *   ended by a NUL; -1 for a None
 * @is_set: whether it is written as a set
 * @is_mutable: whether it is written as a set or a list, which code may change without binding it anew
 */
typedef struct
{
  LimbeckPythonLiteralKind kind;
  GArray                  *places;
  gboolean                 is_set;
  gboolean                 is_mutable;
} LimbeckPythonLiteral;

/**
 * limbeck_python_literal_read:
 * @self: a literal that has its @places
 * @tokens: (array length=n_tokens): an expression
 * @n_tokens: number of tokens
 * @bytes: gets the strings
 *
 * Returns: %FALSE if the expression is not literal in the sense of LimbeckPythonLiteralKind: it has to be run
 */
gboolean limbeck_python_literal_read (LimbeckPythonLiteral     *self,
                                      const LimbeckPythonToken *tokens,
                                      guint                     n_tokens,
                                      GString                  *bytes);

/**
 * limbeck_python_literal_append_string:
 * @token: a LIMBECK_PYTHON_STRING
 * @bytes: gets what the literal means, without a NUL
 *
 * Returns: %FALSE if it is no str, or one that C can't hold or only Python can decode (`\N{…}`, lone surrogates)
 */
gboolean limbeck_python_literal_append_string (const LimbeckPythonToken *token, GString *bytes);
