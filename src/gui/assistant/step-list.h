#pragma once

#include <adwaita.h>

#include "gui/assistant/step-item.h"

/**
 * LimbeckStepList:
 *
 * The steps of a plan in the order in which they run: as a listing before the run, with state and time during it. Virtual: a thousand
 * steps cost no more than a screenful.
 */
#define LIMBECK_TYPE_STEP_LIST (limbeck_step_list_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckStepList, limbeck_step_list, LIMBECK, STEP_LIST, AdwBin)

/**
 * limbeck_step_list_set_plan:
 * @self: a list
 * @plan: (nullable): whose steps to show
 * @state: state of every step to begin with
 */
void limbeck_step_list_set_plan (LimbeckStepList *self, LimbeckPlan *plan, LimbeckStepState state);

/** limbeck_step_list_set_state: the step of revision @id is now @state; unknown ids are ignored. */
void limbeck_step_list_set_state (LimbeckStepList *self, const char *id, LimbeckStepState state);

/** limbeck_step_list_stop: every step that still runs is shown as stopped. */
void limbeck_step_list_stop (LimbeckStepList *self);

/** limbeck_step_list_get_n_done: steps that have ended. */
guint limbeck_step_list_get_n_done (LimbeckStepList *self);
