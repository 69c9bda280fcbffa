#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/revisions/revision-range.h"

#include "core/checks/checks.h"
#include "core/plan/id-set.h"

void
limbeck_check_current_agrees (const LimbeckFacts *facts,
                              GPtrArray          *findings,
                              GCancellable       *cancellable)
{
  g_autoptr (GPtrArray) current = NULL;
  g_auto (GStrv) ours = NULL;
  g_autofree char   *detail = NULL;
  const char *const *theirs = NULL;

  if (facts->current == NULL || facts->state == NULL || facts->graph == NULL ||
      !limbeck_revision_graph_is_sound (facts->graph))
    return;
  if (facts->current->n_databases > 1)
    {
      limbeck_check_warn (
          findings,
          "several-databases",
          _ ("env.py runs the revisions in several databases or schemas; Limbeck looks at one of them only."),
          facts->current->url,
          _ ("Look after the others yourself: a run changes them too, and nothing here tells how they are."));
      return;
    }
  current = limbeck_revision_range_current (
      facts->graph, limbeck_database_state_get_rows (facts->state), NULL);
  if (current == NULL)
    return;

  ours = limbeck_id_set_of_revisions (current);
  theirs = (const char *const *) facts->current->revisions;
  if (limbeck_id_set_equal ((const char *const *) ours, theirs))
    {
      limbeck_check_pass (
          findings, "current-agrees", _ ("Alembic sees the same current revisions."), NULL);
      return;
    }
  detail = limbeck_id_set_dup_difference ((const char *const *) ours, theirs);
  limbeck_check_block (
      findings,
      "current-agrees",
      _ ("Alembic sees other current revisions than Limbeck."),
      detail,
      _ ("Another database, another version table or a search path may be the reason; find out "
         "before anything is run."));
}
