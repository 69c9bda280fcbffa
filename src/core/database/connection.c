#include "config.h"

#include "core/database/connection-private.h"

G_DEFINE_FINAL_TYPE (LimbeckConnection, limbeck_connection, G_TYPE_OBJECT)

gboolean
limbeck_connection_set_up (LimbeckConnection *self,
                           guint              timeout_ms,
                           GCancellable      *cancellable,
                           GError           **error)
{
  /* set_config() only where the session is ours alone: behind a pooler it would change a session of others. Roles and
     databases may carry time limits of their own, which are meant for applications; ours are kept here. When this
     program is gone, the server shall notice it during a statement too (14 and above). A database in SQL_ASCII
     holds bytes of any kind, which the server refuses to hand over as UTF-8. */
  static const char *settings =
      "SELECT pg_catalog.pg_backend_pid(), CASE WHEN pg_catalog.pg_backend_pid() = $1::int THEN"
      " pg_catalog.set_config('statement_timeout', '0', false)"
      " || pg_catalog.set_config('lock_timeout', '0', false)"
      " || pg_catalog.set_config('idle_in_transaction_session_timeout', '0', false)"
      " || pg_catalog.set_config('datestyle', 'ISO, YMD', false)"
      " || CASE pg_catalog.current_setting('server_encoding') WHEN 'SQL_ASCII'"
      " THEN pg_catalog.set_config('client_encoding', 'SQL_ASCII', false) ELSE '' END%s END";
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

const char *
limbeck_connection_get_host (LimbeckConnection *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONNECTION (self), NULL);

  return PQhost (self->pg);
}

const char *
limbeck_connection_get_port (LimbeckConnection *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONNECTION (self), NULL);

  return PQport (self->pg);
}

const char *
limbeck_connection_get_user (LimbeckConnection *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONNECTION (self), NULL);

  return PQuser (self->pg);
}

const char *
limbeck_connection_get_database (LimbeckConnection *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONNECTION (self), NULL);

  return PQdb (self->pg);
}

int
limbeck_connection_get_server_version (LimbeckConnection *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONNECTION (self), 0);

  return PQserverVersion (self->pg);
}

int
limbeck_connection_get_backend_pid (LimbeckConnection *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONNECTION (self), 0);

  return self->backend_pid;
}

gboolean
limbeck_connection_is_lost (LimbeckConnection *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONNECTION (self), TRUE);

  /* The first call may still read what the server has said, the next one finds the end (libpq 15). */
  for (int i = 0; i < 2; i++)
    if (PQstatus (self->pg) != CONNECTION_OK || !PQconsumeInput (self->pg))
      return TRUE;

  return PQstatus (self->pg) != CONNECTION_OK;
}

gboolean
limbeck_connection_is_pooled (LimbeckConnection *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONNECTION (self), FALSE);

  return self->is_pooled;
}

static void
limbeck_connection_finalize (GObject *object)
{
  LimbeckConnection *self = LIMBECK_CONNECTION (object);

  g_clear_pointer (&self->cancelling, limbeck_detached_free);
  g_clear_pointer (&self->pg, PQfinish);
  g_clear_pointer (&self->place, g_free);

  G_OBJECT_CLASS (limbeck_connection_parent_class)->finalize (object);
}

static void
limbeck_connection_class_init (LimbeckConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_connection_finalize;
}

static void
limbeck_connection_init (LimbeckConnection *self)
{
}
