#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/window/arrivals.h"

#include "gui/window/arrival-toast.h"

struct _LimbeckArrivalToast
{
  AdwToastOverlay *overlay; /* borrowed */
  LimbeckArrivals *arrivals;
  AdwToast        *toast; /* while it is there */
};

static void
dismissed_cb (AdwToast *toast, LimbeckArrivalToast *self)
{
  limbeck_arrivals_forget (self->arrivals);
  g_clear_object (&self->toast);
}

static void
withdraw (LimbeckArrivalToast *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->toast);

  if (toast == NULL)
    return;

  g_signal_handlers_disconnect_by_func (toast, dismissed_cb, self);
  adw_toast_dismiss (toast);
}

/* An alert is what screen readers read out when it appears; GTK before 4.14 has no other way to make them speak. */
static GtkWidget *
new_alert (guint n)
{
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u new update is ready", "%u new updates are ready", n), n);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_ALERT,
                                   "label",
                                   text,
                                   "ellipsize",
                                   PANGO_ELLIPSIZE_END,
                                   "xalign",
                                   0.0,
                                   NULL);

  gtk_widget_add_css_class (label, "heading");

  return label;
}

static void
announce (LimbeckArrivalToast *self, GPtrArray *ids)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_custom_title (toast, new_alert (ids->len));
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _ ("_Show"));
  adw_toast_set_action_name (toast, "revision.select");
  adw_toast_set_action_target_value (toast, g_variant_new_string (g_ptr_array_index (ids, 0)));
  g_signal_connect (toast, "dismissed", G_CALLBACK (dismissed_cb), self);
  self->toast = g_object_ref (toast);
  adw_toast_overlay_add_toast (self->overlay, toast);
}

LimbeckArrivalToast *
limbeck_arrival_toast_new (AdwToastOverlay *overlay)
{
  LimbeckArrivalToast *self;

  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);

  self = g_new0 (LimbeckArrivalToast, 1);
  self->overlay = overlay;
  self->arrivals = limbeck_arrivals_new ();

  return self;
}

void
limbeck_arrival_toast_free (LimbeckArrivalToast *self)
{
  withdraw (self);
  g_clear_pointer (&self->arrivals, limbeck_arrivals_free);
  g_free (self);
}

void
limbeck_arrival_toast_follow (LimbeckArrivalToast *self, LimbeckSurvey *survey)
{
  GPtrArray *ids;

  g_return_if_fail (self != NULL);

  if (!limbeck_arrivals_follow (self->arrivals, survey))
    return;

  withdraw (self);
  ids = limbeck_arrivals_get_ids (self->arrivals);
  if (ids->len > 0)
    announce (self, ids);
}
