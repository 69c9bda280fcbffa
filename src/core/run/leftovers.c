#include "config.h"

#include <string.h>

#include "core/plan/step-source.h"

#include "core/run/leftovers.h"

/* Whether the function of @step that has run names @word. */
static gboolean
step_names (LimbeckPlan *plan, guint step, const char *word)
{
  LimbeckRevision *revision = g_ptr_array_index (limbeck_plan_get_steps (plan), step);
  const char      *function = limbeck_direction_to_string (limbeck_plan_get_direction (plan));
  g_autoptr (LimbeckStepSource)
      source = limbeck_step_source_read (limbeck_revision_get_path (revision), NULL);
  g_autoptr (GPtrArray) statements = NULL;

  if (source == NULL)
    return FALSE;
  statements = limbeck_step_source_list_statements (source, function);
  for (guint i = 0; i < statements->len; i++)
    {
      const LimbeckStatement *statement = g_ptr_array_index (statements, i);

      if (limbeck_statement_has_word (statement->text, word))
        return TRUE;
    }

  return FALSE;
}

/* "age" of "added: column public.users.age (…)" or "changed: column public.users.age: integer → text": what a revision calls it. */
static char *
dup_object_name (const char *change)
{
  const char      *colon = strstr (change, ": ");
  g_autofree char *name = g_strdup (colon ? colon + 2 : change);
  char            *end = strstr (name, ": ");
  char            *parenthesis = strchr (name, '(');
  char            *begin = NULL;

  if (end != NULL)
    *end = '\0';
  if (parenthesis != NULL && (end == NULL || parenthesis < end))
    *parenthesis = '\0';
  g_strchomp (name);
  begin = strrchr (name, '.');
  if (begin == NULL)
    begin = strrchr (name, ' ');

  return g_strdup (begin ? begin + 1 : name);
}

static gboolean
belongs_to_next_step (LimbeckPlan *plan, guint n_done, const char *change)
{
  g_autofree char *name = dup_object_name (change);

  if (*name == '\0' || !step_names (plan, n_done, name))
    return FALSE;
  for (guint i = 0; i < n_done; i++)
    if (step_names (plan, i, name))
      return FALSE;

  return TRUE;
}

char **
limbeck_leftovers_select (LimbeckPlan *plan, guint n_done, const char *const *changes)
{
  g_autoptr (GStrvBuilder) selected = g_strv_builder_new ();

  g_return_val_if_fail (LIMBECK_IS_PLAN (plan) && changes != NULL, NULL);
  g_return_val_if_fail (n_done < limbeck_plan_get_steps (plan)->len, NULL);

  for (gsize i = 0; changes[i] != NULL; i++)
    if (n_done == 0 || belongs_to_next_step (plan, n_done, changes[i]))
      g_strv_builder_add (selected, changes[i]);

  return g_strv_builder_end (selected);
}
