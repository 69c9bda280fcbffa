#pragma once

#include <gio/gio.h>

#include "core/project/database-url.h"

#define LIMBECK_DATABASE_ERROR (limbeck_database_error_quark ())

/**
 * LimbeckDatabaseError:
 * @LIMBECK_DATABASE_ERROR_UNREACHABLE: no server answers there
 * @LIMBECK_DATABASE_ERROR_UNKNOWN_HOST: the host's name can't be resolved
 * @LIMBECK_DATABASE_ERROR_AUTHENTICATION: the server refused user or password
 * @LIMBECK_DATABASE_ERROR_PASSWORD_NEEDED: the server wants a password and none is known
 * @LIMBECK_DATABASE_ERROR_NO_DATABASE: the server has no such database
 * @LIMBECK_DATABASE_ERROR_NO_ROLE: the server has no such role, or it may not log in
 * @LIMBECK_DATABASE_ERROR_TIMED_OUT: the time limit of this call was over
 * @LIMBECK_DATABASE_ERROR_LOST: the connection broke
 * @LIMBECK_DATABASE_ERROR_PERMISSION: the role may not do this
 * @LIMBECK_DATABASE_ERROR_STARTING: the server is starting up, shutting down or in recovery
 * @LIMBECK_DATABASE_ERROR_QUERY: the server refused a statement; see limbeck_database_error_get_sqlstate()
 * @LIMBECK_DATABASE_ERROR_REFUSED: the server refused the connection for another reason
 */
typedef enum
{
  LIMBECK_DATABASE_ERROR_UNREACHABLE,
  LIMBECK_DATABASE_ERROR_UNKNOWN_HOST,
  LIMBECK_DATABASE_ERROR_AUTHENTICATION,
  LIMBECK_DATABASE_ERROR_PASSWORD_NEEDED,
  LIMBECK_DATABASE_ERROR_NO_DATABASE,
  LIMBECK_DATABASE_ERROR_NO_ROLE,
  LIMBECK_DATABASE_ERROR_TIMED_OUT,
  LIMBECK_DATABASE_ERROR_LOST,
  LIMBECK_DATABASE_ERROR_PERMISSION,
  LIMBECK_DATABASE_ERROR_STARTING,
  LIMBECK_DATABASE_ERROR_QUERY,
  LIMBECK_DATABASE_ERROR_REFUSED,
} LimbeckDatabaseError;

GQuark limbeck_database_error_quark (void);

/** limbeck_database_error_get_sqlstate: (nullable): the five characters of PostgreSQL's error code, if the server sent one. */
const char *limbeck_database_error_get_sqlstate (const GError *error);

/** limbeck_database_error_get_remedy: what to do about an error of this code: a sentence in the user's language. */
const char *limbeck_database_error_get_remedy (const GError *error);

/**
 * LimbeckConnection:
 *
 * One connection of our own to a PostgreSQL server. Every call blocks the calling thread until it is done, its
 * time is over or it is cancelled; a query that is given up is cancelled on the server too. One thread at a time.
 */
#define LIMBECK_TYPE_CONNECTION (limbeck_connection_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckConnection, limbeck_connection, LIMBECK, CONNECTION, GObject)

/**
 * limbeck_connection_open:
 * @url: where to; what it does not say comes from libpq's environment (PGHOST, .pgpass, service file, …)
 * @application_name: how the session is called on the server
 * @timeout_ms: time limit for each address in milliseconds, 0 for none; libpq's own is not applied when connecting
 *   asynchronously
 * @cancellable: (nullable): gives up, also while a name is being resolved
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED; the message names host and database, never the password
 *
 * Returns: (transfer full): a connection
 */
LimbeckConnection *limbeck_connection_open (LimbeckDatabaseUrl *url,
                                            const char         *application_name,
                                            guint               timeout_ms,
                                            GCancellable       *cancellable,
                                            GError            **error) G_GNUC_WARN_UNUSED_RESULT;

const char *limbeck_connection_get_host (LimbeckConnection *self);
const char *limbeck_connection_get_port (LimbeckConnection *self);
const char *limbeck_connection_get_user (LimbeckConnection *self);
const char *limbeck_connection_get_database (LimbeckConnection *self);
int         limbeck_connection_get_server_version (LimbeckConnection *self);
int         limbeck_connection_get_backend_pid (LimbeckConnection *self);

/** limbeck_connection_is_lost: whether its end has arrived here; asks nobody and never blocks. */
gboolean limbeck_connection_is_lost (LimbeckConnection *self);

/** limbeck_connection_is_pooled: a pooler stands in between: its process id is not the server's. */
gboolean limbeck_connection_is_pooled (LimbeckConnection *self);

/**
 * LimbeckRows:
 *
 * The answer to a query: a table of strings.
 */
typedef struct _LimbeckRows LimbeckRows;

/**
 * limbeck_connection_query:
 * @self: a connection
 * @sql: one statement
 * @parameters: (nullable) (array zero-terminated=1): values of $1, $2, …; text only
 * @timeout_ms: time limit in milliseconds, 0 for none
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the rows
 */
LimbeckRows *limbeck_connection_query (LimbeckConnection *self,
                                       const char        *sql,
                                       const char *const *parameters,
                                       guint              timeout_ms,
                                       GCancellable      *cancellable,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;

guint       limbeck_rows_get_n_rows (const LimbeckRows *self);
const char *limbeck_rows_get (const LimbeckRows *self, guint row, guint column);
gboolean    limbeck_rows_is_null (const LimbeckRows *self, guint row, guint column);
gboolean    limbeck_rows_is_true (const LimbeckRows *self, guint row, guint column);
void        limbeck_rows_free (LimbeckRows *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckRows, limbeck_rows_free)
