#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <check.h>
#include <glib/gstdio.h>

#include "scratch.h"

struct _LimbeckScratch
{
  char *directory;
};

static void
remove_tree (const char *path)
{
  struct stat    status;
  struct dirent *entry;
  DIR           *stream;

  if (g_lstat (path, &status) != 0)
    return;

  if (!S_ISDIR (status.st_mode))
    {
      g_unlink (path);
      return;
    }

  g_chmod (path, 0700);
  stream = opendir (path);
  while (stream != NULL && (entry = readdir (stream)) != NULL)
    {
      g_autofree char *child = NULL;

      if (strcmp (entry->d_name, ".") == 0 || strcmp (entry->d_name, "..") == 0)
        continue;
      child = g_build_filename (path, entry->d_name, NULL);
      remove_tree (child);
    }

  if (stream != NULL)
    closedir (stream);
  g_rmdir (path);
}

LimbeckScratch *
limbeck_scratch_new (void)
{
  LimbeckScratch *self = g_new0 (LimbeckScratch, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *made = g_dir_make_tmp ("limbeck-test-XXXXXX", &error);
  g_autofree char *real = NULL;

  /* No assertion of Check's: it is also used outside its tests. */
  if (made == NULL)
    g_error ("%s", error->message);
  real = realpath (made, NULL);
  self->directory = g_strdup (real);

  return self;
}

void
limbeck_scratch_free (LimbeckScratch *self)
{
  remove_tree (self->directory);
  g_free (self->directory);
  g_free (self);
}

const char *
limbeck_scratch_get_directory (LimbeckScratch *self)
{
  return self->directory;
}

char *
limbeck_scratch_dup_path (LimbeckScratch *self, const char *path)
{
  return g_build_filename (self->directory, path, NULL);
}

static char *
prepare_path (LimbeckScratch *self, const char *path)
{
  g_autofree char *full = limbeck_scratch_dup_path (self, path);
  g_autofree char *parent = g_path_get_dirname (full);

  ck_assert_int_eq (g_mkdir_with_parents (parent, 0755), 0);

  return g_steal_pointer (&full);
}

void
limbeck_scratch_write (LimbeckScratch *self, const char *path, const char *contents)
{
  g_autofree char *full = prepare_path (self, path);

  ck_assert (g_file_set_contents (full, contents, -1, NULL));
}

void
limbeck_scratch_write_program (LimbeckScratch *self, const char *path, const char *contents)
{
  g_autofree char *full = prepare_path (self, path);

  ck_assert (g_file_set_contents (full, contents, -1, NULL));
  ck_assert_int_eq (g_chmod (full, 0755), 0);
}

void
limbeck_scratch_make_directory (LimbeckScratch *self, const char *path)
{
  g_autofree char *full = limbeck_scratch_dup_path (self, path);

  ck_assert_int_eq (g_mkdir_with_parents (full, 0755), 0);
}

void
limbeck_scratch_link (LimbeckScratch *self, const char *target, const char *path)
{
  g_autofree char *full = prepare_path (self, path);

  ck_assert_int_eq (symlink (target, full), 0);
}
