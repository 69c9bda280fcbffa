#pragma once

#include "core/database/run-lock.h"
#include "core/gates/gate.h"
#include "core/run/snapshot.h"

/**
 * LimbeckRunOrder:
 * @survey: what the person has seen
 * @plan: what they have agreed to
 * @answers: what they have answered
 *
 * What a run is asked to do. Borrowed.
 */
typedef struct
{
  LimbeckSurvey        *survey;
  LimbeckPlan          *plan;
  const LimbeckAnswers *answers;
} LimbeckRunOrder;

/* What must hold before Alembic is started, in this order. Each fails with a LIMBECK_RUN_ERROR or G_IO_ERROR_CANCELLED. */

/** limbeck_clearance_begin: every gate is answered, and nothing stands in the way of the plan itself. */
gboolean
limbeck_clearance_begin (const LimbeckRunOrder *order, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_clearance_take_lock: nobody else is at work in the database of @survey. */
LimbeckRunLock *limbeck_clearance_take_lock (LimbeckSurvey *survey,
                                             GCancellable  *cancellable,
                                             GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_clearance_survey_again: a thorough survey of what @seen has seen: everything can be read, and it is known which database
 * Alembic comes to when it is started with @verb and @target. */
LimbeckSurvey *limbeck_clearance_survey_again (LimbeckSurvey          *seen,
                                               const char             *verb,
                                               const char             *target,
                                               const LimbeckEventSink *sink,
                                               GCancellable           *cancellable,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_clearance_set_blocked: %FALSE, with what @finding says. */
gboolean limbeck_clearance_set_blocked (LimbeckFinding *finding, GError **error);

/** limbeck_clearance_is_same_database: @now has seen the database that @seen has seen. */
gboolean limbeck_clearance_is_same_database (LimbeckSurvey *seen,
                                             LimbeckSurvey *now,
                                             GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_clearance_nothing_blocks: no finding is a blocker, those left out whose ids are in @ignored. */
gboolean limbeck_clearance_nothing_blocks (GPtrArray         *findings,
                                           const char *const *ignored,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_clearance_look_again: while we hold the lock: it is the same database, the same plan comes out, no check blocks, no new gate is open;
 * Alembic's own view is included.
 */
LimbeckSurvey *limbeck_clearance_look_again (const LimbeckRunOrder  *order,
                                             const LimbeckEventSink *sink,
                                             GCancellable           *cancellable,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_clearance_take_snapshot: the database as the run finds it, still where the plan begins. */
LimbeckSnapshot *limbeck_clearance_take_snapshot (const LimbeckRunOrder *order,
                                                  LimbeckSurvey         *survey,
                                                  GCancellable          *cancellable,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_clearance_map_error:
 * @cause: (transfer full): an error of another stage
 * @code: a LimbeckRunError
 * @error: gets it with @code; a cancel stays one
 *
 * Returns: %FALSE
 */
gboolean limbeck_clearance_map_error (GError *cause, int code, GError **error);
