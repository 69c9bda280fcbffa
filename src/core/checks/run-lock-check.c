#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/database/run-lock.h"

#include "core/checks/checks.h"

void
limbeck_check_run_lock (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  g_autofree char *name = NULL;
  g_autofree char *holder = NULL;
  g_autoptr (GError) error = NULL;

  if (facts->state == NULL || limbeck_database_state_is_pooled (facts->state))
    return;
  if (facts->connection == NULL)
    {
      limbeck_check_unknown (
          findings, "run-lock", _ ("Whether another run is at work is not known."), NULL);
      return;
    }
  name = limbeck_facts_dup_lock_name (facts);
  holder = limbeck_run_lock_find_holder (facts->connection, name, cancellable, &error);
  if (error != NULL)
    limbeck_check_unknown (
        findings, "run-lock", _ ("Whether another run is at work is not known."), error->message);
  else if (holder != NULL)
    limbeck_check_act (findings,
                       LIMBECK_SEVERITY_BLOCKER,
                       "run-lock",
                       _ ("Another run is at work on this database."),
                       holder,
                       _ ("Wait until it is done."),
                       LIMBECK_ACTION_CHECK_AGAIN,
                       limbeck_check_dup_limbeckctl (facts, "check", NULL));
  else
    limbeck_check_pass (findings, "run-lock", _ ("No other run is at work."), NULL);
}
