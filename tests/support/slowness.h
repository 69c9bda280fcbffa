#pragma once

#include <glib.h>

/**
 * limbeck_test_limit_seconds:
 * @usual: a time limit in seconds that is enough on a machine with nothing else to do
 *
 * For a limit of Limbeck's own that has to let some of Alembic's work pass before it ends the rest.
 *
 * Returns: @usual, times how much longer than usual Python and Alembic take to start at this moment
 */
guint limbeck_test_limit_seconds (guint usual);
