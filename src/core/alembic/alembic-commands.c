#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/alembic/alembic-output.h"
#include "core/database/passfile.h"

#include "core/alembic/alembic-commands.h"

/* Argparse and SQLAlchemy wrap what they print at this width. */
#define COLUMNS "1000"

/* Longer than any script that only starts Alembic. */
#define SCRIPT_SIZE 4096

/* Does what the `alembic` command does. "" in the path is the working directory. */
#define START_WITHOUT_WORKING_DIRECTORY                                                            \
  "import sys; sys.path = [p for p in sys.path if p]; from alembic.config import main; "           \
  "sys.exit(main(prog='alembic'))"

/* As the `alembic` command with the same arguments would come to its database, also where env.py looks at sys.argv or at
   the parsed options, but only to read there. run_cmd() is the step of Alembic's that calls the command. */
#define REHEARSE                                                                                   \
  "import copy, os, sys, alembic, sqlalchemy\n"                                                    \
  "from alembic import command, config\n"                                                          \
  "from alembic.migration import MigrationContext\n"                                               \
  "class CommandLine(config.CommandLine):\n"                                                       \
  "    def run_cmd(self, config, options):\n"                                                      \
  "        options = copy.copy(options)\n"                                                         \
  "        options.cmd = (lambda config: command.current(config, verbose=True), [], [])\n"         \
  "        super().run_cmd(config, options)\n"                                                     \
  "knock = os.environ.pop('LIMBECK_KNOCK', None)\n"                                                \
  "run_migrations = MigrationContext.run_migrations\n"                                             \
  "def tell_and_run_migrations(self, **options):\n"                                                \
  "    table = self._version\n"                                                                    \
  "    names = (str(table.name), str(table.schema or ''))\n"                                       \
  "    print('" LIMBECK_ALEMBIC_TABLE_PREFIX "' + ' '.join(n.encode().hex() for n in names))\n"    \
  "    if knock:\n"                                                                                \
  "        self.connection.execute(sqlalchemy.text(knock))\n"                                      \
  "    return run_migrations(self, **options)\n"                                                   \
  "MigrationContext.run_migrations = tell_and_run_migrations\n"                                    \
  "sys.argv[0] = os.path.join(os.path.dirname(alembic.__file__), '__main__.py')\n"                 \
  "CommandLine(prog='alembic').main(argv=sys.argv[1:])\n"
#define REHEARSE_WITHOUT_WORKING_DIRECTORY                                                         \
  "import sys\nsys.path = [p for p in sys.path if p]\n" REHEARSE

static gboolean
exists_below (const char *directory, const char *first, const char *second)
{
  g_autofree char *path = g_build_filename (directory, first, second, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* `-m alembic` looks into the working directory first, so it would run a package of the project that has this name
 * (every `alembic` folder with an __init__.py); and before 1.5 Alembic could not be run by `-m` at all. */
static gboolean
module_can_be_run (LimbeckConfiguration *configuration, LimbeckInterpreter *interpreter)
{
  const char *directory = limbeck_configuration_get_working_directory (configuration);

  if (exists_below (directory, "alembic", "__init__.py") ||
      exists_below (directory, "alembic.py", NULL))
    return FALSE;

  return limbeck_interpreter_get_alembic_version (interpreter) == NULL ||
         limbeck_interpreter_is_at_least (interpreter, 1, 5, 0);
}

static gboolean
is_same_directory (const char *a, const char *b)
{
  GStatBuf status_a;
  GStatBuf status_b;

  return g_stat (a, &status_a) == 0 && g_stat (b, &status_b) == 0 &&
         status_a.st_dev == status_b.st_dev && status_a.st_ino == status_b.st_ino;
}

/* The Python that starts @script, if that is a script as pip and distributions write them. */
static char *
dup_python_of_script (const char *script)
{
  g_autoptr (GFile) file = g_file_new_for_path (script);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *name = NULL;
  char             text[SCRIPT_SIZE + 1] = "";
  char            *python = text + strlen ("#!");
  gsize            length = 0;

  if (!g_file_test (script, G_FILE_TEST_IS_REGULAR) || g_access (script, X_OK) != 0)
    return NULL;
  stream = g_file_read (file, NULL, NULL);
  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), text, SCRIPT_SIZE, &length, NULL, NULL))
    return NULL;
  if (length == SCRIPT_SIZE || strlen (text) != length || !g_str_has_prefix (text, "#!") ||
      strstr (text, "alembic") == NULL)
    return NULL;

  python[strcspn (python, "\r\n")] = '\0';
  g_strstrip (python);
  name = g_path_get_basename (python);

  return g_str_has_prefix (name, "python") && g_file_test (python, G_FILE_TEST_IS_EXECUTABLE)
             ? g_strdup (python)
             : NULL;
}

