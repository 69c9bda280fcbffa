#include "config.h"

#include "gui/shared/focus.h"

static void
unmapped_cb (GtkWindow *window)
{
  gtk_window_set_focus (window, NULL);
}

void
limbeck_focus_release_on_unmap (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_signal_connect (window, "unmap", G_CALLBACK (unmapped_cb), NULL);
}
