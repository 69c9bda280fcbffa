#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

static gboolean
needs_password (const GError *error)
{
  return g_error_matches (error, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_PASSWORD_NEEDED) ||
         g_error_matches (error, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_AUTHENTICATION);
}

void
limbeck_check_reachable (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  g_autofree char *place = NULL;

  if (facts->url == NULL || facts->options->offline)
    return;
  place = limbeck_database_url_dup_place (facts->url);
  if (facts->state != NULL)
    {
      limbeck_check_pass (
          findings, "database-reachable", _ ("The database can be reached and read."), place);
      return;
    }

  limbeck_check_act (
      findings,
      LIMBECK_SEVERITY_BLOCKER,
      "database-reachable",
      facts->connection ? _ ("The database can be reached, but not read.")
                        : _ ("The database can't be reached: where it stands is unknown."),
      facts->connection_error ? facts->connection_error->message : place,
      facts->connection_error ? limbeck_database_error_get_remedy (facts->connection_error) : NULL,
      needs_password (facts->connection_error) ? LIMBECK_ACTION_ASK_PASSWORD
                                               : LIMBECK_ACTION_CHECK_AGAIN,
      NULL);
}
