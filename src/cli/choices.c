#include "config.h"

#include "core/project/project-settings.h"

#include "cli/choices.h"

/* Returns a copy of @given, or @set, which it takes. */
static char *
choose (const char *given, char *set)
{
  g_autofree char *unused = set;

  return given ? g_strdup (given) : g_steal_pointer (&unused);
}

LimbeckChoices *
limbeck_choices_new (const LimbeckCommandLine *line, LimbeckTarget *target)
{
  g_autoptr (LimbeckProjectSettings) settings = limbeck_project_settings_new (target);
  LimbeckChoices *self = g_new0 (LimbeckChoices, 1);

  self->interpreter = choose (line->interpreter,
                              limbeck_project_settings_dup_interpreter (settings));
  self->database_url = choose (line->database_url,
                               limbeck_project_settings_dup_database_url (settings));
  self->backup_directory = choose (limbeck_command_line_get_backup_directory (line),
                                   limbeck_project_settings_dup_backup_directory (settings));
  self->timeout_s = line->timeout_s ? line->timeout_s
                                    : limbeck_project_settings_get_time_limit (settings);

  return self;
}

void
limbeck_choices_free (LimbeckChoices *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->interpreter, g_free);
  g_clear_pointer (&self->database_url, g_free);
  g_clear_pointer (&self->backup_directory, g_free);
  g_free (self);
}