/* Whether @script is started by a Python of @directory: that of a venv which has been copied is started by the Python
 * of the original. */
static gboolean
is_script_of (const char *script, const char *directory)
{
  g_autofree char *python = dup_python_of_script (script);
  g_autofree char *its_directory = python ? g_path_get_dirname (python) : NULL;

  return its_directory != NULL && is_same_directory (its_directory, directory);
}

static LimbeckCommand *
start_beside_module (const char *python)
{
  g_autofree char *directory = g_path_get_dirname (python);
  g_autofree char *script = g_build_filename (directory, "alembic", NULL);
  LimbeckCommand  *command;

  if (is_script_of (script, directory))
    return limbeck_command_new (script);

  command = limbeck_command_new (python);
  limbeck_command_append (command, "-c");
  limbeck_command_append (command, START_WITHOUT_WORKING_DIRECTORY);

  return command;
}

static LimbeckCommand *
start_alembic (LimbeckConfiguration *configuration, LimbeckInterpreter *interpreter)
{
  const char     *path = limbeck_interpreter_get_path (interpreter);
  LimbeckCommand *command;

  if (limbeck_interpreter_is_script (interpreter))
    return limbeck_command_new (path);
  if (!module_can_be_run (configuration, interpreter))
    return start_beside_module (path);

  command = limbeck_command_new (path);
  limbeck_command_append (command, "-m");
  limbeck_command_append (command, "alembic");

  return command;
}

static void
set_environment (LimbeckCommand *command)
{
  limbeck_command_setenv (command, "LC_ALL", "C.UTF-8");
  /* With it glibc translates messages even in C.UTF-8, and those of libpq would not be recognised. */
  limbeck_command_setenv (command, "LANGUAGE", NULL);
  limbeck_command_setenv (command, "PYTHONUNBUFFERED", "1");
  limbeck_command_setenv (command, "PYTHONIOENCODING", "utf-8:surrogateescape");
  limbeck_command_setenv (command, "NO_COLOR", "1");
  limbeck_command_setenv (command, "FORCE_COLOR", NULL);
  limbeck_command_setenv (command, "COLUMNS", COLUMNS);
  /* The target says which configuration it is; this one would be read beside it. */
  limbeck_command_setenv (command, "ALEMBIC_CONFIG", NULL);
}

static void
append_configuration (LimbeckCommand       *command,
                      LimbeckConfiguration *configuration,
                      LimbeckInterpreter   *interpreter)
{
  LimbeckTarget *target = limbeck_configuration_get_target (configuration);
  const char    *section = limbeck_target_get_section (target);
  gboolean       is_toml = limbeck_target_is_toml (target);

  if (!is_toml || limbeck_interpreter_is_at_least (interpreter, 1, 16, 0))
    {
      limbeck_command_append (command, "-c");
      limbeck_command_append (command, limbeck_target_get_config_path (target));
    }
  if (!is_toml && section != NULL && !g_str_equal (section, "alembic"))
    {
      limbeck_command_append (command, "-n");
      limbeck_command_append (command, section);
    }
}

static void
prepare (LimbeckCommand *command, LimbeckConfiguration *configuration)
{
  limbeck_command_set_directory (command,
                                 limbeck_configuration_get_working_directory (configuration));
  set_environment (command);
}

static LimbeckCommand *
new_without_configuration (LimbeckConfiguration *configuration, LimbeckInterpreter *interpreter)
{
  LimbeckCommand *command = start_alembic (configuration, interpreter);

  prepare (command, configuration);

  return command;
}

