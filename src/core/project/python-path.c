#include "config.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "core/project/small-file.h"

#include "core/project/python-path.h"

void
limbeck_python_path_free (LimbeckPythonPath *self)
{
  if (self == NULL)
    return;

  g_free (self->version);
  g_ptr_array_unref (self->folders);
  g_free (self);
}

static void
add_folder (LimbeckPythonPath *self, char *folder)
{
  if (g_file_test (folder, G_FILE_TEST_IS_DIR) &&
      !g_ptr_array_find_with_equal_func (self->folders, folder, g_str_equal, NULL))
    g_ptr_array_add (self->folders, folder);
  else
    g_free (folder);
}

/* A relative entry depends on where Python is started, so it can't be followed from here. */
static void
add_pythonpath (LimbeckPythonPath *self)
{
  const char *value = g_getenv ("PYTHONPATH");
  g_auto (GStrv) entries = g_strsplit (value != NULL ? value : "", ":", -1);

  for (gsize i = 0; entries[i] != NULL; i++)
    if (g_path_is_absolute (entries[i]))
      add_folder (self, g_strdup (entries[i]));
    else if (*entries[i] != '\0')
      self->is_complete = FALSE;
}

static void
add_user_site (LimbeckPythonPath *self)
{
  const char      *base = g_getenv ("PYTHONUSERBASE");
  const char      *disabled = g_getenv ("PYTHONNOUSERSITE");
  g_autofree char *python = g_strconcat ("python", self->version, NULL);

  if (disabled != NULL && *disabled != '\0')
    return;

  if (base != NULL && *base != '\0')
    add_folder (self, g_build_filename (base, "lib", python, "site-packages", NULL));
  else
    add_folder (
        self, g_build_filename (g_get_home_dir (), ".local", "lib", python, "site-packages", NULL));
}

/* The order is that of Debian's site.py; elsewhere only the first two kinds exist. */
static void
add_prefix (LimbeckPythonPath *self, const char *prefix)
{
  g_autofree char *python = g_strconcat ("python", self->version, NULL);

  if (strcmp (prefix, "/usr") == 0)
    {
      add_folder (self, g_build_filename ("/usr/local/lib", python, "dist-packages", NULL));
      add_folder (self, g_build_filename ("/usr/local/lib", python, "site-packages", NULL));
      add_folder (self, g_build_filename ("/usr/local/lib64", python, "site-packages", NULL));
    }

  add_folder (self, g_build_filename (prefix, "lib", python, "site-packages", NULL));
  add_folder (self, g_build_filename (prefix, "lib64", python, "site-packages", NULL));

  if (strcmp (prefix, "/usr") == 0)
    {
      add_folder (self, g_strdup ("/usr/lib/python3/dist-packages"));
      add_folder (self, g_build_filename ("/usr/lib", python, "dist-packages", NULL));
    }
}

/* "3.11" of "3.11.2" or "3.11.7.final.0" */
static char *
shorten_version (const char *text)
{
  g_auto (GStrv) numbers = g_strsplit (text, ".", 3);

  if (g_strv_length (numbers) < 2 || !g_ascii_isdigit (*numbers[0]) ||
      !g_ascii_isdigit (*numbers[1]))
    return NULL;

  return g_strdup_printf ("%d.%d", atoi (numbers[0]), atoi (numbers[1]));
}

/* The only `lib/pythonX.Y` of a prefix, "X.Y" */
static char *
find_only_version (const char *prefix)
{
  g_autofree char *lib = g_build_filename (prefix, "lib", NULL);
  g_autoptr (GDir) dir = g_dir_open (lib, 0, NULL);
  g_autofree char *version = NULL;
  const char      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *found = NULL;

      if (g_str_has_prefix (name, "python"))
        found = shorten_version (name + strlen ("python"));
      if (found == NULL)
        continue;
      if (version != NULL)
        return NULL;
      version = g_steal_pointer (&found);
    }

  return g_steal_pointer (&version);
}

