#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/revisions/lane-strip.h"
#include "gui/revisions/revision-cells.h"
#include "gui/shared/children.h"

#include "gui/revisions/revision-row.h"

#define MIN_WIDTH 120
#define NATURAL_WIDTH 560
#define GAP 12

/*
 * A GtkListView keeps two hundred rows, of which twenty are seen. What a row consists of is made when it is first seen;
 * until then it is as high as the ruler.
 */
struct _LimbeckRevisionRow
{
  GtkWidget parent_instance;

  LimbeckRevisionItem *item;
  gulong               changed_id;
  gboolean             is_stale; /* the cells say something else than the item */

  GtkWidget *here; /* NULL until this row has needed it */
  GtkWidget *strip;
  GtkWidget *cells;
};

G_DEFINE_FINAL_TYPE (LimbeckRevisionRow, limbeck_revision_row, GTK_TYPE_WIDGET)

/* A row that has its cells. */
static LimbeckRevisionRow *ruler;

static void
build (LimbeckRevisionRow *self)
{
  if (self->cells != NULL)
    return;

  self->strip = g_object_new (LIMBECK_TYPE_LANE_STRIP, NULL);
  self->cells = limbeck_revision_cells_new ();
  gtk_widget_set_parent (self->strip, GTK_WIDGET (self));
  gtk_widget_set_parent (self->cells, GTK_WIDGET (self));
  if (ruler == NULL)
    g_set_weak_pointer (&ruler, self);
}

