#include "config.h"

#include "core/project/configuration.h"
#include "core/project/project.h"

#include "cli/choices.h"
#include "cli/tree.h"

LimbeckTarget *
limbeck_tree_find_target (LimbeckCall *call, GError **error)
{
  const LimbeckCommandLine *line = call->line;

  return limbeck_project_open_target (
      line->project ? line->project : ".", line->config, call->cancellable, error);
}

LimbeckRevisionGraph *
limbeck_tree_load (LimbeckCall *call, GError **error)
{
  g_autoptr (LimbeckTarget) target = limbeck_tree_find_target (call, error);
  g_autoptr (LimbeckInterpreter) interpreter = NULL;
  g_autoptr (LimbeckConfiguration) configuration = NULL;
  g_autoptr (LimbeckChoices) choices = NULL;
  g_autoptr (GError) not_found = NULL;
  g_autofree char *directory = NULL;

  if (!target)
    return NULL;

  choices = limbeck_choices_new (call->line, target);
  directory = g_path_get_dirname (limbeck_target_get_config_path (target));
  interpreter = limbeck_interpreter_find (limbeck_target_get_project_directory (target),
                                          directory,
                                          choices->interpreter,
                                          call->cancellable,
                                          &not_found);
  if (!interpreter && choices->interpreter)
    {
      g_propagate_error (error, g_steal_pointer (&not_found));
      return NULL;
    }
  configuration = limbeck_configuration_load (target, interpreter, call->cancellable, error);
  if (!configuration)
    return NULL;

  return limbeck_revision_graph_load_brief (configuration, interpreter, call->cancellable, error);
}
