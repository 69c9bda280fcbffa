#include "config.h"

#include "gui/shared/children.h"

void
limbeck_children_unparent (GtkWidget *widget)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

void
limbeck_children_measure (GtkWidget     *child,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural)
{
  GtkOrientation other = orientation == GTK_ORIENTATION_VERTICAL ? GTK_ORIENTATION_HORIZONTAL
                                                                 : GTK_ORIENTATION_VERTICAL;
  int            least = 0;

  g_return_if_fail (GTK_IS_WIDGET (child));

  if (for_size >= 0)
    gtk_widget_measure (child, other, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (
      child, orientation, for_size >= 0 ? MAX (for_size, least) : -1, minimum, natural, NULL, NULL);
}
