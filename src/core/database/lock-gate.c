#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/database/lock-gate.h"

#define OPEN_TIMEOUT_MS 10000
#define QUERY_TIMEOUT_MS 5000
#define ROLLBACK_TIMEOUT_MS 2000

/* Who holds the table longer than that is at work in it, and everybody else would have to wait behind us. */
#define LOCK_TIMEOUT "2s"

/* "Limb", as in run-lock.c. */
#define CLASS "1281977698"

/* The server opens the gate so much later than we would. */
#define GRACE_S 10

struct _LimbeckLockGate
{
  LimbeckConnection *work;
  LimbeckConnection *watch;
  char              *application_name;
  char              *table;
  char              *relation;
  guint              key;
  char              *expected_pid;
  char              *pid;
  char              *since;
  gboolean           is_closed;
};

G_DEFINE_QUARK (limbeck - lock - gate - error - quark, limbeck_lock_gate_error)

void
limbeck_lock_gate_free (LimbeckLockGate *self)
{
  if (self == NULL)
    return;
  if (self->is_closed)
    (void) limbeck_lock_gate_open (self);
  g_clear_object (&self->work);
  g_clear_object (&self->watch);
  g_free (self->application_name);
  g_free (self->table);
  g_free (self->relation);
  g_free (self->expected_pid);
  g_free (self->pid);
  g_free (self->since);
  g_free (self);
}

/* On the connection that holds the lock. */
static LimbeckRows *
work (LimbeckLockGate   *self,
      const char        *sql,
      const char *const *parameters,
      GCancellable      *cancellable,
      GError           **error)
{
  return limbeck_connection_query (
      self->work, sql, parameters, QUERY_TIMEOUT_MS, cancellable, error);
}

static gboolean
begin (LimbeckLockGate            *self,
       const LimbeckLockGateTerms *terms,
       GCancellable               *cancellable,
       GError                    **error)
{
  static const char sql[] =
      "SELECT pg_catalog.set_config('lock_timeout', '" LOCK_TIMEOUT "', true),"
      " pg_catalog.set_config('idle_in_transaction_session_timeout', $1, true),"
      " pg_catalog.pg_backend_pid()";
  g_autofree char  *limit = g_strdup_printf ("%us", terms->patience_s + GRACE_S);
  const char *const parameters[] = { limit, NULL };
  g_autoptr (LimbeckRows) begun = NULL;
  g_autoptr (LimbeckRows) rows = NULL;

  begun = work (self, "BEGIN ISOLATION LEVEL READ COMMITTED", NULL, cancellable, error);
  if (begun == NULL)
    return FALSE;
  self->is_closed = TRUE;
  rows = work (self, sql, parameters, cancellable, error);
  if (rows == NULL)
    return FALSE;
  self->pid = g_strdup (limbeck_rows_get (rows, 0, 2));

  return TRUE;
}

/* Name and oid of the table as Alembic would find it; the oid is NULL if there is none. An empty schema stands for none. */
static gboolean
find_table (LimbeckLockGate            *self,
            const LimbeckLockGateTerms *terms,
            GCancellable               *cancellable,
            GError                    **error)
{
  static const char sql[] =
      "SELECT f.oid, coalesce(pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), f.name)"
      " FROM (SELECT t.name, pg_catalog.to_regclass(t.name)::oid AS oid FROM (SELECT"
      "  coalesce(pg_catalog.quote_ident(nullif($2, '')) || '.', '') || pg_catalog.quote_ident($1)) t(name)) f"
      " LEFT JOIN pg_catalog.pg_class c ON c.oid = f.oid"
      " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace";
  const char *const parameters[] = { terms->version_table,
                                     terms->version_schema ? terms->version_schema : "",
                                     NULL };
  g_autoptr (LimbeckRows) rows = work (self, sql, parameters, cancellable, error);

  if (rows == NULL)
    return FALSE;
  if (!limbeck_rows_is_null (rows, 0, 0))
    self->relation = g_strdup (limbeck_rows_get (rows, 0, 0));
  self->table = g_strdup (limbeck_rows_get (rows, 0, 1));

  return TRUE;
}

