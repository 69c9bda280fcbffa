#include "config.h"

#include <string.h>

#include "core/base/text.h"

#include "cli/table.h"

#define GAP 2

struct _LimbeckTable
{
  guint      n_columns;
  GPtrArray *cells;
  guint     *widths;
};

LimbeckTable *
limbeck_table_new (guint n_columns)
{
  LimbeckTable *self = g_new0 (LimbeckTable, 1);

  self->n_columns = n_columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->widths = g_new0 (guint, n_columns);

  return self;
}

void
limbeck_table_free (LimbeckTable *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->widths, g_free);
  g_free (self);
}

guint
limbeck_table_text_width (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

void
limbeck_table_add_row (LimbeckTable *self, const char *const *cells)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *text = cells[i] ? cells[i] : "";
      char       *cell = limbeck_text_make_valid (text, strlen (text));

      g_strdelimit (cell, "\n\t", ' ');
      self->widths[i] = MAX (self->widths[i], limbeck_table_text_width (cell));
      g_ptr_array_add (self->cells, cell);
    }
}

static void
append_padded (GString *line, const char *cell, guint width)
{
  g_string_append (line, cell);
  for (guint used = limbeck_table_text_width (cell); used < width + GAP; used++)
    g_string_append_c (line, ' ');
}

char *
limbeck_table_to_string (LimbeckTable *self, const char *indent)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint at = 0; at < self->cells->len; at += self->n_columns)
    {
      g_autoptr (GString) line = g_string_new (indent);

      for (guint i = 0; i < self->n_columns; i++)
        if (self->widths[i] > 0)
          append_padded (line, g_ptr_array_index (self->cells, at + i), self->widths[i]);
      g_string_append_printf (text, "%s\n", g_strchomp (line->str));
    }

  return g_string_free (text, FALSE);
}
