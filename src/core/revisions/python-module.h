#pragma once

#include "core/revisions/python-literal.h"
#include "core/revisions/python-statement.h"

typedef enum
{
  LIMBECK_PYTHON_UNBOUND,
  LIMBECK_PYTHON_LITERAL,
  LIMBECK_PYTHON_COMPUTED,
} LimbeckPythonBindingState;

/**
 * LimbeckPythonBinding:
 * @state: whether the name is bound when the module has been run, and whether to something literal
 * @literal: what it is bound to
 * @n_targets: how often an assignment of the module binds it
 * @at: where in the source that happens
 */
typedef struct
{
  LimbeckPythonBindingState state;
  LimbeckPythonLiteral      literal;
  guint                     n_targets;
  const char               *at;
} LimbeckPythonBinding;

/**
 * LimbeckPythonModule:
 * @bindings: by LimbeckPythonWord, of those that Alembic looks at
 * @docstring: the docstring that the module begins with; lives until the next scan, and no longer than the source
 * @docstring_length: bytes of it
 * @has_docstring: whether it does
 * @syntax_line: first line that is not understood, or 0
 * @dynamic_line: first line that may bind any name without showing it, or 0
 *
 * What the top level of a Python module leaves in the names that matter, found without running it. Where code
 * could bind a name in a way that can't be followed, the name counts as computed.
 */
typedef struct
{
  LimbeckPythonBinding bindings[LIMBECK_PYTHON_N_NAMES];
  const char          *docstring;
  gsize                docstring_length;
  gboolean             has_docstring;
  guint                syntax_line;
  guint                dynamic_line;

  /*< private >*/
  LimbeckPythonLexer     lexer;
  LimbeckPythonStatement statement;
  GString               *bytes;
  GString               *joined;
  gboolean               has_format;
  gboolean               opens_block;
  gboolean               runs_definitions;
  const char            *definitions;
} LimbeckPythonModule;

LimbeckPythonModule *limbeck_python_module_new (void);
void                 limbeck_python_module_free (LimbeckPythonModule *self);

/**
 * limbeck_python_module_scan:
 * @self: a module; what it said before is forgotten
 * @source: (array length=length): UTF-8 without NUL bytes, and with one NUL behind it
 * @length: bytes
 * @bytes: gets the strings that the literals point into
 */
void limbeck_python_module_scan (LimbeckPythonModule *self,
                                 const char          *source,
                                 gsize                length,
                                 GString             *bytes);

/** limbeck_python_module_find_line: the line of @at in the source that was scanned last. */
guint limbeck_python_module_find_line (LimbeckPythonModule *self, const char *at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckPythonModule, limbeck_python_module_free)
