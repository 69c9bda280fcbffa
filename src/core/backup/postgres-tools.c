#include "config.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "core/backup/postgres-tools-private.h"
#include "core/base/command.h"

#define VERSION_TIMEOUT_MS 5000

G_DEFINE_QUARK (limbeck - backup - error - quark, limbeck_backup_error)

/* The best program seen so far, and what else was there, for the message. */
typedef struct
{
  int      wanted_major;
  int      best_major;
  char    *best_path;
  GString *too_old;
} Search;

static void
consider (Search *self, const char *path, int major)
{
  if (major < self->wanted_major)
    g_string_append_printf (self->too_old, "%s%s", self->too_old->len ? ", " : "", path);
  else if (self->best_path == NULL || major < self->best_major)
    {
      g_free (self->best_path);
      self->best_path = g_strdup (path);
      self->best_major = major;
    }
}

static void
search_pattern (Search *self, const char *name, const char *pattern)
{
  g_auto (GStrv) halves = g_strsplit (pattern, "*", 2);
  const char      *prefix = strrchr (halves[0], '/') + 1;
  g_autofree char *parent = g_strndup (halves[0], (gsize) (prefix - 1 - halves[0]));
  g_autoptr (GDir) directory = NULL;
  const char *entry;

  directory = g_dir_open (parent, 0, NULL);
  while (directory && (entry = g_dir_read_name (directory)))
    {
      g_autofree char *path = NULL;
      guint64          major;

      if (!g_str_has_prefix (entry, prefix) ||
          !g_ascii_string_to_unsigned (entry + strlen (prefix), 10, 1, 999, &major, NULL))
        continue;
      path = g_strdup_printf ("%s/%s%s/%s", parent, entry, halves[1], name);
      if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && access (path, X_OK) == 0)
        consider (self, path, (int) major);
    }
}

/* Debian's pg_dump in /usr/bin is a Perl script that chooses a version on its own. */
static gboolean
is_script (const char *path)
{
  char    start[2] = "";
  int     fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  ssize_t n;

  if (fd < 0)
    return FALSE;
  n = read (fd, start, sizeof start);
  close (fd);

  return n == sizeof start && memcmp (start, "#!", sizeof start) == 0;
}

int
limbeck_postgres_tools_ask_version (const char *path)
{
  g_autoptr (LimbeckCommand) command = limbeck_command_new (path);
  g_autoptr (LimbeckCommandOutput) output = NULL;
  const char *version;

  limbeck_command_append (command, "--version");
  output = limbeck_command_run (command, VERSION_TIMEOUT_MS, NULL, NULL);
  if (output == NULL || output->exit_status != 0)
    return 0;
  /* pg_dump (PostgreSQL) 15.4 (Debian 15.4-1) */
  version = strstr (output->standard_output, "(PostgreSQL) ");

  return version ? (int) g_ascii_strtoull (version + strlen ("(PostgreSQL) "), NULL, 10) : 0;
}

static void
search_path (Search *self, const char *name, const char *path)
{
  g_auto (GStrv) directories = g_strsplit (path, G_SEARCHPATH_SEPARATOR_S, -1);

  for (char **i = directories; *i; i++)
    {
      g_autofree char *candidate = g_build_filename (*i, name, NULL);
      int              major;

      if (!g_path_is_absolute (candidate) || !g_file_test (candidate, G_FILE_TEST_IS_REGULAR) ||
          access (candidate, X_OK) != 0 || is_script (candidate))
        continue;
      major = limbeck_postgres_tools_ask_version (candidate);
      if (major > 0)
        consider (self, candidate, major);
    }
}

char *
limbeck_postgres_tools_find_in (const char        *name,
                                int                server_version,
                                const char *const *patterns,
                                const char        *path,
                                GError           **error)
{
  g_autoptr (GString) too_old = g_string_new (NULL);
  Search search = { .wanted_major = server_version / 10000, .too_old = too_old };

  for (gsize i = 0; patterns[i]; i++)
    search_pattern (&search, name, patterns[i]);
  if (path && search.best_major != search.wanted_major)
    search_path (&search, name, path);
  if (search.best_path)
    return search.best_path;

  if (too_old->len > 0)
    g_set_error (
        error,
        LIMBECK_BACKUP_ERROR,
        LIMBECK_BACKUP_ERROR_NO_TOOL,
        /* Translators: a program, a version, paths of the same program in older versions, the version again */
        _ ("No %s of PostgreSQL %d or above is installed; too old: %s. Install the package “postgresql-client-%d”."),
        name,
        search.wanted_major,
        too_old->str,
        search.wanted_major);
  else
    g_set_error (
        error,
        LIMBECK_BACKUP_ERROR,
        LIMBECK_BACKUP_ERROR_NO_TOOL,
        /* Translators: a program, a version, the version again */
        _ ("No %s of PostgreSQL %d or above is installed. Install the package “postgresql-client-%d”."),
        name,
        search.wanted_major,
        search.wanted_major);

  return NULL;
}

char *
limbeck_postgres_tools_find (const char *name, int server_version, GError **error)
{
  static const char *const patterns[] = { "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", NULL };

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (server_version > 0, NULL);

  return limbeck_postgres_tools_find_in (name, server_version, patterns, g_getenv ("PATH"), error);
}
