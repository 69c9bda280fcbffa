#pragma once

#include <gtk/gtk.h>

/**
 * limbeck_focus_release_on_unmap:
 * @window: a window with an entry in it
 *
 * Takes the focus from whatever has it when @window goes. A window of GTK 4.8 that is destroyed with the focus in a
 * GtkPasswordEntry or an AdwEntryRow tells the entry so after the entry was freed.
 */
void limbeck_focus_release_on_unmap (GtkWindow *window);