static void
set_css_class (LimbeckRevisionRow *self, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
show_cells (LimbeckRevisionRow *self)
{
  LimbeckRevisionState state = limbeck_revision_item_get_state (self->item);

  build (self);
  limbeck_revision_cells_show (LIMBECK_REVISION_CELLS (self->cells), self->item);
  limbeck_lane_strip_set_item (LIMBECK_LANE_STRIP (self->strip), self->item);
  set_css_class (self, "pending", state == LIMBECK_REVISION_STATE_PENDING);
  set_css_class (self, "unknown", state == LIMBECK_REVISION_STATE_UNKNOWN);
  self->is_stale = FALSE;
}

/* GTK 4.8 has no gtk_list_item_set_accessible_label(); the parent is the list item's own widget. */
static void
show_spoken (LimbeckRevisionRow *self)
{
  GtkWidget       *list_item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *spoken = limbeck_revision_item_dup_spoken (self->item);

  if (list_item != NULL)
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (list_item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
add_here_line (LimbeckRevisionRow *self)
{
  GtkWidget *left = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *right = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *label = gtk_label_new (_ ("the database is here"));

  self->here = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  gtk_widget_add_css_class (self->here, "here");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_widget_set_valign (left, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (right, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->here), left);
  gtk_box_append (GTK_BOX (self->here), label);
  gtk_box_append (GTK_BOX (self->here), right);
  gtk_widget_set_parent (self->here, GTK_WIDGET (self));
}

static void
show_here (LimbeckRevisionRow *self)
{
  gboolean is_here = limbeck_listing_is_here (limbeck_revision_item_get_listing (self->item),
                                              limbeck_revision_item_get_index (self->item));

  if (self->here == NULL && is_here)
    add_here_line (self);
  if (self->here != NULL)
    gtk_widget_set_visible (self->here, is_here);
}

static void
show_item (LimbeckRevisionRow *self)
{
  self->is_stale = TRUE;
  show_spoken (self);
  show_here (self);
  if (self->cells != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_cells (self);
  else
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static int
measure_height (GtkWidget *child, int width)
{
  int minimum;

  if (child == NULL || !gtk_widget_get_visible (child))
    return 0;
  limbeck_children_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL);

  return minimum;
}

/* In a narrow row a wide graph is cut: the message is worth more. */
static int
strip_width (LimbeckRevisionRow *self, int row_width)
{
  return MIN (limbeck_lane_strip_get_width_for (self->item), row_width / 4);
}

static GtkWidget *
get_measured_cells (LimbeckRevisionRow *self)
{
  if (self->cells == NULL && ruler == NULL)
    build (self);

  return self->cells != NULL ? self->cells : ruler->cells;
}

static GtkSizeRequestMode
limbeck_revision_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
limbeck_revision_row_measure (GtkWidget     *widget,
                              GtkOrientation orientation,
                              int            for_size,
                              int           *minimum,
                              int           *natural,
                              int           *minimum_baseline,
                              int           *natural_baseline)
{
  LimbeckRevisionRow *self = LIMBECK_REVISION_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      int width = for_size < 0 ? NATURAL_WIDTH : for_size;
      int cells_width = MAX (width - strip_width (self, width) - GAP / 2, 0);

      *minimum = *natural = measure_height (self->here, -1) +
                            measure_height (get_measured_cells (self), cells_width);
    }
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height, int row_width)
{
  gboolean      is_rtl = gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL;
  GtkAllocation allocation = { is_rtl ? row_width - x - width : x, y, width, height };

  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
limbeck_revision_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LimbeckRevisionRow *self = LIMBECK_REVISION_ROW (widget);
  int                 top = measure_height (self->here, -1);
  int                 strip = strip_width (self, width);
  int                 x = strip + GAP / 2;
  int                 middle;

  if (self->is_stale)
    show_cells (self);
  if (self->cells == NULL)
    return;

  middle = limbeck_revision_cells_get_middle (LIMBECK_REVISION_CELLS (self->cells), width - x);
  limbeck_lane_strip_set_node_y (LIMBECK_LANE_STRIP (self->strip), top + middle);
  allocate (self->strip, 0, 0, strip, height, width);
  allocate (self->cells, x, top, MAX (width - x, 0), height - top, width);
  if (top > 0)
    allocate (self->here, x, 0, width - GAP - x, top, width);
}

/* GTK 4.8 maps all two hundred, then unmaps what is not seen; what is seen for the first time is allocated next. */
static void
limbeck_revision_row_map (GtkWidget *widget)
{
  LimbeckRevisionRow *self = LIMBECK_REVISION_ROW (widget);

  if (self->is_stale && self->cells != NULL)
    show_cells (self);

  GTK_WIDGET_CLASS (limbeck_revision_row_parent_class)->map (widget);
}

GtkWidget *
limbeck_revision_row_new (void)
{
  return g_object_new (LIMBECK_TYPE_REVISION_ROW, NULL);
}

void
limbeck_revision_row_set_item (LimbeckRevisionRow *self, LimbeckRevisionItem *item)
{
  g_return_if_fail (LIMBECK_IS_REVISION_ROW (self));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_id, self->item);
  g_set_object (&self->item, item);
  self->is_stale = FALSE;
  if (item == NULL)
    return;

  self->changed_id = g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}

LimbeckRevisionItem *
limbeck_revision_row_get_item (LimbeckRevisionRow *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_ROW (self), NULL);

  return self->item;
}

static void
limbeck_revision_row_dispose (GObject *object)
{
  LimbeckRevisionRow *self = LIMBECK_REVISION_ROW (object);

  if (ruler == self)
    g_clear_weak_pointer (&ruler);
  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_id, self->item);
  g_clear_object (&self->item);
  limbeck_children_unparent (GTK_WIDGET (self));
  self->here = NULL;
  self->strip = NULL;
  self->cells = NULL;

  G_OBJECT_CLASS (limbeck_revision_row_parent_class)->dispose (object);
}

static void
limbeck_revision_row_class_init (LimbeckRevisionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_revision_row_dispose;
  widget_class->get_request_mode = limbeck_revision_row_get_request_mode;
  widget_class->measure = limbeck_revision_row_measure;
  widget_class->size_allocate = limbeck_revision_row_size_allocate;
  widget_class->map = limbeck_revision_row_map;
  gtk_widget_class_set_css_name (widget_class, "revision");
}

static void
limbeck_revision_row_init (LimbeckRevisionRow *self)
{
}
