#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

void
limbeck_check_environment (const LimbeckFacts *facts,
                           GPtrArray          *findings,
                           GCancellable       *cancellable)
{
  LimbeckFinding *failure = facts->current_finding;

  if (!facts->has_asked_current)
    return;
  if (facts->current != NULL)
    {
      limbeck_check_pass (
          findings, "environment", _ ("Alembic can load the environment (env.py)."), NULL);
      return;
    }
  if (failure == NULL)
    {
      limbeck_check_warn (findings,
                          "environment",
                          _ ("Whether Alembic can load the environment (env.py) is not known."),
                          NULL,
                          NULL);
      return;
    }

  limbeck_check_block (findings,
                       limbeck_finding_get_id (failure),
                       limbeck_finding_get_title (failure),
                       limbeck_finding_get_detail (failure),
                       limbeck_finding_get_remedy (failure));
}
