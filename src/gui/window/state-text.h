#pragma once

#include "core/checks/survey.h"

/* Sentences for where a database stands; pure functions. */

/** limbeck_state_text_dup_title: (transfer full): one sentence: "3 updates are pending", "Up to date", … */
char *limbeck_state_text_dup_title (LimbeckSurvey *survey);

/** limbeck_state_text_dup_facts: (transfer full): which database, and at which revision; or what to do if that is not known. */
char *limbeck_state_text_dup_facts (LimbeckSurvey *survey);

/** limbeck_state_text_icon: name of the icon beside the title. */
const char *limbeck_state_text_icon (LimbeckSurvey *survey);

/** limbeck_state_text_dup_place: (transfer full): "“shop” on localhost:5432"; "the database" if it is not known. */
char *limbeck_state_text_dup_place (LimbeckSurvey *survey);

/**
 * limbeck_state_text_dup_refusal:
 * @survey: (nullable): a survey
 *
 * Returns: (transfer full) (nullable): why nothing may be run now; %NULL if a plan may be made
 */
char *limbeck_state_text_dup_refusal (LimbeckSurvey *survey);

/** limbeck_state_text_dup_apply_refusal: the same for applying all updates: also if there are none. */
char *limbeck_state_text_dup_apply_refusal (LimbeckSurvey *survey);

/** limbeck_state_text_dup_banner: (transfer full) (nullable): a state that goes on and that a person must not miss. */
char *limbeck_state_text_dup_banner (LimbeckSurvey *survey);
