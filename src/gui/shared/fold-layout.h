#pragma once

#include <gtk/gtk.h>

/**
 * LimbeckFoldLayout:
 *
 * Two children beside each other, the first as wide as possible; below each other where the width is less than the property fold-width.
 * The property folded says which it is.
 */
#define LIMBECK_TYPE_FOLD_LAYOUT (limbeck_fold_layout_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckFoldLayout,
                      limbeck_fold_layout,
                      LIMBECK,
                      FOLD_LAYOUT,
                      GtkLayoutManager)