/* The value of a key of `pyvenv.cfg`: lines "key = value" */
static char *
read_key (const char *contents, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char *equals = strchr (lines[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      if (g_ascii_strcasecmp (g_strstrip (lines[i]), key) == 0)
        return g_strdup (g_strstrip (equals + 1));
    }

  return NULL;
}

/* getpath.py looks beside the executable and one folder up, without following links. */
static char *
read_pyvenv (const char *python, char **prefix)
{
  g_autofree char *folder = g_path_get_dirname (python);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_build_filename (folder, "pyvenv.cfg", NULL);
      g_autofree char *below = NULL;
      char            *contents = NULL;

      if (limbeck_small_file_is_present (path))
        contents = limbeck_small_file_read (path, NULL, NULL);
      if (contents != NULL)
        {
          *prefix = g_steal_pointer (&folder);
          return contents;
        }

      below = g_steal_pointer (&folder);
      folder = g_path_get_dirname (below);
    }

  return NULL;
}

/* `PREFIX/bin/pythonX.Y`, seen through links. */
static char *
find_prefix (LimbeckPythonPath *self, const char *python)
{
  g_autofree char *real = realpath (python, NULL);
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *prefix = NULL;

  if (real == NULL)
    return NULL;

  name = g_path_get_basename (real);
  folder = g_path_get_dirname (real);
  prefix = g_path_get_dirname (folder);

  if (self->version == NULL && g_str_has_prefix (name, "python"))
    self->version = shorten_version (name + strlen ("python"));
  if (self->version == NULL)
    self->version = find_only_version (prefix);

  return self->version != NULL ? g_steal_pointer (&prefix) : NULL;
}

/* site.py puts the user's folder before the installation's. */
static void
add_installation (LimbeckPythonPath *self, const char *python)
{
  g_autofree char *prefix = find_prefix (self, python);

  if (prefix == NULL)
    {
      self->is_complete = FALSE;
      return;
    }

  add_user_site (self);
  add_prefix (self, prefix);
}

/* A venv that inherits has the user's folder first, then its own, then the installation's. */
static void
add_inherited (LimbeckPythonPath *self, const char *contents)
{
  g_autofree char *home = read_key (contents, "home");
  g_autofree char *name = g_strconcat ("python", self->version, NULL);
  g_autofree char *base = home != NULL ? g_build_filename (home, name, NULL) : NULL;
  g_autofree char *prefix = base != NULL ? find_prefix (self, base) : NULL;

  if (prefix != NULL)
    add_prefix (self, prefix);
  else
    self->is_complete = FALSE;
}

/* site.py inherits where `pyvenv.cfg` does not say. */
static void
add_venv (LimbeckPythonPath *self, const char *contents, const char *prefix)
{
  g_autofree char *version = read_key (contents, "version");
  g_autofree char *inherits = read_key (contents, "include-system-site-packages");
  gboolean         is_open = inherits == NULL || g_ascii_strcasecmp (inherits, "true") == 0;

  if (version == NULL)
    version = read_key (contents, "version_info");
  self->version = version != NULL ? shorten_version (version) : find_only_version (prefix);
  if (self->version == NULL)
    {
      self->is_complete = FALSE;
      return;
    }

  if (is_open)
    add_user_site (self);
  add_prefix (self, prefix);
  if (is_open)
    add_inherited (self, contents);
}

static gboolean
is_script (const char *path)
{
  char begin[2] = { 0 };
  int  fd;

  if (!limbeck_small_file_is_present (path))
    return FALSE;

  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0)
    return FALSE;

  if (read (fd, begin, sizeof begin) < 0)
    begin[0] = '\0';
  close (fd);

  return begin[0] == '#' && begin[1] == '!';
}

LimbeckPythonPath *
limbeck_python_path_find (const char *python)
{
  g_autoptr (LimbeckPythonPath) self = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *prefix = NULL;

  g_return_val_if_fail (python != NULL && g_path_is_absolute (python), NULL);

  self = g_new0 (LimbeckPythonPath, 1);
  self->folders = g_ptr_array_new_with_free_func (g_free);
  self->is_launcher = is_script (python);
  self->is_complete = g_getenv ("PYTHONHOME") == NULL && !self->is_launcher;

  add_pythonpath (self);
  contents = read_pyvenv (python, &prefix);
  if (contents != NULL)
    add_venv (self, contents, prefix);
  else
    add_installation (self, python);

  return g_steal_pointer (&self);
}
