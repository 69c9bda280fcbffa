/* Findings whose remedy a front end can carry out. */

#include "config.h"

#include "core/checks/checks.h"

void
limbeck_check_act (GPtrArray      *findings,
                   LimbeckSeverity severity,
                   const char     *id,
                   const char     *title,
                   const char     *detail,
                   const char     *remedy,
                   LimbeckAction   action,
                   char           *command)
{
  g_ptr_array_add (
      findings,
      limbeck_finding_new_with_action (id, severity, title, detail, remedy, action, command));
  g_free (command);
}

char *
limbeck_check_dup_limbeckctl (const LimbeckFacts *facts, ...)
{
  g_autoptr (LimbeckCommand) command = limbeck_command_new ("limbeckctl");
  const char      *directory = limbeck_target_get_project_directory (facts->target);
  const char      *config = limbeck_target_get_config_path (facts->target);
  g_autofree char *usual = g_build_filename (directory, "alembic.ini", NULL);
  const char      *argument = NULL;
  va_list          arguments;

  limbeck_command_append (command, "--project");
  limbeck_command_append (command, directory);
  if (!g_str_equal (config, usual))
    {
      limbeck_command_append (command, "--config");
      limbeck_command_append (command, config);
    }
  va_start (arguments, facts);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    limbeck_command_append (command, argument);
  va_end (arguments);

  return limbeck_command_to_string (command);
}
