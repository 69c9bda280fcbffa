#pragma once

#include "core/base/event.h"
#include "core/plan/plan.h"

/**
 * LimbeckRunOutput:
 *
 * Follows the output file of a run and turns it into events: each line, and the steps that Alembic says it begins.
 */
typedef struct _LimbeckRunOutput LimbeckRunOutput;

/**
 * limbeck_run_output_new:
 * @path: the output file
 * @plan: what runs
 * @secrets: (array zero-terminated=1): what must not be shown
 * @sink: gets the events; borrowed
 */
LimbeckRunOutput *limbeck_run_output_new (const char             *path,
                                          LimbeckPlan            *plan,
                                          const char *const      *secrets,
                                          const LimbeckEventSink *sink);

void limbeck_run_output_free (LimbeckRunOutput *self);

/** limbeck_run_output_read: what has come since; all of it if @at_end, else not more than a bounded part. */
void limbeck_run_output_read (LimbeckRunOutput *self, gboolean at_end);

/** limbeck_run_output_count_steps: how many steps Alembic has said to begin, also such as are not in the plan. */
guint limbeck_run_output_count_steps (LimbeckRunOutput *self);

/** limbeck_run_output_finish: says which step was done last, as the database tells: @n_done steps of the plan. */
void limbeck_run_output_finish (LimbeckRunOutput *self, int n_done);

/** limbeck_run_output_dup_end: the last 256 KiB of the file as they are, valid UTF-8: for limbeck_alembic_failure_explain() only. */
char *limbeck_run_output_dup_end (LimbeckRunOutput *self);

/**
 * limbeck_run_output_scrub:
 * @self: the output of a run that has ended
 *
 * Writes the file again without passwords if there are any in it: Alembic wrote it itself, unseen.
 */
void limbeck_run_output_scrub (LimbeckRunOutput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckRunOutput, limbeck_run_output_free)
