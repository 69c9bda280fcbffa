#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "core/project/project.h"
#include "core/project/python-environment.h"

#include "core/project/pyproject.h"

#define READ_TIMEOUT_MS 20000

struct _LimbeckPyproject
{
  char     *shown_path;
  JsonNode *root; /* key → {"value": …} or {"problem": "…"} */
};

/* Alembic applies Python's % to each text (config.py, _get_toml_config_value()); so does this. */
static const char reader[] =
    "import json, os, sys\n"
    "try:\n"
    "    import tomllib\n"
    "except ImportError:\n"
    "    import tomli as tomllib\n"
    "def fill(value):\n"
    "    if isinstance(value, str):\n"
    "        return value % {'here': os.path.dirname(sys.argv[1])}\n"
    "    if isinstance(value, list):\n"
    "        return [fill(entry) for entry in value]\n"
    "    return value if isinstance(value, (bool, int)) else None\n"
    "def tell(value):\n"
    "    try:\n"
    "        return {'value': fill(value)}\n"
    "    except (TypeError, ValueError, KeyError) as error:\n"
    "        return {'problem': '%s: %s' % (type(error).__name__, error)}\n"
    "with open(sys.argv[1], 'rb') as stream:\n"
    "    table = tomllib.load(stream).get('tool', {}).get('alembic', {})\n"
    "if not isinstance(table, dict):\n"
    "    raise ValueError('tool.alembic is not a table')\n"
    "print('\\nlimbeck|' + json.dumps({key: tell(value) for key, value in table.items()}))\n";

void
limbeck_pyproject_free (LimbeckPyproject *self)
{
  if (self == NULL)
    return;

  g_free (self->shown_path);
  g_clear_pointer (&self->root, json_node_unref);
  g_free (self);
}

static gboolean
refuse (const LimbeckPyproject *self, const char *key, const char *reason, GError **error)
{
  g_set_error (error,
               LIMBECK_PROJECT_ERROR,
               LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION,
               /* Translators: a file, the name of a key, and a sentence about its value. */
               _ ("“%s”, table [tool.alembic]: the value of “%s” can't be used. %s"),
               self->shown_path,
               key,
               reason);

  return FALSE;
}

static gboolean
take_answer (LimbeckPyproject *self, LimbeckCommandOutput *output)
{
  const char *answer = g_strrstr (output->standard_output, "limbeck|");

  if (output->exit_status != 0 || answer == NULL)
    return FALSE;

  self->root = json_from_string (answer + strlen ("limbeck|"), NULL);

  return self->root != NULL && JSON_NODE_HOLDS_OBJECT (self->root);
}

LimbeckPyproject *
limbeck_pyproject_read (const char         *path,
                        LimbeckInterpreter *interpreter,
                        GCancellable       *cancellable,
                        GError            **error)
{
  g_autoptr (LimbeckPyproject) self = NULL;
  g_autoptr (LimbeckCommand) command = NULL;
  g_autoptr (LimbeckCommandOutput) output = NULL;

  g_return_val_if_fail (path != NULL && g_path_is_absolute (path), NULL);
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (interpreter), NULL);

  command = limbeck_interpreter_new_python (interpreter);
  limbeck_command_append (command, "-c");
  limbeck_command_append (command, reader);
  limbeck_command_append (command, path);
  limbeck_command_set_directory (command, "/");

  output = limbeck_command_run (command, READ_TIMEOUT_MS, cancellable, error);
  if (output == NULL)
    return NULL;

  self = g_new0 (LimbeckPyproject, 1);
  self->shown_path = g_filename_display_name (path);
  if (take_answer (self, output))
    return g_steal_pointer (&self);

  g_set_error (error,
               LIMBECK_PROJECT_ERROR,
               LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION,
               /* Translators: a file, and what Python's TOML reader said. */
               _ ("“%s” can't be read by the project's Python: %s"),
               self->shown_path,
               limbeck_python_environment_last_line (output->standard_error));
  return NULL;
}

gboolean
limbeck_pyproject_has (const LimbeckPyproject *self, const char *key)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  return json_object_has_member (json_node_get_object (self->root), key);
}

/* FALSE with an error for a problem; TRUE with a NULL node for no such key. */
static gboolean
look_up (const LimbeckPyproject *self, const char *key, JsonNode **node, GError **error)
{
  JsonObject *entry;

  *node = NULL;
  if (!limbeck_pyproject_has (self, key))
    return TRUE;

  entry = json_object_get_object_member (json_node_get_object (self->root), key);
  if (json_object_has_member (entry, "problem"))
    {
      /* Translators: what Python said. */
      g_autofree char *reason = g_strdup_printf (
          _ ("It may hold “%%(here)s”, and each percent sign that is meant "
             "literally must be written “%%%%” (%s)."),
          json_object_get_string_member (entry, "problem"));

      return refuse (self, key, reason, error);
    }

  *node = json_object_get_member (entry, "value");

  return TRUE;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

gboolean
limbeck_pyproject_read_text (const LimbeckPyproject *self,
                             const char             *key,
                             char                  **value,
                             GError                **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);

  *value = NULL;
  if (!look_up (self, key, &node, error))
    return FALSE;

  if (node == NULL)
    return TRUE;

  if (!is_text (node))
    return refuse (self, key, _ ("It must be a string in quotes."), error);

  *value = json_node_dup_string (node);

  return TRUE;
}

gboolean
limbeck_pyproject_read_list (const LimbeckPyproject *self,
                             const char             *key,
                             char                 ***values,
                             GError                **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array;
  JsonNode  *node;

  g_return_val_if_fail (self != NULL && key != NULL && values != NULL, FALSE);

  *values = NULL;
  if (!look_up (self, key, &node, error))
    return FALSE;

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (self, key, _ ("It must be a list of strings in brackets."), error);

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *entry = json_array_get_element (array, i);

      if (!is_text (entry))
        return refuse (self, key, _ ("It must be a list of strings in brackets."), error);
      g_ptr_array_add (entries, json_node_dup_string (entry));
    }

  /* Alembic takes an empty list for none. */
  if (entries->len > 0)
    {
      g_ptr_array_add (entries, NULL);
      *values = (char **) g_ptr_array_free (g_steal_pointer (&entries), FALSE);
    }

  return TRUE;
}

gboolean
limbeck_pyproject_read_boolean (const LimbeckPyproject *self,
                                const char             *key,
                                gboolean                knows_booleans,
                                gboolean               *value,
                                GError                **error)
{
  JsonNode *node;
  gboolean  is_boolean;

  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);

  *value = FALSE;
  if (!look_up (self, key, &node, error))
    return FALSE;

  if (node == NULL)
    return TRUE;

  is_boolean = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;

  if (knows_booleans && !is_boolean)
    return refuse (self, key, _ ("It must be true or false, without quotes."), error);
  if (!knows_booleans && is_boolean)
    return refuse (
        self,
        key,
        _ ("Alembic before 1.16.4 takes only the string \"true\". Put it in quotes, or upgrade Alembic."),
        error);

  *value = is_boolean ? json_node_get_boolean (node)
                      : is_text (node) && strcmp (json_node_get_string (node), "true") == 0;

  return TRUE;
}
