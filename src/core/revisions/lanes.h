#pragma once

#include "core/revisions/revision-graph.h"

/**
 * LimbeckLanes:
 *
 * How the graph is drawn beside the listing, git-style: for each row which lanes pass, start, join and end there.
 * Immutable.
 */
typedef struct _LimbeckLanes LimbeckLanes;

/**
 * LimbeckLaneLine:
 * @from: lane at the upper edge of the row, or -1 if the line starts at the row's node
 * @to: lane at the lower edge of the row, or -1 if the line ends at the row's node
 * @color: a number that stays with the line along its way; the window maps it to a colour
 * @is_dependency: the line is a depends_on, to be drawn dashed
 */
typedef struct
{
  gint16   from;
  gint16   to;
  guint16  color;
  gboolean is_dependency;
} LimbeckLaneLine;

LimbeckLanes *limbeck_lanes_new (LimbeckRevisionGraph *graph);
void          limbeck_lanes_free (LimbeckLanes *self);

/** limbeck_lanes_get_width: the greatest number of lanes in any row. */
guint limbeck_lanes_get_width (LimbeckLanes *self);

/**
 * limbeck_lanes_get_row:
 * @self: lanes
 * @index: row of the listing
 * @node_lane: (out): the lane of the row's own node
 * @node_color: (out): its colour number
 * @n_lines: (out): number of lines
 *
 * Returns: (transfer none) (array length=n_lines): the lines that cross the row
 */
const LimbeckLaneLine *limbeck_lanes_get_row (LimbeckLanes *self,
                                              guint         index,
                                              guint        *node_lane,
                                              guint        *node_color,
                                              guint        *n_lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckLanes, limbeck_lanes_free)
