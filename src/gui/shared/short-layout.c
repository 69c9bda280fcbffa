#include "config.h"

#include "gui/shared/children.h"

#include "gui/shared/short-layout.h"

/* Enough for one line of what is scrolled. */
#define LEAST_HEIGHT 56

struct _LimbeckShortLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (LimbeckShortLayout, limbeck_short_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
limbeck_short_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
limbeck_short_layout_measure (GtkLayoutManager *layout,
                              GtkWidget        *widget,
                              GtkOrientation    orientation,
                              int               for_size,
                              int              *minimum,
                              int              *natural,
                              int              *minimum_baseline,
                              int              *natural_baseline)
{
  GtkWidget *scrolled = gtk_widget_get_first_child (widget);
  GtkWidget *content = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled));

  /* Never the width for a height: what does not fit is scrolled. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  limbeck_children_measure (content, orientation, for_size, minimum, natural);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *natural = *minimum;
      *minimum = MIN (*minimum, LEAST_HEIGHT);
    }
}

static void
limbeck_short_layout_allocate (GtkLayoutManager *layout,
                               GtkWidget        *widget,
                               int               width,
                               int               height,
                               int               baseline)
{
  GtkAllocation allocation = { 0, 0, width, height };

  gtk_widget_size_allocate (gtk_widget_get_first_child (widget), &allocation, -1);
}

static void
limbeck_short_layout_class_init (LimbeckShortLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = limbeck_short_layout_get_request_mode;
  layout_class->measure = limbeck_short_layout_measure;
  layout_class->allocate = limbeck_short_layout_allocate;
}

static void
limbeck_short_layout_init (LimbeckShortLayout *self)
{
}
