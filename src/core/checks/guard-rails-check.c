#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

/* Limits on locks reach Alembic's session through PGOPTIONS, which libpq reads unless the URL has options of its own, and which
   drivers without libpq do not know. */
void
limbeck_check_guard_rails (const LimbeckFacts *facts,
                           GPtrArray          *findings,
                           GCancellable       *cancellable)
{
  const char      *driver = NULL;
  g_autofree char *title = NULL;

  if (facts->url == NULL)
    return;
  driver = limbeck_database_url_get_driver (facts->url);
  if (g_strcmp0 (driver, "asyncpg") == 0 || g_strcmp0 (driver, "pg8000") == 0)
    {
      /* Translators: %s is a driver such as asyncpg */
      title = g_strdup_printf (
          _ ("The driver %s takes no settings from Limbeck: a run gets no limit on waiting for locks."),
          driver);
      limbeck_check_warn (
          findings,
          "guard-rails",
          title,
          NULL,
          _ ("Set lock_timeout in env.py, or use psycopg2 or psycopg for migrations."));
    }
  else if (limbeck_database_url_get_parameter (facts->url, "options") != NULL)
    limbeck_check_warn (
        findings,
        "guard-rails",
        _ ("The URL has “options”, which replace those of Limbeck: a run gets no limit on waiting for locks."),
        limbeck_database_url_get_parameter (facts->url, "options"),
        _ ("Add “-c lock_timeout=10s” to the options in the URL."));
  else
    limbeck_check_pass (
        findings, "guard-rails", _ ("A run gets limits on waiting for locks."), driver);
}
