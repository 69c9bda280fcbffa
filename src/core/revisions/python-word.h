#pragma once

#include <glib.h>

/**
 * LimbeckPythonWord:
 * @LIMBECK_PYTHON_OTHER: any other identifier or keyword
 * @LIMBECK_PYTHON_REVISION: the names of a revision module that Alembic looks at, up to LIMBECK_PYTHON_DOC
 * @LIMBECK_PYTHON_DYNAMIC: a name that can bind other names without spelling them
 * @LIMBECK_PYTHON_BLOCK: a keyword that begins a block which runs with the module
 * @LIMBECK_PYTHON_LEAVE: a keyword that leaves the code it stands in
 * @LIMBECK_PYTHON_FROM: `from` or `import`
 *
 * Identifiers and keywords that matter for what a module binds.
 */
typedef enum
{
  LIMBECK_PYTHON_REVISION,
  LIMBECK_PYTHON_DOWN_REVISION,
  LIMBECK_PYTHON_BRANCH_LABELS,
  LIMBECK_PYTHON_DEPENDS_ON,
  LIMBECK_PYTHON_DOC,
  LIMBECK_PYTHON_N_NAMES,
  LIMBECK_PYTHON_OTHER = LIMBECK_PYTHON_N_NAMES,
  LIMBECK_PYTHON_DYNAMIC,
  LIMBECK_PYTHON_SYS,
  LIMBECK_PYTHON_MODULES,
  LIMBECK_PYTHON_GETATTR,
  LIMBECK_PYTHON_BLOCK,
  LIMBECK_PYTHON_ASYNC,
  LIMBECK_PYTHON_DEF,
  LIMBECK_PYTHON_CLASS,
  LIMBECK_PYTHON_FROM,
  LIMBECK_PYTHON_DEL,
  LIMBECK_PYTHON_GLOBAL,
  LIMBECK_PYTHON_LEAVE,
  LIMBECK_PYTHON_PRINT,
  LIMBECK_PYTHON_NONE,
} LimbeckPythonWord;

/**
 * limbeck_python_word_find:
 * @start: (array length=length): an identifier in UTF-8
 * @length: bytes
 *
 * Returns: which word it is, after the normalisation that Python applies to identifiers
 */
LimbeckPythonWord limbeck_python_word_find (const char *start, gsize length);

/** limbeck_python_word_find_ascii: the same for an identifier of ASCII characters. */
LimbeckPythonWord limbeck_python_word_find_ascii (const char *start, gsize length);
