#pragma once

#include <gtk/gtk.h>

/**
 * limbeck_revision_menu_attach:
 * @list_view: a list of LimbeckRevisionRow with a GtkSingleSelection
 *
 * Opens a menu for the row under the pointer on a secondary click, and for the selected row on the Menu key or Shift+F10. Its
 * entries are the revision actions.
 */
void limbeck_revision_menu_attach (GtkListView *list_view);
