#pragma once

#include <gtk/gtk.h>

#include "gui/revisions/revision-item.h"

/**
 * LimbeckRevisionRow:
 *
 * One row of the list: lanes, message and badges, id, date and state. Where it is narrow, the last three fold into a second line. Above
 * the row where the applied revisions begin it draws the line that says so.
 */
#define LIMBECK_TYPE_REVISION_ROW (limbeck_revision_row_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckRevisionRow, limbeck_revision_row, LIMBECK, REVISION_ROW, GtkWidget)

GtkWidget *limbeck_revision_row_new (void);

/** limbeck_revision_row_set_item: (nullable): what to show; the row follows its changes. */
void limbeck_revision_row_set_item (LimbeckRevisionRow *self, LimbeckRevisionItem *item);
LimbeckRevisionItem *limbeck_revision_row_get_item (LimbeckRevisionRow *self);
