#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/database/lock-gate.h"

#include "core/run/watch.h"

#define CONNECT_TIMEOUT_MS 3000
#define QUERY_TIMEOUT_MS 2000
#define PAUSE_US 100000

/* A server that has crashed recovers by itself; one that was stopped does not. */
#define RECOVERY_US (15 * G_USEC_PER_SEC)
#define ABSENCE_US (4 * G_USEC_PER_SEC)

/* A session without a statement ends with its client at once; one that a pooler keeps for others does not end at all. */
#define IDLE_MS 1000

struct _LimbeckWatch
{
  LimbeckDatabaseUrl *url;
  char               *application_name;
  gboolean            is_named;
  char               *version_table;
  LimbeckConnection  *connection;
  char               *since;
  GHashTable         *recognised;
  char               *blockers;
};

static char *
quote_identifier (const char *name)
{
  g_autoptr (GString) quoted = g_string_new (name);

  g_string_replace (quoted, "\"", "\"\"", 0);
  g_string_prepend_c (quoted, '"');
  g_string_append_c (quoted, '"');

  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

static char *
quote_table (const char *table, const char *schema)
{
  g_autofree char *quoted_table = quote_identifier (table);
  g_autofree char *quoted_schema = schema ? quote_identifier (schema) : NULL;

  return schema ? g_strdup_printf ("%s.%s", quoted_schema, quoted_table)
                : g_steal_pointer (&quoted_table);
}

LimbeckWatch *
limbeck_watch_new (LimbeckDatabaseUrl *url,
                   const char         *application_name,
                   gboolean            is_named,
                   const char         *version_table,
                   const char         *version_schema)
{
  LimbeckWatch *self = g_new0 (LimbeckWatch, 1);

  self->url = g_object_ref (url);
  self->application_name = g_strdup (application_name);
  self->is_named = is_named;
  self->version_table = quote_table (version_table, version_schema);
  self->recognised = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
limbeck_watch_free (LimbeckWatch *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->url);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->recognised, g_hash_table_unref);
  g_free (self->application_name);
  g_free (self->version_table);
  g_free (self->since);
  g_free (self->blockers);
  g_free (self);
}

static gboolean
ensure_connection (LimbeckWatch *self, GCancellable *cancellable, GError **error)
{
  if (self->connection == NULL)
    self->connection = limbeck_connection_open (
        self->url, "limbeck watch", CONNECT_TIMEOUT_MS, cancellable, error);

  return self->connection != NULL;
}

gboolean
limbeck_watch_begin (LimbeckWatch *self, GCancellable *cancellable, GError **error)
{
  if (!ensure_connection (self, cancellable, error))
    return FALSE;
  self->since = limbeck_sessions_dup_now (self->connection, cancellable, error);

  return self->since != NULL;
}

static char *
dup_key (const LimbeckSession *session)
{
  return g_strdup_printf ("%d %s", session->pid, session->backend_start);
}

void
limbeck_watch_recognise (LimbeckWatch *self, const LimbeckSession *session)
{
  g_hash_table_add (self->recognised, dup_key (session));
  /* Others of the run, if there are any, are known by their beginning too. */
  if (g_strcmp0 (session->application_name, self->application_name) != 0)
    self->is_named = FALSE;
}

/* Processes that use the version table: Alembic does for the whole of its transaction. */
static GHashTable *
list_users_of_table (LimbeckWatch *self, GCancellable *cancellable)
{
  static const char sql[] =
      "SELECT DISTINCT l.pid FROM pg_catalog.pg_locks l"
      " WHERE l.locktype = 'relation' AND l.relation = pg_catalog.to_regclass($1)"
      " AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())";
  const char *const parameters[] = { self->version_table, NULL };
  GHashTable       *pids = g_hash_table_new (NULL, NULL);
  g_autoptr (LimbeckRows) rows = limbeck_connection_query (
      self->connection, sql, parameters, QUERY_TIMEOUT_MS, cancellable, NULL);

  for (guint i = 0; rows != NULL && i < limbeck_rows_get_n_rows (rows); i++)
    if (!limbeck_rows_is_null (rows, i, 0))
      g_hash_table_add (pids, GINT_TO_POINTER (atoi (limbeck_rows_get (rows, i, 0))));

  return pids;
}

/*
 * Other programs of the same role may connect while the run is at work, and must not be stopped with it. So a session that
 * can't carry our name counts only once it was seen using the version table, or if it is the only new one.
 */
static void
keep_recognised (LimbeckWatch *self, GPtrArray *sessions, GCancellable *cancellable)
{
  g_autoptr (GHashTable) users = list_users_of_table (self, cancellable);
  const gboolean is_only_one = sessions->len == 1 && g_hash_table_size (self->recognised) == 0;

  for (guint i = sessions->len; i > 0; i--)
    {
      const LimbeckSession *session = g_ptr_array_index (sessions, i - 1);
      g_autofree char      *key = dup_key (session);

      if (g_hash_table_contains (users, GINT_TO_POINTER (session->pid)))
        g_hash_table_add (self->recognised, g_strdup (key));
      if (!is_only_one && !g_hash_table_contains (self->recognised, key))
        g_ptr_array_remove_index (sessions, i - 1);
    }
}

