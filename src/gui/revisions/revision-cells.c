#include "config.h"

#include "gui/revisions/revision-text.h"
#include "gui/shared/children.h"

#include "gui/revisions/revision-cells.h"

/* From here on there is room for everything on one line. */
#define ONE_LINE_WIDTH 480
#define GAP 12
#define PADDING 7
#define LINE_GAP 3

/*
 * A GtkInscription lays its text out only when it is drawn, and its size does not depend on the text: with labels, measuring the
 * rows would be most of the work of scrolling.
 */
struct _LimbeckRevisionCells
{
  GtkWidget parent_instance;

  LimbeckRevisionItem *item;

  GtkWidget *message;
  GtkWidget *badges; /* NULL until there was one */
  GtkWidget *date;
  GtkWidget *id;
  GtkWidget *state_icon;
  GtkWidget *state;
};

G_DEFINE_FINAL_TYPE (LimbeckRevisionCells, limbeck_revision_cells, GTK_TYPE_WIDGET)

static GtkWidget *
add_badge (LimbeckRevisionCells *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (self->badges == NULL)
    {
      self->badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP / 2);
      gtk_widget_set_parent (self->badges, GTK_WIDGET (self));
    }
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_add_css_class (label, "badge");
  gtk_box_append (GTK_BOX (self->badges), label);

  return label;
}

static void
show_badges (LimbeckRevisionCells *self)
{
  g_auto (GStrv) words = limbeck_revision_item_dup_badges (self->item);
  GtkWidget *label = self->badges != NULL ? gtk_widget_get_first_child (self->badges) : NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (label == NULL)
        label = add_badge (self);
      gtk_label_set_label (GTK_LABEL (label), words[i]);
      gtk_widget_set_tooltip_text (label, words[i]);
      gtk_widget_set_visible (label, TRUE);
      label = gtk_widget_get_next_sibling (label);
    }
  for (; label != NULL; label = gtk_widget_get_next_sibling (label))
    gtk_widget_set_visible (label, FALSE);

  if (self->badges != NULL)
    gtk_widget_set_visible (self->badges, words[0] != NULL);
}

static void
show_text (GtkWidget *inscription, const char *text)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), text);
}

static void
show_date (LimbeckRevisionCells *self, LimbeckRevision *revision)
{
  const char *written = limbeck_revision_get_create_date (revision);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = limbeck_revision_text_dup_date (written, g_date_time_get_year (now));

  show_text (self->date, date);
}

static void
show_state (LimbeckRevisionCells *self)
{
  LimbeckRevisionState state = limbeck_revision_item_get_state (self->item);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon),
                                limbeck_revision_text_state_icon (state));
  show_text (self->state, limbeck_revision_text_state (state));
}

void
limbeck_revision_cells_show (LimbeckRevisionCells *self, LimbeckRevisionItem *item)
{
  LimbeckRevision *revision;

  g_return_if_fail (LIMBECK_IS_REVISION_CELLS (self));
  g_return_if_fail (LIMBECK_IS_REVISION_ITEM (item));

  g_set_object (&self->item, item);
  revision = limbeck_revision_item_get_revision (item);
  show_text (self->message, limbeck_revision_text_message (revision));
  show_text (self->id, limbeck_revision_get_id (revision));
  show_badges (self);
  show_date (self, revision);
  show_state (self);
}

static int
measure_width (GtkWidget *child, gboolean is_natural)
{
  int minimum;
  int natural;

  if (child == NULL || !gtk_widget_get_visible (child))
    return 0;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return is_natural ? natural : minimum;
}

static int
measure_height (GtkWidget *child)
{
  int minimum;

  if (child == NULL || !gtk_widget_get_visible (child))
    return 0;
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

static int
measure_second_line (LimbeckRevisionCells *self)
{
  return MAX (MAX (measure_height (self->id), measure_height (self->date)),
              measure_height (self->state));
}

static int
measure_lines (LimbeckRevisionCells *self, gboolean is_one_line)
{
  /* A badge is set in smaller type and has room within this. */
  int first = measure_height (self->message);
  int second = measure_second_line (self);

  return 2 * PADDING + (is_one_line ? MAX (first, second) : first + LINE_GAP + second);
}

int
limbeck_revision_cells_get_middle (LimbeckRevisionCells *self, int width)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_CELLS (self), 0);

  return width >= ONE_LINE_WIDTH ? measure_lines (self, TRUE) / 2
                                 : PADDING + measure_height (self->message) / 2;
}

