#pragma once

#include "cli/printer.h"
#include "core/base/event.h"
#include "core/plan/plan.h"

/**
 * LimbeckProgress:
 *
 * Tells on standard error what an operation does while it works: its stages, each step with the time that it took, what it waits
 * for, and with `--verbose` every line of output.
 */
typedef struct _LimbeckProgress LimbeckProgress;

/**
 * limbeck_progress_new:
 * @printer: where it goes
 * @plan: (nullable): numbers the steps and gives them their messages
 * @is_verbose: tell lines of output too
 */
LimbeckProgress *
limbeck_progress_new (LimbeckPrinter *printer, LimbeckPlan *plan, gboolean is_verbose);

/** limbeck_progress_get_sink: (transfer none): for the operation. */
const LimbeckEventSink *limbeck_progress_get_sink (LimbeckProgress *self);

/** limbeck_progress_free: ends a line that is still open. */
void limbeck_progress_free (LimbeckProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckProgress, limbeck_progress_free)
