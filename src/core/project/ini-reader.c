#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/project/project.h"
#include "core/project/python-text.h"

#include "core/project/ini-reader.h"

/* The state of RawConfigParser._read() between two lines. */
typedef struct
{
  LimbeckIniContents *contents;
  const char         *shown_path;
  GHashTable         *section; /* the open one, NULL before the first header */
  char               *section_name;
  LimbeckIniOption   *option; /* the open one, which continuation lines belong to */
  glong               indent;
  guint               line;
  guint first_bad_line; /* ConfigParser reports these at the end, other errors at once */
} Reader;

static void
option_free (LimbeckIniOption *option)
{
  g_string_free (option->value, TRUE);
  g_free (option);
}

static GHashTable *
new_options (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) option_free);
}

void
limbeck_ini_contents_free (LimbeckIniContents *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->sections);
  g_hash_table_unref (self->defaults);
  g_ptr_array_unref (self->order);
  g_free (self);
}

static gboolean
refuse (const Reader *reader, guint line, GError **error, const char *reason)
{
  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION,
      /* Translators: a file, a line number, and a sentence that says what is wrong there. */
      _ ("“%s”, line %u: %s"),
      reader->shown_path,
      line,
      reason);

  return FALSE;
}

static gboolean
open_section (Reader *reader, char *name, GError **error)
{
  g_free (reader->section_name);
  reader->section_name = name;
  reader->option = NULL;

  if (g_hash_table_contains (reader->contents->sections, name))
    {
      /* Translators: the name of a section. */
      g_autofree char *reason = g_strdup_printf (
          _ ("the section “[%s]” is there a second time. Put its lines "
             "under the first one."),
          name);

      return refuse (reader, reader->line, error, reason);
    }

  if (strcmp (name, "DEFAULT") == 0)
    {
      reader->section = reader->contents->defaults;
      return TRUE;
    }

  reader->section = new_options ();
  g_hash_table_insert (reader->contents->sections, g_strdup (name), reader->section);
  g_ptr_array_add (reader->contents->order, g_strdup (name));

  return TRUE;
}

/* `\[(?P<header>.+)\]`: greedy, and what follows the last bracket does not count */
static char *
match_header (const char *start, const char *end)
{
  const char *last;

  if (*start != '[')
    return NULL;

  last = memrchr (start, ']', end - start);
  if (last == NULL || last < start + 2)
    return NULL;

  return g_strndup (start + 1, last - start - 1);
}

static gboolean
open_option (Reader *reader, const char *start, const char *end, GError **error)
{
  const char       *delimiter = start;
  const char       *value;
  g_autofree char  *written = NULL;
  g_autofree char  *key = NULL;
  LimbeckIniOption *present;

  while (delimiter < end && *delimiter != '=' && *delimiter != ':')
    delimiter++;

  if ((delimiter == end || delimiter == start) && reader->first_bad_line == 0)
    reader->first_bad_line = reader->line;
  if (delimiter == end)
    return TRUE;

  value = delimiter + 1;
  limbeck_python_strip (&value, &end);
  limbeck_python_strip (&start, &delimiter);
  written = g_strndup (start, delimiter - start);
  key = limbeck_python_lower (written);

  /* `here` on line 0 is ours and may be overwritten. */
  present = g_hash_table_lookup (reader->section, key);
  if (present != NULL && present->line != 0)
    {
      /* Translators: the name of an option and that of its section. */
      g_autofree char *reason = g_strdup_printf (
          _ ("“%s” is there a second time in the section “[%s]”. Remove one "
             "of the two."),
          key,
          reader->section_name);

      return refuse (reader, reader->line, error, reason);
    }

  reader->option = g_new0 (LimbeckIniOption, 1);
  reader->option->value = g_string_new_len (value, end - value);
  reader->option->line = reader->line;
  g_hash_table_replace (reader->section, g_strdup (key), reader->option);

  /* "= value" is an error that is told later; until then nothing can continue it. */
  if (*key == '\0')
    reader->option = NULL;

  return TRUE;
}