static GtkSizeRequestMode
limbeck_revision_cells_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
limbeck_revision_cells_measure (GtkWidget     *widget,
                                GtkOrientation orientation,
                                int            for_size,
                                int           *minimum,
                                int           *natural,
                                int           *minimum_baseline,
                                int           *natural_baseline)
{
  LimbeckRevisionCells *self = LIMBECK_REVISION_CELLS (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 0;
      *natural = ONE_LINE_WIDTH;
    }
  else
    *minimum = *natural = measure_lines (self, for_size < 0 || for_size >= ONE_LINE_WIDTH);
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

static int
measure_text (GtkWidget *inscription)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (inscription));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (inscription, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

/* The badges stand behind the message, which keeps a third of the line at least; then they are cut. */
static void
place_first_line (LimbeckRevisionCells *self, int x, int y, int end, int height, int row_width)
{
  int available = MAX (end - x, 0);
  int badges = measure_width (self->badges, TRUE);
  int message = available;

  if (badges > 0)
    {
      badges = MIN (badges, MAX (measure_width (self->badges, FALSE), available * 2 / 3));
      message = CLAMP (measure_text (self->message), 0, MAX (available - badges - GAP / 2, 0));
      place (self->badges, x + message + GAP / 2, y, badges, height, row_width);
    }
  place (self->message, x, y, message, height, row_width);
}

static int
measure_state (LimbeckRevisionCells *self)
{
  return measure_width (self->state_icon, TRUE) + GAP / 2 + measure_width (self->state, TRUE);
}

static void
place_state (LimbeckRevisionCells *self, int x, int y, int width, int height, int row_width)
{
  int icon = measure_width (self->state_icon, TRUE);
  int word = MAX (width - icon - GAP / 2, 0);

  place (self->state_icon, x, y, icon, height, row_width);
  place (self->state, x + icon + GAP / 2, y, word, height, row_width);
}

static void
place_on_one_line (LimbeckRevisionCells *self, int width, int height)
{
  GtkWidget *columns[] = { self->date, self->id };
  int        state = measure_state (self);
  int        end = width - GAP - state;

  place_state (self, end, 0, state, height, width);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      int column = measure_width (columns[i], TRUE);

      end -= GAP + column;
      place (columns[i], end, 0, column, height, width);
    }
  place_first_line (self, 0, 0, end - GAP, height, width);
}

static void
place_on_two_lines (LimbeckRevisionCells *self, int width)
{
  int first_line = measure_height (self->message);
  int x = 0;
  int y = PADDING;
  int end = width - GAP;
  int second_line = measure_second_line (self);
  int state = MIN (measure_state (self), end - x);
  int id = measure_width (self->id, TRUE);
  int date = measure_text (self->date);

  place_first_line (self, x, y, end, first_line, width);

  y += first_line + LINE_GAP;
  place_state (self, x, y, state, second_line, width);
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
limbeck_revision_cells_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LimbeckRevisionCells *self = LIMBECK_REVISION_CELLS (widget);

  if (width >= ONE_LINE_WIDTH)
    {
      gtk_widget_set_child_visible (self->date, TRUE);
      place_on_one_line (self, width, height);
    }
  else
    place_on_two_lines (self, width);
}

/* What may be cut on the line, whole. */
static gboolean
limbeck_revision_cells_query_tooltip (GtkWidget  *widget,
                                      int         x,
                                      int         y,
                                      gboolean    is_keyboard,
                                      GtkTooltip *tooltip)
{
  LimbeckRevisionCells *self = LIMBECK_REVISION_CELLS (widget);
  GtkWidget            *child = gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);
  LimbeckRevision      *revision;
  g_autofree char      *text = NULL;

  if (self->item == NULL)
    return FALSE;

  revision = limbeck_revision_item_get_revision (self->item);
  if (child == self->message)
    text = g_strdup (limbeck_revision_text_message (revision));
  else if (child == self->id)
    text = g_strdup (limbeck_revision_get_id (revision));
  else if (child == self->date)
    text = limbeck_revision_text_dup_moment (limbeck_revision_get_create_date (revision));
  gtk_tooltip_set_text (tooltip, text);

  return text != NULL && *text != '\0';
}

static void
limbeck_revision_cells_dispose (GObject *object)
{
  LimbeckRevisionCells *self = LIMBECK_REVISION_CELLS (object);

  g_clear_object (&self->item);
  limbeck_children_unparent (GTK_WIDGET (self));

  G_OBJECT_CLASS (limbeck_revision_cells_parent_class)->dispose (object);
}

static void
limbeck_revision_cells_class_init (LimbeckRevisionCellsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_revision_cells_dispose;
  widget_class->get_request_mode = limbeck_revision_cells_get_request_mode;
  widget_class->measure = limbeck_revision_cells_measure;
  widget_class->size_allocate = limbeck_revision_cells_size_allocate;
  widget_class->query_tooltip = limbeck_revision_cells_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "cells");
}

static GtkWidget *
add_text (LimbeckRevisionCells *self, const char *css_class, guint n_chars, gboolean keeps_end)
{
  GtkWidget      *widget = gtk_inscription_new (NULL);
  GtkInscription *inscription = GTK_INSCRIPTION (widget);

  /* Unlike a label's, the alignment of an inscription is not turned with the direction of the language. */
  gtk_inscription_set_xalign (inscription,
                              gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? 1 : 0);
  gtk_inscription_set_min_chars (inscription, 0);
  gtk_inscription_set_nat_chars (inscription, n_chars);
  gtk_inscription_set_min_lines (inscription, 1);
  gtk_inscription_set_text_overflow (inscription,
                                     keeps_end ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE
                                               : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (widget, css_class);
  gtk_widget_set_parent (widget, GTK_WIDGET (self));

  return widget;
}

static guint
longest_state (void)
{
  glong longest = 0;

  for (guint i = LIMBECK_REVISION_STATE_UNKNOWN; i <= LIMBECK_REVISION_STATE_APPLIED; i++)
    longest = MAX (longest, g_utf8_strlen (limbeck_revision_text_state (i), -1));

  return longest;
}

static void
limbeck_revision_cells_init (LimbeckRevisionCells *self)
{
  self->message = add_text (self, "message", 0, FALSE);
  self->id = add_text (self, "revision-id", 13, TRUE);
  self->date = add_text (self, "date", 11, FALSE);
  self->state_icon = gtk_image_new ();
  gtk_widget_add_css_class (self->state_icon, "state");
  gtk_widget_set_parent (self->state_icon, GTK_WIDGET (self));
  self->state = add_text (self, "state", longest_state (), FALSE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
limbeck_revision_cells_new (void)
{
  return g_object_new (LIMBECK_TYPE_REVISION_CELLS, NULL);
}
