#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "core/database/connection-error.h"

#include "core/database/sessions.h"

#define TIMEOUT_MS 10000
#define MAX_QUERY 80
#define MINUTE 60
#define HOUR (60 * MINUTE)

/* LIMBECK_SESSION_COLUMNS. */
enum
{
  PID,
  BACKEND_START,
  USER,
  APPLICATION_NAME,
  STATE,
  QUERY,
  SECONDS,
};

#define IN_THIS_DATABASE                                                                           \
  " FROM pg_catalog.pg_stat_activity a WHERE a.datname = pg_catalog.current_database()"            \
  " AND a.pid <> pg_catalog.pg_backend_pid()"

void
limbeck_session_free (LimbeckSession *self)
{
  if (self == NULL)
    return;

  g_free (self->backend_start);
  g_free (self->user);
  g_free (self->application_name);
  g_free (self->state);
  g_free (self->query);
  g_free (self);
}

LimbeckSession *
limbeck_session_new (const LimbeckRows *rows, guint row)
{
  LimbeckSession *self = g_new0 (LimbeckSession, 1);
  const char     *application_name = limbeck_rows_get (rows, row, APPLICATION_NAME);
  const char     *user = limbeck_rows_get (rows, row, USER);
  const char     *seconds = limbeck_rows_get (rows, row, SECONDS);

  self->pid = (int) g_ascii_strtoll (limbeck_rows_get (rows, row, PID), NULL, 10);
  self->backend_start = g_strdup (limbeck_rows_get (rows, row, BACKEND_START));
  self->user = g_strdup (user ? user : "");
  self->application_name = g_strdup (application_name ? application_name : "");
  self->state = g_strdup (limbeck_rows_get (rows, row, STATE));
  self->query = g_strdup (limbeck_rows_get (rows, row, QUERY));
  self->seconds = seconds ? MAX (g_ascii_strtoll (seconds, NULL, 10), 0) : -1;

  return self;
}

static GPtrArray *
list (LimbeckConnection *connection,
      const char        *sql,
      const char        *parameter,
      GCancellable      *cancellable,
      GError           **error)
{
  const char *parameters[] = { parameter, NULL };
  g_autoptr (LimbeckRows) rows = NULL;
  g_autoptr (GPtrArray) sessions = NULL;

  rows = limbeck_connection_query (connection, sql, parameters, TIMEOUT_MS, cancellable, error);
  if (rows == NULL)
    return NULL;

  sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_session_free);
  for (guint i = 0; i < limbeck_rows_get_n_rows (rows); i++)
    g_ptr_array_add (sessions, limbeck_session_new (rows, i));

  return g_steal_pointer (&sessions);
}

/* A parallel worker carries its leader's application name. */
static const char *
leave_out_workers (LimbeckConnection *connection)
{
  return limbeck_connection_get_server_version (connection) >= 130000
             ? " AND a.leader_pid IS NULL"
             : " AND (a.backend_type IS NULL OR a.backend_type = 'client backend')";
}

/* Application names are shown to every role. */
static GPtrArray *
list_named (LimbeckConnection *connection,
            const char        *condition,
            const char        *parameter,
            GCancellable      *cancellable,
            GError           **error)
{
  g_autofree char *sql = g_strconcat (LIMBECK_SESSION_COLUMNS IN_THIS_DATABASE,
                                      condition,
                                      leave_out_workers (connection),
                                      " ORDER BY a.backend_start",
                                      NULL);

  return list (connection, sql, parameter, cancellable, error);
}