static gboolean
set_no_table (GError **error, const char *table)
{
  g_set_error (error,
               LIMBECK_LOCK_GATE_ERROR,
               LIMBECK_LOCK_GATE_ERROR_NO_TABLE,
               /* Translators: %s is the name of a table */
               _ ("There is no version table %s yet."),
               table);

  return FALSE;
}

/* Says what @cause, an answer of the server to LOCK or CREATE, means here. */
static gboolean
set_not_locked (LimbeckLockGate *self, GError *cause, GError **error)
{
  const char *sqlstate = limbeck_database_error_get_sqlstate (cause);

  if (g_strcmp0 (sqlstate, "55P03") == 0)
    g_set_error (error,
                 LIMBECK_LOCK_GATE_ERROR,
                 LIMBECK_LOCK_GATE_ERROR_BUSY,
                 /* Translators: %s is the name of a table */
                 _ ("The version table %s is in use by somebody else."),
                 self->table);
  else if (g_error_matches (cause, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_PERMISSION))
    g_set_error (
        error,
        LIMBECK_LOCK_GATE_ERROR,
        LIMBECK_LOCK_GATE_ERROR_PERMISSION,
        /* Translators: the first %s is a role, the second a table, the third what the server says */
        _ ("The role “%s” may not lock the version table %s: %s"),
        limbeck_connection_get_user (self->work),
        self->table,
        cause->message);
  else
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  g_error_free (cause);

  return FALSE;
}

static gboolean
lock (LimbeckLockGate            *self,
      const LimbeckLockGateTerms *terms,
      GCancellable               *cancellable,
      GError                    **error)
{
  GError          *cause = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (LimbeckRows) rows = NULL;

  if (terms->key != 0)
    sql = g_strdup_printf ("SELECT pg_catalog.pg_advisory_xact_lock(" CLASS ", %u)", terms->key);
  else if (self->relation != NULL)
    sql = g_strdup_printf ("LOCK TABLE %s IN ACCESS EXCLUSIVE MODE", self->table);
  else if (terms->makes_missing)
    sql = g_strdup_printf ("CREATE TABLE %s (version_num varchar(32) NOT NULL)", self->table);
  else
    return set_no_table (error, self->table);

  rows = work (self, sql, NULL, cancellable, &cause);

  return rows != NULL || set_not_locked (self, cause, error);
}

LimbeckLockGate *
limbeck_lock_gate_close (LimbeckDatabaseUrl         *url,
                         const LimbeckLockGateTerms *terms,
                         GCancellable               *cancellable,
                         GError                    **error)
{
  g_autoptr (LimbeckLockGate) self = NULL;

  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (url), NULL);
  g_return_val_if_fail (terms != NULL && terms->version_table && terms->application_name, NULL);

  self = g_new0 (LimbeckLockGate, 1);
  self->application_name = g_strdup (terms->application_name);
  self->key = terms->key;
  self->expected_pid = g_strdup_printf ("%d", terms->backend_pid);
  self->watch = limbeck_connection_open (
      url, "limbeck gate watch", OPEN_TIMEOUT_MS, cancellable, error);
  if (self->watch == NULL)
    return NULL;
  self->work = limbeck_connection_open (
      url, LIMBECK_LOCK_GATE_NAME, OPEN_TIMEOUT_MS, cancellable, error);
  if (self->work == NULL || !begin (self, terms, cancellable, error) ||
      !find_table (self, terms, cancellable, error) || !lock (self, terms, cancellable, error))
    return NULL;
  self->since = limbeck_sessions_dup_now (self->watch, cancellable, error);

  return self->since ? g_steal_pointer (&self) : NULL;
}

/* What they queue for; $4 is the table or the key. Who knows the key is ours. */
static const char *
get_condition (LimbeckLockGate *self)
{
  if (self->key != 0)
    return " AND l.locktype = 'advisory' AND l.classid = " CLASS " AND l.objid = $4::oid";

  return self->relation ? " AND l.relation = $4::oid"
                        : " AND l.locktype = 'transactionid' AND $4 = ''";
}

