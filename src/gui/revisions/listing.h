#pragma once

#include "core/checks/survey.h"
#include "core/revisions/lanes.h"

/**
 * LimbeckListing:
 *
 * What the list of revisions shows at one moment: the graph, where the database stands on it, and how its lines are drawn. Immutable and
 * reference-counted; the rows share it.
 */
typedef struct _LimbeckListing LimbeckListing;

/**
 * limbeck_listing_new:
 * @graph: the revisions
 * @standing: (nullable): where the database stands; %NULL if that is not known
 * @previous: (nullable): an older listing; its lines are taken over if they are those of the same graph
 *
 * Returns: (transfer full): the listing
 */
LimbeckListing *limbeck_listing_new (LimbeckRevisionGraph *graph,
                                     LimbeckStanding      *standing,
                                     LimbeckListing       *previous);
LimbeckListing *limbeck_listing_ref (LimbeckListing *self);
void            limbeck_listing_unref (LimbeckListing *self);

LimbeckRevisionGraph *limbeck_listing_get_graph (LimbeckListing *self);
LimbeckStanding      *limbeck_listing_get_standing (LimbeckListing *self);
LimbeckLanes         *limbeck_listing_get_lanes (LimbeckListing *self);

/** limbeck_listing_get_state: of the revision at @index. */
LimbeckRevisionState limbeck_listing_get_state (LimbeckListing *self, guint index);

/**
 * limbeck_listing_is_here:
 * @self: a listing
 * @index: row
 *
 * Returns: whether everything above @index is pending and everything from it on is applied, so that one line between the two tells
 *   where the database is; never on a history where the two are mixed
 */
gboolean limbeck_listing_is_here (LimbeckListing *self, guint index);

/** limbeck_listing_looks_same: whether the row @index of @self looks as the row @other_index of @other. */
gboolean limbeck_listing_looks_same (LimbeckListing *self,
                                     guint           index,
                                     LimbeckListing *other,
                                     guint           other_index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckListing, limbeck_listing_unref)
