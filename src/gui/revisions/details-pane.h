#pragma once

#include <gtk/gtk.h>

#include "gui/revisions/revision-item.h"

/**
 * LimbeckDetailsPane:
 *
 * One revision in full. Its buttons are actions: revision.upgrade and revision.downgrade to here, revision.select another one,
 * revision.copy its id, revision.open its file; each takes the id.
 */
#define LIMBECK_TYPE_DETAILS_PANE (limbeck_details_pane_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckDetailsPane, limbeck_details_pane, LIMBECK, DETAILS_PANE, GtkWidget)

/** limbeck_details_pane_set_item: (nullable): what to show; the pane follows its changes. */
void limbeck_details_pane_set_item (LimbeckDetailsPane *self, LimbeckRevisionItem *item);

/** limbeck_details_pane_set_can_stamp: whether the database may be marked as being at a revision, see limbeck_stamp_can_be(). */
void limbeck_details_pane_set_can_stamp (LimbeckDetailsPane *self, gboolean can_stamp);

/** limbeck_details_pane_set_blocked: (nullable): why nothing may be run now, for the tooltip of the two buttons. */
void limbeck_details_pane_set_blocked (LimbeckDetailsPane *self, const char *reason);
