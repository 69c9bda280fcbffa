#pragma once

#include "cli/printer.h"

#include <gio/gio.h>

/**
 * limbeck_interrupt_watch:
 * @cancellable: what Ctrl-C and SIGTERM cancel
 * @printer: where it is said
 * @at_once: %FALSE to begin only when a process is started, which is what can't be left alone; until then a signal ends the program as
 *   usual. Whoever reads thousands of files does it faster without a second thread
 *
 * From now on SIGINT and SIGTERM cancel @cancellable instead of ending the program: the first says that the operation is
 * being ended, each further one that this takes as long as the server needs. A terminal that is closed (SIGHUP) or a reader
 * that goes away (SIGPIPE) does not end anything: a run goes on and is recorded to its end. Called once, before other threads
 * exist.
 */
void limbeck_interrupt_watch (GCancellable *cancellable, LimbeckPrinter *printer, gboolean at_once);

/**
 * limbeck_interrupt_finish:
 *
 * Waits until a signal that has just come is dealt with: what was cancelled may have ended before the one who cancels it is done. From
 * now on signals do nothing, and what was given to limbeck_interrupt_watch() may go.
 */
void limbeck_interrupt_finish (void);
