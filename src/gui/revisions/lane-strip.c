#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "gui/revisions/lane-strip.h"

#define LANE_WIDTH 14
#define MARGIN 10
#define NODE_RADIUS 4.5
#define LINE_WIDTH 2.0

/* Wider graphs are bundled here: the message is worth more than the eleventh lane. */
#define MAX_LANES 10

/* How far a line goes on towards a row that a search has taken away. */
#define STUB_LENGTH 7

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

/* What one row is drawn with. */
typedef struct
{
  cairo_t *cr;
  guint
      n_lanes; /* that there is room for; the last one stands for all beyond it where there are more */
  gboolean is_bundled;
  gboolean is_dark;
  double   node_x;
  double   node_y;
  double   height;
} Pen;

static double
lane_x (const Pen *pen, guint lane)
{
  return MARGIN + MIN (lane, pen->n_lanes - 1) * LANE_WIDTH;
}

static gboolean
is_in_bundle (const Pen *pen, int lane)
{
  return pen->is_bundled && lane >= (int) pen->n_lanes - 1;
}

static void
set_line_style (const Pen *pen, const LimbeckLaneLine *line)
{
  const double dashes[] = { 3, 3 };
  const double dots[] = { 1.5, 2.5 };
  GdkRGBA      color = lane_color (line->color, pen->is_dark);

  gdk_cairo_set_source_rgba (pen->cr, &color);
  if (is_in_bundle (pen, line->from) || is_in_bundle (pen, line->to))
    {
      /* Lines of several colours lie on each other. */
      cairo_set_source_rgba (pen->cr, 0.5, 0.5, 0.5, 1);
      cairo_set_dash (pen->cr, dots, G_N_ELEMENTS (dots), 0);
    }
  else
    cairo_set_dash (pen->cr, dashes, line->is_dependency ? G_N_ELEMENTS (dashes) : 0, 0);
}

static void
draw_line (const Pen *pen, const LimbeckLaneLine *line)
{
  double from_x = line->from < 0 ? pen->node_x : lane_x (pen, line->from);
  double to_x = line->to < 0 ? pen->node_x : lane_x (pen, line->to);
  double from_y = line->from < 0 ? pen->node_y : 0;
  double to_y = line->to < 0 ? pen->node_y : pen->height;
  double bend_y = (from_y + to_y) / 2;

  cairo_move_to (pen->cr, from_x, from_y);
  if (from_x < to_x || from_x > to_x)
    cairo_curve_to (pen->cr, from_x, bend_y, to_x, bend_y, to_x, to_y);
  else
    cairo_line_to (pen->cr, to_x, to_y);
  cairo_stroke (pen->cr);
}

/* The rows that it leads to are not the neighbours on the screen: a short piece says that it goes on. */
static void
draw_stub (const Pen *pen, double direction)
{
  double start = pen->node_y + direction * (NODE_RADIUS + LINE_WIDTH);

  cairo_move_to (pen->cr, pen->node_x, start);
  cairo_line_to (pen->cr, pen->node_x, start + direction * STUB_LENGTH);
  cairo_stroke (pen->cr);
}

/* A line that passes does so beside both neighbours or beside none. */
static void
draw_lines (LimbeckLaneStrip *self, const Pen *pen, const LimbeckLaneLine *lines, guint n_lines)
{
  gboolean is_cut_above = limbeck_revision_item_is_cut_above (self->item);
  gboolean is_cut_below = limbeck_revision_item_is_cut_below (self->item);

  for (guint i = 0; i < n_lines; i++)
    {
      set_line_style (pen, &lines[i]);
      if (lines[i].to < 0 && is_cut_above)
        draw_stub (pen, -1);
      else if (lines[i].from < 0 && is_cut_below)
        draw_stub (pen, 1);
      else if (lines[i].from < 0 || lines[i].to < 0 || (!is_cut_above && !is_cut_below))
        draw_line (pen, &lines[i]);
    }
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
  LimbeckLanes          *lanes;
  const LimbeckLaneLine *lines;
  guint                  node_lane;
  guint                  node_color;
  guint                  n_lines;
  GdkRGBA                color;
  Pen                    pen;

  if (self->item == NULL || width <= 0 || height <= 0)
    return;

  lanes = limbeck_listing_get_lanes (limbeck_revision_item_get_listing (self->item));
  lines = limbeck_lanes_get_row (
      lanes, limbeck_revision_item_get_index (self->item), &node_lane, &node_color, &n_lines);
  pen = (Pen){
    .cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height)),
    .n_lanes = MAX (width - 2 * MARGIN, 0) / LANE_WIDTH + 1,
    .is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ()),
    .node_y = self->node_y,
    .height = height,
  };
  pen.is_bundled = pen.n_lanes < limbeck_lanes_get_width (lanes);
  pen.node_x = lane_x (&pen, node_lane);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      cairo_translate (pen.cr, width, 0);
      cairo_scale (pen.cr, -1, 1);
    }
  cairo_set_line_width (pen.cr, LINE_WIDTH);
  draw_lines (self, &pen, lines, n_lines);
  cairo_set_dash (pen.cr, NULL, 0, 0);
  color = lane_color (node_color, pen.is_dark);
  draw_node (self, pen.cr, pen.node_x, pen.node_y, &color);
  cairo_destroy (pen.cr);
}

int
limbeck_lane_strip_get_width_for (LimbeckRevisionItem *item)
{
  guint n_lanes = 1;

  if (item != NULL)
    n_lanes = limbeck_lanes_get_width (
        limbeck_listing_get_lanes (limbeck_revision_item_get_listing (item)));

  return 2 * MARGIN + (CLAMP (n_lanes, 1, MAX_LANES) - 1) * LANE_WIDTH;
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

  /* What has no room is bundled, so that any width will do. */
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = limbeck_lane_strip_get_width_for (self->item);
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
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw),
                           self,
                           G_CONNECT_SWAPPED);
}
