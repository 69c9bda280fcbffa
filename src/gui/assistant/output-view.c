#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/assistant/output-view.h"

#define MAX_LINES 5000

struct _LimbeckOutputView
{
  AdwBin parent_instance;

  GtkWidget   *scroller;
  GtkTextView *text;
};

G_DEFINE_FINAL_TYPE (LimbeckOutputView, limbeck_output_view, ADW_TYPE_BIN)

void
limbeck_output_view_set_buffer (LimbeckOutputView *self, GtkTextBuffer *buffer)
{
  g_return_if_fail (LIMBECK_IS_OUTPUT_VIEW (self));

  gtk_text_view_set_buffer (self->text, buffer);
}

GtkTextBuffer *
limbeck_output_view_get_buffer (LimbeckOutputView *self)
{
  g_return_val_if_fail (LIMBECK_IS_OUTPUT_VIEW (self), NULL);

  return gtk_text_view_get_buffer (self->text);
}

static gboolean
is_at_end (LimbeckOutputView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (self->scroller));

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) >=
         gtk_adjustment_get_upper (adjustment) - 24;
}

static void
drop_oldest_lines (GtkTextBuffer *buffer)
{
  int         n_surplus = gtk_text_buffer_get_line_count (buffer) - MAX_LINES;
  GtkTextIter start;
  GtkTextIter end;

  if (n_surplus <= 0)
    return;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_line (buffer, &end, n_surplus);
  gtk_text_buffer_delete (buffer, &start, &end);
}

void
limbeck_output_view_append (LimbeckOutputView *self, const char *text)
{
  GtkTextBuffer *buffer;
  GtkTextIter    end;
  gboolean       follows;

  g_return_if_fail (LIMBECK_IS_OUTPUT_VIEW (self));

  buffer = gtk_text_view_get_buffer (self->text);
  follows = is_at_end (self);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
  drop_oldest_lines (buffer);
  if (follows)
    {
      gtk_text_buffer_get_end_iter (buffer, &end);
      gtk_text_buffer_place_cursor (buffer, &end);
      gtk_text_view_scroll_mark_onscreen (self->text, gtk_text_buffer_get_insert (buffer));
    }
}

static void
limbeck_output_view_class_init (LimbeckOutputViewClass *klass)
{
}

static void
limbeck_output_view_init (LimbeckOutputView *self)
{
  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_editable (self->text, FALSE);
  gtk_text_view_set_cursor_visible (self->text, FALSE);
  gtk_text_view_set_monospace (self->text, TRUE);
  /* Otherwise Tab would stay in the text and the keyboard be trapped. */
  gtk_text_view_set_accepts_tab (self->text, FALSE);
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (self->text, 12);
  gtk_text_view_set_right_margin (self->text, 12);
  gtk_text_view_set_top_margin (self->text, 9);
  gtk_text_view_set_bottom_margin (self->text, 9);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Output of Alembic"), -1);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->text));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), 200);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_add_css_class (self->scroller, "card");
  adw_bin_set_child (ADW_BIN (self), self->scroller);
}
