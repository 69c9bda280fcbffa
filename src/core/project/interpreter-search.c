#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "core/project/project.h"
#include "core/project/pyenv.h"
#include "core/project/python-install.h"
#include "core/project/small-file.h"

#include "core/project/interpreter-search.h"

typedef struct
{
  const char   *project_directory;
  const char   *config_directory;
  GCancellable *cancellable;
  GString      *tried; /* one line for each place that was no good */
} Search;

void
limbeck_found_interpreter_free (LimbeckFoundInterpreter *self)
{
  if (self == NULL)
    return;

  g_free (self->python);
  g_free (self->script);
  g_free (self->folder);
  g_free (self->python_version);
  g_free (self->alembic_version);
  g_free (self);
}

static void
note (Search *search, const char *path, const char *reason)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_string_append_printf (search->tried, "\n• %s: %s", shown, reason);
}

/* NULL if @path can be started, else why not. */
static const char *
find_flaw (const char *path)
{
  struct stat status;

  if (lstat (path, &status) != 0)
    return errno == ENOENT ? _ ("it does not exist") : g_strerror (errno);

  if (stat (path, &status) != 0)
    return _ (
        "it is a link that leads nowhere; the environment was perhaps made on another machine");

  if (S_ISDIR (status.st_mode))
    return _ ("it is a folder");

  if (!S_ISREG (status.st_mode))
    return _ ("it is not a regular file");

  return access (path, X_OK) == 0 ? NULL : _ ("it may not be executed");
}

/* The Python of a venv or Conda environment; what is there but no good is noted. */
static char *
find_in_environment (Search *search, const char *folder)
{
  static const char *const names[] = { "python", "python3" };
  g_autofree char         *first = NULL;
  const char              *first_flaw = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, "bin", names[i], NULL);
      const char      *flaw = find_flaw (path);

      if (flaw == NULL)
        return g_steal_pointer (&path);

      if (first == NULL)
        {
          first = g_steal_pointer (&path);
          first_flaw = flaw;
        }
    }

  note (search, first, first_flaw);

  return NULL;
}

/* `#!/path/python`, or pip's way around long paths: `#!/bin/sh`, then `'''exec' '/long path/python' "$0" "$@"` */
static char *
find_python_of_script (const char *script)
{
  g_autofree char *contents = limbeck_small_file_read (script, NULL, NULL);
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *python = NULL;

  if (contents == NULL || !g_str_has_prefix (contents, "#!"))
    return NULL;

  regex = g_regex_new (
      "\\A#! *(?:/bin/sh *\\n'''exec' \"?'?)?(?:/usr/bin/env +(?:-S +)?)?([^\\n'\"]*python[0-9.]*)",
      G_REGEX_RAW,
      0,
      NULL);
  if (!g_regex_match (regex, contents, 0, &match))
    return NULL;

  python = g_match_info_fetch (match, 1);

  return g_path_is_absolute (python) ? g_steal_pointer (&python) : g_find_program_in_path (python);
}

static LimbeckPythonInstall *
look_at_python (Search *search, char *python, gboolean must_be_certain)
{
  g_autofree char *resolved = limbeck_pyenv_resolve (python, search->project_directory);
  g_autoptr (LimbeckPythonInstall) install = NULL;
  g_autoptr (GError) error = NULL;

  install = limbeck_python_install_look (resolved != NULL ? resolved : python);
  if (install->alembic_version == NULL && must_be_certain)
    install->is_certain = FALSE;

  if (!install->is_certain &&
      !limbeck_python_install_ask (install, search->project_directory, search->cancellable, &error))
    note (search, install->path, error->message);

  return g_steal_pointer (&install);
}

static LimbeckFoundInterpreter *
found_new (LimbeckInterpreterOrigin origin, const LimbeckPythonInstall *install, const char *script)
{
  LimbeckFoundInterpreter *found = g_new0 (LimbeckFoundInterpreter, 1);

  found->origin = origin;
  found->script = g_strdup (script);
  if (install != NULL)
    {
      found->python = g_strdup (install->path);
      found->python_version = g_strdup (install->python_version);
      found->alembic_version = g_strdup (install->alembic_version);
    }

  return found;
}

