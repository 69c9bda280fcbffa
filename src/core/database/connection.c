#include "config.h"

#include "core/database/connection-private.h"

G_DEFINE_FINAL_TYPE (LimbeckConnection, limbeck_connection, G_TYPE_OBJECT)

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
