#pragma once

#include <glib.h>

/**
 * TurnWatch:
 *
 * Measures the turns of the main loop: from one wait for events to the next. What counts of a turn is the time in which this thread
 * ran or waited for something; that it was ready and the processors were busy with others does not, as the kernel keeps account of
 * that (/proc/thread-self/schedstat). One at a time, on the main thread.
 */

/** turn_watch_start: from now on every turn is measured. */
void turn_watch_start (void);

/** turn_watch_stop: Returns: the longest turn since the start, in milliseconds. */
double turn_watch_stop (void);

/** turn_watch_run: lets the main loop turn for @ms; a timer makes it turn every few milliseconds. */
void turn_watch_run (guint ms);
