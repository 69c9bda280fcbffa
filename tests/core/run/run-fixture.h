#pragma once

#include "core/run/executor.h"

#include "test-scene.h"

/**
 * LimbeckTestRun:
 * @events: (element-type LimbeckEvent): what it told
 * @verdict: (nullable): how it ended
 * @error: why nothing was started
 *
 * A run of the executor that has ended.
 */
typedef struct
{
  GPtrArray      *events;
  LimbeckVerdict *verdict;
  GError         *error;
} LimbeckTestRun;

/**
 * LimbeckTestReaction:
 * @kind: when an event of this kind comes for the first time …
 * @func: … this is called, on the run's thread
 * @data: given to @func
 *
 * What a test does in the middle of a run.
 */
typedef struct
{
  LimbeckEventKind kind;
  void (*func) (LimbeckExecutor *executor, gpointer data);
  gpointer data;
} LimbeckTestReaction;

void limbeck_test_run_free (LimbeckTestRun *self);

/** limbeck_test_run_plan: runs @plan as @survey saw it; @reaction and @cancellable may be %NULL. */
LimbeckTestRun *limbeck_test_run_plan (LimbeckSurvey             *survey,
                                       LimbeckPlan               *plan,
                                       LimbeckAnswers            *answers,
                                       guint                      timeout_s,
                                       const LimbeckTestReaction *reaction,
                                       GCancellable              *cancellable);

/** limbeck_test_run_scene: surveys, plans, answers everything and runs. */
LimbeckTestRun *limbeck_test_run_scene (LimbeckTestScene          *scene,
                                        LimbeckDirection           direction,
                                        const char                *target,
                                        guint                      timeout_s,
                                        const LimbeckTestReaction *reaction,
                                        GCancellable              *cancellable);

/** limbeck_test_run_count: events of this kind. */
guint limbeck_test_run_count (LimbeckTestRun *self, LimbeckEventKind kind);

/** limbeck_test_run_assert_outcome: fails the test with the verdict's own words. */
void limbeck_test_run_assert_outcome (LimbeckTestRun *self, LimbeckOutcome outcome);

/** limbeck_test_run_assert_refused: nothing was started, for this reason. */
void limbeck_test_run_assert_refused (LimbeckTestRun *self, LimbeckRunError code);

/** limbeck_test_run_assert_nothing_left: no session of a run is on the server. */
void limbeck_test_run_assert_nothing_left (LimbeckTestScene *scene);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckTestRun, limbeck_test_run_free)
