#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/project/project.h"
#include "core/project/python-path.h"
#include "core/project/small-file.h"

#include "core/project/location.h"

#define ASK_TIMEOUT_MS 20000

/* No place that can be found begins with it. */
#define NAMELESS "?"

/* Like Alembic, but for the package itself: find_spec() imports only what stands before the last dot. From Python 3.12
 * on, importlib.resources fails with StopIteration where a namespace package is followed by a place without a name. */
static const char question[] =
    "import importlib.util, pathlib, sys\n"
    "sys.path[:0] = sys.argv[3:]\n"
    "spec = importlib.util.find_spec(sys.argv[1])\n"
    "places = list(spec.submodule_search_locations or []) if spec else []\n"
    "place = places[0] if places else ''\n"
    "if place and spec.origin is None and sys.version_info >= (3, 12):\n"
    "    place = place if pathlib.PurePosixPath(sys.argv[2]).parts else '" NAMELESS "'\n"
    "sys.stdout.write('\\nlimbeck|' + place + '\\n')\n";

gboolean
limbeck_location_is_in_package (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return !g_path_is_absolute (text) && strchr (text, ':') != NULL;
}

/* "a.b" in @entry: a folder whose first package is a regular one. A namespace package may be spread over several entries,
 * so it is left to Python. */
static char *
look_into (const char *entry, const char *package)
{
  g_autofree char *relative = g_strdelimit (g_strdup (package), ".", '/');
  g_autofree char *first = g_strndup (package, strcspn (package, "."));
  g_autofree char *folder = g_build_filename (entry, relative, NULL);
  g_autofree char *outer = g_build_filename (entry, first, "__init__.py", NULL);
  g_autofree char *inner = g_build_filename (folder, "__init__.py", NULL);

  return limbeck_small_file_is_present (outer) && limbeck_small_file_is_present (inner)
             ? g_steal_pointer (&folder)
             : NULL;
}

/* In the order of sys.path: prepend_sys_path, the current directory (`python -m` puts it there), then Python's own. */
static GPtrArray *
list_entries (const LimbeckLocationContext *context)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LimbeckPythonPath) path = NULL;
  const char *python = NULL;

  for (gsize i = 0; context->python_path != NULL && context->python_path[i] != NULL; i++)
    g_ptr_array_add (entries,
                     g_canonicalize_filename (context->python_path[i], context->working_directory));

  if (context->interpreter != NULL)
    python = limbeck_interpreter_get_python (context->interpreter);
  if (context->interpreter == NULL || !limbeck_interpreter_is_script (context->interpreter))
    g_ptr_array_add (entries, g_strdup (context->working_directory));

  if (python != NULL)
    {
      path = limbeck_python_path_find (python);
      for (guint i = 0; i < path->folders->len; i++)
        g_ptr_array_add (entries, g_strdup (path->folders->pdata[i]));
    }

  return g_steal_pointer (&entries);
}

static char *
take_answer (const LimbeckCommandOutput *output)
{
  const char *answer = g_strrstr (output->standard_output, "limbeck|");

  if (output->exit_status != 0 || answer == NULL)
    return NULL;

  answer += strlen ("limbeck|");

  return g_strndup (answer, strcspn (answer, "\n"));
}

static char *
ask_python (const char                   *package,
            const char                   *within,
            const LimbeckLocationContext *context,
            GError                      **error)
{
  g_autoptr (LimbeckCommand) command = limbeck_interpreter_new_python (context->interpreter);
  g_autoptr (LimbeckCommandOutput) output = NULL;

  limbeck_command_append (command, "-c");
  limbeck_command_append (command, question);
  limbeck_command_append (command, package);
  limbeck_command_append (command, within);
  for (gsize i = 0; context->python_path != NULL && context->python_path[i] != NULL; i++)
    limbeck_command_append (command, context->python_path[i]);
  limbeck_command_set_directory (command, context->working_directory);

  output = limbeck_command_run (command, ASK_TIMEOUT_MS, context->cancellable, error);

  return output != NULL ? take_answer (output) : NULL;
}

static void
set_nameless (GError **error, const char *package)
{
  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
      /* Translators: the name of a Python package, three times. */
      _ ("“%s:” can't be found by this Python: the folder “%s” has no __init__.py, and then a place in it has "
         "to be named behind the colon; write the path of the folder without a colon, or add “%s/__init__.py”"),
      package,
      package,
      package);
}

/* @within: what follows @package, up to the next colon */
static char *
find_package (const char                   *package,
              const char                   *within,
              const LimbeckLocationContext *context,
              GError                      **error)
{
  g_autoptr (GPtrArray) entries = list_entries (context);
  g_autofree char *answer = NULL;
  GError          *local_error = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      char *folder = look_into (entries->pdata[i], package);

      if (folder != NULL)
        return folder;
    }

  if (context->interpreter != NULL && limbeck_interpreter_get_python (context->interpreter) != NULL)
    answer = ask_python (package, within, context, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  if (g_strcmp0 (answer, NAMELESS) == 0)
    {
      set_nameless (error, package);
      return NULL;
    }
  if (answer != NULL && *answer != '\0')
    return g_steal_pointer (&answer);

  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
      /* Translators: the name of a Python package and the folder where Python would be started. */
      _ ("there is no Python package “%s” to be found from “%s”; install it for the project's Python, or name "
         "its folder with “prepend_sys_path”"),
      package,
      context->working_directory);
  return NULL;
}

char *
limbeck_location_resolve (const char *text, const LimbeckLocationContext *context, GError **error)
{
  g_auto (GStrv) tokens = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *joined = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  if (!limbeck_location_is_in_package (text))
    return g_canonicalize_filename (*text != '\0' ? text : ".", context->working_directory);

  tokens = g_strsplit (text, ":", -1);
  folder = find_package (tokens[0], tokens[1], context, error);
  if (folder == NULL)
    return NULL;

  rest = g_build_filenamev (tokens + 1);
  joined = g_build_filename (folder, rest, NULL);

  return g_canonicalize_filename (joined, NULL);
}
