#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

void
limbeck_check_writable (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  if (facts->state == NULL)
    return;
  if (limbeck_database_state_is_in_recovery (facts->state))
    limbeck_check_block (findings,
                         "read-only",
                         _ ("This server is a standby: nothing can be changed on it."),
                         limbeck_database_state_get_host (facts->state),
                         _ ("Connect to the primary server."));
  else if (limbeck_database_state_is_read_only (facts->state))
    limbeck_check_block (
        findings,
        "read-only",
        _ ("Transactions are read-only by default for this role or database."),
        limbeck_database_state_get_user (facts->state),
        _ ("Use another role, or switch default_transaction_read_only off for this one."));
  else
    limbeck_check_pass (findings, "read-only", _ ("The database can be written to."), NULL);
}
