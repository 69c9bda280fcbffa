#pragma once

#include <glib.h>

/**
 * limbeck_python_tail_binds_nothing:
 * @p: the line of the first definition of a module
 * @end: the end of the module, which has no carriage returns
 * @runs: (out): whether it is worth a closer look, as some of it may be run with the module (a class, a decorator, a default
 *   value) or be Python 2
 *
 * Most of a revision file is the bodies of its functions. This tells, several times faster than cutting it into tokens,
 * that no statement of the module can begin there but further definitions.
 *
 * Returns: %TRUE if that is certain
 */
gboolean limbeck_python_tail_binds_nothing (const char *p, const char *end, gboolean *runs);

/** limbeck_python_tail_begins_definition: whether the line at @p begins a function or a class, or decorates one. */
gboolean limbeck_python_tail_begins_definition (const char *p);

/**
 * limbeck_python_tail_has_word: whether @word is in the text, also as the end of other words, but not as their beginning:
 * "globals" is no "global". @word has a "b" in it, but not first, and @end can be read, as the NUL behind a source can.
 */
gboolean limbeck_python_tail_has_word (const char *p, const char *end, const char *word);
