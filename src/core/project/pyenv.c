#include "config.h"

#include <string.h>
#include <unistd.h>

#include "core/project/small-file.h"

#include "core/project/pyenv.h"

/* The folder above `shims`, if that is what @path lies in. */
static char *
find_root (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *root = g_path_get_dirname (folder);
  g_autofree char *versions = g_build_filename (root, "versions", NULL);
  g_autofree char *contents = NULL;

  if (!g_str_has_suffix (folder, "/shims") || !g_file_test (versions, G_FILE_TEST_IS_DIR))
    return NULL;

  contents = limbeck_small_file_read (path, NULL, NULL);

  return contents != NULL && strstr (contents, "pyenv") != NULL ? g_steal_pointer (&root) : NULL;
}

static char *
read_local_versions (const char *directory)
{
  g_autofree char *folder = g_strdup (directory);

  for (;;)
    {
      g_autofree char *file = g_build_filename (folder, ".python-version", NULL);
      g_autofree char *below = NULL;

      if (limbeck_small_file_is_present (file))
        return limbeck_small_file_read (file, NULL, NULL);
      if (strcmp (folder, "/") == 0)
        return NULL;

      below = g_steal_pointer (&folder);
      folder = g_path_get_dirname (below);
    }
}

static char *
read_versions (const char *root, const char *directory)
{
  const char      *variable = g_getenv ("PYENV_VERSION");
  g_autofree char *global = NULL;
  char            *local;

  if (variable != NULL && *variable != '\0')
    return g_strdelimit (g_strdup (variable), ":", '\n');

  local = read_local_versions (directory);
  if (local != NULL)
    return local;

  global = g_build_filename (root, "version", NULL);

  return limbeck_small_file_is_present (global) ? limbeck_small_file_read (global, NULL, NULL)
                                                : NULL;
}

char *
limbeck_pyenv_resolve (const char *path, const char *directory)
{
  g_autofree char *root = NULL;
  g_autofree char *versions = NULL;
  g_autofree char *name = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (path != NULL && g_path_is_absolute (path), NULL);
  g_return_val_if_fail (directory != NULL && g_path_is_absolute (directory), NULL);

  root = find_root (path);
  if (root == NULL)
    return NULL;

  versions = read_versions (root, directory);
  if (versions == NULL)
    return NULL;

  name = g_path_get_basename (path);
  words = g_strsplit_set (versions, " \t\r\n", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *program = NULL;

      if (*words[i] == '#')
        return NULL;
      if (*words[i] == '\0')
        continue;

      /* "system" and prefixes such as "3.11" are no folders; pyenv knows what they mean. */
      program = g_build_filename (root, "versions", words[i], "bin", name, NULL);
      if (!g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
        return NULL;

      return g_steal_pointer (&program);
    }

  return NULL;
}
