#pragma once

#include <glib.h>

/** limbeck_python_is_space: whether Python's str.isspace() says so; more than GLib's and than ASCII's. */
gboolean limbeck_python_is_space (gunichar c);

/** limbeck_python_lower: (transfer full): str.lower(), but for the final sigma; GLib's own depends on the locale. */
char *limbeck_python_lower (const char *text);

/**
 * limbeck_python_strip:
 * @start: (inout): where a text begins
 * @end: (inout): where it ends
 *
 * Moves both past white space, as str.strip() does.
 */
void limbeck_python_strip (const char **start, const char **end);
