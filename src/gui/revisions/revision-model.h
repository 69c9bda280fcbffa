#pragma once

#include "gui/revisions/revision-item.h"

/**
 * LimbeckRevisionModel:
 *
 * The rows of the list of revisions: a GListModel of LimbeckRevisionItem. An item exists only while somebody holds it, so
 * that a hundred thousand revisions cost no more objects than there are rows on the screen. A newer listing, or another search,
 * removes and adds only the rows that differ; the others keep their item, and with it the selection, the keyboard's focus
 * and the place on the screen.
 */
#define LIMBECK_TYPE_REVISION_MODEL (limbeck_revision_model_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckRevisionModel,
                      limbeck_revision_model,
                      LIMBECK,
                      REVISION_MODEL,
                      GObject)

LimbeckRevisionModel *limbeck_revision_model_new (void);

/** limbeck_revision_model_set_listing: (nullable): what to show; %NULL for nothing. */
void limbeck_revision_model_set_listing (LimbeckRevisionModel *self, LimbeckListing *listing);

/** limbeck_revision_model_get_listing: (nullable) (transfer none): what is shown. */
LimbeckListing *limbeck_revision_model_get_listing (LimbeckRevisionModel *self);

/** limbeck_revision_model_set_needle: (nullable): shows only what holds this folded text; %NULL shows everything. */
void limbeck_revision_model_set_needle (LimbeckRevisionModel *self, const char *needle);

/** limbeck_revision_model_find: finds the row that shows the revision with this id; %FALSE if none does. */
gboolean limbeck_revision_model_find (LimbeckRevisionModel *self, const char *id, guint *position);
