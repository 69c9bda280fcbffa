#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/revisions/revision-row.h"

#include "gui/revisions/revision-menu.h"

static void
append (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_menu (LimbeckRevisionItem *item)
{
  const char *id = limbeck_revision_get_id (limbeck_revision_item_get_revision (item));
  GMenu      *menu = g_menu_new ();
  g_autoptr (GMenu) ways = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();

  if (limbeck_revision_item_get_state (item) == LIMBECK_REVISION_STATE_PENDING)
    append (ways, _ ("_Upgrade to Here…"), "revision.upgrade", id);
  else if (limbeck_revision_item_get_state (item) == LIMBECK_REVISION_STATE_APPLIED &&
           !limbeck_revision_item_is_current (item))
    append (ways, _ ("_Downgrade to Here…"), "revision.downgrade", id);
  append (more, _ ("_Copy Revision Id"), "revision.copy", id);
  append (more, _ ("_Open File"), "revision.open", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ways));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));

  return G_MENU_MODEL (menu);
}

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);

  return G_SOURCE_REMOVE;
}

/* Not at once: the entry that was chosen is activated only after the popover has closed. */
static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, unparent_cb, g_object_ref (popover), g_object_unref);
}

static gboolean
pop_up_cb (gpointer popover)
{
  /* The list may be gone by now. */
  if (gtk_widget_get_root (popover) != NULL)
    gtk_popover_popup (popover);

  return G_SOURCE_REMOVE;
}

static void
pop_up (GtkWidget *list_view, LimbeckRevisionItem *item, const GdkRectangle *place)
{
  g_autoptr (GMenuModel) menu = new_menu (item);
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_widget_set_parent (popover, list_view);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), place);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  /* GTK 4.8 measures a new menu before the lines between its sections are there, and the last entry would be cut. */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, pop_up_cb, g_object_ref (popover), g_object_unref);
}

static LimbeckRevisionRow *
find_row_at (GtkWidget *list_view, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (list_view, x, y, GTK_PICK_INSENSITIVE);

  while (widget != NULL && widget != list_view)
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      if (LIMBECK_IS_REVISION_ROW (widget))
        return LIMBECK_REVISION_ROW (widget);
      /* The row's padding belongs to the list item around it. */
      if (LIMBECK_IS_REVISION_ROW (child))
        return LIMBECK_REVISION_ROW (child);
      widget = gtk_widget_get_parent (widget);
    }

  return NULL;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  GtkWidget          *list_view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  LimbeckRevisionRow *row = find_row_at (list_view, x, y);

  if (row == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_up (
      list_view, limbeck_revision_row_get_item (row), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static GtkWidget *
find_row_of (GtkWidget *list_view, LimbeckRevisionItem *item)
{
  for (GtkWidget *child = gtk_widget_get_first_child (list_view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (LIMBECK_IS_REVISION_ROW (row) &&
          limbeck_revision_row_get_item (LIMBECK_REVISION_ROW (row)) == item)
        return row;
    }

  return NULL;
}

static gboolean
menu_key_cb (GtkWidget *list_view, GVariant *arguments, gpointer data)
{
  GtkSelectionModel   *model = gtk_list_view_get_model (GTK_LIST_VIEW (list_view));
  LimbeckRevisionItem *item = gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model));
  GtkWidget           *row = item != NULL ? find_row_of (list_view, item) : NULL;
  graphene_rect_t      bounds;

  if (row == NULL || !gtk_widget_compute_bounds (row, list_view, &bounds))
    return FALSE;

  pop_up (list_view,
          item,
          &(GdkRectangle){
              (int) bounds.origin.x + 40, (int) (bounds.origin.y + bounds.size.height / 2), 1, 1 });

  return TRUE;
}

void
limbeck_revision_menu_attach (GtkListView *list_view)
{
  GtkGesture         *gesture = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (GTK_IS_LIST_VIEW (list_view));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", G_CALLBACK (pressed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (list_view), GTK_EVENT_CONTROLLER (gesture));

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                        gtk_callback_action_new (menu_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (list_view), keys);
}
