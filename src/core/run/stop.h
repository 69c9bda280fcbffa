#pragma once

#include "core/base/process.h"
#include "core/run/watch.h"

/**
 * limbeck_stop_run:
 * @process: the Alembic process
 * @watch: its sessions
 *
 * Ends a run in the middle: asks the server to cancel the statement, twice; then to end the session; then ends the process
 * group. Killing the process first would leave the server at work (a session goes on to the end of its statement, and outside
 * a transaction even keeps what it did). Returns when no process of the group is left.
 */
void limbeck_stop_run (LimbeckProcess *process, LimbeckWatch *watch);

/**
 * limbeck_stop_sessions:
 * @watch: the sessions of a run whose process is gone
 * @error: a LIMBECK_DATABASE_ERROR: the server can't be asked
 *
 * Waits for what is left of a run on the server, and ends it if it does not go by itself.
 *
 * Returns: (transfer full) (element-type LimbeckSession): sessions that are still there all the same
 */
GPtrArray *limbeck_stop_sessions (LimbeckWatch *watch, GError **error) G_GNUC_WARN_UNUSED_RESULT;
