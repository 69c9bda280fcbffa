#pragma once

#include "gui/revisions/listing.h"

/**
 * LimbeckRevisionItem:
 *
 * One row of the list: a revision and its place in a listing. Stays the same object when a newer listing knows the same revision, and
 * then emits LimbeckRevisionItem::changed.
 */
#define LIMBECK_TYPE_REVISION_ITEM (limbeck_revision_item_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckRevisionItem, limbeck_revision_item, LIMBECK, REVISION_ITEM, GObject)

LimbeckRevisionItem *limbeck_revision_item_new (LimbeckListing *listing, guint index);

/** limbeck_revision_item_move: the same revision in a newer listing. */
void limbeck_revision_item_move (LimbeckRevisionItem *self, LimbeckListing *listing, guint index);

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

/** limbeck_revision_item_matches: whether message, id, a label or the file's name holds @needle, which is folded already. */
gboolean limbeck_revision_item_matches (LimbeckRevisionItem *self, const char *needle);
