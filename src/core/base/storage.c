#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/storage.h"

/* The XDG Base Directory Specification wants a relative path ignored; GLib takes it. */
static char *
dup_directory (const char *given, const char *fallback)
{
  return g_path_is_absolute (given)
             ? g_build_filename (given, "limbeck", NULL)
             : g_build_filename (g_get_home_dir (), fallback, "limbeck", NULL);
}

char *
limbeck_storage_dup_state_directory (void)
{
  return dup_directory (g_get_user_state_dir (), ".local/state");
}

char *
limbeck_storage_dup_data_directory (void)
{
  return dup_directory (g_get_user_data_dir (), ".local/share");
}

static gboolean
fail (GError **error, int saved_errno, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (GError **error, int saved_errno, const char *format, ...)
{
  g_autofree char *message = NULL;
  g_autofree char *valid = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  valid = g_utf8_make_valid (message, -1);
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), valid);

  return FALSE;
}

gboolean
limbeck_storage_make_directory (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  /* Translators: the first %s is a directory, the second the reason given by the system */
  if (g_mkdir_with_parents (path, 0700) != 0)
    return fail (error,
                 errno,
                 _ ("The directory “%s” can't be created: %s. Create it or choose another one."),
                 path,
                 g_strerror (errno));
  /* Translators: the first %s is a directory, the second the reason given by the system */
  if (faccessat (AT_FDCWD, path, W_OK | X_OK, AT_EACCESS) != 0)
    return fail (
        error,
        errno,
        _ ("The directory “%s” can't be written to: %s. Change its permissions or choose another one."),
        path,
        g_strerror (errno));

  return TRUE;
}

static gboolean
write_all (int fd, const char *contents, gsize length)
{
  while (length > 0)
    {
      ssize_t n = write (fd, contents, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      contents += n;
      length -= n;
    }

  return TRUE;
}

/* Returns 0 or the errno of what went wrong. */
static int
write_and_rename (const char *temporary,
                  const char *path,
                  int         fd,
                  const char *contents,
                  gsize       length)
{
  gboolean is_written = write_all (fd, contents, length) && fsync (fd) == 0;
  int      saved_errno = is_written ? 0 : errno;

  if (close (fd) != 0 && saved_errno == 0)
    saved_errno = errno;
  if (saved_errno == 0 && g_rename (temporary, path) != 0)
    saved_errno = errno;

  return saved_errno;
}

gboolean
limbeck_storage_write (const char *path, const char *contents, gssize length, GError **error)
{
  g_autofree char *directory = NULL;
  g_autofree char *temporary = NULL;
  int              fd;
  int              saved_errno;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (contents != NULL || length == 0, FALSE);

  directory = g_path_get_dirname (path);
  /* Not made from the name of the file: with a suffix that could become too long. */
  temporary = g_build_filename (directory, ".limbeck-XXXXXX", NULL);
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  /* Translators: the first %s is a file, the second the reason given by the system */
  if (fd < 0)
    return fail (error, errno, _ ("The file “%s” can't be written: %s."), path, g_strerror (errno));

  saved_errno = write_and_rename (
      temporary, path, fd, contents, length < 0 ? strlen (contents) : (gsize) length);
  if (saved_errno != 0)
    {
      g_unlink (temporary);
      return fail (error,
                   saved_errno,
                   _ ("The file “%s” can't be written: %s."),
                   path,
                   g_strerror (saved_errno));
    }

  return limbeck_storage_sync_directory (directory, error);
}

gboolean
limbeck_storage_sync_directory (const char *path, GError **error)
{
  int      fd;
  gboolean is_synced;
  int      saved_errno;

  g_return_val_if_fail (path != NULL, FALSE);

  fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  /* Translators: the first %s is a directory, the second the reason given by the system */
  if (fd < 0)
    return fail (
        error, errno, _ ("The directory “%s” can't be opened: %s."), path, g_strerror (errno));

  /* Some file systems (FUSE, network) refuse to sync a directory with EINVAL; there is nothing better to do. */
  is_synced = fsync (fd) == 0 || errno == EINVAL;
  saved_errno = errno;
  close (fd);
  /* Translators: the first %s is a directory, the second the reason given by the system */
  if (!is_synced)
    return fail (error,
                 saved_errno,
                 _ ("The directory “%s” can't be synced to disk: %s."),
                 path,
                 g_strerror (saved_errno));

  return TRUE;
}
