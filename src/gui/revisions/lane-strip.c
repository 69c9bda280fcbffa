#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "gui/revisions/lane-strip.h"

#define LANE_WIDTH 14
#define MARGIN 10
#define NODE_RADIUS 4.5
#define LINE_WIDTH 2.0

/* Wider graphs are cut here: the message is worth more than the eleventh lane. */
#define MAX_LANES 10

struct _LimbeckLaneStrip
{
  GtkWidget parent_instance;

  LimbeckRevisionItem *item;
  int                  node_y;
};

G_DEFINE_FINAL_TYPE (LimbeckLaneStrip, limbeck_lane_strip, GTK_TYPE_WIDGET)

/* The darker tones of the GNOME palette on light, the lighter ones on dark; each has a contrast of at least 3:1 to its background. */
static const char *const light_colors[] = { "#1c71d8", "#c64600", "#1e8449",
                                            "#813d9c", "#a51d2d", "#0f7b8a" };
static const char *const dark_colors[] = { "#78aeed", "#ffa348", "#57e389",
                                           "#dc8add", "#f66151", "#5bc8d8" };

static GdkRGBA
lane_color (guint number, gboolean is_dark)
{
  GdkRGBA color;

  gdk_rgba_parse (&color,
                  is_dark ? dark_colors[number % G_N_ELEMENTS (dark_colors)]
                          : light_colors[number % G_N_ELEMENTS (light_colors)]);

  return color;
}

static double
lane_x (int lane)
{
  return MARGIN + lane * LANE_WIDTH;
}

static void
draw_line (cairo_t *cr, const LimbeckLaneLine *line, double node_x, double node_y, double height)
{
  const double dashes[] = { 3, 3 };
  double       from_x = line->from < 0 ? node_x : lane_x (line->from);
  double       to_x = line->to < 0 ? node_x : lane_x (line->to);
  double       from_y = line->from < 0 ? node_y : 0;
  double       to_y = line->to < 0 ? node_y : height;
  double       bend_y = (from_y + to_y) / 2;

  cairo_set_dash (cr, dashes, line->is_dependency ? G_N_ELEMENTS (dashes) : 0, 0);
  cairo_move_to (cr, from_x, from_y);
  if (from_x < to_x || from_x > to_x)
    cairo_curve_to (cr, from_x, bend_y, to_x, bend_y, to_x, to_y);
  else
    cairo_line_to (cr, to_x, to_y);
  cairo_stroke (cr);
}

static void
draw_node (LimbeckLaneStrip *self, cairo_t *cr, double x, double y, const GdkRGBA *color)
{
  gboolean is_pending = limbeck_revision_item_get_state (self->item) ==
                        LIMBECK_REVISION_STATE_PENDING;

  gdk_cairo_set_source_rgba (cr, color);
  cairo_arc (cr, x, y, NODE_RADIUS, 0, 2 * G_PI);
  cairo_fill (cr);
  if (limbeck_revision_item_is_current (self->item))
    {
      cairo_arc (cr, x, y, NODE_RADIUS + 2.5, 0, 2 * G_PI);
      cairo_stroke (cr);
    }

  /* Pending nodes are hollow, so that the two differ without colour. */
  if (is_pending)
    {
      cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
      cairo_arc (cr, x, y, NODE_RADIUS - LINE_WIDTH, 0, 2 * G_PI);
      cairo_fill (cr);
      cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
    }
}

static void
limbeck_lane_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LimbeckLaneStrip      *self = LIMBECK_LANE_STRIP (widget);
  int                    width = gtk_widget_get_width (widget);
  int                    height = gtk_widget_get_height (widget);
  gboolean               is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const LimbeckLaneLine *lines;
  guint                  node_lane;
  guint                  node_color;
  guint                  n_lines;
  GdkRGBA                color;
  cairo_t               *cr;

  if (self->item == NULL || width <= 0 || height <= 0)
    return;

  lines = limbeck_lanes_get_row (
      limbeck_listing_get_lanes (limbeck_revision_item_get_listing (self->item)),
      limbeck_revision_item_get_index (self->item),
      &node_lane,
      &node_color,
      &n_lines);

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_set_line_width (cr, LINE_WIDTH);
  for (guint i = 0; i < n_lines; i++)
    {
      color = lane_color (lines[i].color, is_dark);
      gdk_cairo_set_source_rgba (cr, &color);
      draw_line (cr, &lines[i], lane_x (node_lane), self->node_y, height);
    }
  color = lane_color (node_color, is_dark);
  draw_node (self, cr, lane_x (node_lane), self->node_y, &color);
  cairo_destroy (cr);
}

static void
limbeck_lane_strip_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline)
{
  LimbeckLaneStrip *self = LIMBECK_LANE_STRIP (widget);
  guint             n_lanes = 1;

  if (self->item != NULL)
    n_lanes = limbeck_lanes_get_width (
        limbeck_listing_get_lanes (limbeck_revision_item_get_listing (self->item)));

  /* What has no room is cut, so that any width will do. */
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = 2 * MARGIN + (CLAMP (n_lanes, 1, MAX_LANES) - 1) * LANE_WIDTH;
}

void
limbeck_lane_strip_set_item (LimbeckLaneStrip *self, LimbeckRevisionItem *item)
{
  g_return_if_fail (LIMBECK_IS_LANE_STRIP (self));

  g_set_object (&self->item, item);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
limbeck_lane_strip_set_node_y (LimbeckLaneStrip *self, int node_y)
{
  g_return_if_fail (LIMBECK_IS_LANE_STRIP (self));

  if (self->node_y == node_y)
    return;

  self->node_y = node_y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
limbeck_lane_strip_dispose (GObject *object)
{
  LimbeckLaneStrip *self = LIMBECK_LANE_STRIP (object);

  g_clear_object (&self->item);

  G_OBJECT_CLASS (limbeck_lane_strip_parent_class)->dispose (object);
}

static void
limbeck_lane_strip_class_init (LimbeckLaneStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_lane_strip_dispose;
  widget_class->snapshot = limbeck_lane_strip_snapshot;
  widget_class->measure = limbeck_lane_strip_measure;
  /* What it shows, the row says in words. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "lanes");
}

static void
limbeck_lane_strip_init (LimbeckLaneStrip *self)
{
  /* Lanes beyond the last one shown are cut. */
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw),
                           self,
                           G_CONNECT_SWAPPED);
}
