#include "config.h"

#include <string.h>

#include "core/base/json.h"

#include "cli/json-writer.h"

#define INDENT 2
#define MAX_DEPTH 16
#define BLOCK_BYTES (32 * 1024)

struct _LimbeckJsonWriter
{
  LimbeckPrinter *printer;
  GString        *text;
  char            closers[MAX_DEPTH];
  gboolean        is_filled[MAX_DEPTH];
  guint           depth;
};

static void
flush (LimbeckJsonWriter *self)
{
  limbeck_printer_answer_part (self->printer, self->text->str);
  g_string_truncate (self->text, 0);
}

static void
begin_line (LimbeckJsonWriter *self)
{
  static const char blanks[] = "\n                                ";

  G_STATIC_ASSERT (sizeof blanks - 2 >= INDENT * MAX_DEPTH);

  g_string_append_len (self->text, blanks, 1 + INDENT * self->depth);
}

enum
{
  PLAIN,
  SPECIAL,
  WIDE,
};

/* SPECIAL is what JSON wants escaped, and DEL, as json-glib does it. */
static const guint8 kinds[256] = {
  [0x00 ... 0x1f] = SPECIAL, ['"'] = SPECIAL,        ['\\'] = SPECIAL,
  [0x7f] = SPECIAL,          [0x80 ... 0xff] = WIDE,
};

static guint8
kind_of (const char *p)
{
  return kinds[(guint8) *p];
}

static void
append_special (GString *text, char c)
{
  static const char letters[] = "\"\\bfnrt";
  static const char meanings[] = "\"\\\b\f\n\r\t";
  const char       *meaning = strchr (meanings, c);

  if (meaning != NULL)
    {
      g_string_append_c (text, '\\');
      g_string_append_c (text, letters[meaning - meanings]);
    }
  else
    g_string_append_printf (text, "\\u%04x", (guint) c);
}

static void
append_escaped (GString *text, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  for (const char *p = valid; *p != '\0';)
    {
      const char *start = p;

      while (kind_of (p) != SPECIAL)
        p++;
      g_string_append_len (text, start, p - start);
      if (*p != '\0')
        append_special (text, *p++);
    }
}

static void
append_quoted (GString *text, const char *value)
{
  const char *end = value;

  while (kind_of (end) == PLAIN)
    end++;

  g_string_append_c (text, '"');
  g_string_append_len (text, value, end - value);
  if (*end != '\0')
    append_escaped (text, end);
  g_string_append_c (text, '"');
}

static void
begin_value (LimbeckJsonWriter *self, const char *name)
{
  gboolean *is_filled = &self->is_filled[self->depth - 1];

  g_assert ((name != NULL) == (self->closers[self->depth - 1] == '}'));

  if (self->text->len > BLOCK_BYTES)
    flush (self);
  if (*is_filled)
    g_string_append_c (self->text, ',');
  *is_filled = TRUE;
  begin_line (self);
  if (name != NULL)
    {
      append_quoted (self->text, name);
      g_string_append (self->text, " : ");
    }
}

static void
open_brackets (LimbeckJsonWriter *self, const char *brackets)
{
  g_assert (self->depth < MAX_DEPTH);

  g_string_append_c (self->text, brackets[0]);
  self->closers[self->depth] = brackets[1];
  self->is_filled[self->depth] = FALSE;
  self->depth++;
}

LimbeckJsonWriter *
limbeck_json_writer_new (LimbeckPrinter *printer)
{
  LimbeckJsonWriter *self;

  g_return_val_if_fail (printer != NULL, NULL);

  self = g_new0 (LimbeckJsonWriter, 1);
  self->printer = printer;
  self->text = g_string_sized_new (BLOCK_BYTES + 4096);
  open_brackets (self, "{}");

  return self;
}

void
limbeck_json_writer_free (LimbeckJsonWriter *self)
{
  if (!self)
    return;

  while (self->depth > 0)
    limbeck_json_writer_end (self);
  g_string_append_c (self->text, '\n');
  flush (self);
  g_string_free (self->text, TRUE);
  g_free (self);
}

void
limbeck_json_writer_begin_array (LimbeckJsonWriter *self, const char *name)
{
  begin_value (self, name);
  open_brackets (self, "[]");
}

void
limbeck_json_writer_begin_object (LimbeckJsonWriter *self, const char *name)
{
  begin_value (self, name);
  open_brackets (self, "{}");
}

void
limbeck_json_writer_end (LimbeckJsonWriter *self)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  if (self->is_filled[self->depth])
    begin_line (self);
  g_string_append_c (self->text, self->closers[self->depth]);
}

void
limbeck_json_writer_add_string (LimbeckJsonWriter *self, const char *name, const char *value)
{
  begin_value (self, name);
  if (value != NULL)
    append_quoted (self->text, value);
  else
    g_string_append (self->text, "null");
}

void
limbeck_json_writer_add_strv (LimbeckJsonWriter *self, const char *name, const char *const *values)
{
  limbeck_json_writer_begin_array (self, name);
  for (gsize i = 0; values && values[i]; i++)
    limbeck_json_writer_add_string (self, NULL, values[i]);
  limbeck_json_writer_end (self);
}

void
limbeck_json_writer_add_boolean (LimbeckJsonWriter *self, const char *name, gboolean value)
{
  begin_value (self, name);
  g_string_append (self->text, value ? "true" : "false");
}

void
limbeck_json_writer_add_int (LimbeckJsonWriter *self, const char *name, gint64 value)
{
  begin_value (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/* Inside of JSON's strings there are no line ends: those of the text are all between its values. */
void
limbeck_json_writer_add_builder (LimbeckJsonWriter *self, const char *name, JsonBuilder *builder)
{
  g_autofree char *json = limbeck_json_to_string (builder, TRUE);
  g_auto (GStrv) lines = g_strsplit (json, "\n", -1);

  begin_value (self, name);
  for (gsize i = 0; lines[i]; i++)
    {
      if (i > 0)
        begin_line (self);
      g_string_append (self->text, lines[i]);
    }
}
