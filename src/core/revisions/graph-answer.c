#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "core/revisions/script.h"

#include "core/revisions/graph-answer.h"

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* A path comes as one character for each byte; @text is ours to shorten. */
static char *
dup_path (const char *text)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_c (path, (char) g_utf8_get_char (p));

  return g_string_free (g_steal_pointer (&path), FALSE);
}

static gsize
add_string (LimbeckScriptDraft *draft, const char *text)
{
  return limbeck_script_draft_add_bytes (draft, text, strlen (text));
}

static gboolean
add_list (LimbeckScriptDraft *draft, LimbeckScriptList list, JsonObject *object, const char *name)
{
  JsonNode  *node = json_object_get_member (object, name);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        return FALSE;
      limbeck_script_draft_append (draft, list, add_string (draft, json_node_get_string (element)));
    }

  return TRUE;
}

static LimbeckScript *
read_script (LimbeckScriptDraft *draft, JsonNode *node)
{
  JsonObject      *object;
  const char      *id;
  const char      *doc;
  const char      *path;
  g_autofree char *path_bytes = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  id = get_string (object, "id");
  doc = get_string (object, "doc");
  path = get_string (object, "path");
  if (id == NULL || doc == NULL || path == NULL)
    return NULL;

  limbeck_script_draft_reset (draft);
  path_bytes = dup_path (path);
  limbeck_script_draft_set_text (draft, LIMBECK_SCRIPT_PATH, add_string (draft, path_bytes));
  limbeck_script_draft_set_text (draft, LIMBECK_SCRIPT_ID, add_string (draft, id));
  if (*doc != '\0')
    limbeck_script_draft_set_docstring (draft, doc, strlen (doc));
  if (!add_list (draft, LIMBECK_SCRIPT_DOWN_REVISIONS, object, "down") ||
      !add_list (draft, LIMBECK_SCRIPT_DEPENDS_ON, object, "depends") ||
      !add_list (draft, LIMBECK_SCRIPT_BRANCH_LABELS, object, "labels"))
    return NULL;

  return limbeck_script_draft_finish (draft);
}

static char *
describe_error (JsonObject *error)
{
  const char      *type = get_string (error, "type");
  const char      *text = get_string (error, "text");
  const char      *path = get_string (error, "path");
  gint64           line = json_object_get_int_member_with_default (error, "line", 0);
  g_autofree char *bytes = path != NULL ? dup_path (path) : NULL;
  g_autofree char *shown = bytes != NULL ? g_filename_display_name (bytes) : NULL;

  if (shown != NULL)
    /* Translators: a file, a line number, and the kind and text of a Python error */
    return g_strdup_printf (_ ("%s, line %d: %s: %s"),
                            shown,
                            (int) line,
                            type != NULL ? type : "",
                            text != NULL ? text : "");

  return g_strdup_printf ("%s: %s", type != NULL ? type : "", text != NULL ? text : "");
}

static GPtrArray *
read_revisions (JsonArray *array)
{
  g_autoptr (LimbeckScriptDraft) draft = limbeck_script_draft_new ();
  g_autoptr (GPtrArray)
      scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_script_unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      LimbeckScript *script = read_script (draft, json_array_get_element (array, i));

      if (script == NULL)
        return NULL;
      g_ptr_array_add (scripts, script);
    }

  return g_steal_pointer (&scripts);
}

GPtrArray *
limbeck_graph_answer_read (GBytes *answer, char **problem)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gconstpointer bytes;
  gsize         length;
  JsonNode     *root;
  JsonNode     *revisions;
  JsonNode     *error;

  g_return_val_if_fail (answer != NULL && problem != NULL, NULL);

  *problem = NULL;
  bytes = g_bytes_get_data (answer, &length);
  if (!json_parser_load_from_data (parser, bytes, length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  error = json_object_get_member (json_node_get_object (root), "error");
  if (error != NULL && JSON_NODE_HOLDS_OBJECT (error))
    {
      *problem = describe_error (json_node_get_object (error));
      return NULL;
    }
  revisions = json_object_get_member (json_node_get_object (root), "revisions");

  return revisions != NULL && JSON_NODE_HOLDS_ARRAY (revisions)
             ? read_revisions (json_node_get_array (revisions))
             : NULL;
}
