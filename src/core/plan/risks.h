#pragma once

#include "core/plan/plan.h"
#include "core/plan/step-source.h"

/**
 * limbeck_risks_collect:
 * @revision: the id of a step
 * @source: (nullable): its file; %NULL if that could not be read
 * @direction: which of its functions will run
 * @risks: (element-type LimbeckRisk): gets what was found
 *
 * Looks at the text of a step for what a person should know before it runs: "data-loss", "early-commit", "irreversible", and
 * "unread" where there is no text to look at. What is put together while the step runs can't be seen.
 */
void limbeck_risks_collect (const char        *revision,
                            LimbeckStepSource *source,
                            LimbeckDirection   direction,
                            GPtrArray         *risks);
