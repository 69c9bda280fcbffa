#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/command.h"
#include "core/project/python-environment.h"
#include "core/project/python-path.h"
#include "core/project/small-file.h"

#include "core/project/python-install.h"

#define ASK_TIMEOUT_MS 20000

/* Without the empty entry the current directory does not count, in which a project's own package "alembic" may lie.
 * The word "limbeck" tells the answer from what a sitecustomize prints. */
static const char question[] =
    "import sys\n"
    "sys.path[:] = [entry for entry in sys.path if entry]\n"
    "try:\n"
    "    import alembic\n"
    "    version = getattr(alembic, '__version__', '')\n"
    "except ModuleNotFoundError as error:\n"
    "    if error.name != 'alembic':\n"
    "        raise\n"
    "    version = ''\n"
    "print('\\nlimbeck|%d.%d|%s|%s' % (sys.version_info[0], sys.version_info[1], version, sys.executable))\n";

void
limbeck_python_install_free (LimbeckPythonInstall *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->python_version);
  g_free (self->alembic_version);
  g_free (self);
}

/* `__version__ = "1.13.2"` in `alembic/__init__.py`; unlike the name of a dist-info it can't be stale. */
static char *
read_version (const char *init)
{
  g_autofree char *contents = limbeck_small_file_read (init, NULL, NULL);
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  if (contents == NULL || !g_utf8_validate (contents, -1, NULL))
    return NULL;

  regex = g_regex_new (
      "^__version__\\s*(?::[^=\\n]*)?=\\s*[\"']([0-9][^\"']*)[\"']", G_REGEX_MULTILINE, 0, NULL);

  return g_regex_match (regex, contents, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/* Whether `import alembic` ends in @folder: nothing that comes later matters. */
static gboolean
look_into (LimbeckPythonInstall *self, const char *folder)
{
  g_autofree char *init = g_build_filename (folder, "alembic", "__init__.py", NULL);
  g_autofree char *module = g_build_filename (folder, "alembic.py", NULL);

  if (limbeck_small_file_is_present (init))
    {
      self->alembic_version = read_version (init);
      self->is_certain = self->is_certain && self->alembic_version != NULL;
      return TRUE;
    }

  if (limbeck_small_file_is_present (module))
    {
      self->is_certain = FALSE;
      return TRUE;
    }

  return FALSE;
}

/* Lines of a `.pth` are folders, but for comments and for code, which finders of editable installs are. */
static gboolean
look_into_pth (LimbeckPythonInstall *self, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = limbeck_small_file_read (path, NULL, NULL);
  g_auto (GStrv) lines = g_strsplit (contents != NULL ? contents : "", "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *added = NULL;

      g_strchomp (lines[i]);
      if (*lines[i] == '\0' || *lines[i] == '#' || g_str_has_prefix (lines[i], "import"))
        continue;

      added = g_canonicalize_filename (lines[i], folder);
      if (look_into (self, added))
        return TRUE;
    }

  return FALSE;
}

static gboolean
look_into_pths (LimbeckPythonInstall *self, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      /* Metadata without the package: an editable install whose finder only Python can follow. */
      if (g_str_has_prefix (name, "alembic-") || strcmp (name, "alembic.egg-link") == 0)
        self->is_certain = FALSE;
      if (g_str_has_suffix (name, ".pth") && look_into_pth (self, folder, name))
        return TRUE;
    }

  return FALSE;
}

LimbeckPythonInstall *
limbeck_python_install_look (const char *path)
{
  g_autoptr (LimbeckPythonInstall) self = NULL;
  g_autoptr (LimbeckPythonPath) python_path = NULL;

  g_return_val_if_fail (path != NULL && g_path_is_absolute (path), NULL);

  self = g_new0 (LimbeckPythonInstall, 1);
  self->path = g_strdup (path);

  python_path = limbeck_python_path_find (path);
  self->python_version = g_strdup (python_path->version);
  self->is_launcher = python_path->is_launcher;
  self->is_certain = python_path->is_complete;

  for (guint i = 0; i < python_path->folders->len; i++)
    if (look_into (self, python_path->folders->pdata[i]))
      return g_steal_pointer (&self);

  for (guint i = 0; i < python_path->folders->len; i++)
    if (look_into_pths (self, python_path->folders->pdata[i]))
      return g_steal_pointer (&self);

  return g_steal_pointer (&self);
}

static gboolean
take_answer (LimbeckPythonInstall *self, const char *output)
{
  const char *answer = g_strrstr (output, "limbeck|");
  g_auto (GStrv) fields = g_strsplit (answer != NULL ? answer : "", "|", 4);

  if (g_strv_length (fields) != 4)
    return FALSE;

  g_free (self->python_version);
  self->python_version = g_strdup (fields[1]);
  g_free (self->alembic_version);
  self->alembic_version = *fields[2] != '\0' ? g_strdup (fields[2]) : NULL;
  self->is_certain = TRUE;

  g_strchomp (fields[3]);
  if (self->is_launcher && g_path_is_absolute (fields[3]))
    {
      self->is_launcher = FALSE;
      g_free (self->path);
      self->path = g_strdup (fields[3]);
    }

  return TRUE;
}

gboolean
limbeck_python_install_ask (LimbeckPythonInstall *self,
                            const char           *directory,
                            GCancellable         *cancellable,
                            GError              **error)
{
  g_autoptr (LimbeckCommand) command = NULL;
  g_autoptr (LimbeckCommandOutput) output = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (directory != NULL, FALSE);

  command = limbeck_command_new (self->path);
  limbeck_command_append (command, "-c");
  limbeck_command_append (command, question);
  limbeck_command_set_directory (command, directory);
  limbeck_python_environment_apply (command);

  output = limbeck_command_run (command, ASK_TIMEOUT_MS, cancellable, error);
  if (output == NULL)
    return FALSE;

  if (output->exit_status == 0 && take_answer (self, output->standard_output))
    return TRUE;

  shown = g_filename_display_name (self->path);
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_FAILED,
               /* Translators: a Python, and what it printed. */
               _ ("“%s” can't import Alembic: %s"),
               shown,
               limbeck_python_environment_last_line (output->standard_error));
  return FALSE;
}
