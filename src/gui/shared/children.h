#pragma once

#include <gtk/gtk.h>

/**
 * limbeck_children_unparent:
 * @widget: a widget that is being disposed
 *
 * Lets go of every child. gtk_widget_dispose_template() of GTK 4.8 leaves those that no member of the struct is bound to.
 */
void limbeck_children_unparent (GtkWidget *widget);
