#pragma once

#include "core/database/connection.h"

/**
 * LimbeckRunLock:
 *
 * The one lock that a run holds in its database, so that two launchers never change it at once: a session-level
 * advisory lock on an idle connection of its own, taken with try-lock, never inside a transaction (a waiter's snapshot
 * would deadlock with CREATE INDEX CONCURRENTLY). It dies with the session, so it is never stale.
 */
typedef struct _LimbeckRunLock LimbeckRunLock;

#define LIMBECK_RUN_LOCK_ERROR (limbeck_run_lock_error_quark ())

/**
 * LimbeckRunLockError:
 * @LIMBECK_RUN_LOCK_ERROR_HELD: another launcher holds it; the message names it
 * @LIMBECK_RUN_LOCK_ERROR_POOLED: a pooler stands in between, where session locks mean nothing
 */
typedef enum
{
  LIMBECK_RUN_LOCK_ERROR_HELD,
  LIMBECK_RUN_LOCK_ERROR_POOLED,
} LimbeckRunLockError;

GQuark limbeck_run_lock_error_quark (void);

/**
 * limbeck_run_lock_acquire:
 * @url: the database
 * @version_table: name of the version table, with its schema if there is one; part of the key: however the same table is
 *   named, the key is the same
 * @timeout_ms: how long to go on trying; 0 tries once
 * @cancellable: (nullable): gives up
 * @error: LIMBECK_RUN_LOCK_ERROR, LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the lock; freeing it lets it go
 */
LimbeckRunLock *limbeck_run_lock_acquire (LimbeckDatabaseUrl *url,
                                          const char         *version_table,
                                          guint               timeout_ms,
                                          GCancellable       *cancellable,
                                          GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_run_lock_find_holder:
 * @connection: a connection
 * @version_table: see limbeck_run_lock_acquire()
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): who holds the lock now, in words; %NULL without an error if nobody does
 */
char *limbeck_run_lock_find_holder (LimbeckConnection *connection,
                                    const char        *version_table,
                                    GCancellable      *cancellable,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_run_lock_is_lost: whether its session has ended, and the lock with it; asks nobody and never blocks. */
gboolean limbeck_run_lock_is_lost (LimbeckRunLock *self);

/**
 * limbeck_run_lock_take_again:
 * @self: a lock that was lost
 * @cancellable: (nullable): gives up
 * @error: LIMBECK_RUN_LOCK_ERROR, LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Tries once, with a new session.
 *
 * Returns: whether we hold it again
 */
gboolean limbeck_run_lock_take_again (LimbeckRunLock *self,
                                      GCancellable   *cancellable,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;

void limbeck_run_lock_free (LimbeckRunLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckRunLock, limbeck_run_lock_free)