GPtrArray *
limbeck_sessions_list (LimbeckConnection *connection,
                       const char        *application_name,
                       GCancellable      *cancellable,
                       GError           **error)
{
  g_return_val_if_fail (LIMBECK_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (application_name != NULL, NULL);

  return list_named (
      connection, " AND a.application_name = $1", application_name, cancellable, error);
}

GPtrArray *
limbeck_sessions_list_matching (LimbeckConnection *connection,
                                const char        *pattern,
                                GCancellable      *cancellable,
                                GError           **error)
{
  g_return_val_if_fail (LIMBECK_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (pattern != NULL, NULL);

  return list_named (
      connection, " AND a.application_name OPERATOR(pg_catalog.~) $1", pattern, cancellable, error);
}

GPtrArray *
limbeck_sessions_list_new_since (LimbeckConnection *connection,
                                 const char        *since,
                                 GCancellable      *cancellable,
                                 GError           **error)
{
  g_autofree char *sql = NULL;

  g_return_val_if_fail (LIMBECK_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (since != NULL, NULL);

  sql = g_strconcat (LIMBECK_SESSION_COLUMNS IN_THIS_DATABASE
                     " AND a.backend_start > $1::timestamptz AND a.usename = session_user"
                     " AND a.application_name NOT LIKE 'limbeck%'",
                     leave_out_workers (connection),
                     " ORDER BY a.backend_start",
                     NULL);

  return list (connection, sql, since, cancellable, error);
}

char *
limbeck_sessions_dup_now (LimbeckConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (LimbeckRows) rows = NULL;

  g_return_val_if_fail (LIMBECK_IS_CONNECTION (connection), NULL);

  rows = limbeck_connection_query (
      connection, "SELECT pg_catalog.clock_timestamp()", NULL, TIMEOUT_MS, cancellable, error);

  return rows ? g_strdup (limbeck_rows_get (rows, 0, 0)) : NULL;
}

GPtrArray *
limbeck_sessions_list_blockers (LimbeckConnection *connection,
                                int                pid,
                                GCancellable      *cancellable,
                                GError           **error)
{
  g_autofree char *parameter = g_strdup_printf ("%d", pid);

  g_return_val_if_fail (LIMBECK_IS_CONNECTION (connection), NULL);

  /* A prepared transaction has no session; the server calls it 0. */
  return list (
      connection,
      "SELECT b.pid, a.backend_start, a.usename, a.application_name,"
      " CASE WHEN b.pid = 0 THEN 'prepared transaction' ELSE a.state END,"
      " CASE WHEN a.state IS NOT NULL THEN a.query END,"
      " pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - a.xact_start)::bigint"
      " FROM (SELECT DISTINCT p.pid FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids($1::int)) p(pid)) b"
      " LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid ORDER BY a.xact_start, b.pid",
      parameter,
      cancellable,
      error);
}

gboolean
limbeck_session_cancel (LimbeckConnection    *connection,
                        const LimbeckSession *session,
                        gboolean              terminate,
                        GCancellable         *cancellable,
                        GError              **error)
{
  g_autofree char *pid = NULL;
  g_autofree char *sql = NULL;
  const char      *parameters[] = { NULL, NULL, NULL };
  g_autoptr (LimbeckRows) rows = NULL;

  g_return_val_if_fail (LIMBECK_IS_CONNECTION (connection), FALSE);
  g_return_val_if_fail (session != NULL, FALSE);

  pid = g_strdup_printf ("%d", session->pid);
  parameters[0] = pid;
  parameters[1] = session->backend_start ? session->backend_start : "infinity";
  sql = g_strdup_printf (
      "SELECT CASE WHEN backend_start = $2::timestamptz THEN pg_catalog.%s(pid) END,"
      " backend_start FROM pg_catalog.pg_stat_activity WHERE pid = $1::int",
      terminate ? "pg_terminate_backend" : "pg_cancel_backend");
  rows = limbeck_connection_query (connection, sql, parameters, TIMEOUT_MS, cancellable, error);
  if (rows == NULL)
    return FALSE;
  /* The start of a session is hidden from those who may not end it. */
  if (limbeck_rows_get_n_rows (rows) > 0 && limbeck_rows_is_null (rows, 0, 1))
    {
      limbeck_database_error_set (
          error,
          LIMBECK_DATABASE_ERROR_PERMISSION,
          NULL,
          /* Translators: the first %s is a user, %d a process id, the second %s a user */
          _ ("User “%s” may not end the session with pid %d of user “%s”."),
          limbeck_connection_get_user (connection),
          session->pid,
          session->user);
      return FALSE;
    }

  return TRUE;
}

/* Literals may be anybody's personal data, or a password. */
static char *
leave_literals_out (const char *sql)
{
  g_autoptr (GRegex)
      literal = g_regex_new ("(?:[^'\\w]|^)[eE]'(?:[^'\\\\]|''|\\\\.)*(?:'|$)|'(?:[^']|'')*(?:'|$)"
                             "|\\$(\\w*)\\$.*?(?:\\$\\g{1}\\$|$)",
                             G_REGEX_DOTALL,
                             0,
                             NULL);

  return g_regex_replace_literal (literal, sql, -1, 0, "'…'", 0, NULL);
}

char *
limbeck_session_dup_query (const LimbeckSession *session)
{
  g_autofree char *bare = NULL;
  g_autofree char *redacted = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  g_return_val_if_fail (session != NULL, NULL);

  bare = session->query ? leave_literals_out (session->query) : NULL;
  if (bare == NULL)
    return NULL;
  redacted = limbeck_text_redact (bare, NULL);
  words = g_strsplit_set (redacted, " \t\r\n\f\v", -1);
  for (guint i = 0; words[i] != NULL && line->len <= MAX_QUERY * 4; i++)
    if (*words[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len ? " " : "", words[i]);
  if (g_utf8_strlen (line->str, -1) > MAX_QUERY)
    {
      *g_utf8_offset_to_pointer (line->str, MAX_QUERY) = '\0';
      return g_strconcat (line->str, "…", NULL);
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static char *
describe_duration (gint64 seconds)
{
  if (seconds < 2 * MINUTE)
    return g_strdup_printf (
        /* Translators: how long something has lasted */
        g_dngettext (GETTEXT_PACKAGE, "%d second", "%d seconds", (gulong) seconds),
        (int) seconds);
  if (seconds < 2 * HOUR)
    return g_strdup_printf (
        /* Translators: how long something has lasted */
        g_dngettext (GETTEXT_PACKAGE, "%d minute", "%d minutes", (gulong) (seconds / MINUTE)),
        (int) (seconds / MINUTE));

  return g_strdup_printf (
      /* Translators: how long something has lasted */
      g_dngettext (GETTEXT_PACKAGE, "%d hour", "%d hours", (gulong) (seconds / HOUR)),
      (int) (seconds / HOUR));
}

char *
limbeck_session_dup_description (const LimbeckSession *session)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *duration = NULL;

  g_return_val_if_fail (session != NULL, NULL);

  if (session->pid == 0)
    return g_strdup (_ ("a prepared transaction"));

  /* Translators: part of “pid 4711, user shop, psql, idle in transaction for 14 minutes” */
  g_string_append_printf (text, _ ("pid %d"), session->pid);
  if (*session->user)
    {
      g_string_append (text, ", ");
      /* Translators: part of “pid 4711, user shop, psql, idle in transaction for 14 minutes” */
      g_string_append_printf (text, _ ("user %s"), session->user);
    }
  if (*session->application_name)
    g_string_append_printf (text, ", %s", session->application_name);
  if (session->state && session->seconds >= 0)
    {
      duration = describe_duration (session->seconds);
      g_string_append (text, ", ");
      /* Translators: PostgreSQL's word for what a session does, then how long: “idle in transaction for 14 minutes” */
      g_string_append_printf (text, _ ("%s for %s"), session->state, duration);
    }
  else if (session->state)
    {
      g_string_append_printf (text, ", %s", session->state);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
