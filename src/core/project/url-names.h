#pragma once

#include <glib.h>

/**
 * LimbeckUrlLookup:
 * @name: the name of a variable
 * @data: what was given along with the function
 *
 * Returns: (nullable): its value
 */
typedef const char *(*LimbeckUrlLookup) (const char *name, gpointer data);

/**
 * limbeck_url_names_find:
 * @lookup: where to look
 * @data: given to @lookup
 * @after: (inout): 0 at first; where to go on if what was found is no good
 * @name: (out): the variable, or for a URL put together from pieces their common beginning with "*": "POSTGRES_*"
 *
 * Looks for `DATABASE_URL` and the other names that projects use, then for the pieces of a URL in `POSTGRES_USER` and the
 * like.
 *
 * Returns: (transfer full) (nullable): what may be a URL
 */
char *
limbeck_url_names_find (LimbeckUrlLookup lookup, gpointer data, guint *after, const char **name);
