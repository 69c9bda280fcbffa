#include "config.h"

#include "core/project/python-text.h"

/* Py_UNICODE_ISSPACE: the bidirectional types WS, B and S, and the category Zs */
gboolean
limbeck_python_is_space (gunichar c)
{
  return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f) || c == 0x85 ||
         c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
         c == 0x202f || c == 0x205f || c == 0x3000;
}

char *
limbeck_python_lower (const char *text)
{
  g_autoptr (GString) lower = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x130)
        g_string_append (lower, "i\xcc\x87");
      else
        g_string_append_unichar (lower, g_unichar_tolower (c));
    }

  return g_string_free (g_steal_pointer (&lower), FALSE);
}

void
limbeck_python_strip (const char **start, const char **end)
{
  g_return_if_fail (start != NULL && end != NULL && *start <= *end);

  while (*start < *end && limbeck_python_is_space (g_utf8_get_char (*start)))
    *start = g_utf8_next_char (*start);

  while (*end > *start)
    {
      const char *previous = g_utf8_prev_char (*end);

      if (!limbeck_python_is_space (g_utf8_get_char (previous)))
        break;
      *end = previous;
    }
}