/* An `alembic` command runs with the Python of its first line, whose files tell the version. A first line that can't be
 * understood gets the benefit of the doubt. */
static LimbeckFoundInterpreter *
use_script (Search *search, LimbeckInterpreterOrigin origin, const char *script)
{
  g_autofree char *resolved = limbeck_pyenv_resolve (script, search->project_directory);
  g_autofree char *python = find_python_of_script (resolved != NULL ? resolved : script);
  g_autoptr (LimbeckPythonInstall) install = NULL;

  if (python == NULL)
    return found_new (origin, NULL, script);

  if (find_flaw (python) != NULL)
    {
      note (search, script, _ ("the Python that its first line names does not exist"));
      return NULL;
    }

  install = look_at_python (search, python, FALSE);
  if (install->is_certain && install->alembic_version == NULL)
    {
      note (search, script, _ ("the Python that its first line names has no Alembic"));
      return NULL;
    }

  return found_new (origin, install, script);
}

static LimbeckFoundInterpreter *
fail_without_alembic (Search *search, LimbeckPythonInstall *install, GError **error)
{
  g_autofree char *shown = g_filename_display_name (install->path);
  g_autofree char *quoted = g_shell_quote (shown);

  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_NO_ALEMBIC,
      /* Translators: the path of a Python, the command that starts it, and a list of places with what is wrong
                * there, each on a line of its own, which may be empty. */
      _ ("Alembic is not installed for “%s”, the Python of this project. Install it with “%s -m pip install "
         "alembic”, or choose another interpreter.%s"),
      shown,
      strpbrk (shown, " '\"\\$") != NULL ? quoted : shown,
      search->tried->str);

  return NULL;
}

/* The project's interpreter is settled; it works, or its `alembic` command does, or the person has to mend it. */
static LimbeckFoundInterpreter *
use_python (Search *search, LimbeckInterpreterOrigin origin, char *python, GError **error)
{
  g_autoptr (LimbeckPythonInstall) install = look_at_python (search, python, TRUE);
  g_autofree char         *folder = NULL;
  g_autofree char         *script = NULL;
  LimbeckFoundInterpreter *found;

  if (g_cancellable_set_error_if_cancelled (search->cancellable, error))
    return NULL;

  if (install->alembic_version != NULL)
    return found_new (origin, install, NULL);

  folder = g_path_get_dirname (python);
  script = g_build_filename (folder, "alembic", NULL);
  found = find_flaw (script) == NULL ? use_script (search, origin, script) : NULL;

  return found != NULL ? found : fail_without_alembic (search, install, error);
}

static LimbeckFoundInterpreter *
use_setting (Search *search, const char *setting, GError **error)
{
  g_autofree char         *path = g_canonicalize_filename (setting, search->project_directory);
  g_autofree char         *name = g_path_get_basename (path);
  g_autofree char         *shown = g_filename_display_name (path);
  g_autofree char         *python = NULL;
  LimbeckFoundInterpreter *found = NULL;
  const char              *flaw;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    python = find_in_environment (search, path);
  else if ((flaw = find_flaw (path)) != NULL)
    note (search, path, flaw);
  else if (g_str_has_prefix (name, "alembic"))
    found = use_script (search, LIMBECK_INTERPRETER_SETTING, path);
  else
    python = g_strdup (path);

  if (python != NULL)
    return use_python (search, LIMBECK_INTERPRETER_SETTING, python, error);

  if (found == NULL)
    g_set_error (
        error,
        LIMBECK_PROJECT_ERROR,
        LIMBECK_PROJECT_ERROR_NO_INTERPRETER,
        /* Translators: a path, and a list of places with what is wrong there, each on a line of its own. */
        _ ("The interpreter chosen for this project, “%s”, can't be used. Choose another one.%s"),
        shown,
        search->tried->str);

  return found;
}

