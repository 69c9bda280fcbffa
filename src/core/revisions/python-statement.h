#pragma once

#include "core/revisions/python-lexer.h"

/**
 * LimbeckPythonStatement:
 * @tokens: (array length=n_tokens): its tokens, without the one that ends it
 * @n_tokens: how many there are
 * @n_rounds: how many "(" are among them: each may be a call
 * @has_name: whether a name that Alembic looks at is among them
 * @has_format: whether an f-string is among them
 * @dynamic_at: (nullable): code that may bind any name without showing it
 * @error_at: (nullable): where the source can't be cut into tokens any more
 *
 * One statement of a module as tokens. A plain value that is used again for the next one; its places are in the source.
 */
typedef struct
{
  LimbeckPythonToken *tokens;
  guint               n_tokens;
  guint               n_rounds;
  gboolean            has_name;
  gboolean            has_format;
  const char         *dynamic_at;
  const char         *error_at;

  /*< private >*/
  guint    n_allocated;
  gboolean has_sys;
} LimbeckPythonStatement;

void limbeck_python_statement_init (LimbeckPythonStatement *self);
void limbeck_python_statement_clear (LimbeckPythonStatement *self);

/** limbeck_python_statement_collect: forgets the statement before and takes the next one, up to its ";" or line end. */
LimbeckPythonKind
limbeck_python_statement_collect (LimbeckPythonStatement *self, LimbeckPythonLexer *lexer);

/** limbeck_python_statement_collect_line: takes what is left of the line too, as a block on one line may hold it. */
LimbeckPythonKind
limbeck_python_statement_collect_line (LimbeckPythonStatement *self, LimbeckPythonLexer *lexer);

/**
 * limbeck_python_statement_find_name:
 * @self: a statement
 * @i: one of its tokens
 *
 * Returns: the name that it may bind; an attribute of something else (`op.revision`) is no name of the module
 */
LimbeckPythonWord limbeck_python_statement_find_name (const LimbeckPythonStatement *self, guint i);

/** limbeck_python_statement_find_definition: LIMBECK_PYTHON_DEF or LIMBECK_PYTHON_CLASS if it defines something. */
LimbeckPythonWord limbeck_python_statement_find_definition (const LimbeckPythonStatement *self);

/** limbeck_python_statement_is_assignment_at: whether token @i is a "=" that no bracket stands around. */
gboolean limbeck_python_statement_is_assignment_at (const LimbeckPythonStatement *self, guint i);

/** limbeck_python_statement_is_augmented_at: whether token @i is one like "+=". */
gboolean limbeck_python_statement_is_augmented_at (const LimbeckPythonStatement *self, guint i);

/** limbeck_python_statement_is_star_import: whether it binds whatever another module has. */
gboolean limbeck_python_statement_is_star_import (const LimbeckPythonStatement *self);

/** limbeck_python_statement_is_block: whether it begins with a keyword after which every name in it counts as bound. */
gboolean limbeck_python_statement_is_block (const LimbeckPythonStatement *self);

/** limbeck_python_statement_ends_module: whether nothing behind it runs, or the module fails there. */
gboolean limbeck_python_statement_ends_module (const LimbeckPythonStatement *self);

/** limbeck_python_statement_opens_block: whether the line ends with a colon, and the body must follow. */
gboolean limbeck_python_statement_opens_block (const LimbeckPythonStatement *self);

/** limbeck_python_statement_is_broken: whether it is none that Python can parse, as far as its first token or colon tells. */
gboolean limbeck_python_statement_is_broken (const LimbeckPythonStatement *self);
