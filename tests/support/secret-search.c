#include <dirent.h>
#include <string.h>

#include <check.h>

#include "secret-search.h"

void
limbeck_secret_search_arguments (const char *secret)
{
  DIR           *proc = opendir ("/proc");
  struct dirent *entry;

  ck_assert_ptr_nonnull (proc);
  while ((entry = readdir (proc)))
    {
      g_autofree char *path = g_strdup_printf ("/proc/%s/cmdline", entry->d_name);
      g_autofree char *arguments = NULL;
      gsize            length = 0;

      if (!g_ascii_isdigit (*entry->d_name) ||
          !g_file_get_contents (path, &arguments, &length, NULL))
        continue;
      ck_assert_msg (memmem (arguments, length, secret, strlen (secret)) == NULL,
                     "in the arguments of %s",
                     arguments);
    }
  closedir (proc);
}

static void
search_file (const char *path, const char *secret)
{
  g_autofree char *contents = NULL;
  gsize            length = 0;

  if (g_file_get_contents (path, &contents, &length, NULL))
    ck_assert_msg (memmem (contents, length, secret, strlen (secret)) == NULL, "%s", path);
}

void
limbeck_secret_search_tree (const char *directory, const char *secret)
{
  g_autoptr (GDir) folder = g_dir_open (directory, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        limbeck_secret_search_tree (path, secret);
      else
        search_file (path, secret);
    }
}
