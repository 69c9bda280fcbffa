#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"
#include "core/plan/id-set.h"

void
limbeck_check_heads_agree (const LimbeckFacts *facts,
                           GPtrArray          *findings,
                           GCancellable       *cancellable)
{
  g_auto (GStrv) ours = NULL;
  g_autofree char *detail = NULL;

  if (!facts->has_asked_heads || facts->graph == NULL)
    return;
  if (facts->heads == NULL)
    {
      LimbeckFinding *failure = facts->heads_finding;

      limbeck_check_warn (findings,
                          "heads-agree",
                          _ ("Alembic could not say which heads there are."),
                          failure ? limbeck_finding_get_title (failure) : NULL,
                          failure ? limbeck_finding_get_remedy (failure) : NULL);
      return;
    }

  ours = limbeck_id_set_of_revisions (limbeck_revision_graph_get_heads (facts->graph));
  if (limbeck_id_set_equal ((const char *const *) ours, (const char *const *) facts->heads))
    {
      limbeck_check_pass (findings, "heads-agree", _ ("Alembic sees the same heads."), NULL);
      return;
    }
  detail = limbeck_id_set_dup_difference ((const char *const *) ours,
                                          (const char *const *) facts->heads);
  limbeck_check_block (
      findings,
      "heads-agree",
      _ ("Alembic sees other heads than Limbeck."),
      detail,
      _ ("A revision file may do something unusual at its top level; please report it."));
}
