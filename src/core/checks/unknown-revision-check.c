#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

void
limbeck_check_unknown_revision (const LimbeckFacts *facts,
                                GPtrArray          *findings,
                                GCancellable       *cancellable)
{
  const char *const *unknown = NULL;
  g_autofree char   *list = NULL;

  if (facts->state == NULL || facts->standing == NULL)
    return;
  unknown = limbeck_standing_get_unknown_rows (facts->standing);
  if (unknown[0] == NULL)
    {
      limbeck_check_pass (findings,
                          "unknown-revision",
                          _ ("Every revision that the database names is in this checkout."),
                          NULL);
      return;
    }

  list = g_strjoinv (", ", (char **) unknown);
  limbeck_check_block (
      findings,
      "unknown-revision",
      _ ("The database is ahead of this checkout: it names a revision that is not here."),
      list,
      _ ("Pull the latest changes or switch to the branch that has this revision. Do not stamp "
         "the database to get around it."));
}
