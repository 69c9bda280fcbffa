#pragma once

#include "core/checks/survey.h"

#include "gui/shared/operation.h"

/**
 * limbeck_proving_survey_start:
 * @previous: what the person has seen
 * @direction: which way
 * @target: where to
 * @done: gets the operation, whose result is a LimbeckSurvey
 * @owner: who is told
 *
 * Takes a thorough survey, which also proves that Alembic comes to this database when it is started for that very way.
 *
 * Returns: (transfer full): the running operation
 */
LimbeckOperation *limbeck_proving_survey_start (LimbeckSurvey           *previous,
                                                LimbeckDirection         direction,
                                                const char              *target,
                                                LimbeckOperationDoneFunc done,
                                                gpointer owner) G_GNUC_WARN_UNUSED_RESULT;
