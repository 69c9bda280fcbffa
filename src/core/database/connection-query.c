/* Statements on a LimbeckConnection, and their answers. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/database/connection-error.h"
#include "core/database/connection-private.h"

/* The caller of a query that is given up waits this long for the cancel request to be on its way, so that a program that
   ends right afterwards has sent it. */
#define CANCEL_HEAD_START_US (15 * 1000)

struct _LimbeckRows
{
  PGresult *result;
  /* (nullable): cells that are not UTF-8 (a database in SQL_ASCII holds anything), made valid */
  GHashTable *repaired;
};

static gboolean
set_lost (LimbeckConnection *self, GError **error)
{
  const char      *text = PQerrorMessage (self->pg);
  g_autofree char *reason = g_strndup (text, strcspn (text, "\n"));

  limbeck_database_error_set (
      error,
      LIMBECK_DATABASE_ERROR_LOST,
      NULL,
      /* Translators: the first %s is a place such as “shop” on localhost:5432 (quotes included), the
                                 second the reason */
      _ ("The connection to %s broke: %s"),
      self->place,
      reason);

  return FALSE;
}

static void
set_refused (LimbeckConnection *self, const PGresult *result, GError **error)
{
  const char          *sqlstate = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char          *severity = PQresultErrorField (result, PG_DIAG_SEVERITY_NONLOCALIZED);
  const char          *text = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);
  LimbeckDatabaseError code;

  if (sqlstate == NULL)
    {
      set_lost (self, error);
      return;
    }
  /* After FATAL the connection is gone, although PQstatus() goes on saying OK until the next read (libpq 15). */
  code = limbeck_database_error_code_of_query (sqlstate);
  if (g_strcmp0 (severity, "FATAL") == 0 || g_strcmp0 (severity, "PANIC") == 0)
    code = LIMBECK_DATABASE_ERROR_LOST;

  switch (code)
    {
    case LIMBECK_DATABASE_ERROR_LOST:
      limbeck_database_error_set (
          error, code, sqlstate, _ ("The connection to %s broke: %s"), self->place, text);
      break;
    case LIMBECK_DATABASE_ERROR_PERMISSION:
      limbeck_database_error_set (
          error,
          code,
          sqlstate,
          /* Translators: a user, a place such as “shop” on localhost:5432 (quotes included), the server's words */
          _ ("User “%s” lacks a privilege in %s: %s"),
          PQuser (self->pg),
          self->place,
          text);
      break;
    case LIMBECK_DATABASE_ERROR_TIMED_OUT:
      limbeck_database_error_set (
          error,
          code,
          sqlstate,
          /* Translators: a place such as “shop” on localhost:5432 (quotes included), the server's words */
          _ ("The server ended a statement in %s before it was done: %s"),
          self->place,
          text);
      break;
    default:
      limbeck_database_error_set (
          error,
          code,
          sqlstate,
          /* Translators: a place such as “shop” on localhost:5432 (quotes included), the server's words */
          _ ("The server refused a statement in %s: %s"),
          self->place,
          text);
    }
}

static gpointer
send_cancel (gpointer data)
{
  char message[256];

  /* Blocks for as long as the postmaster does not answer. */
  PQcancel (data, message, sizeof message);

  return NULL;
}

static void
give_up (LimbeckConnection *self)
{
  PGcancel *cancel = PQgetCancel (self->pg);

  self->is_draining = TRUE;
  g_clear_pointer (&self->cancelling, limbeck_detached_free);
  if (cancel == NULL)
    return;
  self->cancelling = limbeck_detached_start (
      send_cancel, cancel, (GDestroyNotify) PQfreeCancel, NULL);
  (void) limbeck_detached_wait (
      self->cancelling, g_get_monotonic_time () + CANCEL_HEAD_START_US, NULL);
}

