#include "config.h"

#include <string.h>

#include "core/plan/statement.h"
#include "core/project/small-file.h"

#include "core/checks/version-table-name.h"

/* The string that is assigned to @name somewhere in the file. */
static char *
find_assignment (GPtrArray *statements, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("^%s\\s*(?::\\s*\\w+\\s*)?=\\s*[\"']([^\"']+)[\"']$",
                                              name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);

  for (guint i = 0; i < statements->len; i++)
    {
      const LimbeckStatement *statement = g_ptr_array_index (statements, i);
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regex, statement->text, 0, &match))
        return g_match_info_fetch (match, 1);
    }

  return NULL;
}

/* Finds `@keyword=…` in a statement; a value that goes on behind a string or a name is worked out. Returns %FALSE if it is there and can't be read. */
static gboolean
find_keyword (GPtrArray *statements, const char *statement, const char *keyword, char **value)
{
  g_autofree char *pattern = g_strdup_printf (
      "(?<![\\w.])(?:[\"']%s[\"']\\s*:|%s(?:\\s*:\\s*\\w+)?\\s*=(?!=))\\s*"
      "(?:(?:[\"']([^\"']+)[\"']|(\\w+))(?=\\s*(?:[,)}\\]]|$)))?",
      keyword,
      keyword);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *literal = NULL;
  g_autofree char *name = NULL;

  if (!g_regex_match (regex, statement, 0, &match))
    return TRUE;
  literal = g_match_info_fetch (match, 1);
  name = g_match_info_fetch (match, 2);
  if (name != NULL && g_str_equal (name, "None"))
    return TRUE;
  if ((literal == NULL || *literal == '\0') && name != NULL && *name != '\0')
    {
      g_clear_pointer (&literal, g_free);
      literal = find_assignment (statements, name);
    }
  if (literal == NULL || *literal == '\0')
    return FALSE;

  g_clear_pointer (value, g_free);
  *value = g_steal_pointer (&literal);

  return TRUE;
}

void
limbeck_version_table_name_find (const char *text,
                                 char      **table,
                                 char      **schema,
                                 gboolean   *is_computed)
{
  g_autoptr (GPtrArray) statements = limbeck_statements_split (text);

  *is_computed = FALSE;
  for (guint i = 0; i < statements->len; i++)
    {
      const LimbeckStatement *statement = g_ptr_array_index (statements, i);

      /* A comparison in a filter of include_object() is not a setting. */
      if (strstr (statement->text, "version_table") == NULL ||
          g_str_has_prefix (statement->text, "if ") || g_str_has_prefix (statement->text, "elif "))
        continue;
      if (!find_keyword (statements, statement->text, "version_table", table) ||
          !find_keyword (statements, statement->text, "version_table_schema", schema))
        *is_computed = TRUE;
    }
}

void
limbeck_version_table_name_read (const char *script_directory,
                                 char      **table,
                                 char      **schema,
                                 gboolean   *is_computed)
{
  g_autofree char *path = g_build_filename (script_directory, "env.py", NULL);
  g_autofree char *text = limbeck_small_file_read (path, NULL, NULL);

  *is_computed = FALSE;
  if (text != NULL)
    limbeck_version_table_name_find (text, table, schema, is_computed);
}
