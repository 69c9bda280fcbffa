#pragma once

#include "core/checks/survey.h"
#include "core/project/project-settings.h"

/**
 * LimbeckSurveyDepth:
 * @LIMBECK_SURVEY_FAST: what files and the database tell
 * @LIMBECK_SURVEY_THOROUGH: every check, and Alembic is asked
 * @LIMBECK_SURVEY_PROVING: the same, and a lock proves that Alembic comes to this database
 */
typedef enum
{
  LIMBECK_SURVEY_FAST,
  LIMBECK_SURVEY_THOROUGH,
  LIMBECK_SURVEY_PROVING,
} LimbeckSurveyDepth;

/**
 * LimbeckSurveyQuestion:
 *
 * What a worker needs to take a survey of a target, gathered on the main loop.
 */
typedef struct _LimbeckSurveyQuestion LimbeckSurveyQuestion;

/**
 * limbeck_survey_question_new:
 * @target: what to look at
 * @previous: (nullable): an older survey of the same target
 * @settings: what the person has set for it
 * @password: (nullable): what the person has typed
 * @depth: how much to ask
 */
LimbeckSurveyQuestion *limbeck_survey_question_new (LimbeckTarget          *target,
                                                    LimbeckSurvey          *previous,
                                                    LimbeckProjectSettings *settings,
                                                    const char             *password,
                                                    LimbeckSurveyDepth      depth);

void limbeck_survey_question_free (LimbeckSurveyQuestion *self);

/** limbeck_survey_question_ask: (transfer full): takes the survey; blocks, so it is called in a worker. */
LimbeckSurvey *limbeck_survey_question_ask (LimbeckSurveyQuestion  *self,
                                            const LimbeckEventSink *sink,
                                            GCancellable           *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
