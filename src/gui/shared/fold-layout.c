#include "config.h"

#include "gui/shared/children.h"

#include "gui/shared/fold-layout.h"

#define GAP 6

struct _LimbeckFoldLayout
{
  GtkLayoutManager parent_instance;

  int      fold_width;
  gboolean is_folded;
  guint    tell_source;
};

enum
{
  PROP_0,
  PROP_FOLD_WIDTH,
  PROP_FOLDED,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LimbeckFoldLayout, limbeck_fold_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  int minimum;
  int natural;
} Size;

static Size
measure (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  Size size = { 0, 0 };

  if (child != NULL && gtk_widget_should_layout (child))
    limbeck_children_measure (child, orientation, for_size, &size.minimum, &size.natural);

  return size;
}

static int
beside_width (GtkWidget *second)
{
  int width = measure (second, GTK_ORIENTATION_HORIZONTAL, -1).natural;

  return width > 0 ? width + GAP : 0;
}

static GtkSizeRequestMode
limbeck_fold_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (LimbeckFoldLayout *self, GtkWidget *first, GtkWidget *second, Size *size)
{
  Size one = measure (first, GTK_ORIENTATION_HORIZONTAL, -1);
  Size two = measure (second, GTK_ORIENTATION_HORIZONTAL, -1);

  size->minimum = MAX (one.minimum, two.minimum);
  size->natural = MAX (self->fold_width, one.natural + GAP + two.natural);
}

static void
measure_height (LimbeckFoldLayout *self, GtkWidget *first, GtkWidget *second, int width, Size *size)
{
  if (width < 0)
    width = self->fold_width;

  if (width >= self->fold_width)
    {
      Size one = measure (first, GTK_ORIENTATION_VERTICAL, MAX (width - beside_width (second), 0));
      Size two = measure (second, GTK_ORIENTATION_VERTICAL, -1);

      size->minimum = MAX (one.minimum, two.minimum);
    }
  else
    {
      Size one = measure (first, GTK_ORIENTATION_VERTICAL, width);
      Size two = measure (second, GTK_ORIENTATION_VERTICAL, width);

      size->minimum = one.minimum + (two.minimum > 0 ? GAP + two.minimum : 0);
    }
  size->natural = size->minimum;
}

static void
limbeck_fold_layout_measure (GtkLayoutManager *layout,
                             GtkWidget        *widget,
                             GtkOrientation    orientation,
                             int               for_size,
                             int              *minimum,
                             int              *natural,
                             int              *minimum_baseline,
                             int              *natural_baseline)
{
  LimbeckFoldLayout *self = LIMBECK_FOLD_LAYOUT (layout);
  GtkWidget         *first = gtk_widget_get_first_child (widget);
  GtkWidget         *second = gtk_widget_get_last_child (widget);
  Size               size = { 0, 0 };

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, first, second, &size);
  else
    measure_height (self, first, second, for_size, &size);

  *minimum = size.minimum;
  *natural = size.natural;
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, width, height };

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &allocation, -1);
}

static gboolean
tell_cb (gpointer data)
{
  LimbeckFoldLayout *self = data;

  self->tell_source = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);

  return G_SOURCE_REMOVE;
}

/* Who shows or hides something then must not do so within the allocation that it belongs to: GTK would forget it. */
static void
set_folded (LimbeckFoldLayout *self, gboolean is_folded)
{
  if (self->is_folded == is_folded)
    return;

  self->is_folded = is_folded;
  if (self->tell_source == 0)
    self->tell_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_cb, self, NULL);
}

static void
limbeck_fold_layout_allocate (GtkLayoutManager *layout,
                              GtkWidget        *widget,
                              int               width,
                              int               height,
                              int               baseline)
{
  LimbeckFoldLayout *self = LIMBECK_FOLD_LAYOUT (layout);
  GtkWidget         *first = gtk_widget_get_first_child (widget);
  GtkWidget         *second = gtk_widget_get_last_child (widget);

  set_folded (self, width < self->fold_width);
  if (!self->is_folded)
    {
      int      beside = beside_width (second);
      gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

      place (first, is_rtl ? beside : 0, 0, width - beside, height);
      place (second, is_rtl ? 0 : width - beside + GAP, 0, beside - GAP, height);
    }
  else
    {
      int above = measure (first, GTK_ORIENTATION_VERTICAL, width).minimum;

      place (first, 0, 0, width, above);
      place (second, 0, above + GAP, width, height - above - GAP);
    }
}

static void
limbeck_fold_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLD_WIDTH)
    g_value_set_int (value, LIMBECK_FOLD_LAYOUT (object)->fold_width);
  else if (id == PROP_FOLDED)
    g_value_set_boolean (value, LIMBECK_FOLD_LAYOUT (object)->is_folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
limbeck_fold_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLD_WIDTH)
    LIMBECK_FOLD_LAYOUT (object)->fold_width = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
limbeck_fold_layout_finalize (GObject *object)
{
  LimbeckFoldLayout *self = LIMBECK_FOLD_LAYOUT (object);

  g_clear_handle_id (&self->tell_source, g_source_remove);

  G_OBJECT_CLASS (limbeck_fold_layout_parent_class)->finalize (object);
}

static void
limbeck_fold_layout_class_init (LimbeckFoldLayoutClass *klass)
{
  GObjectClass          *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = limbeck_fold_layout_get_property;
  object_class->set_property = limbeck_fold_layout_set_property;
  object_class->finalize = limbeck_fold_layout_finalize;
  layout_class->get_request_mode = limbeck_fold_layout_get_request_mode;
  layout_class->measure = limbeck_fold_layout_measure;
  layout_class->allocate = limbeck_fold_layout_allocate;

  properties[PROP_FOLD_WIDTH] = g_param_spec_int ("fold-width",
                                                  NULL,
                                                  NULL,
                                                  0,
                                                  G_MAXINT,
                                                  520,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                      G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded",
                                                  NULL,
                                                  NULL,
                                                  FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                      G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
limbeck_fold_layout_init (LimbeckFoldLayout *self)
{
}
