/* Finding the program of a command before it is started, so that the message can say what is missing. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/command-private.h"

static gboolean
check_directory (const char *directory, GError **error)
{
  g_autofree char *shown = NULL;
  int              saved_errno = 0;

  if (directory == NULL)
    return TRUE;
  if (faccessat (AT_FDCWD, directory, X_OK, AT_EACCESS) != 0)
    saved_errno = errno;
  else if (!g_file_test (directory, G_FILE_TEST_IS_DIR))
    saved_errno = ENOTDIR;
  if (saved_errno == 0)
    return TRUE;

  shown = g_filename_display_name (directory);
  g_set_error (
      error,
      LIMBECK_COMMAND_ERROR,
      LIMBECK_COMMAND_ERROR_DIRECTORY,
      /* Translators: the first %s is a directory, the second the reason given by the system */
      _ ("The directory “%s” can't be entered: %s. Check that it exists and may be opened."),
      shown,
      g_strerror (saved_errno));

  return FALSE;
}

/* Returns 0 if @path can be executed, else an errno. */
static int
check_executable (const char *path)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return errno;
  if (S_ISDIR (status.st_mode))
    return EISDIR;
  if (!S_ISREG (status.st_mode))
    return EACCES;

  return faccessat (AT_FDCWD, path, X_OK, AT_EACCESS) == 0 ? 0 : errno;
}

static char *
resolve (const char *directory, const char *path)
{
  if (directory == NULL || g_path_is_absolute (path))
    return g_strdup (path);

  return g_build_filename (directory, path, NULL);
}

static char *
find_by_path (const LimbeckCommand *self, const char *program, GError **error)
{
  g_autofree char *path = resolve (limbeck_command_get_directory (self), program);
  g_autofree char *shown = g_filename_display_name (path);
  int              saved_errno = check_executable (path);

  if (saved_errno == 0)
    return g_steal_pointer (&path);

  g_set_error (
      error,
      LIMBECK_COMMAND_ERROR,
      LIMBECK_COMMAND_ERROR_NOT_FOUND,
      /* Translators: the first %s is the path of a program, the second the reason given by the system */
      _ ("The program “%s” can't be started: %s. Install it, mend its permissions, or choose another one."),
      shown,
      g_strerror (saved_errno));

  return NULL;
}

static char *
find_on_path (const LimbeckCommand *self, const char *program, GError **error)
{
  g_auto (GStrv) environment = limbeck_command_dup_environment (self);
  g_auto (GStrv) places = NULL;
  g_autofree char *shown = g_filename_display_name (program);
  g_autofree char *shown_path = NULL;
  const char      *path = g_environ_getenv (environment, "PATH");

  if (path == NULL)
    path = g_getenv ("PATH");
  /* What execvp() of glibc searches without a PATH. */
  if (path == NULL)
    path = "/bin:/usr/bin";

  places = g_strsplit (path, ":", -1);
  for (gsize i = 0; places[i]; i++)
    {
      g_autofree char *place = resolve (limbeck_command_get_directory (self),
                                        *places[i] == '\0' ? "." : places[i]);
      g_autofree char *candidate = g_build_filename (place, program, NULL);

      if (check_executable (candidate) == 0)
        return g_steal_pointer (&candidate);
    }

  shown_path = g_filename_display_name (path);
  g_set_error (
      error,
      LIMBECK_COMMAND_ERROR,
      LIMBECK_COMMAND_ERROR_NOT_FOUND,
      /* Translators: the first %s is the name of a program, the second the value of PATH */
      _ ("The program “%s” was not found in PATH (%s). Install it, or give its full path."),
      shown,
      shown_path);

  return NULL;
}

char *
limbeck_command_find_program (const LimbeckCommand *self, GError **error)
{
  const char *program = limbeck_command_get_argv (self)[0];

  if (!check_directory (limbeck_command_get_directory (self), error))
    return NULL;

  return strchr (program, '/') ? find_by_path (self, program, error)
                               : find_on_path (self, program, error);
}

/* The interpreter in the first line of a script, for example of a virtual environment that has been moved. */
static char *
read_interpreter (const char *path)
{
  char   line[256] = "";
  int    fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  gssize n;

  if (fd < 0)
    return NULL;
  n = read (fd, line, sizeof line - 1);
  close (fd);
  if (n < 3 || !g_str_has_prefix (line, "#!"))
    return NULL;

  g_strchug (line + 2);
  line[2 + strcspn (line + 2, " \t\r\n")] = '\0';

  return g_filename_display_name (line + 2);
}

void
limbeck_command_explain_spawn_error (const char *path, const GError *spawn_error, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *interpreter = NULL;

  if (g_error_matches (spawn_error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
    interpreter = read_interpreter (path);

  if (interpreter)
    g_set_error (
        error,
        LIMBECK_COMMAND_ERROR,
        LIMBECK_COMMAND_ERROR_NOT_FOUND,
        /* Translators: the first %s is a script, the second the program named in its first line */
        _ ("The program “%s” can't be started: “%s”, which its first line names, does not exist. If it "
           "belongs to a virtual environment that was moved or copied, create that again."),
        shown,
        interpreter);
  else if (g_error_matches (spawn_error, G_SPAWN_ERROR, G_SPAWN_ERROR_CHDIR))
    g_set_error_literal (
        error, LIMBECK_COMMAND_ERROR, LIMBECK_COMMAND_ERROR_DIRECTORY, spawn_error->message);
  else
    g_set_error (
        error,
        LIMBECK_COMMAND_ERROR,
        g_error_matches (spawn_error, G_SPAWN_ERROR, G_SPAWN_ERROR_TOO_BIG)
            ? LIMBECK_COMMAND_ERROR_FAILED
            : LIMBECK_COMMAND_ERROR_NOT_FOUND,
        /* Translators: the first %s is the path of a program, the second the reason given by the system */
        _ ("The program “%s” can't be started: %s. Install it again or choose another one."),
        shown,
        spawn_error->message);
}
