#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/revisions/lane-strip.h"
#include "gui/revisions/revision-text.h"
#include "gui/shared/children.h"

#include "gui/revisions/revision-row.h"

/* From here on there is room for everything on one line. */
#define ONE_LINE_WIDTH 560
#define GAP 12
#define PADDING 7
#define LINE_GAP 3

struct _LimbeckRevisionRow
{
  GtkWidget parent_instance;

  LimbeckRevisionItem *item;
  gulong               changed_id;

  GtkWidget *here;
  GtkWidget *strip;
  GtkWidget *message;
  GtkWidget *badges;
  GtkWidget *id;
  GtkWidget *date;
  GtkWidget *state;
  GtkWidget *state_icon;
  GtkWidget *state_word;
};

G_DEFINE_FINAL_TYPE (LimbeckRevisionRow, limbeck_revision_row, GTK_TYPE_WIDGET)

static void
show_badges (LimbeckRevisionRow *self)
{
  g_auto (GStrv) words = limbeck_revision_item_dup_badges (self->item);
  GtkWidget *label = gtk_widget_get_first_child (self->badges);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (label == NULL)
        {
          label = gtk_label_new (NULL);
          gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
          gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
          gtk_widget_add_css_class (label, "badge");
          gtk_box_append (GTK_BOX (self->badges), label);
        }
      gtk_label_set_label (GTK_LABEL (label), words[i]);
      gtk_widget_set_tooltip_text (label, words[i]);
      gtk_widget_set_visible (label, TRUE);
      label = gtk_widget_get_next_sibling (label);
    }
  for (; label != NULL; label = gtk_widget_get_next_sibling (label))
    gtk_widget_set_visible (label, FALSE);

  gtk_widget_set_visible (self->badges, words[0] != NULL);
}

static void
show_date (LimbeckRevisionRow *self, LimbeckRevision *revision)
{
  const char *written = limbeck_revision_get_create_date (revision);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = limbeck_revision_text_dup_date (written, g_date_time_get_year (now));
  g_autofree char *moment = limbeck_revision_text_dup_moment (written);

  gtk_label_set_label (GTK_LABEL (self->date), date);
  gtk_widget_set_tooltip_text (self->date, moment);
}

static void
show_state (LimbeckRevisionRow *self)
{
  LimbeckRevisionState state = limbeck_revision_item_get_state (self->item);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon),
                                limbeck_revision_text_state_icon (state));
  gtk_label_set_label (GTK_LABEL (self->state_word), limbeck_revision_text_state (state));
  if (state == LIMBECK_REVISION_STATE_PENDING)
    gtk_widget_add_css_class (GTK_WIDGET (self), "pending");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "pending");
  if (state == LIMBECK_REVISION_STATE_UNKNOWN)
    gtk_widget_add_css_class (GTK_WIDGET (self), "unknown");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unknown");
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
show_item (LimbeckRevisionRow *self)
{
  LimbeckRevision *revision = limbeck_revision_item_get_revision (self->item);
  const char      *message = limbeck_revision_text_message (revision);

  gtk_label_set_label (GTK_LABEL (self->message), message);
  gtk_widget_set_tooltip_text (self->message, message);
  gtk_label_set_label (GTK_LABEL (self->id), limbeck_revision_get_id (revision));
  gtk_widget_set_tooltip_text (self->id, limbeck_revision_get_id (revision));
  show_badges (self);
  show_date (self, revision);
  show_state (self);
  show_spoken (self);
  gtk_widget_set_visible (self->here,
                          limbeck_listing_is_here (limbeck_revision_item_get_listing (self->item),
                                                   limbeck_revision_item_get_index (self->item)));
  limbeck_lane_strip_set_item (LIMBECK_LANE_STRIP (self->strip), self->item);
}

static int
measure_width (GtkWidget *child, gboolean is_natural)
{
  int minimum;
  int natural;

  if (!gtk_widget_get_visible (child))
    return 0;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return is_natural ? natural : minimum;
}

static int
measure_height (GtkWidget *child)
{
  int minimum;

  if (!gtk_widget_get_visible (child))
    return 0;
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* In a narrow row a wide graph is cut: the message is worth more. */
static int
strip_width (LimbeckRevisionRow *self, int row_width)
{
  return MIN (measure_width (self->strip, TRUE), row_width / 4);
}

static int
measure_first_line (LimbeckRevisionRow *self)
{
  return MAX (measure_height (self->message), measure_height (self->badges));
}

static int
measure_second_line (LimbeckRevisionRow *self)
{
  return MAX (MAX (measure_height (self->id), measure_height (self->date)),
              measure_height (self->state));
}

static int
measure_lines (LimbeckRevisionRow *self, gboolean is_one_line)
{
  int first = measure_first_line (self);
  int second = measure_second_line (self);

  return 2 * PADDING + (is_one_line ? MAX (first, second) : first + LINE_GAP + second);
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
      *minimum = 3 * GAP + 2 * measure_width (self->message, FALSE);
      *natural = MAX (*minimum, ONE_LINE_WIDTH);
    }
  else
    *minimum = *natural = measure_height (self->here) +
                          measure_lines (self, for_size < 0 || for_size >= ONE_LINE_WIDTH);
}

