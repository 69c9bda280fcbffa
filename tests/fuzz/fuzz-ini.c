/* Any text is read or refused with a line number, and every value of what was read can be asked for. */

#include <stdint.h>
#include <string.h>

#include "core/project/ini-file.h"

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size);

static void
ask_for_everything (const LimbeckIniFile *file, const char *section)
{
  g_autofree const char **options = limbeck_ini_file_list_options (file, section);

  for (gsize i = 0; options[i] != NULL; i++)
    {
      g_autofree char *raw = limbeck_ini_file_dup_raw (file, section, options[i]);
      g_autofree char *value = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (raw);
      if (limbeck_ini_file_read (file, section, options[i], &value, &error))
        g_assert_true (value != NULL && error == NULL);
      else
        g_assert_true (value == NULL && error != NULL);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) bytes, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckIniFile) file = limbeck_ini_file_parse ("/p/alembic.ini", text, &error);
  const char *const *sections;

  if (file == NULL)
    {
      g_assert_nonnull (strstr (error->message, "line "));
      return 0;
    }

  sections = limbeck_ini_file_get_sections (file);
  for (gsize i = 0; sections[i] != NULL; i++)
    {
      g_assert_true (limbeck_ini_file_has_section (file, sections[i]));
      ask_for_everything (file, sections[i]);
    }

  return 0;
}
