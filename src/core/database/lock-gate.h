#pragma once

#include "core/database/sessions.h"

/**
 * LimbeckLockGate:
 *
 * An exclusive lock on a version table, held for a moment: whoever comes to read the table has to queue, and by that shows
 * that it is connected to this very database and reads this very table. Where there is no table, or none that we may lock, an advisory lock
 * on a random key shows at least the former. The lock ends with limbeck_lock_gate_open(), with
 * this program, and, should this program be stopped, by the server's clock: it is never left behind.
 */
typedef struct _LimbeckLockGate LimbeckLockGate;

/** LIMBECK_LOCK_GATE_NAME: what the session that holds the lock is called on the server. */
#define LIMBECK_LOCK_GATE_NAME "limbeck gate"

#define LIMBECK_LOCK_GATE_ERROR (limbeck_lock_gate_error_quark ())

/**
 * LimbeckLockGateError:
 * @LIMBECK_LOCK_GATE_ERROR_NO_TABLE: there is no version table yet
 * @LIMBECK_LOCK_GATE_ERROR_BUSY: somebody else has had a lock on it for longer than we wait
 * @LIMBECK_LOCK_GATE_ERROR_PERMISSION: the role may not lock it
 */
typedef enum
{
  LIMBECK_LOCK_GATE_ERROR_NO_TABLE,
  LIMBECK_LOCK_GATE_ERROR_BUSY,
  LIMBECK_LOCK_GATE_ERROR_PERMISSION,
} LimbeckLockGateError;

GQuark limbeck_lock_gate_error_quark (void);

/**
 * LimbeckArrival:
 * @LIMBECK_ARRIVAL_NONE: nobody of ours queues
 * @LIMBECK_ARRIVAL_NAMED: a session with the given application name or process queues
 * @LIMBECK_ARRIVAL_NEW: a session of our role queues that has begun since the gate was closed and asks for revisions; its driver does
 *   not take the name over, or the program has set another one
 */
typedef enum
{
  LIMBECK_ARRIVAL_NONE,
  LIMBECK_ARRIVAL_NAMED,
  LIMBECK_ARRIVAL_NEW,
} LimbeckArrival;

/**
 * LimbeckLockGateTerms:
 * @version_table: name of the version table
 * @version_schema: (nullable): its schema, if one is named
 * @application_name: how the session that is waited for calls itself, if its driver lets it
 * @key: 0, or what an advisory lock is taken on instead of the table: who asks for limbeck_lock_gate_dup_knock() has to queue
 * @backend_pid: 0, or the server's process of the session that is waited for: it counts as named
 * @makes_missing: where there is no version table, hold back whoever would make one, by a table of that name that is never committed
 * @patience_s: after so many seconds of silence the server opens the gate by itself
 *
 * What is closed, and for whom.
 */
typedef struct
{
  const char *version_table;
  const char *version_schema;
  const char *application_name;
  guint       key;
  int         backend_pid;
  gboolean    makes_missing;
  guint       patience_s;
} LimbeckLockGateTerms;

/**
 * limbeck_lock_gate_close:
 * @url: the database
 * @terms: what to close
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_LOCK_GATE_ERROR, LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Takes the lock, waiting for two seconds at most, so that nobody waits long behind us.
 *
 * Returns: (transfer full): the closed gate
 */
LimbeckLockGate *limbeck_lock_gate_close (LimbeckDatabaseUrl         *url,
                                          const LimbeckLockGateTerms *terms,
                                          GCancellable               *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_lock_gate_look:
 * @self: a closed gate
 * @session: (out) (optional) (transfer full) (nullable): who has come
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED; nobody has come then
 *
 * Returns: who queues behind us
 */
LimbeckArrival limbeck_lock_gate_look (LimbeckLockGate *self,
                                       LimbeckSession **session,
                                       GCancellable    *cancellable,
                                       GError         **error);

/**
 * limbeck_lock_gate_open:
 * @self: a closed gate
 *
 * Lets everybody through, at once.
 *
 * Returns: whether it was closed until now; %FALSE if the server had opened it before, so that somebody may have passed unseen
 */
gboolean limbeck_lock_gate_open (LimbeckLockGate *self);

gboolean limbeck_lock_gate_is_closed (LimbeckLockGate *self);

/** limbeck_lock_gate_is_there: whether @session is still connected; unknown counts as %FALSE. */
gboolean limbeck_lock_gate_is_there (LimbeckLockGate *self, const LimbeckSession *session);

/** limbeck_lock_gate_dup_knock: (transfer full): the statement that has to wait at a gate with this key, and does nothing else. */
char *limbeck_lock_gate_dup_knock (guint key);

/** limbeck_lock_gate_get_table: the table that is locked, with its schema, as SQL writes it. */
const char *limbeck_lock_gate_get_table (LimbeckLockGate *self);

/** limbeck_lock_gate_free: opens it if it is closed. */
void limbeck_lock_gate_free (LimbeckLockGate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckLockGate, limbeck_lock_gate_free)
