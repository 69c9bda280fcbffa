#pragma once

#include "core/checks/survey.h"

#include "cli/printer.h"

/**
 * limbeck_unfinished_say:
 * @survey: a survey
 * @is_seen: whether they are told for the last time
 * @printer: for people
 *
 * Says what became of the runs on the target of @survey whose launcher did not live to see their end.
 */
void limbeck_unfinished_say (LimbeckSurvey *survey, gboolean is_seen, LimbeckPrinter *printer);

/** limbeck_unfinished_write: member "unfinished_runs": [{"run","started","database","outcome","directory"}]. */
void limbeck_unfinished_write (LimbeckSurvey *survey, gboolean is_seen, JsonBuilder *builder);
