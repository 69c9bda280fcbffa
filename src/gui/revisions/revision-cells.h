#pragma once

#include <gtk/gtk.h>

#include "gui/revisions/revision-item.h"

/**
 * LimbeckRevisionCells:
 *
 * The words of a row of the list: message and badges, date, id and state, on one line or on two. Its height does not depend
 * on what it says.
 */
#define LIMBECK_TYPE_REVISION_CELLS (limbeck_revision_cells_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckRevisionCells,
                      limbeck_revision_cells,
                      LIMBECK,
                      REVISION_CELLS,
                      GtkWidget)

GtkWidget *limbeck_revision_cells_new (void);

/** limbeck_revision_cells_show: says what @item is now; later changes of @item are not followed. */
void limbeck_revision_cells_show (LimbeckRevisionCells *self, LimbeckRevisionItem *item);

/** limbeck_revision_cells_get_middle: how far below its top the middle of the line with the message is at this width. */
int limbeck_revision_cells_get_middle (LimbeckRevisionCells *self, int width);
