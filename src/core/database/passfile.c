#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/database/passfile.h"

/* The number that the file has in the child: low ones are left to whoever else hands descriptors over. */
#define CHILD_FD 19
/* A passfile of the person's own that is longer is not taken along. */
#define OWN_LIMIT (64 * 1024)

static void
append_escaped (GString *line, const char *field)
{
  for (const char *c = field; *c; c++)
    {
      if (*c == ':' || *c == '\\')
        g_string_append_c (line, '\\');
      g_string_append_c (line, *c);
    }
}

/* What ~/.pgpass or PGPASSFILE hold stays known to the child: env.py may connect to other databases too. */
static void
append_own_passfile (GString *contents)
{
  const char      *named = g_getenv ("PGPASSFILE");
  g_autofree char *path = named && *named ? g_strdup (named)
                                          : g_build_filename (g_get_home_dir (), ".pgpass", NULL);
  g_autofree char *own = NULL;
  gsize            length;
  struct stat      status;

  /* libpq ignores a passfile that others can read, and anything that is no plain file. */
  if (stat (path, &status) != 0 || !S_ISREG (status.st_mode) ||
      (status.st_mode & (S_IRWXG | S_IRWXO)) || status.st_size > OWN_LIMIT ||
      !g_file_get_contents (path, &own, &length, NULL))
    return;

  g_string_append_len (contents, own, (gssize) length);
}

static gboolean
write_all (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      ssize_t n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/* Returns a descriptor, or -1. */
static int
make_passfile (const char *user, const char *password)
{
  g_autoptr (GString) contents = g_string_new ("*:*:*:");
  int fd;

  if (user)
    append_escaped (contents, user);
  else
    g_string_append_c (contents, '*');
  g_string_append_c (contents, ':');
  append_escaped (contents, password);
  g_string_append_c (contents, '\n');
  append_own_passfile (contents);

  fd = memfd_create ("limbeck-passfile", MFD_CLOEXEC);
  if (fd < 0)
    return -1;
  /* libpq refuses mode 0777, with which a memfd begins. */
  if (fchmod (fd, S_IRUSR | S_IWUSR) != 0 || !write_all (fd, contents->str, contents->len))
    {
      close (fd);
      return -1;
    }

  return fd;
}

/* A line can't hold a line feed, and asyncpg does not take the backslashes out again (0.27). */
static gboolean
fits_passfile (const char *user, const char *password, gboolean is_for_libpq)
{
  return strpbrk (password, "\r\n") == NULL && (user == NULL || strpbrk (user, "\r\n") == NULL) &&
         (is_for_libpq || strpbrk (password, ":\\") == NULL) && access ("/dev/fd", X_OK) == 0;
}

void
limbeck_passfile_add_password (LimbeckCommand *command,
                               const char     *user,
                               const char     *password,
                               gboolean        is_for_libpq)
{
  int fd = -1;

  g_return_if_fail (command != NULL);
  g_return_if_fail (password != NULL);

  limbeck_command_add_secret (command, password);
  if (fits_passfile (user, password, is_for_libpq))
    fd = make_passfile (user, password);
  if (fd >= 0)
    {
      g_autofree char *path = g_strdup_printf ("/dev/fd/%d", CHILD_FD);

      limbeck_command_take_fd (command, fd, CHILD_FD);
      limbeck_command_setenv (command, "PGPASSFILE", path);
      /* It would come first. */
      limbeck_command_setenv (command, "PGPASSWORD", NULL);
    }
  else
    {
      limbeck_command_setenv (command, "PGPASSWORD", password);
    }
}

void
limbeck_passfile_add (LimbeckCommand *command, LimbeckDatabaseUrl *url)
{
  const char *password = NULL;
  gboolean    is_asyncpg;

  g_return_if_fail (command != NULL);
  g_return_if_fail (LIMBECK_IS_DATABASE_URL (url));

  password = limbeck_database_url_get_parameter (url, "password");
  is_asyncpg = g_strcmp0 (limbeck_database_url_get_driver (url), "asyncpg") == 0;
  if (password != NULL && *password != '\0')
    limbeck_passfile_add_password (
        command, limbeck_database_url_get_parameter (url, "user"), password, !is_asyncpg);
}
