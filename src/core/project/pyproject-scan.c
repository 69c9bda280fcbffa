#include "config.h"

#include <string.h>

#include "core/project/pyproject.h"

/* The line without blanks and quotes, as far as keys go: `[ "tool" . alembic ]` → `[tool.alembic]` */
static void
squeeze_line (GString *squeezed, const char *line, const char *end)
{
  g_string_truncate (squeezed, 0);
  for (const char *p = line; p < end && squeezed->len < 64; p++)
    if (strchr (" \t\r\"'", *p) == NULL)
      g_string_append_c (squeezed, *p);
}

static gboolean
begins_with_key (const char *line, const char *key)
{
  size_t length = strlen (key);

  return strncmp (line, key, length) == 0 && strchr (".=]", line[length]) != NULL &&
         line[length] != '\0';
}

gboolean
limbeck_pyproject_mentions_alembic (const char *contents)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean in_tool = FALSE;
  gboolean at_top = TRUE;

  g_return_val_if_fail (contents != NULL, FALSE);

  for (const char *p = contents, *end; *p != '\0'; p = *end == '\0' ? end : end + 1)
    {
      const char *key;

      end = strchrnul (p, '\n');
      squeeze_line (line, p, end);
      key = line->str + strspn (line->str, "[");

      if (line->str[0] == '[')
        {
          in_tool = strcmp (line->str, "[tool]") == 0 || g_str_has_prefix (line->str, "[tool]#");
          at_top = FALSE;
        }

      if (((line->str[0] == '[' || at_top) && begins_with_key (key, "tool.alembic")) ||
          (in_tool && begins_with_key (key, "alembic")) ||
          (at_top && g_str_has_prefix (key, "tool={")))
        return TRUE;
    }

  return FALSE;
}
