#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "core/base/json.h"

#include "oracle.h"
#include "test-paths.h"

#define PYTHON "/usr/bin/python3"
#define FOLDER TEST_SOURCE_ROOT "/tests/core/revisions"

struct _Oracle
{
  GSubprocess      *process;
  GDataInputStream *out;
};

/* Not by GSubprocess: its thread would be missing in the processes that Check forks. */
gboolean
oracle_is_possible (void)
{
  const char *argv[] = { PYTHON, "-c", "import alembic", NULL };
  int         status = -1;

  return g_spawn_sync (NULL,
                       (char **) argv,
                       NULL,
                       G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL,
                       NULL,
                       NULL,
                       NULL,
                       &status,
                       NULL) &&
         status == 0;
}

Oracle *
oracle_new (const char *program)
{
  g_autofree char  *path = g_build_filename (FOLDER, program, NULL);
  const char *const argv[] = { PYTHON, path, NULL };
  Oracle           *self = g_new0 (Oracle, 1);

  self->process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  if (self->process == NULL)
    g_error ("%s can’t be started", program);
  self->out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));

  return self;
}

void
oracle_free (Oracle *self)
{
  if (self == NULL)
    return;

  (void) g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  (void) g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->out);
  g_object_unref (self->process);
  g_free (self);
}

JsonNode *
oracle_ask (Oracle *self, JsonBuilder *question)
{
  GOutputStream   *in = g_subprocess_get_stdin_pipe (self->process);
  g_autofree char *text = limbeck_json_to_string (question, FALSE);
  g_autofree char *line = NULL;
  JsonNode        *answer = NULL;

  g_strchomp (text);
  if (g_output_stream_write_all (in, text, strlen (text), NULL, NULL, NULL) &&
      g_output_stream_write_all (in, "\n", 1, NULL, NULL, NULL))
    line = g_data_input_stream_read_line (self->out, NULL, NULL, NULL);
  if (line != NULL)
    answer = json_from_string (line, NULL);
  if (answer == NULL)
    g_error ("no answer to %s", text);

  return answer;
}

char *
oracle_join (JsonArray *array)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? " " : "", json_array_get_string_element (array, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
