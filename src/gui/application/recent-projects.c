#include "config.h"

#include "gui/application/recent-projects.h"

#define KEY "recent-projects"
#define MAX_PROJECTS 8

GPtrArray *
limbeck_recent_projects_list (GSettings *settings)
{
  g_autoptr (GPtrArray) directories = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) uris = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  uris = g_settings_get_strv (settings, KEY);
  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autofree char *path = g_filename_from_uri (uris[i], NULL, NULL);

      if (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
        g_ptr_array_add (directories, g_steal_pointer (&path));
    }

  return g_steal_pointer (&directories);
}

void
limbeck_recent_projects_add (GSettings *settings, const char *directory)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *uri = NULL;
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;
  guint n_kept = 1;

  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (directory != NULL && g_path_is_absolute (directory));

  /* A URI, because settings hold UTF-8 only and a path need not be. */
  uri = g_filename_to_uri (directory, NULL, NULL);
  if (uri == NULL)
    return;

  before = g_settings_get_strv (settings, KEY);
  g_strv_builder_add (builder, uri);
  for (guint i = 0; before[i] != NULL && n_kept < MAX_PROJECTS; i++)
    if (!g_str_equal (before[i], uri))
      {
        g_strv_builder_add (builder, before[i]);
        n_kept++;
      }

  after = g_strv_builder_end (builder);
  g_settings_set_strv (settings, KEY, (const char *const *) after);
}
