#pragma once

#include <gio/gio.h>

#include "core/base/event.h"

/**
 * LimbeckOperation:
 *
 * One call of one blocking core function in a worker thread. The only place of the window where threads appear. What the
 * function tells arrives in the main loop in batches, at most about sixty times a second, so that a flood of output
 * cannot starve the window; of a flood only the newest lines of output are kept.
 *
 * Properties: busy, stage (nullable: what is being done, for people), fraction (of the stage, below 0 when not known).
 *
 * Signal LimbeckOperation::events (GPtrArray *events): a batch of LimbeckEvent in their order, on the main loop. The last batch
 * comes before the operation is told to be done.
 */
#define LIMBECK_TYPE_OPERATION (limbeck_operation_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckOperation, limbeck_operation, LIMBECK, OPERATION, GObject)

/**
 * LimbeckOperationFunc:
 * @data: what was given along with the function; nobody else may touch it meanwhile
 * @sink: takes the events
 * @cancellable: stops the work
 * @error: why there is no result
 *
 * Calls the core. Runs in a worker thread and must not touch the window.
 *
 * Returns: (transfer full) (nullable): the result; %NULL with @error set if it failed
 */
typedef gpointer (*LimbeckOperationFunc) (gpointer                data,
                                          const LimbeckEventSink *sink,
                                          GCancellable           *cancellable,
                                          GError                **error);

/**
 * LimbeckOperationDoneFunc:
 * @operation: the operation, no longer busy; see limbeck_operation_finish()
 * @owner: the object that was given at the start
 *
 * The function has returned. Called on the main loop.
 */
typedef void (*LimbeckOperationDoneFunc) (LimbeckOperation *operation, gpointer owner);

/**
 * limbeck_operation_start:
 * @func: what to run
 * @data: (transfer full): given to @func
 * @free_data: (nullable): frees @data, on the main loop, after @func has returned
 * @free_result: (nullable): frees a result that nobody fetches
 * @done: is called once, unless @owner is disposed before or limbeck_operation_abandon() was called
 * @owner: (type GObject): who is told
 *
 * Returns: (transfer full): the running operation; it keeps itself alive until @func has returned
 */
LimbeckOperation *limbeck_operation_start (LimbeckOperationFunc     func,
                                           gpointer                 data,
                                           GDestroyNotify           free_data,
                                           GDestroyNotify           free_result,
                                           LimbeckOperationDoneFunc done,
                                           gpointer owner) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_operation_finish:
 * @self: an operation that is done
 * @error: what the function reported
 *
 * Returns: (transfer full) (nullable): the result; only the first call gets it
 */
gpointer limbeck_operation_finish (LimbeckOperation *self, GError **error);

/** limbeck_operation_cancel: asks the function to stop; it is done only when the function has returned. */
void limbeck_operation_cancel (LimbeckOperation *self);

/**
 * limbeck_operation_abandon:
 * @self: an operation
 *
 * Cancels, and nobody is told any more: no events, no end, no properties. For an owner that has no use for the answer.
 */
void limbeck_operation_abandon (LimbeckOperation *self);

gboolean    limbeck_operation_is_busy (LimbeckOperation *self);
gboolean    limbeck_operation_is_cancelled (LimbeckOperation *self);
const char *limbeck_operation_get_stage (LimbeckOperation *self);
double      limbeck_operation_get_fraction (LimbeckOperation *self);

/** limbeck_operation_get_n_omitted: lines of output that came too fast to be delivered; they were the older ones. */
guint64 limbeck_operation_get_n_omitted (LimbeckOperation *self);

/**
 * limbeck_operation_drain:
 * @timeout_ms: how long to wait at most
 *
 * Cancels whatever still runs and iterates the main loop until it has returned: for the end of the process.
 *
 * Returns: %TRUE if nothing runs any more
 */
gboolean limbeck_operation_drain (guint timeout_ms);
