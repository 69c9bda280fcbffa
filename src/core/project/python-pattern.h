#pragma once

#include "core/project/python-tokens.h"

/**
 * LimbeckPythonPattern:
 *
 * A sequence of tokens, words with one blank between them: `config . get_main_option ( 'sqlalchemy.url' )`. A word is a name
 * or operator as it is written, a string in single quotes, or one of `$N` (any name), `$S` (any known string) and
 * `$E` (the end of a logical line).
 */
typedef const char LimbeckPythonPattern;

/** limbeck_python_pattern_get: (nullable): the token at @i, %NULL behind the end. */
const LimbeckPythonToken *limbeck_python_pattern_get (GArray *tokens, guint i);

/**
 * limbeck_python_pattern_match:
 * @tokens: tokens
 * @i: where the pattern has to begin
 * @pattern: a pattern
 *
 * Returns: the index behind it, 0 if it is not there
 */
guint limbeck_python_pattern_match (GArray *tokens, guint i, LimbeckPythonPattern *pattern);

/** limbeck_python_pattern_count: at how many places @pattern is. */
guint limbeck_python_pattern_count (GArray *tokens, LimbeckPythonPattern *pattern);