/* Places @child at the logical position @x of a row that is @row_width wide, centred in the line. */
static void
place (GtkWidget *child, int x, int y, int width, int line_height, int row_width)
{
  gboolean      is_rtl = gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL;
  int           height = measure_height (child);
  GtkAllocation allocation = {
    is_rtl ? row_width - x - width : x, y + (line_height - height) / 2, width, height
  };

  if (gtk_widget_get_visible (child))
    gtk_widget_size_allocate (child, &allocation, -1);
}

static void
place_first_line (LimbeckRevisionRow *self, int x, int y, int end, int height, int row_width)
{
  int available = end - x;
  int badges = measure_width (self->badges, TRUE);
  int gap = badges > 0 ? GAP / 2 : 0;
  int message;

  /* The message keeps a third of the line at least; then the badges are cut. */
  badges = MIN (badges, MAX (measure_width (self->badges, FALSE), available * 2 / 3));
  message = MIN (measure_width (self->message, TRUE), available - badges - gap);
  message = MAX (message, measure_width (self->message, FALSE));

  place (self->message, x, y, message, height, row_width);
  place (self->badges, x + message + gap, y, badges, height, row_width);
}

static void
place_on_one_line (LimbeckRevisionRow *self, int x, int y, int width, int height)
{
  GtkWidget *columns[] = { self->state, self->date, self->id };
  int        end = width - GAP;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      int column = measure_width (columns[i], TRUE);

      place (columns[i], end - column, y, column, height, width);
      end -= column + GAP;
    }
  place_first_line (self, x, y, end, height, width);
}

static void
place_on_two_lines (LimbeckRevisionRow *self, int x, int y, int width, int first_line)
{
  int end = width - GAP;
  int second_line = measure_second_line (self);
  int state = MIN (measure_width (self->state, TRUE), end - x);
  int id = measure_width (self->id, TRUE);
  int date = measure_width (self->date, TRUE);

  place_first_line (self, x, y, end, first_line, width);

  y += first_line + LINE_GAP;
  place (self->state, x, y, state, second_line, width);
  x += state + GAP;
  id = MIN (id, MAX (end - x, 0));
  place (self->id, x, y, id, second_line, width);
  x += id + GAP;
  /* Half a date is worse than none. */
  gtk_widget_set_child_visible (self->date, x + date <= end);
  if (x + date <= end)
    place (self->date, x, y, date, second_line, width);
}

static void
limbeck_revision_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LimbeckRevisionRow *self = LIMBECK_REVISION_ROW (widget);
  gboolean            is_one_line = width >= ONE_LINE_WIDTH;
  int                 top = measure_height (self->here);
  int                 strip = strip_width (self, width);
  int                 x = strip + GAP / 2;
  int                 y = is_one_line ? top : top + PADDING;
  int                 line = is_one_line ? height - top : measure_first_line (self);
  GtkAllocation       lanes = { 0, 0, strip, height };

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    lanes.x = width - strip;
  gtk_widget_size_allocate (self->strip, &lanes, -1);
  limbeck_lane_strip_set_node_y (LIMBECK_LANE_STRIP (self->strip), y + line / 2);
  place (self->here, x, 0, width - GAP - x, top, width);

  if (is_one_line)
    {
      gtk_widget_set_child_visible (self->date, TRUE);
      place_on_one_line (self, x, y, width, line);
    }
  else
    place_on_two_lines (self, x, y, width, line);
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

static GtkWidget *
add_label (LimbeckRevisionRow *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

static GtkWidget *
add_column (LimbeckRevisionRow *self, const char *css_class, int n_chars, PangoEllipsizeMode mode)
{
  GtkWidget *label = add_label (self, css_class);

  gtk_label_set_width_chars (GTK_LABEL (label), n_chars);
  gtk_label_set_max_width_chars (GTK_LABEL (label), n_chars);
  gtk_label_set_ellipsize (GTK_LABEL (label), mode);

  return label;
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
add_state (LimbeckRevisionRow *self)
{
  self->state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP / 2);
  self->state_icon = gtk_image_new ();
  self->state_word = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->state, "state");
  gtk_label_set_xalign (GTK_LABEL (self->state_word), 0);
  gtk_label_set_width_chars (GTK_LABEL (self->state_word), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (self->state_word), 12);
  gtk_label_set_ellipsize (GTK_LABEL (self->state_word), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->state), self->state_icon);
  gtk_box_append (GTK_BOX (self->state), self->state_word);
  gtk_widget_set_parent (self->state, GTK_WIDGET (self));
}

static void
limbeck_revision_row_dispose (GObject *object)
{
  LimbeckRevisionRow *self = LIMBECK_REVISION_ROW (object);

  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_id, self->item);
  g_clear_object (&self->item);
  limbeck_children_unparent (GTK_WIDGET (self));

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
  gtk_widget_class_set_css_name (widget_class, "revision");
}

static void
limbeck_revision_row_init (LimbeckRevisionRow *self)
{
  add_here_line (self);
  self->strip = g_object_new (LIMBECK_TYPE_LANE_STRIP, NULL);
  gtk_widget_set_parent (self->strip, GTK_WIDGET (self));
  self->message = add_label (self, "message");
  gtk_label_set_ellipsize (GTK_LABEL (self->message), PANGO_ELLIPSIZE_END);
  self->badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP / 2);
  gtk_widget_set_parent (self->badges, GTK_WIDGET (self));
  self->id = add_column (self, "revision-id", 13, PANGO_ELLIPSIZE_MIDDLE);
  self->date = add_column (self, "date", 11, PANGO_ELLIPSIZE_END);
  add_state (self);
}
