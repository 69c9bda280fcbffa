#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/application/recent-projects.h"
#include "gui/shared/children.h"
#include "gui/window/class-menu.h"

#include "gui/window/target-button.h"

struct _LimbeckTargetButton
{
  GtkWidget parent_instance;

  GSettings      *settings;
  LimbeckProject *project;

  GtkMenuButton *button;
  GtkLabel      *name;
};

G_DEFINE_FINAL_TYPE (LimbeckTargetButton, limbeck_target_button, GTK_TYPE_WIDGET)

/* An underscore in a menu's label would become a mnemonic. */
static char *
dup_label (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);

  return g_strjoinv ("__", parts);
}

static GMenuModel *
new_targets_section (LimbeckProject *project)
{
  GMenu      *section = g_menu_new ();
  GListModel *targets = limbeck_project_get_targets (project);

  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (LimbeckTarget) target = g_list_model_get_item (targets, i);
      g_autofree char *label = dup_label (limbeck_target_get_name (target));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.target", "i", (int) i);
      g_menu_append_item (section, item);
    }

  return G_MENU_MODEL (section);
}

static GMenuModel *
new_recent_section (LimbeckTargetButton *self)
{
  GMenu *section = g_menu_new ();
  g_autoptr (GPtrArray) directories = limbeck_recent_projects_list (self->settings);

  for (guint i = 0; i < directories->len; i++)
    {
      const char      *directory = g_ptr_array_index (directories, i);
      g_autofree char *name = g_filename_display_basename (directory);
      g_autofree char *label = dup_label (name);
      g_autofree char *uri = g_filename_to_uri (directory, NULL, NULL);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      if (self->project != NULL &&
          g_str_equal (directory, limbeck_project_get_directory (self->project)))
        continue;
      g_menu_item_set_action_and_target (item, "app.open-recent", "s", uri);
      g_menu_append_item (section, item);
    }

  return G_MENU_MODEL (section);
}

static void
append_section (GMenu *menu, const char *title, GMenuModel *section)
{
  if (g_menu_model_get_n_items (section) > 0)
    g_menu_append_section (menu, title, section);
  g_object_unref (section);
}

static void
fill_menu_cb (GtkMenuButton *button, gpointer data)
{
  LimbeckTargetButton *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) open = g_menu_new ();

  if (self->project != NULL)
    {
      append_section (menu, _ ("Targets"), new_targets_section (self->project));
      append_section (menu, NULL, limbeck_class_menu_new ());
    }
  append_section (menu, _ ("Recent Projects"), new_recent_section (self));
  g_menu_append (open, _ ("_Open Project…"), "app.open");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

void
limbeck_target_button_set_settings (LimbeckTargetButton *self, GSettings *settings)
{
  g_return_if_fail (LIMBECK_IS_TARGET_BUTTON (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_set_object (&self->settings, settings);
  gtk_menu_button_set_create_popup_func (self->button, fill_menu_cb, self, NULL);
}

void
limbeck_target_button_show (LimbeckTargetButton *self,
                            LimbeckProject      *project,
                            LimbeckTarget       *target)
{
  g_autofree char *title = NULL;
  g_autofree char *place = NULL;

  g_return_if_fail (LIMBECK_IS_TARGET_BUTTON (self));
  g_return_if_fail (target == NULL || project != NULL);

  g_set_object (&self->project, project);
  if (target != NULL)
    /* Translators: the title of the window: a project and one of its targets */
    title = g_strdup_printf (
        _ ("%s · %s"), limbeck_project_get_name (project), limbeck_target_get_name (target));
  gtk_label_set_label (self->name, title != NULL ? title : _ ("Limbeck"));
  if (target != NULL)
    place = g_filename_display_name (limbeck_target_get_config_path (target));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button),
                               place != NULL ? place : _ ("Switch Target or Project"));
}

void
limbeck_target_button_popup (LimbeckTargetButton *self)
{
  g_return_if_fail (LIMBECK_IS_TARGET_BUTTON (self));

  gtk_menu_button_popup (self->button);
}

static void
limbeck_target_button_dispose (GObject *object)
{
  LimbeckTargetButton *self = LIMBECK_TARGET_BUTTON (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LIMBECK_TYPE_TARGET_BUTTON);
  limbeck_children_unparent (GTK_WIDGET (self));
  g_clear_object (&self->project);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (limbeck_target_button_parent_class)->dispose (object);
}

static void
limbeck_target_button_class_init (LimbeckTargetButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_target_button_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/limbeck/Limbeck/window/target-button.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckTargetButton, button);
  gtk_widget_class_bind_template_child (widget_class, LimbeckTargetButton, name);
}

static void
limbeck_target_button_init (LimbeckTargetButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
