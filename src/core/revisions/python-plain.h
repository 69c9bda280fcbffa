#pragma once

#include "core/revisions/python-word.h"

/**
 * LimbeckPythonAssignment:
 * @name: one of the names that Alembic looks at, but not `__doc__`
 * @value: (array length=value_length) (nullable): the string that it gets, not ended by a NUL, or %NULL for `None`
 * @value_length: bytes of it
 */
typedef struct
{
  LimbeckPythonWord name;
  const char       *value;
  gsize             value_length;
} LimbeckPythonAssignment;

/*
 * The lines that Alembic's own template writes, and with them most lines before the first definition of most files, are
 * told by a look at their characters. Each function takes the beginning of a line of a module, ended by a NUL if not by a
 * line feed, and returns its length with its end, or 0 if it may be anything else and has to be cut into tokens.
 */

/** limbeck_python_plain_measure_import: an import that binds nothing of interest. */
gsize limbeck_python_plain_measure_import (const char *p);

/** limbeck_python_plain_read_assignment: `NAME = None` or `NAME = 'literal'`, perhaps annotated. */
gsize limbeck_python_plain_read_assignment (const char *p, LimbeckPythonAssignment *assignment);

/**
 * limbeck_python_plain_read_docstring:
 * @p: the first statement of a module without carriage returns
 * @end: the end of the module
 * @docstring: (out): what is between the quotes
 * @length: (out): bytes of it
 *
 * A string in three double quotes, without escapes, that stands alone.
 */
gsize limbeck_python_plain_read_docstring (const char  *p,
                                           const char  *end,
                                           const char **docstring,
                                           gsize       *length);
