#pragma once

#include "core/database/connection.h"

/**
 * LimbeckVersionTable:
 * @LIMBECK_VERSION_TABLE_PRESENT: it exists and has been read
 * @LIMBECK_VERSION_TABLE_MISSING_EMPTY: it does not exist, and neither does any other table: a first run
 * @LIMBECK_VERSION_TABLE_MISSING_FULL: it does not exist although the database holds tables: unversioned
 */
typedef enum
{
  LIMBECK_VERSION_TABLE_PRESENT,
  LIMBECK_VERSION_TABLE_MISSING_EMPTY,
  LIMBECK_VERSION_TABLE_MISSING_FULL,
} LimbeckVersionTable;

/**
 * LimbeckDatabaseState:
 *
 * What a database was like at one moment. Immutable. There is no state for a database that can't be read: unknown
 * is not empty.
 */
#define LIMBECK_TYPE_DATABASE_STATE (limbeck_database_state_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckDatabaseState,
                      limbeck_database_state,
                      LIMBECK,
                      DATABASE_STATE,
                      GObject)

/**
 * limbeck_database_state_read:
 * @connection: a connection
 * @version_table: name of the version table, normally "alembic_version"
 * @version_schema: (nullable): its schema; %NULL where the search path leads
 * @timeout_ms: time limit in milliseconds
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Reads version table and facts of the server in one round trip, in a read-only transaction.
 *
 * Returns: (transfer full): the state
 */
LimbeckDatabaseState *limbeck_database_state_read (LimbeckConnection *connection,
                                                   const char        *version_table,
                                                   const char        *version_schema,
                                                   guint              timeout_ms,
                                                   GCancellable      *cancellable,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

LimbeckVersionTable limbeck_database_state_get_version_table (LimbeckDatabaseState *self);

/** limbeck_database_state_get_rows: what the version table holds, in the server's order, %NULL-terminated. */
const char *const *limbeck_database_state_get_rows (LimbeckDatabaseState *self);

/** limbeck_database_state_has_null_row: whether there is also a row without a revision, which the rows leave out. */
gboolean limbeck_database_state_has_null_row (LimbeckDatabaseState *self);

/** limbeck_database_state_get_version_width: greatest length of a revision id that the column takes; 0 for no limit. */
guint limbeck_database_state_get_version_width (LimbeckDatabaseState *self);

/** limbeck_database_state_get_version_schema: (nullable): schema in which the version table was found. */
const char *limbeck_database_state_get_version_schema (LimbeckDatabaseState *self);

const char *limbeck_database_state_get_database (LimbeckDatabaseState *self);
const char *limbeck_database_state_get_user (LimbeckDatabaseState *self);

/** limbeck_database_state_get_host: as the connection names it: a host, or the directory of a socket. */
const char *limbeck_database_state_get_host (LimbeckDatabaseState *self);
const char *limbeck_database_state_get_port (LimbeckDatabaseState *self);

/** limbeck_database_state_get_server_version: for example 150020 for 15.20. */
int limbeck_database_state_get_server_version (LimbeckDatabaseState *self);

gboolean limbeck_database_state_is_in_recovery (LimbeckDatabaseState *self);
gboolean limbeck_database_state_is_read_only (LimbeckDatabaseState *self);
gboolean limbeck_database_state_is_pooled (LimbeckDatabaseState *self);

/** limbeck_database_state_get_size_bytes: pg_database_size(), or -1 if that may not be known. */
gint64 limbeck_database_state_get_size_bytes (LimbeckDatabaseState *self);

/** limbeck_database_state_get_system_identifier: (nullable): of the cluster. */
const char *limbeck_database_state_get_system_identifier (LimbeckDatabaseState *self);

/** limbeck_database_state_get_timeline: one more for each promotion of the cluster; 0 if that is not known. */
guint32 limbeck_database_state_get_timeline (LimbeckDatabaseState *self);

/** limbeck_database_state_get_database_oid: oid of the database. */
guint32 limbeck_database_state_get_database_oid (LimbeckDatabaseState *self);

/** limbeck_database_state_is_same_database: whether both are of one database, by its server's identifier and its oid. */
gboolean
limbeck_database_state_is_same_database (LimbeckDatabaseState *self, LimbeckDatabaseState *other);

/** limbeck_database_state_get_read_at: wall clock of this machine, µs since 1970. */
gint64 limbeck_database_state_get_read_at (LimbeckDatabaseState *self);
