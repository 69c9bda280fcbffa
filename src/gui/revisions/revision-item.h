#pragma once

#include "gui/revisions/listing.h"

/**
 * LimbeckRevisionItem:
 *
 * One row of the list: a revision and its place in a listing. Stays the same object when a newer listing knows the same revision.
 *
 * Signal LimbeckRevisionItem::changed: the row looks different now. Signal LimbeckRevisionItem::moved: there is a newer listing, from
 * which something that the row doesn't show may differ.
 */
#define LIMBECK_TYPE_REVISION_ITEM (limbeck_revision_item_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckRevisionItem, limbeck_revision_item, LIMBECK, REVISION_ITEM, GObject)

/**
 * limbeck_revision_item_new:
 * @listing: what the list shows
 * @index: of the revision
 * @live: index → item, without a reference; the item is in there as long as it lives
 *
 * Returns: (transfer full): the row
 */
LimbeckRevisionItem *
limbeck_revision_item_new (LimbeckListing *listing, guint index, GHashTable *live);

/** limbeck_revision_item_move: the same revision in a newer listing; nobody is told yet. */
void limbeck_revision_item_move (LimbeckRevisionItem *self, LimbeckListing *listing, guint index);

/** limbeck_revision_item_set_cut: whether the rows above and below are other ones than in the listing; nobody is told yet. */
void limbeck_revision_item_set_cut (LimbeckRevisionItem *self, gboolean above, gboolean below);

/** limbeck_revision_item_tell: emits the signals for what has changed since the last time. */
void limbeck_revision_item_tell (LimbeckRevisionItem *self);

gboolean limbeck_revision_item_is_cut_above (LimbeckRevisionItem *self);
gboolean limbeck_revision_item_is_cut_below (LimbeckRevisionItem *self);

LimbeckRevision     *limbeck_revision_item_get_revision (LimbeckRevisionItem *self);
LimbeckListing      *limbeck_revision_item_get_listing (LimbeckRevisionItem *self);
guint                limbeck_revision_item_get_index (LimbeckRevisionItem *self);
LimbeckRevisionState limbeck_revision_item_get_state (LimbeckRevisionItem *self);
gboolean             limbeck_revision_item_is_current (LimbeckRevisionItem *self);

/** limbeck_revision_item_dup_places: (transfer full): words that tell the revision's place: "current", "head", "merge", "branch". */
char **limbeck_revision_item_dup_places (LimbeckRevisionItem *self);

/** limbeck_revision_item_dup_badges: (transfer full): the same, then the labels of a branch at its ends. */
char **limbeck_revision_item_dup_badges (LimbeckRevisionItem *self);

/** limbeck_revision_item_dup_spoken: (transfer full): the row for a screen reader: "add customer, 8f3c91d0aa12, pending, head". */
char *limbeck_revision_item_dup_spoken (LimbeckRevisionItem *self);
