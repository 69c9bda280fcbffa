#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/database/connection-error.h"
#include "core/database/detached.h"

#include "core/database/run-lock.h"

#define OPEN_TIMEOUT_MS 10000
#define QUERY_TIMEOUT_MS 10000
#define UNLOCK_TIMEOUT_MS 1000

/* First and longest pause between two tries. */
#define FIRST_PAUSE_MS 50
#define LONGEST_PAUSE_MS 1000

/* A holder that is gone when we ask for its name: the lock is probably free by then. */
#define MORE_TRIES 3

#define NAME_PREFIX "limbeck-lock "
/* NAMEDATALEN - 1: what PostgreSQL keeps of an application name. */
#define NAME_LENGTH 63

/* "Limb", and what $1 hashes to. A table without a schema stands for the one that it leads to or would be made in, so
   that every way to name a table makes one key. */
#define KEY                                                                                        \
  "1281977698, pg_catalog.hashtext(CASE WHEN pg_catalog.strpos($1, '.') > 0 THEN $1 ELSE"          \
  " coalesce((SELECT n.nspname::text FROM pg_catalog.pg_class c"                                   \
  " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"                                      \
  " WHERE c.oid = pg_catalog.to_regclass(pg_catalog.quote_ident($1))),"                            \
  " pg_catalog.current_schema()::text, '') || '.' || $1 END)"

struct _LimbeckRunLock
{
  LimbeckDatabaseUrl *url;
  char               *version_table;
  LimbeckConnection  *connection;
};

G_DEFINE_QUARK (limbeck - run - lock - error - quark, limbeck_run_lock_error)

/* "limbeck-lock ann@laptop 2026-01-31T12:00:00Z": who, for whoever finds the lock taken. */
static char *
build_name (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *moment = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *who = g_strdup_printf ("%s@%s", g_get_user_name (), g_get_host_name ());
  gsize            room = NAME_LENGTH - strlen (NAME_PREFIX) - 1 - strlen (moment);

  for (char *c = who; *c; c++)
    if (!g_ascii_isgraph (*c))
      *c = '?';
  if (strlen (who) > room)
    who[room] = '\0';

  return g_strdup_printf (NAME_PREFIX "%s %s", who, moment);
}

static char *
describe_moment (const char *iso8601)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (iso8601, utc);
  g_autoptr (GDateTime) here = moment ? g_date_time_to_local (moment) : NULL;

  return here ? g_date_time_format (here, "%Y-%m-%d %H:%M:%S") : g_strdup (iso8601);
}

static char *
describe_holder (const char *pid, const char *user, const char *application_name)
{
  if (application_name && g_str_has_prefix (application_name, NAME_PREFIX))
    {
      g_auto (GStrv) words = g_strsplit (application_name + strlen (NAME_PREFIX), " ", 2);

      if (g_strv_length (words) == 2)
        {
          g_autofree char *moment = describe_moment (words[1]);

          /* Translators: who holds a lock: ann@laptop, a date and time, a database user, a process id */
          return g_strdup_printf (
              _ ("%s since %s (database user “%s”, pid %s)"), words[0], moment, user, pid);
        }
    }

  /* Translators: who holds a lock: a program, a database user, a process id */
  return g_strdup_printf (_ ("“%s” (database user “%s”, pid %s)"),
                          application_name ? application_name : "",
                          user ? user : "",
                          pid);
}