/* Waits for the next PGresult; %NULL in @result at the end of the answer. */
static LimbeckPatience
next_result (LimbeckConnection *self,
             gint64             deadline_us,
             GCancellable      *cancellable,
             PGresult         **result,
             gboolean          *is_lost)
{
  *is_lost = FALSE;
  for (;;)
    {
      int             to_send = PQflush (self->pg);
      LimbeckPatience patience;

      if (to_send == 0 && !PQisBusy (self->pg))
        {
          *result = PQgetResult (self->pg);
          return LIMBECK_PATIENCE_READY;
        }
      if (to_send >= 0)
        {
          patience = limbeck_patience_wait_for_fd (PQsocket (self->pg),
                                                   to_send ? G_IO_IN | G_IO_OUT : G_IO_IN,
                                                   deadline_us,
                                                   cancellable);
          if (patience != LIMBECK_PATIENCE_READY)
            return patience;
        }
      if (to_send < 0 || !PQconsumeInput (self->pg))
        {
          *is_lost = TRUE;
          return LIMBECK_PATIENCE_READY;
        }
    }
}

static gboolean
set_impatient (LimbeckConnection *self,
               LimbeckPatience    patience,
               guint              timeout_ms,
               GCancellable      *cancellable,
               GError           **error)
{
  g_autofree char *limit = NULL;

  if (patience == LIMBECK_PATIENCE_CANCELLED)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);

  limit = limbeck_database_error_describe_limit (timeout_ms);
  limbeck_database_error_set (
      error,
      LIMBECK_DATABASE_ERROR_TIMED_OUT,
      NULL,
      /* Translators: a place such as “shop” on localhost:5432 (quotes included), a time limit */
      _ ("%s did not answer within %s."),
      self->place,
      limit);

  return FALSE;
}

/* What is left of a query that was given up must be out of the way, and its cancel request must have reached the
   server: it would hit the next statement otherwise. */
static gboolean
drain (LimbeckConnection *self,
       guint              timeout_ms,
       gint64             deadline_us,
       GCancellable      *cancellable,
       GError           **error)
{
  LimbeckPatience patience = LIMBECK_PATIENCE_READY;

  if (!self->is_draining)
    return TRUE;

  if (self->cancelling)
    patience = limbeck_detached_wait (self->cancelling, deadline_us, cancellable);
  while (patience == LIMBECK_PATIENCE_READY)
    {
      PGresult *result = NULL;
      gboolean  is_lost;

      patience = next_result (self, deadline_us, cancellable, &result, &is_lost);
      if (patience == LIMBECK_PATIENCE_READY && is_lost)
        return set_lost (self, error);
      if (patience == LIMBECK_PATIENCE_READY && result == NULL)
        {
          g_clear_pointer (&self->cancelling, limbeck_detached_free);
          self->is_draining = FALSE;
          return TRUE;
        }
      PQclear (result);
    }

  return set_impatient (self, patience, timeout_ms, cancellable, error);
}

/* Reads the whole answer and keeps its first error, else its last rows. */
static PGresult *
collect (LimbeckConnection *self,
         guint              timeout_ms,
         gint64             deadline_us,
         GCancellable      *cancellable,
         GError           **error)
{
  PGresult *kept = NULL;

  for (;;)
    {
      PGresult       *result = NULL;
      gboolean        is_lost;
      LimbeckPatience patience = next_result (self, deadline_us, cancellable, &result, &is_lost);

      if (patience != LIMBECK_PATIENCE_READY || is_lost)
        {
          gboolean was_refused = kept && PQresultStatus (kept) == PGRES_FATAL_ERROR;

          if (patience != LIMBECK_PATIENCE_READY)
            {
              give_up (self);
              set_impatient (self, patience, timeout_ms, cancellable, error);
            }
          else if (was_refused)
            set_refused (self, kept, error);
          else
            set_lost (self, error);
          PQclear (kept);
          return NULL;
        }
      if (result == NULL)
        break;
      if (kept && PQresultStatus (kept) == PGRES_FATAL_ERROR)
        {
          PQclear (result);
          continue;
        }
      PQclear (kept);
      kept = result;
    }

  if (kept && PQresultStatus (kept) != PGRES_FATAL_ERROR)
    return kept;
  if (kept)
    set_refused (self, kept, error);
  else
    set_lost (self, error);
  PQclear (kept);

  return NULL;
}

