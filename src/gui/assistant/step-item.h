#pragma once

#include "core/plan/plan.h"

typedef enum
{
  LIMBECK_STEP_STATE_LISTED,
  LIMBECK_STEP_STATE_WAITING,
  LIMBECK_STEP_STATE_RUNNING,
  LIMBECK_STEP_STATE_DONE,
  LIMBECK_STEP_STATE_STOPPED,
} LimbeckStepState;

/**
 * LimbeckStepItem:
 *
 * One step of a plan as a row shows it. Emits "changed" when its state becomes another.
 */
#define LIMBECK_TYPE_STEP_ITEM (limbeck_step_item_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckStepItem, limbeck_step_item, LIMBECK, STEP_ITEM, GObject)

/**
 * limbeck_step_item_new:
 * @revision: the revision that runs or is undone
 * @position: its place among the steps, from 1
 * @consequence: (nullable): what a person should know of the step, in words
 * @loses_data: whether the step destroys data
 */
LimbeckStepItem *limbeck_step_item_new (LimbeckRevision *revision,
                                        guint            position,
                                        const char      *consequence,
                                        gboolean         loses_data);

LimbeckRevision *limbeck_step_item_get_revision (LimbeckStepItem *self);
guint            limbeck_step_item_get_position (LimbeckStepItem *self);
const char      *limbeck_step_item_get_consequence (LimbeckStepItem *self);
gboolean         limbeck_step_item_loses_data (LimbeckStepItem *self);
LimbeckStepState limbeck_step_item_get_state (LimbeckStepItem *self);

/** limbeck_step_item_set_state: takes the time of the change, so that limbeck_step_item_get_duration_us() is known at the end. */
void limbeck_step_item_set_state (LimbeckStepItem *self, LimbeckStepState state);

/** limbeck_step_item_get_duration_us: how long it ran, -1 if it has not ended. */
gint64 limbeck_step_item_get_duration_us (LimbeckStepItem *self);
