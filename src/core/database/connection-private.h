#pragma once

#include <libpq-fe.h>

#include "core/database/connection.h"
#include "core/database/detached.h"

/* What the files of LimbeckConnection share. */
struct _LimbeckConnection
{
  GObject  parent_instance;
  PGconn  *pg;
  char    *place;
  int      backend_pid;
  gboolean is_pooled;
  /* A query was given up: its answer, and that of its cancel request, are still to come. */
  gboolean         is_draining;
  LimbeckDetached *cancelling;
};

/**
 * limbeck_connection_set_up:
 *
 * The first query on a fresh connection: finds out about poolers and prepares the session.
 */
gboolean limbeck_connection_set_up (LimbeckConnection *self,
                                    guint              timeout_ms,
                                    GCancellable      *cancellable,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;
