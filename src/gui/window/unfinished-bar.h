#pragma once

#include <gtk/gtk.h>

#include "core/checks/survey.h"

/**
 * LimbeckUnfinishedBar:
 *
 * Says what became of a run that Limbeck could not follow to its end, until a person has taken note. Shows nothing if there is none; of
 * several the oldest first.
 */
#define LIMBECK_TYPE_UNFINISHED_BAR (limbeck_unfinished_bar_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckUnfinishedBar,
                      limbeck_unfinished_bar,
                      LIMBECK,
                      UNFINISHED_BAR,
                      GtkWidget)

/** limbeck_unfinished_bar_look: looks for runs on the target of @survey, in a thread, and judges them by its state; %NULL hides the bar. */
void limbeck_unfinished_bar_look (LimbeckUnfinishedBar *self, LimbeckSurvey *survey);