LimbeckRows *
limbeck_connection_query (LimbeckConnection *self,
                          const char        *sql,
                          const char *const *parameters,
                          guint              timeout_ms,
                          GCancellable      *cancellable,
                          GError           **error)
{
  gint64       deadline_us = limbeck_deadline_after (timeout_ms);
  PGresult    *result;
  LimbeckRows *rows;

  g_return_val_if_fail (LIMBECK_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !drain (self, timeout_ms, deadline_us, cancellable, error))
    return NULL;
  if (!PQsendQueryParams (self->pg,
                          sql,
                          parameters ? (int) g_strv_length ((char **) parameters) : 0,
                          NULL,
                          parameters,
                          NULL,
                          NULL,
                          0))
    {
      set_lost (self, error);
      return NULL;
    }
  result = collect (self, timeout_ms, deadline_us, cancellable, error);
  if (result == NULL)
    return NULL;

  rows = g_new0 (LimbeckRows, 1);
  rows->result = result;

  return rows;
}

gboolean
limbeck_connection_set_up (LimbeckConnection *self,
                           guint              timeout_ms,
                           GCancellable      *cancellable,
                           GError           **error)
{
  /* set_config() only where the session is ours alone: behind a pooler it would change a session of others. Roles and
     databases may carry time limits of their own, which are meant for applications; ours are kept here. When this
     program is gone, the server shall notice it during a statement too (14 and above). */
  static const char *settings =
      "SELECT pg_catalog.pg_backend_pid(), CASE WHEN pg_catalog.pg_backend_pid() = $1::int THEN"
      " pg_catalog.set_config('statement_timeout', '0', false)"
      " || pg_catalog.set_config('lock_timeout', '0', false)"
      " || pg_catalog.set_config('idle_in_transaction_session_timeout', '0', false)"
      " || pg_catalog.set_config('datestyle', 'ISO, YMD', false)%s END";
  static const char
                  *settings_14 = " || pg_catalog.set_config('idle_session_timeout', '0', false)"
                                 " || pg_catalog.set_config('client_connection_check_interval', '2s', false)";
  g_autofree char *pid = g_strdup_printf ("%d", PQbackendPID (self->pg));
  const char      *parameters[] = { pid, NULL };
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (LimbeckRows) rows = NULL;
  g_autoptr (GError) local_error = NULL;

  g_string_assign (sql, settings);
  g_string_replace (sql, "%s", PQserverVersion (self->pg) >= 140000 ? settings_14 : "", 1);
  rows = limbeck_connection_query (
      self, sql->str, parameters, timeout_ms, cancellable, &local_error);
  /* A server on a system that can't watch its clients refuses the last setting with invalid_parameter_value. */
  if (rows == NULL && local_error->domain == LIMBECK_DATABASE_ERROR &&
      g_strcmp0 (limbeck_database_error_get_sqlstate (local_error), "22023") == 0)
    {
      g_clear_error (&local_error);
      g_string_assign (sql, settings);
      g_string_replace (sql, "%s", "", 1);
      rows = limbeck_connection_query (
          self, sql->str, parameters, timeout_ms, cancellable, &local_error);
    }
  if (rows == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  self->backend_pid = (int) g_ascii_strtoll (limbeck_rows_get (rows, 0, 0), NULL, 10);
  self->is_pooled = self->backend_pid != PQbackendPID (self->pg);

  return TRUE;
}

guint
limbeck_rows_get_n_rows (const LimbeckRows *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint) PQntuples (self->result);
}

gboolean
limbeck_rows_is_null (const LimbeckRows *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL, TRUE);
  g_return_val_if_fail (row < (guint) PQntuples (self->result), TRUE);
  g_return_val_if_fail (column < (guint) PQnfields (self->result), TRUE);

  return PQgetisnull (self->result, (int) row, (int) column);
}

static const char *
repair (LimbeckRows *self, const char *value)
{
  char *repaired;

  if (self->repaired == NULL)
    self->repaired = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  repaired = g_hash_table_lookup (self->repaired, value);
  if (repaired == NULL)
    {
      repaired = g_utf8_make_valid (value, -1);
      g_hash_table_insert (self->repaired, (gpointer) value, repaired);
    }

  return repaired;
}

const char *
limbeck_rows_get (const LimbeckRows *self, guint row, guint column)
{
  const char *value;

  if (limbeck_rows_is_null (self, row, column))
    return NULL;
  value = PQgetvalue (self->result, (int) row, (int) column);

  return g_utf8_validate (value, -1, NULL) ? value : repair ((LimbeckRows *) self, value);
}

void
limbeck_rows_free (LimbeckRows *self)
{
  if (self == NULL)
    return;

  PQclear (self->result);
  g_clear_pointer (&self->repaired, g_hash_table_unref);
  g_free (self);
}