static gboolean
refuse_missing_header (const Reader *reader, const char *start, GError **error)
{
  if (g_utf8_get_char (start) == 0xfeff)
    return refuse (
        reader,
        reader->line,
        error,
        _ ("the file begins with a byte order mark, so Python does not see the section header. Save it as "
           "UTF-8 without a byte order mark."));

  return refuse (
      reader,
      reader->line,
      error,
      _ ("there is no section header before this line. The file must begin with “[alembic]”."));
}

static gboolean
read_line (Reader *reader, const char *line, const char *line_end, GError **error)
{
  const char *start = line;
  const char *end = line_end;
  glong       indent;
  char       *header;

  limbeck_python_strip (&start, &end);

  if (start == end)
    {
      if (reader->option != NULL)
        g_string_append_c (reader->option->value, '\n');
      return TRUE;
    }

  if (*start == '#' || *start == ';')
    return TRUE;

  indent = g_utf8_pointer_to_offset (line, start);
  if (reader->option != NULL && indent > reader->indent)
    {
      g_string_append_c (reader->option->value, '\n');
      g_string_append_len (reader->option->value, start, end - start);
      return TRUE;
    }

  reader->indent = indent;
  header = match_header (start, end);
  if (header != NULL)
    return open_section (reader, header, error);

  if (reader->section == NULL)
    return refuse_missing_header (reader, start, error);

  return open_option (reader, start, end, error);
}

/* Universal newlines: LF, CR LF and CR alone. */
static gboolean
read_lines (Reader *reader, const char *text, GError **error)
{
  while (*text != '\0')
    {
      gsize length = strcspn (text, "\r\n");

      reader->line++;
      if (!read_line (reader, text, text + length, error))
        return FALSE;

      text += length;
      if (g_str_has_prefix (text, "\r\n"))
        text += 2;
      else if (*text != '\0')
        text++;
    }

  if (reader->first_bad_line != 0)
    return refuse (
        reader,
        reader->first_bad_line,
        error,
        _ ("this is neither a section header nor “name = value”. If it continues the line above, indent it; "
           "if it is a comment, put a “#” first."));

  return TRUE;
}

static void
strip_ends (GHashTable *options)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, options);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LimbeckIniOption *option = value;
      const char       *start = option->value->str;
      const char       *end = start + option->value->len;

      /* `here` is taken as it is. Else only the end: a value may begin with empty lines. */
      if (option->line == 0)
        continue;
      while (end > start && limbeck_python_is_space (g_utf8_get_char (g_utf8_prev_char (end))))
        end = g_utf8_prev_char (end);
      g_string_truncate (option->value, end - start);
    }
}

static gboolean
check_encoding (Reader *reader, const char *text, GError **error)
{
  const char *bad;
  guint       line = 1;

  if (g_utf8_validate (text, -1, &bad))
    return TRUE;

  for (const char *p = text; p < bad; p++)
    line += *p == '\n' || (*p == '\r' && p[1] != '\n');

  return refuse (
      reader,
      line,
      error,
      _ ("this is not UTF-8. Alembic reads its configuration as UTF-8; save the file as that."));
}

static void
add_here (LimbeckIniContents *contents, const char *here)
{
  LimbeckIniOption *option = g_new0 (LimbeckIniOption, 1);

  option->value = g_string_new (here);
  g_hash_table_insert (contents->defaults, g_strdup ("here"), option);
}

LimbeckIniContents *
limbeck_ini_contents_read (const char *shown_path,
                           const char *text,
                           const char *here,
                           GError    **error)
{
  g_autoptr (LimbeckIniContents) self = NULL;
  Reader         reader = { .shown_path = shown_path };
  GHashTableIter iter;
  gpointer       options;
  gboolean       is_read;

  g_return_val_if_fail (shown_path != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (here != NULL, NULL);

  if (!check_encoding (&reader, text, error))
    return NULL;

  self = g_new0 (LimbeckIniContents, 1);
  self->sections = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->defaults = new_options ();
  self->order = g_ptr_array_new_with_free_func (g_free);
  add_here (self, here);

  reader.contents = self;
  is_read = read_lines (&reader, text, error);
  g_free (reader.section_name);
  if (!is_read)
    return NULL;

  strip_ends (self->defaults);
  g_hash_table_iter_init (&iter, self->sections);
  while (g_hash_table_iter_next (&iter, NULL, &options))
    strip_ends (options);
  g_ptr_array_add (self->order, NULL);

  return g_steal_pointer (&self);
}
