#pragma once

#include <gtk/gtk.h>

/**
 * LimbeckShortLayout:
 *
 * For a widget whose only child is a GtkScrolledWindow: as high as its content wherever there is room, and scrolled where the
 * window is short. GtkScrolledWindow of GTK 4.8 propagates a natural height, but not the one for its width.
 */
#define LIMBECK_TYPE_SHORT_LAYOUT (limbeck_short_layout_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckShortLayout,
                      limbeck_short_layout,
                      LIMBECK,
                      SHORT_LAYOUT,
                      GtkLayoutManager)
