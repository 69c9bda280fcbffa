#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

void
limbeck_check_database_url (const LimbeckFacts *facts,
                            GPtrArray          *findings,
                            GCancellable       *cancellable)
{
  g_autofree char *shown = NULL;
  g_autofree char *detail = NULL;

  if (facts->configuration == NULL || facts->options->offline)
    return;
  if (facts->url == NULL)
    {
      limbeck_check_block (
          findings,
          "database-url",
          _ ("Which database is meant is not known."),
          facts->url_error ? facts->url_error->message : NULL,
          _ ("Set DATABASE_URL, write sqlalchemy.url into the configuration, or give the URL to Limbeck."));
      return;
    }

  shown = limbeck_database_url_dup_redacted (facts->url);
  /* Translators: the first %s is a database URL, the second where it was found. */
  detail = g_strdup_printf (_ ("%s\nFrom: %s"), shown, facts->url_place);
  limbeck_check_pass (findings, "database-url", _ ("The database is known."), detail);
}
