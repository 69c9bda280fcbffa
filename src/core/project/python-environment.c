#include "config.h"

#include <string.h>

#include "core/project/python-environment.h"

void
limbeck_python_environment_apply (LimbeckCommand *command)
{
  g_return_if_fail (command != NULL);

  /* Alembic reads its ini in the locale's encoding (1.11.3); "C" would break every non-ASCII byte in it. */
  limbeck_command_setenv (command, "LC_ALL", "C.UTF-8");
  limbeck_command_setenv (command, "PYTHONIOENCODING", "utf-8");
  limbeck_command_setenv (command, "PYTHONUNBUFFERED", "1");

  /* Python 3.13 colours tracebacks even in a pipe if one of these asks for it. */
  limbeck_command_setenv (command, "NO_COLOR", "1");
  limbeck_command_setenv (command, "FORCE_COLOR", NULL);
  limbeck_command_setenv (command, "PYTHON_COLORS", NULL);

  limbeck_command_setenv (command, "PYTHONINSPECT", NULL);
  limbeck_command_setenv (command, "PYTHONSTARTUP", NULL);

  /* Since 1.16 Alembic would merge the file that this names into the one given with -c. */
  limbeck_command_setenv (command, "ALEMBIC_CONFIG", NULL);
}

const char *
limbeck_python_environment_last_line (char *output)
{
  char *newline;

  g_return_val_if_fail (output != NULL, NULL);

  g_strchomp (output);
  newline = strrchr (output, '\n');

  return newline != NULL ? newline + 1 : output;
}
