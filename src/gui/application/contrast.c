#include "config.h"

#include <adwaita.h>

#include "gui/application/contrast.h"

static void
high_contrast_cb (AdwStyleManager *manager, GParamSpec *pspec, gpointer provider)
{
  GdkDisplay *display = adw_style_manager_get_display (manager);

  if (adw_style_manager_get_high_contrast (manager))
    gtk_style_context_add_provider_for_display (
        display, GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  else
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (provider));
}

void
limbeck_contrast_follow (void)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gdk_display_get_default ());
  GtkCssProvider  *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/limbeck/Limbeck/high-contrast.css");
  g_signal_connect_data (manager,
                         "notify::high-contrast",
                         G_CALLBACK (high_contrast_cb),
                         provider,
                         (GClosureNotify) g_object_unref,
                         0);
  high_contrast_cb (manager, NULL, provider);
}