char *
limbeck_run_lock_find_holder (LimbeckConnection *connection,
                              const char        *version_table,
                              GCancellable      *cancellable,
                              GError           **error)
{
  /* The key's two integers are kept as oids, so a negative hash is found as the unsigned number with the same bits;
     objsubid 2 marks keys of two integers. */
  static const char *sql =
      "SELECT l.pid, a.usename, a.application_name"
      " FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
      " JOIN (VALUES (" KEY ")) k(classid, objid)"
      "  ON l.classid::bigint = k.classid AND l.objid::bigint = (k.objid::bigint & 4294967295)"
      " WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted AND l.database ="
      " (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())";
  const char *parameters[] = { version_table, NULL };
  g_autoptr (LimbeckRows) rows = NULL;

  g_return_val_if_fail (LIMBECK_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (version_table != NULL, NULL);

  rows = limbeck_connection_query (
      connection, sql, parameters, QUERY_TIMEOUT_MS, cancellable, error);
  if (rows == NULL || limbeck_rows_get_n_rows (rows) == 0)
    return NULL;

  return describe_holder (
      limbeck_rows_get (rows, 0, 0), limbeck_rows_get (rows, 0, 1), limbeck_rows_get (rows, 0, 2));
}

/* %TRUE without @is_ours: somebody else has it. */
static gboolean
try_lock (LimbeckConnection *connection,
          const char        *version_table,
          gboolean          *is_ours,
          GCancellable      *cancellable,
          GError           **error)
{
  const char *parameters[] = { version_table, NULL };
  g_autoptr (LimbeckRows)
      rows = limbeck_connection_query (connection,
                                       "SELECT pg_catalog.pg_try_advisory_lock(" KEY ")",
                                       parameters,
                                       QUERY_TIMEOUT_MS,
                                       cancellable,
                                       error);

  if (rows == NULL)
    return FALSE;
  *is_ours = g_strcmp0 (limbeck_rows_get (rows, 0, 0), "t") == 0;

  return TRUE;
}

/* The name tells since when the lock is held, not since when it was waited for. */
static gboolean
sign (LimbeckConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = build_name ();
  const char      *parameters[] = { name, NULL };
  g_autoptr (LimbeckRows) rows = limbeck_connection_query (
      connection,
      "SELECT pg_catalog.set_config('application_name', $1, false)",
      parameters,
      QUERY_TIMEOUT_MS,
      cancellable,
      error);

  return rows != NULL;
}

static gboolean
set_held (GError **error, const char *database, const char *holder)
{
  g_set_error (error,
               LIMBECK_RUN_LOCK_ERROR,
               LIMBECK_RUN_LOCK_ERROR_HELD,
               /* Translators: the first %s is a database, the second who changes it */
               _ ("The database “%s” is being changed by %s. Wait until that run has ended."),
               database,
               holder ? holder : _ ("another run that has just ended or begun"));

  return FALSE;
}

/* Tries until @deadline_us; a waiting pg_advisory_lock() would hold a snapshot (run-lock.h). */
static gboolean
keep_trying (LimbeckConnection *connection,
             const char        *version_table,
             gint64             deadline_us,
             GCancellable      *cancellable,
             GError           **error)
{
  guint pause_ms = FIRST_PAUSE_MS;
  guint n_more_tries = 0;

  for (;;)
    {
      g_autofree char *holder = NULL;
      g_autoptr (GError) local_error = NULL;
      gboolean is_ours;
      gint64   next_us;

      if (!try_lock (connection, version_table, &is_ours, cancellable, error))
        return FALSE;
      if (is_ours)
        return sign (connection, cancellable, error);

      holder = limbeck_run_lock_find_holder (connection, version_table, cancellable, &local_error);
      if (local_error)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (holder == NULL && n_more_tries++ < MORE_TRIES)
        continue;
      next_us = g_get_monotonic_time () + pause_ms * 1000;
      if (g_get_monotonic_time () >= deadline_us)
        return set_held (error, limbeck_connection_get_database (connection), holder);
      if (limbeck_patience_wait_for_fd (-1, 0, MIN (next_us, deadline_us), cancellable) ==
          LIMBECK_PATIENCE_CANCELLED)
        return !g_cancellable_set_error_if_cancelled (cancellable, error);
      pause_ms = MIN (pause_ms * 2, LONGEST_PAUSE_MS);
    }
}

/* Returns the session that holds the lock. */
static LimbeckConnection *
open_and_lock (LimbeckDatabaseUrl *url,
               const char         *version_table,
               guint               timeout_ms,
               GCancellable       *cancellable,
               GError            **error)
{
  g_autoptr (LimbeckConnection) connection = NULL;
  g_autofree char *name = NULL;
  gint64           deadline_us = g_get_monotonic_time () + (gint64) timeout_ms * 1000;

  name = build_name ();
  connection = limbeck_connection_open (url, name, OPEN_TIMEOUT_MS, cancellable, error);
  if (connection == NULL)
    return NULL;
  if (limbeck_connection_is_pooled (connection))
    {
      g_set_error (
          error,
          LIMBECK_RUN_LOCK_ERROR,
          LIMBECK_RUN_LOCK_ERROR_POOLED,
          /* Translators: %s is a database */
          _ ("A connection pooler stands between this machine and the database “%s”, so that a lock would protect nothing. Use a URL that leads to the server itself."),
          limbeck_connection_get_database (connection));
      return NULL;
    }
  if (!keep_trying (connection, version_table, deadline_us, cancellable, error))
    return NULL;

  return g_steal_pointer (&connection);
}

LimbeckRunLock *
limbeck_run_lock_acquire (LimbeckDatabaseUrl *url,
                          const char         *version_table,
                          guint               timeout_ms,
                          GCancellable       *cancellable,
                          GError            **error)
{
  g_autoptr (LimbeckConnection) connection = NULL;
  LimbeckRunLock *self;

  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (url), NULL);
  g_return_val_if_fail (version_table != NULL, NULL);

  connection = open_and_lock (url, version_table, timeout_ms, cancellable, error);
  if (connection == NULL)
    return NULL;
  self = g_new0 (LimbeckRunLock, 1);
  self->url = g_object_ref (url);
  self->version_table = g_strdup (version_table);
  self->connection = g_steal_pointer (&connection);

  return self;
}

gboolean
limbeck_run_lock_is_lost (LimbeckRunLock *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->connection == NULL || limbeck_connection_is_lost (self->connection);
}

gboolean
limbeck_run_lock_take_again (LimbeckRunLock *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_clear_object (&self->connection);
  self->connection = open_and_lock (self->url, self->version_table, 0, cancellable, error);

  return self->connection != NULL;
}

void
limbeck_run_lock_free (LimbeckRunLock *self)
{
  g_autoptr (LimbeckRows) rows = NULL;

  if (self == NULL)
    return;

  /* The session's end would free the lock too, but only a moment later: the next run may follow at once. */
  if (self->connection != NULL)
    rows = limbeck_connection_query (self->connection,
                                     "SELECT pg_catalog.pg_advisory_unlock_all()",
                                     NULL,
                                     UNLOCK_TIMEOUT_MS,
                                     NULL,
                                     NULL);
  g_clear_object (&self->connection);
  g_object_unref (self->url);
  g_free (self->version_table);
  g_free (self);
}
