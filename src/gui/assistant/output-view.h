#pragma once

#include <adwaita.h>

/**
 * LimbeckOutputView:
 *
 * What Alembic prints, as it comes. Holds the last 5,000 lines; the whole output is in the run's file.
 */
#define LIMBECK_TYPE_OUTPUT_VIEW (limbeck_output_view_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckOutputView, limbeck_output_view, LIMBECK, OUTPUT_VIEW, AdwBin)

/** limbeck_output_view_set_buffer: shows @buffer, which another view may show too. */
void           limbeck_output_view_set_buffer (LimbeckOutputView *self, GtkTextBuffer *buffer);
GtkTextBuffer *limbeck_output_view_get_buffer (LimbeckOutputView *self);

/**
 * limbeck_output_view_append:
 * @self: a view
 * @text: whole lines with their newlines
 *
 * Adds @text at the end, drops the oldest lines above the limit, and stays at the end if that is where the reader was.
 */
void limbeck_output_view_append (LimbeckOutputView *self, const char *text);
