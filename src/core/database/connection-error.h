#pragma once

#include "core/database/connection.h"

/* How the files of this folder make a LIMBECK_DATABASE_ERROR. */

void limbeck_database_error_set (GError             **error,
                                 LimbeckDatabaseError code,
                                 const char          *sqlstate,
                                 const char          *format,
                                 ...) G_GNUC_PRINTF (4, 5);

/**
 * limbeck_database_error_code_of_open:
 * @sqlstate: what the server said while it was being connected to
 * @routine: (nullable): the C function in the server that said so
 *
 * Returns: the cause
 */
LimbeckDatabaseError
limbeck_database_error_code_of_open (const char *sqlstate, const char *routine);

/** limbeck_database_error_code_of_query: the cause behind what the server said to a statement. */
LimbeckDatabaseError limbeck_database_error_code_of_query (const char *sqlstate);

/** limbeck_database_error_describe_limit: (transfer full): "10 seconds", "1500 milliseconds" */
char *limbeck_database_error_describe_limit (guint timeout_ms);
