#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <json-glib/json-glib.h>

#include "core/project/url-question.h"

#define URL_FD 3
#define TIMEOUT_MS 20000

static const char asker[] =
    "import json, os\n"
    "from sqlalchemy.engine.url import make_url\n"
    "with os.fdopen(3, encoding='utf-8', newline='') as stream:\n"
    "    url = make_url(stream.read())\n"
    "dialect = url.get_dialect()()\n"
    "answer = {'driver': dialect.driver}\n"
    "for key, value in dialect.create_connect_args(url)[1].items():\n"
    "    if isinstance(value, (list, tuple)):\n"
    "        value = ','.join('' if part is None else str(part) for part in value)\n"
    "    if 'passw' not in key and isinstance(value, (str, int)):\n"
    "        answer['=' + key] = str(value)\n"
    "print('\\nlimbeck|' + json.dumps(answer))\n";

static int
open_text (const char *text)
{
  gsize length = strlen (text);
  int   fd = memfd_create ("limbeck-url", MFD_CLOEXEC);
  int   copy;

  if (fd < 0)
    return -1;
  copy = pwrite (fd, text, length, 0) == (gssize) length ? fcntl (fd, F_DUPFD_CLOEXEC, URL_FD) : -1;
  close (fd);

  return copy;
}

static LimbeckDatabaseUrl *
take_answer (LimbeckDatabaseUrl *url, LimbeckCommandOutput *output)
{
  const char *answer = g_strrstr (output->standard_output, "limbeck|");
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GHashTable) parameters = g_hash_table_new (g_str_hash, g_str_equal);
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  if (output->exit_status != 0 || answer == NULL)
    return NULL;
  root = json_from_string (answer + strlen ("limbeck|"), NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &node))
    if (*name == '=' && json_node_get_string (node) != NULL)
      g_hash_table_insert (parameters, (char *) name + 1, (gpointer) json_node_get_string (node));

  return limbeck_database_url_with_meaning (
      url,
      json_object_get_string_member_with_default (json_node_get_object (root), "driver", NULL),
      parameters);
}

LimbeckDatabaseUrl *
limbeck_url_question_ask (LimbeckInterpreter *interpreter,
                          LimbeckDatabaseUrl *url,
                          GCancellable       *cancellable)
{
  g_autofree char *text = NULL;
  g_autoptr (LimbeckCommand) command = NULL;
  g_autoptr (LimbeckCommandOutput) output = NULL;
  int fd;

  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (interpreter), NULL);
  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (url), NULL);

  if (limbeck_interpreter_get_python (interpreter) == NULL)
    return NULL;
  text = limbeck_database_url_dup_text (url);
  fd = open_text (text);
  if (fd < 0)
    return NULL;

  command = limbeck_interpreter_new_python (interpreter);
  limbeck_command_append (command, "-c");
  limbeck_command_append (command, asker);
  limbeck_command_set_directory (command, "/");
  limbeck_command_take_fd (command, fd, URL_FD);
  output = limbeck_command_run (command, TIMEOUT_MS, cancellable, NULL);

  return output != NULL ? take_answer (url, output) : NULL;
}
