#include "config.h"

#include <string.h>

#include "core/project/python-text.h"

#include "core/project/path-list.h"

static void
add_entry (GPtrArray *entries, const char *start, const char *end, gboolean strips)
{
  if (strips)
    limbeck_python_strip (&start, &end);

  g_ptr_array_add (entries, g_strndup (start, end - start));
}

char **
limbeck_path_list_split_on (const char *text, char separator, gboolean strips)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *start = text;; start++)
    {
      const char *end = strchrnul (start, separator);

      if (end > start)
        add_entry (entries, start, end, strips);
      if (*end == '\0')
        break;
      start = end;
    }

  g_ptr_array_add (entries, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&entries), FALSE);
}

/* The length of the separator that begins at @p, 0 if there is none */
static gsize
measure_separator (const char *p, gboolean colons_too)
{
  if (*p == ',')
    return 1 + strspn (p + 1, " ");

  if (*p == ':')
    return colons_too ? 1 : 0;

  return strspn (p, " ");
}

char **
limbeck_path_list_split_loosely (const char *text, gboolean colons_too)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  const char *start = text;
  const char *p = text;

  g_return_val_if_fail (text != NULL, NULL);

  while (*p != '\0')
    {
      gsize length = measure_separator (p, colons_too);

      if (length == 0)
        {
          p++;
          continue;
        }

      add_entry (entries, start, p, FALSE);
      p += length;
      start = p;
    }

  add_entry (entries, start, p, FALSE);
  g_ptr_array_add (entries, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&entries), FALSE);
}

char
limbeck_path_list_parse_separator (const char *word, gboolean knows_newline)
{
  g_return_val_if_fail (word != NULL, 0);

  if (strcmp (word, "os") == 0 || strcmp (word, ":") == 0)
    return ':';
  if (strcmp (word, ";") == 0)
    return ';';
  if (strcmp (word, "space") == 0)
    return ' ';
  if (strcmp (word, "newline") == 0 && knows_newline)
    return '\n';

  return 0;
}
