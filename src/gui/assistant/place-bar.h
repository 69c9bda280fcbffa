#pragma once

#include <gtk/gtk.h>

#include "gui/assistant/flow.h"

/**
 * LimbeckPlaceBar:
 *
 * A line above every page of the guided way: which database, and how much depends on it.
 */
#define LIMBECK_TYPE_PLACE_BAR (limbeck_place_bar_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckPlaceBar, limbeck_place_bar, LIMBECK, PLACE_BAR, GtkBox)

/** limbeck_place_bar_set_flow: follows @flow from now on. */
void limbeck_place_bar_set_flow (LimbeckPlaceBar *self, LimbeckFlow *flow);
