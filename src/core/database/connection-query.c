/* Statements on a LimbeckConnection, and their answers. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/database/connection-error.h"
#include "core/database/connection-private.h"

/* The caller of a query that is given up waits this long for the cancel request to be on its way, so that a program that
   ends right afterwards has sent it. */
#define CANCEL_HEAD_START_US (15 * 1000)

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

/* Reads the whole answer: what succeeded goes to @answers as LimbeckRows, the first thing that did not is the error. */
static gboolean
collect (LimbeckConnection *self,
         GPtrArray         *answers,
         guint              timeout_ms,
         gint64             deadline_us,
         GCancellable      *cancellable,
         GError           **error)
{
  gboolean is_refused = FALSE;

  for (;;)
    {
      PGresult       *result = NULL;
      gboolean        is_lost;
      LimbeckPatience patience = next_result (self, deadline_us, cancellable, &result, &is_lost);

      if (patience != LIMBECK_PATIENCE_READY && !is_refused)
        {
          give_up (self);
          return set_impatient (self, patience, timeout_ms, cancellable, error);
        }
      if (patience != LIMBECK_PATIENCE_READY)
        {
          give_up (self);
          return FALSE;
        }
      if (is_lost)
        return is_refused ? FALSE : set_lost (self, error);
      if (result == NULL)
        return !is_refused;

      if (PQresultStatus (result) == PGRES_FATAL_ERROR)
        {
          if (!is_refused)
            set_refused (self, result, error);
          is_refused = TRUE;
          PQclear (result);
        }
      else
        {
          g_ptr_array_add (answers, limbeck_rows_new (result));
        }
    }
}

LimbeckRows *
limbeck_connection_query (LimbeckConnection *self,
                          const char        *sql,
                          const char *const *parameters,
                          guint              timeout_ms,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_autoptr (GPtrArray)
      answers = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_rows_free);
  gint64 deadline_us = limbeck_deadline_after (timeout_ms);

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
  if (!collect (self, answers, timeout_ms, deadline_us, cancellable, error))
    return NULL;
  if (answers->len == 0)
    {
      set_lost (self, error);
      return NULL;
    }

  return g_ptr_array_steal_index (answers, answers->len - 1);
}

gboolean
limbeck_connection_run_script (LimbeckConnection *self,
                               const char        *sql,
                               GPtrArray         *answers,
                               guint              timeout_ms,
                               GCancellable      *cancellable,
                               GError           **error)
{
  gint64 deadline_us = limbeck_deadline_after (timeout_ms);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !drain (self, timeout_ms, deadline_us, cancellable, error))
    return FALSE;
  if (!PQsendQuery (self->pg, sql))
    return set_lost (self, error);

  return collect (self, answers, timeout_ms, deadline_us, cancellable, error);
}

char *
limbeck_connection_quote_identifier (LimbeckConnection *self, const char *name)
{
  char *escaped = PQescapeIdentifier (self->pg, name, strlen (name));
  char *quoted = g_strdup (escaped);

  PQfreemem (escaped);

  return quoted;
}

char *
limbeck_connection_quote_literal (LimbeckConnection *self, const char *text)
{
  char *escaped = PQescapeLiteral (self->pg, text, strlen (text));
  char *quoted = g_strdup (escaped);

  PQfreemem (escaped);

  return quoted;
}
