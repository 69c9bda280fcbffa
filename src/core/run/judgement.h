#pragma once

#include "core/run/alembic-run.h"
#include "core/run/snapshot.h"

/**
 * limbeck_judgement_reach:
 * @run: what was run
 * @end: how it ended
 * @before: the database before
 * @secrets: (array zero-terminated=1): what must not be shown
 *
 * Waits until no session of the run is left on the server, reads what has become of the database, and says so.
 *
 * Returns: (transfer full): the verdict
 */
LimbeckVerdict *limbeck_judgement_reach (const LimbeckAlembicRun *run,
                                         const LimbeckAlembicEnd *end,
                                         const LimbeckSnapshot   *before,
                                         const char *const       *secrets);

/** limbeck_judgement_of_nothing: (transfer full): the verdict on a plan without steps, for which nothing is started. */
LimbeckVerdict *limbeck_judgement_of_nothing (LimbeckSurvey *survey, LimbeckPlan *plan);
