#include "config.h"

#include "core/revisions/graph-question.h"
#include "core/revisions/script-problems.h"

#include "core/revisions/revision-graph-private.h"

static gboolean
needs_newer_alembic (LimbeckScript *script, LimbeckInterpreter *interpreter)
{
  return script->needs_set_support && interpreter != NULL &&
         !limbeck_interpreter_is_at_least (interpreter, 1, 12, 1);
}

/*
 * Only Python knows what a computed file says. A file that Alembic certainly refuses, or would wait on for ever, makes
 * asking pointless.
 */
static gboolean
should_ask (GPtrArray *scripts, LimbeckInterpreter *interpreter)
{
  gboolean is_computed = FALSE;

  for (guint i = 0; i < scripts->len; i++)
    {
      LimbeckScript *script = g_ptr_array_index (scripts, i);

      if (script->state == LIMBECK_SCRIPT_REFUSED ||
          script->problem == LIMBECK_SCRIPT_PROBLEM_NOT_REGULAR)
        return FALSE;
      is_computed |= script->state != LIMBECK_SCRIPT_READ ||
                     needs_newer_alembic (script, interpreter);
    }

  return is_computed;
}

static LimbeckScriptPlaces
find_places (LimbeckConfiguration *configuration)
{
  LimbeckScriptPlaces places = {
    .locations = limbeck_configuration_get_version_locations (configuration),
    .is_sorted = limbeck_configuration_is_sorted (configuration),
    .is_recursive = limbeck_configuration_is_recursive (configuration) &&
                    limbeck_configuration_is_sorted (configuration),
    .is_sourceless = limbeck_configuration_is_sourceless (configuration),
  };

  return places;
}

static LimbeckRevisionGraph *
load (LimbeckConfiguration      *configuration,
      const LimbeckScriptPlaces *places,
      LimbeckInterpreter        *interpreter,
      LimbeckRevisionGraph      *previous,
      GCancellable              *cancellable,
      GError                   **error)
{
  g_autoptr (LimbeckScriptFiles) files = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) answer = NULL;
  LimbeckGraphOrigin origin = { .interpreter = interpreter };

  files = limbeck_script_files_load (places,
                                     previous != NULL ? limbeck_revision_graph_get_files (previous)
                                                      : NULL,
                                     cancellable,
                                     error);
  if (files == NULL)
    return NULL;
  if (previous != NULL && limbeck_revision_graph_is_current (previous, files, interpreter))
    return g_object_ref (previous);

  findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_extend (findings, files->findings, (GCopyFunc) g_object_ref, NULL);
  if (should_ask (files->scripts, interpreter))
    {
      answer = limbeck_graph_question_ask (configuration, interpreter, cancellable, findings);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      origin.is_asked = answer != NULL;
      origin.asks_again = answer == NULL && interpreter != NULL &&
                          limbeck_interpreter_get_python (interpreter) != NULL;
    }

  origin.files = files;
  limbeck_script_problems_find (files->scripts, origin.is_asked, findings);

  return limbeck_revision_graph_new (answer != NULL ? answer : files->scripts, &origin, findings);
}

LimbeckRevisionGraph *
limbeck_revision_graph_load (LimbeckConfiguration *configuration,
                             LimbeckInterpreter   *interpreter,
                             LimbeckRevisionGraph *previous,
                             GCancellable         *cancellable,
                             GError              **error)
{
  LimbeckScriptPlaces places;

  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (configuration), NULL);
  g_return_val_if_fail (interpreter == NULL || LIMBECK_IS_INTERPRETER (interpreter), NULL);
  g_return_val_if_fail (previous == NULL || LIMBECK_IS_REVISION_GRAPH (previous), NULL);

  places = find_places (configuration);

  return load (configuration, &places, interpreter, previous, cancellable, error);
}

LimbeckRevisionGraph *
limbeck_revision_graph_load_brief (LimbeckConfiguration *configuration,
                                   LimbeckInterpreter   *interpreter,
                                   GCancellable         *cancellable,
                                   GError              **error)
{
  LimbeckScriptPlaces places;

  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (configuration), NULL);
  g_return_val_if_fail (interpreter == NULL || LIMBECK_IS_INTERPRETER (interpreter), NULL);

  places = find_places (configuration);
  places.is_brief = TRUE;

  return load (configuration, &places, interpreter, NULL, cancellable, error);
}
