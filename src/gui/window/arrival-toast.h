#pragma once

#include <adwaita.h>

#include "core/checks/survey.h"

/**
 * LimbeckArrivalToast:
 *
 * Says that new updates have come, and stays until it is closed, its button has shown them, or there are none any more.
 */
typedef struct _LimbeckArrivalToast LimbeckArrivalToast;

/** limbeck_arrival_toast_new: @overlay: borrowed, must outlive it. */
LimbeckArrivalToast *limbeck_arrival_toast_new (AdwToastOverlay *overlay);
void                 limbeck_arrival_toast_free (LimbeckArrivalToast *self);

/** limbeck_arrival_toast_follow: @survey: (nullable): what is known now, as for limbeck_arrivals_follow(). */
void limbeck_arrival_toast_follow (LimbeckArrivalToast *self, LimbeckSurvey *survey);
