#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/project/target-class.h"

#include "gui/window/class-menu.h"

GMenuModel *
limbeck_class_menu_new (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (LimbeckTargetCategory i = LIMBECK_TARGET_CLASS_DEVELOPMENT;
       i <= LIMBECK_TARGET_CLASS_PRODUCTION;
       i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (limbeck_target_class_get_title (i), NULL);

      g_menu_item_set_action_and_target (
          item, "win.class", "s", limbeck_target_class_to_string (i));
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, _ ("What This Database Is For"), G_MENU_MODEL (section));

  return G_MENU_MODEL (menu);
}
