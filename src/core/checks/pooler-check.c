#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

void
limbeck_check_pooler (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  if (facts->state == NULL)
    return;
  if (limbeck_database_state_is_pooled (facts->state))
    limbeck_check_warn (findings,
                        "pooler",
                        _ ("A connection pooler stands between Limbeck and the server."),
                        _ ("Through it a run can't be locked, watched or backed up reliably."),
                        _ ("Use the URL of the server itself."));
  else
    limbeck_check_pass (
        findings, "pooler", _ ("The connection goes straight to the server."), NULL);
}
