#include "config.h"

#include "gui/shared/class-badge.h"

#include "gui/assistant/place-bar.h"

struct _LimbeckPlaceBar
{
  GtkBox parent_instance;

  LimbeckClassBadge *badge;
  GtkLabel          *place;
};

G_DEFINE_FINAL_TYPE (LimbeckPlaceBar, limbeck_place_bar, GTK_TYPE_BOX)

static void
flow_changed_cb (LimbeckPlaceBar *self, LimbeckFlow *flow)
{
  g_autofree char *place = limbeck_flow_dup_place (flow);

  limbeck_class_badge_show (self->badge, limbeck_flow_get_survey (flow));
  gtk_label_set_label (self->place, place);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place), place);
}

void
limbeck_place_bar_set_flow (LimbeckPlaceBar *self, LimbeckFlow *flow)
{
  g_return_if_fail (LIMBECK_IS_PLACE_BAR (self) && LIMBECK_IS_FLOW (flow));

  g_signal_connect_object (flow, "changed", G_CALLBACK (flow_changed_cb), self, G_CONNECT_SWAPPED);
  flow_changed_cb (self, flow);
}

static void
limbeck_place_bar_class_init (LimbeckPlaceBarClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "placebar");
}

static void
limbeck_place_bar_init (LimbeckPlaceBar *self)
{
  self->badge = g_object_new (LIMBECK_TYPE_CLASS_BADGE, NULL);
  self->place = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->place, PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->badge));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->place));
}
