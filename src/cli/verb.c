#include "config.h"

#include <string.h>

#include "cli/verb.h"

static const LimbeckVerb *const all_verbs[] = {
  &limbeck_verb_status,
  &limbeck_verb_revisions,
  &limbeck_verb_heads,
  &limbeck_verb_plan,
  &limbeck_verb_check,
  &limbeck_verb_upgrade,
  &limbeck_verb_downgrade,
  &limbeck_verb_stamp,
  &limbeck_verb_backup,
  &limbeck_verb_target,
  NULL,
};

const LimbeckVerb *const *
limbeck_verbs (void)
{
  return all_verbs;
}

const LimbeckVerb *
limbeck_verb_find (const char *name)
{
  for (gsize i = 0; all_verbs[i]; i++)
    if (strcmp (all_verbs[i]->name, name) == 0)
      return all_verbs[i];

  return NULL;
}

gboolean
limbeck_verb_takes (const LimbeckVerb *self, const LimbeckOption *option)
{
  return option->is_global || g_strv_contains (self->options, option->name);
}
