#pragma once

#include <gtk/gtk.h>

/**
 * limbeck_children_unparent:
 * @widget: a widget that is being disposed
 *
 * Lets go of every child. gtk_widget_dispose_template() of GTK 4.8 leaves those that no member of the struct is bound to.
 */
void limbeck_children_unparent (GtkWidget *widget);

/**
 * limbeck_children_measure:
 * @child: a child of a widget that lays out its children itself
 * @orientation: what is asked for
 * @for_size: (in pixels): the other side, or -1
 * @minimum: (out) (nullable): what @child needs
 * @natural: (out) (nullable): what @child would like
 *
 * As gtk_widget_measure(), but for a side that is too small for @child what it needs for the smallest one that is not: a
 * window that shrinks is measured on the way, and GTK from 4.10 on calls the question itself an error.
 */
void limbeck_children_measure (GtkWidget     *child,
                               GtkOrientation orientation,
                               int            for_size,
                               int           *minimum,
                               int           *natural);