GPtrArray *
limbeck_watch_list (LimbeckWatch *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sessions = NULL;

  if (!ensure_connection (self, cancellable, error))
    return NULL;

  if (self->is_named || self->since == NULL)
    sessions = limbeck_sessions_list (self->connection, self->application_name, cancellable, error);
  else
    sessions = limbeck_sessions_list_new_since (self->connection, self->since, cancellable, error);
  if (sessions == NULL)
    {
      g_clear_object (&self->connection);
      return NULL;
    }
  if (!self->is_named && self->since != NULL)
    keep_recognised (self, sessions, cancellable);

  return g_steal_pointer (&sessions);
}

static char *
dup_blockers (LimbeckWatch *self, GPtrArray *sessions, GCancellable *cancellable)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sessions->len; i++)
    {
      const LimbeckSession *session = g_ptr_array_index (sessions, i);
      g_autoptr (GPtrArray) blockers = limbeck_sessions_list_blockers (
          self->connection, session->pid, cancellable, NULL);

      for (guint k = 0; blockers != NULL && k < blockers->len; k++)
        {
          const LimbeckSession *blocker = g_ptr_array_index (blockers, k);
          g_autofree char      *description = limbeck_session_dup_description (blocker);

          /* The gate of this run: nobody has to be asked to let go, and it opens in a moment. */
          if (g_str_equal (blocker->application_name, LIMBECK_LOCK_GATE_NAME))
            continue;
          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", description);
        }
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* The pids only: the seconds in the words change all the time. */
static char *
dup_pids (const char *blockers)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\bpid \\d+", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GString) pids = g_string_new (NULL);

  g_regex_match (regex, blockers, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *pid = g_match_info_fetch (match, 0);

      g_string_append (pids, pid);
    }

  return g_string_free (g_steal_pointer (&pids), FALSE);
}

void
limbeck_watch_tell_blockers (LimbeckWatch           *self,
                             const LimbeckEventSink *sink,
                             GCancellable           *cancellable)
{
  g_autoptr (GPtrArray) sessions = limbeck_watch_list (self, cancellable, NULL);
  g_autofree char *blockers = sessions ? dup_blockers (self, sessions, cancellable) : NULL;
  g_autofree char *pids = blockers ? dup_pids (blockers) : NULL;
  g_autofree char *text = NULL;

  if (sessions == NULL || g_strcmp0 (pids, self->blockers) == 0)
    return;
  g_clear_pointer (&self->blockers, g_free);
  self->blockers = g_steal_pointer (&pids);
  if (blockers != NULL)
    /* Translators: %s describes one or more sessions on the server. */
    text = g_strdup_printf (_ ("Waiting for a lock that is held by: %s"), blockers);
  else
    text = g_strdup (_ ("Nothing is in the way any more."));
  limbeck_event_sink_tell (sink, LIMBECK_EVENT_BLOCKED, text, NULL, -1);
}

int
limbeck_watch_end_sessions (LimbeckWatch *self, gboolean terminate)
{
  g_autoptr (GPtrArray) sessions = limbeck_watch_list (self, NULL, NULL);

  for (guint i = 0; sessions != NULL && i < sessions->len; i++)
    if (!limbeck_session_cancel (
            self->connection, g_ptr_array_index (sessions, i), terminate, NULL, NULL))
      return -1;

  return sessions != NULL ? (int) sessions->len : -1;
}

static gint64
get_patience_us (const GError *trouble)
{
  return g_error_matches (trouble, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_STARTING)
             ? RECOVERY_US
             : ABSENCE_US;
}

gboolean
limbeck_watch_are_idle (GPtrArray *sessions)
{
  g_return_val_if_fail (sessions != NULL, FALSE);

  for (guint i = 0; i < sessions->len; i++)
    {
      const LimbeckSession *session = g_ptr_array_index (sessions, i);

      if (g_strcmp0 (session->state, "idle") != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_patience_over (GPtrArray *sessions, gint64 waited_us, guint patience_ms)
{
  const guint limit_ms = limbeck_watch_are_idle (sessions) ? MIN (patience_ms, IDLE_MS)
                                                           : patience_ms;

  return waited_us >= (gint64) limit_ms * 1000;
}

GPtrArray *
limbeck_watch_wait_until_gone (LimbeckWatch *self, guint patience_ms, GError **error)
{
  const gint64 begin_us = g_get_monotonic_time ();

  for (;;)
    {
      g_autoptr (GError) trouble = NULL;
      g_autoptr (GPtrArray) sessions = limbeck_watch_list (self, NULL, &trouble);
      const gint64 waited_us = g_get_monotonic_time () - begin_us;

      if (sessions != NULL &&
          (sessions->len == 0 || is_patience_over (sessions, waited_us, patience_ms)))
        return g_steal_pointer (&sessions);
      if (sessions == NULL && waited_us >= get_patience_us (trouble))
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return NULL;
        }
      g_usleep (PAUSE_US);
    }
}