/* $1: our process on the server; $2: the name; $3: the moment; $5: the process that is waited for. */
static char *
dup_queue_sql (LimbeckLockGate *self)
{
  const gboolean knows_leaders = limbeck_connection_get_server_version (self->watch) >= 130000;

  return g_strconcat (
      LIMBECK_SESSION_COLUMNS
      ", a.application_name = $2 OR a.pid = $5::int OR l.locktype = 'advisory' AS is_named"
      " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
      " WHERE NOT l.granted AND $1::int = ANY (pg_catalog.pg_blocking_pids(l.pid))",
      get_condition (self),
      knows_leaders ? " AND a.leader_pid IS NULL" : "",
      " AND (a.application_name = $2 OR a.pid = $5::int OR l.locktype = 'advisory' OR (a.usename = session_user AND a.backend_start >= $3::timestamptz"
      "  AND a.query LIKE '%version_num%' AND a.application_name NOT LIKE 'limbeck%'))"
      " ORDER BY is_named DESC, a.backend_start",
      NULL);
}

static char *
dup_object (LimbeckLockGate *self)
{
  if (self->key != 0)
    return g_strdup_printf ("%u", self->key);

  return g_strdup (self->relation ? self->relation : "");
}

LimbeckArrival
limbeck_lock_gate_look (LimbeckLockGate *self,
                        LimbeckSession **session,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_autofree char *sql = NULL;
  g_autofree char *object = NULL;
  g_autoptr (LimbeckRows) rows = NULL;
  LimbeckArrival arrival;

  g_return_val_if_fail (self != NULL && self->is_closed, LIMBECK_ARRIVAL_NONE);

  if (session != NULL)
    *session = NULL;
  sql = dup_queue_sql (self);
  object = dup_object (self);
  rows = limbeck_connection_query (
      self->watch,
      sql,
      (const char *const[]){
          self->pid, self->application_name, self->since, object, self->expected_pid, NULL },
      QUERY_TIMEOUT_MS,
      cancellable,
      error);
  if (rows == NULL || limbeck_rows_get_n_rows (rows) == 0)
    return LIMBECK_ARRIVAL_NONE;

  arrival = limbeck_rows_is_true (rows, 0, LIMBECK_SESSION_N_COLUMNS) ? LIMBECK_ARRIVAL_NAMED
                                                                      : LIMBECK_ARRIVAL_NEW;
  if (session != NULL)
    *session = limbeck_session_new (rows, 0);

  return arrival;
}

gboolean
limbeck_lock_gate_open (LimbeckLockGate *self)
{
  g_autoptr (LimbeckRows) rows = NULL;

  g_return_val_if_fail (self != NULL && self->is_closed, FALSE);

  self->is_closed = FALSE;
  rows = limbeck_connection_query (self->work, "ROLLBACK", NULL, ROLLBACK_TIMEOUT_MS, NULL, NULL);
  /* Its end opens the gate too, and a session less is in the way of nobody. */
  g_clear_object (&self->work);

  return rows != NULL;
}

gboolean
limbeck_lock_gate_is_closed (LimbeckLockGate *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_closed;
}

gboolean
limbeck_lock_gate_is_there (LimbeckLockGate *self, const LimbeckSession *session)
{
  static const char sql[] =
      "SELECT 1 FROM pg_catalog.pg_stat_activity WHERE pid = $1::int AND backend_start = $2::timestamptz";
  g_autofree char *pid = NULL;
  g_autoptr (LimbeckRows) rows = NULL;

  g_return_val_if_fail (self != NULL && session != NULL, FALSE);

  pid = g_strdup_printf ("%d", session->pid);
  rows = limbeck_connection_query (self->watch,
                                   sql,
                                   (const char *const[]){ pid, session->backend_start, NULL },
                                   QUERY_TIMEOUT_MS,
                                   NULL,
                                   NULL);

  return rows != NULL && limbeck_rows_get_n_rows (rows) > 0;
}

char *
limbeck_lock_gate_dup_knock (guint key)
{
  return g_strdup_printf ("SELECT pg_catalog.pg_advisory_xact_lock_shared(" CLASS ", %u)", key);
}

const char *
limbeck_lock_gate_get_table (LimbeckLockGate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->table;
}