LimbeckCommand *
limbeck_alembic_command_new (LimbeckConfiguration *configuration,
                             LimbeckInterpreter   *interpreter,
                             const char           *verb,
                             ...)
{
  LimbeckCommand *command;
  const char     *argument;
  va_list         arguments;

  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (configuration), NULL);
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (interpreter), NULL);
  g_return_val_if_fail (verb != NULL, NULL);

  command = new_without_configuration (configuration, interpreter);
  append_configuration (command, configuration, interpreter);
  limbeck_command_append (command, verb);

  va_start (arguments, verb);
  while ((argument = va_arg (arguments, const char *)))
    limbeck_command_append (command, argument);
  va_end (arguments);

  return command;
}

LimbeckCommand *
limbeck_alembic_command_new_version (LimbeckConfiguration *configuration,
                                     LimbeckInterpreter   *interpreter)
{
  LimbeckCommand *command;

  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (configuration), NULL);
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (interpreter), NULL);

  command = new_without_configuration (configuration, interpreter);
  limbeck_command_append (command, "--version");

  return command;
}

LimbeckCommand *
limbeck_alembic_command_new_heads (LimbeckConfiguration *configuration,
                                   LimbeckInterpreter   *interpreter)
{
  return limbeck_alembic_command_new (configuration, interpreter, "heads", NULL);
}

LimbeckCommand *
limbeck_alembic_command_new_current (LimbeckConfiguration *configuration,
                                     LimbeckInterpreter   *interpreter)
{
  return limbeck_alembic_command_new (configuration, interpreter, "current", "-v", NULL);
}

static char *
dup_python (LimbeckInterpreter *interpreter)
{
  const char *path = limbeck_interpreter_get_path (interpreter);

  return limbeck_interpreter_is_script (interpreter) ? dup_python_of_script (path)
                                                     : g_strdup (path);
}

gboolean
limbeck_alembic_can_rehearse (LimbeckInterpreter *interpreter)
{
  g_autofree char *python = NULL;

  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (interpreter), FALSE);

  python = dup_python (interpreter);

  return python != NULL;
}

LimbeckCommand *
limbeck_alembic_command_new_rehearsal (LimbeckConfiguration *configuration,
                                       LimbeckInterpreter   *interpreter,
                                       const char           *verb,
                                       const char           *target)
{
  g_autofree char *python = NULL;
  LimbeckCommand  *command;
  gboolean         is_module;

  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (configuration), NULL);
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (interpreter), NULL);
  g_return_val_if_fail (verb != NULL && target != NULL, NULL);

  python = dup_python (interpreter);
  if (python == NULL)
    return limbeck_alembic_command_new_current (configuration, interpreter);

  is_module = !limbeck_interpreter_is_script (interpreter) &&
              module_can_be_run (configuration, interpreter);
  command = limbeck_command_new (python);
  limbeck_command_append (command, "-c");
  limbeck_command_append (command, is_module ? REHEARSE : REHEARSE_WITHOUT_WORKING_DIRECTORY);
  prepare (command, configuration);
  append_configuration (command, configuration, interpreter);
  limbeck_command_append (command, verb);
  limbeck_command_append (command, target);

  return command;
}

LimbeckCommand *
limbeck_alembic_command_new_upgrade (LimbeckConfiguration *configuration,
                                     LimbeckInterpreter   *interpreter,
                                     const char           *target)
{
  g_return_val_if_fail (target != NULL && *target != '\0', NULL);

  return limbeck_alembic_command_new (configuration, interpreter, "upgrade", target, NULL);
}

LimbeckCommand *
limbeck_alembic_command_new_downgrade (LimbeckConfiguration *configuration,
                                       LimbeckInterpreter   *interpreter,
                                       const char           *target)
{
  g_return_val_if_fail (target != NULL && *target != '\0', NULL);

  return limbeck_alembic_command_new (configuration, interpreter, "downgrade", target, NULL);
}

void
limbeck_alembic_command_add_environment (LimbeckCommand *command, const char *const *variables)
{
  g_return_if_fail (command != NULL);

  for (gsize i = 0; variables && variables[i]; i++)
    {
      const char      *equals = strchrnul (variables[i], '=');
      g_autofree char *name = g_strndup (variables[i], equals - variables[i]);
      const char      *value = *equals == '=' ? equals + 1 : NULL;

      if (value != NULL && *value != '\0' && g_str_equal (name, "PGPASSWORD"))
        limbeck_passfile_add_password (command, NULL, value, FALSE);
      else
        limbeck_command_setenv (command, name, value);
    }
}