static char *
find_active (Search *search, const char *variable)
{
  const char *folder = g_getenv (variable);

  return folder != NULL && g_path_is_absolute (folder) ? find_in_environment (search, folder)
                                                       : NULL;
}

static char *
find_project_venv (Search *search, const char **folder)
{
  static const char *const folders[] = { ".venv", "venv", "env" };
  const char              *places[] = { search->project_directory, search->config_directory };
  gsize                    n = strcmp (places[0], places[1]) == 0 ? 1 : 2;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (folders); j++)
      {
        g_autofree char *path = g_build_filename (places[i], folders[j], NULL);
        char            *python = NULL;

        if (g_file_test (path, G_FILE_TEST_IS_DIR))
          python = find_in_environment (search, path);

        if (python != NULL)
          {
            *folder = folders[j];
            return python;
          }
      }

  return NULL;
}

static LimbeckFoundInterpreter *
fail_without_interpreter (Search *search, GError **error)
{
  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_NO_INTERPRETER,
      /* Translators: a list of places with what is wrong there, each on a line of its own; may be empty. */
      _ ("No Python was found for this project: no active virtual environment, no “.venv”, “venv” or “env” in "
         "it, no active Conda environment, and neither “python3” nor “alembic” on the PATH. Make one with "
         "“python3 -m venv .venv” and “.venv/bin/python -m pip install alembic”, or choose an interpreter.%s"),
      search->tried->str);

  return NULL;
}

/* Only here one miss leads on: the system's Python is nobody's choice. */
static LimbeckFoundInterpreter *
search_path (Search *search, GError **error)
{
  g_autofree char *python = g_find_program_in_path ("python3");
  g_autofree char *script = g_find_program_in_path ("alembic");
  g_autoptr (LimbeckPythonInstall) install = NULL;
  LimbeckFoundInterpreter *found = NULL;

  if (python != NULL)
    {
      install = look_at_python (search, python, script == NULL);
      if (install->alembic_version != NULL)
        return found_new (LIMBECK_INTERPRETER_PATH, install, NULL);
    }

  if (script != NULL)
    found = use_script (search, LIMBECK_INTERPRETER_ALEMBIC_ON_PATH, script);
  if (found != NULL || g_cancellable_set_error_if_cancelled (search->cancellable, error))
    return found;

  return install != NULL ? fail_without_alembic (search, install, error)
                         : fail_without_interpreter (search, error);
}

static LimbeckFoundInterpreter *
search_everywhere (Search *search, GError **error)
{
  LimbeckFoundInterpreter *found;
  g_autofree char         *active = find_active (search, "VIRTUAL_ENV");
  g_autofree char         *own = NULL;
  g_autofree char         *conda = NULL;
  const char              *folder = NULL;

  if (active != NULL)
    return use_python (search, LIMBECK_INTERPRETER_VIRTUAL_ENV, active, error);

  own = find_project_venv (search, &folder);
  if (own != NULL)
    {
      found = use_python (search, LIMBECK_INTERPRETER_PROJECT_VENV, own, error);
      if (found != NULL)
        found->folder = g_strdup (folder);
      return found;
    }

  conda = find_active (search, "CONDA_PREFIX");
  if (conda != NULL)
    return use_python (search, LIMBECK_INTERPRETER_CONDA, conda, error);

  return search_path (search, error);
}

LimbeckFoundInterpreter *
limbeck_interpreter_search (const char   *project_directory,
                            const char   *config_directory,
                            const char   *setting,
                            GCancellable *cancellable,
                            GError      **error)
{
  g_autoptr (GString) tried = g_string_new (NULL);
  Search search = { project_directory, config_directory, cancellable, tried };

  g_return_val_if_fail (project_directory != NULL && config_directory != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (setting != NULL && *setting != '\0')
    return use_setting (&search, setting, error);

  return search_everywhere (&search, error);
}
