#pragma once

#include <glib.h>

/**
 * limbeck_libpq_keyword_is_known:
 * @keyword: a name
 *
 * Returns: whether it is a connection parameter of libpq up to PostgreSQL 17; the libpq in use may be older
 */
gboolean limbeck_libpq_keyword_is_known (const char *keyword);

/** limbeck_libpq_keyword_get_variable: (nullable): the environment variable that sets @keyword, "PGHOST" for "host". */
const char *limbeck_libpq_keyword_get_variable (const char *keyword);
