#pragma once

#include "core/database/connection.h"

/**
 * limbeck_connection_dup_data_directory:
 * @self: a connection
 *
 * Where the server keeps its data, if it runs on this very machine and not in a container: found in its command line, which every
 * user may read, and only if owner and permissions of the directory are those of a server's. Asks nobody.
 *
 * Returns: (transfer full) (nullable): absolute path, or %NULL if it is not known
 */
char *limbeck_connection_dup_data_directory (LimbeckConnection *self);
