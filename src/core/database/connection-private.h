#pragma once

#include "core/database/connection.h"
#include "core/database/detached.h"
#include "core/database/libpq.h"

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

/**
 * limbeck_connection_run_script:
 * @self: a connection
 * @sql: statements, which form one transaction (the simple query protocol's implicit one)
 * @answers: (element-type LimbeckRows): gets the answers to the statements that succeeded, also when a later one fails
 * @timeout_ms: time limit in milliseconds
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Runs several statements in one round trip.
 *
 * Returns: %TRUE if all of them succeeded
 */
gboolean limbeck_connection_run_script (LimbeckConnection *self,
                                        const char        *sql,
                                        GPtrArray         *answers,
                                        guint              timeout_ms,
                                        GCancellable      *cancellable,
                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_connection_quote_identifier: (transfer full) (nullable): %NULL if @name is not UTF-8. */
char *limbeck_connection_quote_identifier (LimbeckConnection *self, const char *name);

/** limbeck_connection_quote_literal: (transfer full) (nullable): %NULL if @text is not UTF-8. */
char *limbeck_connection_quote_literal (LimbeckConnection *self, const char *text);

/** limbeck_rows_new: @result (transfer full): the answer to a statement that succeeded. */
LimbeckRows *limbeck_rows_new (PGresult *result);
