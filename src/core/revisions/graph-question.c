#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "core/base/finding.h"
#include "core/base/text.h"

#include "core/revisions/graph-answer.h"

#include "core/revisions/graph-question.h"

#define ANSWER_FD 3
#define TIMEOUT_MS 60000
#define MAX_ANSWER_BYTES (256 * 1024 * 1024)

/*
 * Lets Alembic's own command line find and read the configuration, and stops where the command would begin. Paths
 * are written byte by byte, as JSON has no place for file names that are not UTF-8. Whatever revision files print goes
 * to standard error.
 */
static const char program[] =
    "import importlib, json, os, sys, traceback\n"
    "import alembic\n"
    "from alembic.config import CommandLine\n"
    "from alembic.script import ScriptDirectory\n"
    "out = os.fdopen(3, 'w', encoding='ascii')\n"
    "os.dup2(2, 1)\n"
    "def words(value):\n"
    "    values = [] if value is None else [value] if isinstance(value, str) else list(value)\n"
    "    for word in values:\n"
    "        if not isinstance(word, str):\n"
    "            raise TypeError('%r is no revision id' % (word,))\n"
    "    return [clean(word) for word in values]\n"
    "def clean(text):\n"
    "    return text.encode('utf-8', 'replace').decode('utf-8').replace('\\0', '\\ufffd')\n"
    "own = tuple(os.path.dirname(m.__file__) + os.sep for m in (alembic, importlib))\n"
    "def place(error):\n"
    "    if isinstance(error, SyntaxError) and error.filename:\n"
    "        return error.filename, error.lineno or 0\n"
    "    for frame in reversed(traceback.extract_tb(error.__traceback__)):\n"
    "        if frame.filename[:1] != '<' and not frame.filename.startswith(own):\n"
    "            return frame.filename, frame.lineno or 0\n"
    "    return None, 0\n"
    "class Reader(CommandLine):\n"
    "    def run_cmd(self, config, options):\n"
    "        for script in ScriptDirectory.from_config(config)._load_revisions():\n"
    "            answer['revisions'].append({\n"
    "                'id': words(script.revision)[0],\n"
    "                'down': words(script.down_revision),\n"
    "                'depends': words(script.dependencies),\n"
    "                'labels': words(script._orig_branch_labels),\n"
    "                'path': os.fsencode(str(script.path)).decode('latin-1'),\n"
    "                'doc': clean(script.longdoc)})\n"
    "answer = {'revisions': []}\n"
    "try:\n"
    "    Reader().main(['-c', sys.argv[1], '-n', sys.argv[2], 'heads'])\n"
    "except BaseException as error:\n"
    "    path, line = place(error)\n"
    "    answer['error'] = {'type': type(error).__name__, 'text': clean(str(error)),\n"
    "                       'path': path and os.fsencode(path).decode('latin-1'), 'line': line}\n"
    "json.dump(answer, out)\n"
    "out.flush()\n"
    "os._exit(0)\n";

static LimbeckCommand *
make_command (LimbeckConfiguration *configuration, LimbeckInterpreter *interpreter, int answer_fd)
{
  LimbeckTarget  *target = limbeck_configuration_get_target (configuration);
  LimbeckCommand *command = limbeck_interpreter_new_python (interpreter);

  limbeck_command_append (command, "-c");
  limbeck_command_append (command, program);
  limbeck_command_append (command, limbeck_target_get_config_path (target));
  limbeck_command_append (command, limbeck_target_get_section (target));
  limbeck_command_set_directory (command,
                                 limbeck_configuration_get_working_directory (configuration));
  limbeck_command_take_fd (command, fcntl (answer_fd, F_DUPFD_CLOEXEC, ANSWER_FD), ANSWER_FD);

  return command;
}

/* The answer may be larger than a pipe holds, so it comes through a file in memory. */
static GBytes *
read_answer (int fd)
{
  off_t            size = lseek (fd, 0, SEEK_END);
  gsize            n = 0;
  g_autofree char *answer = NULL;

  if (size <= 0 || size > MAX_ANSWER_BYTES)
    return NULL;

  answer = g_malloc (size);
  while (n < (gsize) size)
    {
      gssize n_read = pread (fd, answer + n, size - n, n);

      if (n_read <= 0)
        return NULL;
      n += n_read;
    }

  return g_bytes_new_take (g_steal_pointer (&answer), n);
}

static void
add_failure (GPtrArray *findings, const char *detail, const char *remedy)
{
  g_autofree char *shown = limbeck_text_redact (detail, NULL);

  g_ptr_array_add (findings,
                   limbeck_finding_new ("alembic-can-not-tell",
                                        LIMBECK_SEVERITY_BLOCKER,
                                        _ ("Alembic can’t tell what the revisions are"),
                                        shown,
                                        remedy));
}

/* Alembic has said @problem about a file. */
static const char *
choose_remedy (const char *problem)
{
  if (strstr (problem, "ModuleNotFoundError: ") != NULL)
    return _ (
        "Install it for the project’s Python, or choose the interpreter that has it: Alembic refuses "
        "the whole tree because of it. What could be read without Alembic is shown.");

  return _ ("Correct the file: Alembic refuses the whole tree because of it. What could "
            "be read without Alembic is shown.");
}

/* The last lines say what Python stumbled over before it came to answering. */
static char *
dup_last_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint end = g_strv_length (lines);
  guint first;

  while (end > 0 && *lines[end - 1] == '\0')
    end--;
  first = end > 3 ? end - 3 : 0;
  g_clear_pointer (&lines[end], g_free);

  return g_strjoinv ("\n", lines + first);
}

static GPtrArray *
judge (LimbeckCommandOutput *output, GBytes *answer, GPtrArray *findings)
{
  g_autofree char *problem = NULL;
  g_autofree char *last = NULL;
  GPtrArray       *scripts = NULL;

  if (answer != NULL)
    scripts = limbeck_graph_answer_read (answer, &problem);
  if (scripts != NULL)
    return scripts;

  last = dup_last_lines (output->standard_error);
  add_failure (findings,
               problem != NULL ? problem : last,
               problem != NULL
                   ? choose_remedy (problem)
                   : _ ("Check that Alembic works in the project’s interpreter. What could be read "
                        "without Alembic is shown."));

  return NULL;
}

GPtrArray *
limbeck_graph_question_ask (LimbeckConfiguration *configuration,
                            LimbeckInterpreter   *interpreter,
                            GCancellable         *cancellable,
                            GPtrArray            *findings)
{
  g_autoptr (LimbeckCommand) command = NULL;
  g_autoptr (LimbeckCommandOutput) output = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  int fd;

  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (configuration), NULL);
  g_return_val_if_fail (findings != NULL, NULL);

  if (interpreter == NULL || limbeck_interpreter_get_python (interpreter) == NULL)
    return NULL;

  fd = memfd_create ("limbeck-revisions", MFD_CLOEXEC);
  if (fd < 0)
    {
      add_failure (findings, g_strerror (errno), _ ("Free some memory and try again."));
      return NULL;
    }
  command = make_command (configuration, interpreter, fd);
  output = limbeck_command_run (command, TIMEOUT_MS, cancellable, &error);
  if (output != NULL)
    answer = read_answer (fd);
  close (fd);

  if (output != NULL)
    return judge (output, answer, findings);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    add_failure (
        findings,
        error->message,
        _ ("Check the project’s interpreter. What could be read without Alembic is shown."));

  return NULL;
}
