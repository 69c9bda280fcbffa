#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/shared/children.h"

#include "gui/shared/class-badge.h"

struct _LimbeckClassBadge
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *word;
};

G_DEFINE_FINAL_TYPE (LimbeckClassBadge, limbeck_class_badge, GTK_TYPE_WIDGET)

const char *
limbeck_class_badge_get_icon (LimbeckTargetCategory target_class)
{
  switch (target_class)
    {
    case LIMBECK_TARGET_CLASS_DEVELOPMENT:
      return "applications-engineering-symbolic";
    case LIMBECK_TARGET_CLASS_STAGING:
      return "applications-science-symbolic";
    case LIMBECK_TARGET_CLASS_PRODUCTION:
    default:
      return "changes-prevent-symbolic";
    }
}

const char *
limbeck_class_badge_get_explanation (LimbeckTargetCategory target_class, gboolean is_set)
{
  switch (target_class)
    {
    case LIMBECK_TARGET_CLASS_DEVELOPMENT:
      return is_set ? _ ("A development database: it may be lost")
                    : _ ("Taken for a development database, which may be lost");
    case LIMBECK_TARGET_CLASS_STAGING:
      return is_set ? _ ("A staging database: it is protected")
                    : _ ("Taken for a staging database, which is protected");
    case LIMBECK_TARGET_CLASS_PRODUCTION:
    default:
      return is_set
                 ? _ ("A production database: never changed without a backup")
                 : _ ("Taken for a production database, which is never changed without a backup");
    }
}

static void
show_class (LimbeckClassBadge *self, LimbeckTargetCategory target_class, gboolean is_set)
{
  const char *explanation = limbeck_class_badge_get_explanation (target_class, is_set);

  gtk_image_set_from_icon_name (self->icon, limbeck_class_badge_get_icon (target_class));
  gtk_label_set_label (self->word, limbeck_target_class_get_title (target_class));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), explanation);
  for (LimbeckTargetCategory other = LIMBECK_TARGET_CLASS_DEVELOPMENT;
       other <= LIMBECK_TARGET_CLASS_PRODUCTION;
       other++)
    if (other == target_class)
      gtk_widget_add_css_class (GTK_WIDGET (self), limbeck_target_class_to_string (other));
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), limbeck_target_class_to_string (other));
}

void
limbeck_class_badge_show (LimbeckClassBadge *self, LimbeckSurvey *survey)
{
  gboolean is_known;

  g_return_if_fail (LIMBECK_IS_CLASS_BADGE (self));

  is_known = survey != NULL && limbeck_survey_get_url (survey) != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), is_known);
  if (is_known)
    show_class (self,
                limbeck_survey_get_target_class (survey),
                limbeck_survey_is_target_class_set (survey));
}

static void
limbeck_class_badge_dispose (GObject *object)
{
  limbeck_children_unparent (GTK_WIDGET (object));

  G_OBJECT_CLASS (limbeck_class_badge_parent_class)->dispose (object);
}

static void
limbeck_class_badge_class_init (LimbeckClassBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_class_badge_dispose;
  gtk_widget_class_set_css_name (widget_class, "classbadge");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
limbeck_class_badge_init (LimbeckClassBadge *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget        *icon = g_object_new (
      GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *word = gtk_label_new (NULL);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_parent (icon, GTK_WIDGET (self));
  gtk_widget_set_parent (word, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->icon = GTK_IMAGE (icon);
  self->word = GTK_LABEL (word);
}
