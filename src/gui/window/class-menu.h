#pragma once

#include <gio/gio.h>

/** limbeck_class_menu_new: (transfer full): a section that sets how much depends on the database: win.class. */
GMenuModel *limbeck_class_menu_new (void);
