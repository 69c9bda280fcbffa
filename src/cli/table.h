#pragma once

#include <glib.h>

/**
 * LimbeckTable:
 *
 * Lines of aligned columns for a terminal. Widths are counted in the cells that a terminal uses: combining characters take none,
 * East Asian wide characters two.
 */
typedef struct _LimbeckTable LimbeckTable;

/** limbeck_table_new: an empty table with @n_columns columns. */
LimbeckTable *limbeck_table_new (guint n_columns);
void          limbeck_table_free (LimbeckTable *self);

/**
 * limbeck_table_add_row:
 * @self: a table
 * @cells: as many texts as there are columns; %NULL is an empty one; a line break becomes a space
 */
void limbeck_table_add_row (LimbeckTable *self, const char *const *cells);

/** limbeck_table_to_string: the rows, each on a line that begins with @indent; no blanks at the ends of lines. */
char *limbeck_table_to_string (LimbeckTable *self, const char *indent);

/** limbeck_table_text_width: how many cells of a terminal @text uses. */
guint limbeck_table_text_width (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckTable, limbeck_table_free)
