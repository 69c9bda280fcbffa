#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/project/project.h"

#include "core/project/small-file.h"

static void
set_unreadable (GError **error, const char *path, const char *reason)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error,
               LIMBECK_PROJECT_ERROR,
               LIMBECK_PROJECT_ERROR_UNREADABLE,
               /* Translators: a file and why it can't be read: “No permission” and the like. */
               _ ("“%s” can't be read: %s."),
               shown,
               reason);
}

static void
set_unreadable_from_errno (GError **error, const char *path, int error_number)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (error_number == ENOENT || error_number == ENOTDIR)
    g_set_error (error,
                 LIMBECK_PROJECT_ERROR,
                 LIMBECK_PROJECT_ERROR_NOT_FOUND,
                 /* Translators: the placeholder is a file. */
                 _ ("“%s” does not exist."),
                 shown);
  else
    set_unreadable (error, path, g_strerror (error_number));
}

/* A second look after opening: between stat() and open() the name may have been given to something else. */
static int
open_regular (const char *path, GError **error)
{
  struct stat status;
  int         fd;

  if (stat (path, &status) == 0 && !S_ISREG (status.st_mode))
    {
      set_unreadable (error, path, _ ("it is not a regular file"));
      return -1;
    }

  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  if (fd < 0)
    {
      set_unreadable_from_errno (error, path, errno);
      return -1;
    }

  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      set_unreadable (error, path, _ ("it is not a regular file"));
      close (fd);
      return -1;
    }

  return fd;
}

static GString *
read_all (int fd, const char *path, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char block[16384];

  for (;;)
    {
      ssize_t n = read (fd, block, sizeof block);

      if (n < 0 && errno == EINTR)
        continue;

      if (n < 0)
        {
          set_unreadable_from_errno (error, path, errno);
          return NULL;
        }

      if (n == 0)
        return g_steal_pointer (&text);

      g_string_append_len (text, block, n);
      if (text->len > LIMBECK_SMALL_FILE_MAX)
        {
          set_unreadable (
              error, path, _ ("it is larger than 1 MiB, so it can't be a configuration"));
          return NULL;
        }
    }
}

char *
limbeck_small_file_read (const char *path, gsize *length, GError **error)
{
  g_autoptr (GString) text = NULL;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open_regular (path, error);
  if (fd < 0)
    return NULL;

  text = read_all (fd, path, error);
  close (fd);
  if (text == NULL)
    return NULL;

  if (memchr (text->str, '\0', text->len) != NULL)
    {
      set_unreadable (error, path, _ ("it holds a NUL byte, so it is not a text file"));
      return NULL;
    }

  if (length != NULL)
    *length = text->len;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
limbeck_small_file_is_present (const char *path)
{
  struct stat status;

  g_return_val_if_fail (path != NULL, FALSE);

  return stat (path, &status) == 0 && S_ISREG (status.st_mode);
}
