#pragma once

#include "core/revisions/python-lexer.h"

/**
 * LimbeckPythonReach:
 * @n_mentions: by LimbeckPythonWord, how often the source has the name, other than as an attribute of something
 * @bound_at: (nullable): by LimbeckPythonWord, where a "global" or an f-string lets the name be bound
 * @dynamic_at: (nullable): code that may bind any name without showing it
 * @error_at: (nullable): where the source can't be cut into tokens any more, or has a statement of Python 2
 *
 * What a whole source, with the bodies of its functions and classes, could do to the names of its module. A plain value;
 * its places are in the source.
 */
typedef struct
{
  guint       n_mentions[LIMBECK_PYTHON_N_NAMES];
  const char *bound_at[LIMBECK_PYTHON_N_NAMES];
  const char *dynamic_at;
  const char *error_at;
} LimbeckPythonReach;

/**
 * limbeck_python_reach_find:
 * @self: (out): what was found
 * @lexer: a lexer at the beginning of the source
 *
 * Cuts all of the source into tokens, so it is for the few where something in a definition may matter.
 */
void limbeck_python_reach_find (LimbeckPythonReach *self, LimbeckPythonLexer *lexer);
