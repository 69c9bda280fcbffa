#pragma once

#include "core/database/connection.h"

/**
 * LimbeckSession:
 * @pid: process id of the backend
 * @backend_start: when it began, as the server writes it; with @pid it names one session for ever
 * @user: role
 * @application_name: what the client calls itself
 * @state: (nullable): "active", "idle in transaction", …; %NULL where we may not see it
 * @query: (nullable): its present or last statement; %NULL where we may not see it
 * @seconds: how long its transaction has been open, or -1
 *
 * A session on the server.
 */
typedef struct
{
  int    pid;
  char  *backend_start;
  char  *user;
  char  *application_name;
  char  *state;
  char  *query;
  gint64 seconds;
} LimbeckSession;

/** LIMBECK_SESSION_COLUMNS: the beginning of a query of pg_stat_activity, which it calls "a", for limbeck_session_new(). */
#define LIMBECK_SESSION_COLUMNS                                                                    \
  "SELECT a.pid, a.backend_start, a.usename, a.application_name, a.state,"                         \
  " CASE WHEN a.state IS NOT NULL THEN a.query END,"                                               \
  " pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - a.xact_start)::bigint"

/** LIMBECK_SESSION_N_COLUMNS: how many LIMBECK_SESSION_COLUMNS are. */
#define LIMBECK_SESSION_N_COLUMNS 7

/** limbeck_session_new: (transfer full): what a row of LIMBECK_SESSION_COLUMNS tells. What other roles do is hidden from us. */
LimbeckSession *limbeck_session_new (const LimbeckRows *rows, guint row);

void limbeck_session_free (LimbeckSession *self);

/**
 * limbeck_sessions_list:
 * @connection: a connection to the same server
 * @application_name: whose sessions; parallel workers are left out
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type LimbeckSession): the sessions in this database other than @connection's own,
 *   may be empty
 */
GPtrArray *limbeck_sessions_list (LimbeckConnection *connection,
                                  const char        *application_name,
                                  GCancellable      *cancellable,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_sessions_list_matching:
 * @connection: a connection to the same server
 * @pattern: a regular expression of PostgreSQL for the application name
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type LimbeckSession): the sessions in this database, parallel workers left out
 */
GPtrArray *limbeck_sessions_list_matching (LimbeckConnection *connection,
                                           const char        *pattern,
                                           GCancellable      *cancellable,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_sessions_list_new_since:
 * @connection: a connection to the same server
 * @since: moment on the server's clock, from limbeck_sessions_dup_now()
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * For drivers that ignore PGAPPNAME (asyncpg, pg8000): sessions of our own role in this database that began after
 * @since, other than our own connections (application names that begin with "limbeck").
 *
 * Returns: (transfer full) (element-type LimbeckSession): the sessions
 */
GPtrArray *limbeck_sessions_list_new_since (LimbeckConnection *connection,
                                            const char        *since,
                                            GCancellable      *cancellable,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;

char *limbeck_sessions_dup_now (LimbeckConnection *connection,
                                GCancellable      *cancellable,
                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_sessions_list_blockers:
 * @connection: a connection to the same server
 * @pid: a backend
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type LimbeckSession): who holds the locks that @pid waits for
 */
GPtrArray *limbeck_sessions_list_blockers (LimbeckConnection *connection,
                                           int                pid,
                                           GCancellable      *cancellable,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_session_cancel:
 * @connection: another connection to the same server
 * @session: whose present statement shall end; checked by its start, so a reused pid is safe
 * @terminate: end the whole session rather than its statement
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if the server has sent the signal or the session was gone already
 */
gboolean limbeck_session_cancel (LimbeckConnection    *connection,
                                 const LimbeckSession *session,
                                 gboolean              terminate,
                                 GCancellable         *cancellable,
                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_session_dup_query: (transfer full) (nullable): its statement on one line, shortened, without the literals in it. */
char *limbeck_session_dup_query (const LimbeckSession *session);

/** limbeck_session_dup_description: for people: "pid 4711, user shop, psql, idle in transaction for 14 minutes". */
char *limbeck_session_dup_description (const LimbeckSession *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckSession, limbeck_session_free)
