#pragma once

#include "core/database/connection.h"
#include "core/project/target-class.h"

/**
 * limbeck_locality_find:
 * @connection: a connection
 * @timeout_ms: time limit in milliseconds
 * @cancellable: (nullable): gives up
 *
 * "localhost" may be the end of a tunnel, so names don't count: the server's process is looked for on this machine, and no other
 * machine may be connected to it. A server in a container is therefore merely near.
 *
 * Returns: where the server runs; what can't be learned is taken for the worse
 */
LimbeckTargetPlace
limbeck_locality_find (LimbeckConnection *connection, guint timeout_ms, GCancellable *cancellable);
