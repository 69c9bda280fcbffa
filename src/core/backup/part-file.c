#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/backup/postgres-tools.h"

#include "core/backup/part-file.h"

#define PART_SUFFIX ".part"
/* A name of ours: DATABASE-20260131T120000Z-REVISION.dump.part, with a number where two dumps meet in one second. */
#define PART_PATTERN "-[0-9]{8}T[0-9]{6}Z-[^/]*\\.dump\\.part$"
#define MOST_NAMES 100

void
limbeck_part_file_free (LimbeckPartFile *self)
{
  if (self == NULL)
    return;

  if (self->part_path)
    g_unlink (self->part_path);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->part_path);
  g_free (self->path);
  g_free (self);
}

static gboolean
set_directory_error (const char *directory, int saved_errno, GError **error)
{
  g_autofree char *shown = g_filename_display_name (directory);
  gboolean         is_full = saved_errno == ENOSPC || saved_errno == EDQUOT;

  g_set_error (
      error,
      LIMBECK_BACKUP_ERROR,
      is_full ? LIMBECK_BACKUP_ERROR_NO_SPACE : LIMBECK_BACKUP_ERROR_DIRECTORY,
      /* Translators: the first %s is a directory, the second the reason given by the system */
      _ ("The backup directory “%s” can't be written to: %s. Change that or choose another directory."),
      shown,
      g_strerror (saved_errno));

  return FALSE;
}

/* What a launcher left that was killed during a dump: nobody holds its lock any more. */
void
limbeck_part_file_sweep (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  g_autoptr (GRegex) pattern = g_regex_new (PART_PATTERN, G_REGEX_RAW, 0, NULL);
  const char *entry;

  while (dir && (entry = g_dir_read_name (dir)))
    {
      g_autofree char *path = NULL;
      struct stat      status;
      int              fd;

      if (!g_regex_match (pattern, entry, 0, NULL))
        continue;
      path = g_build_filename (directory, entry, NULL);
      fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
      if (fd < 0)
        continue;
      if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) &&
          flock (fd, LOCK_EX | LOCK_NB) == 0)
        g_unlink (path);
      close (fd);
    }
}

/* Fails if a sweep came between making the file and locking it. Where the file system knows no locks nothing is ever
   swept, so that is no failure. */
static gboolean
lock_file (int fd)
{
  struct stat status;

  if (flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return FALSE;

  return fstat (fd, &status) == 0 && status.st_nlink > 0;
}

LimbeckPartFile *
limbeck_part_file_new (const char *directory, const char *name, GError **error)
{
  g_autoptr (LimbeckPartFile) self = g_new0 (LimbeckPartFile, 1);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".dump"));

  self->fd = -1;
  for (int i = 1; i <= MOST_NAMES; i++)
    {
      g_autofree char *file = i == 1 ? g_strdup (name) : g_strdup_printf ("%s-%d.dump", stem, i);
      g_autofree char *path = g_build_filename (directory, file, NULL);
      g_autofree char *part_path = g_strconcat (path, PART_SUFFIX, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      self->fd = open (part_path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
      if (self->fd < 0 && errno != EEXIST)
        {
          set_directory_error (directory, errno, error);
          return NULL;
        }
      if (self->fd >= 0 && lock_file (self->fd))
        {
          self->path = g_steal_pointer (&path);
          self->part_path = g_steal_pointer (&part_path);
          return g_steal_pointer (&self);
        }
      if (self->fd >= 0)
        close (self->fd);
      self->fd = -1;
    }
  set_directory_error (directory, EEXIST, error);

  return NULL;
}

gboolean
limbeck_part_file_keep (LimbeckPartFile *self, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (self->path);

  if (fsync (self->fd) != 0 || g_rename (self->part_path, self->path) != 0)
    return set_directory_error (directory, errno, error);
  g_clear_pointer (&self->part_path, g_free);

  return TRUE;
}
