#pragma once

#include <gtk/gtk.h>

#include "gui/revisions/revision-item.h"

/**
 * LimbeckLaneStrip:
 *
 * The part of the graph that lies beside one row: its node, and the lines that pass, start, join and end there.
 */
#define LIMBECK_TYPE_LANE_STRIP (limbeck_lane_strip_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckLaneStrip, limbeck_lane_strip, LIMBECK, LANE_STRIP, GtkWidget)

/** limbeck_lane_strip_set_item: (nullable): what to draw. */
void limbeck_lane_strip_set_item (LimbeckLaneStrip *self, LimbeckRevisionItem *item);

/** limbeck_lane_strip_set_node_y: height at which the node lies; the lines go over the whole height. */
void limbeck_lane_strip_set_node_y (LimbeckLaneStrip *self, int node_y);

/** limbeck_lane_strip_get_width_for: (nullable) the natural width of the lanes beside @item, which is that of the whole list. */
int limbeck_lane_strip_get_width_for (LimbeckRevisionItem *item);
