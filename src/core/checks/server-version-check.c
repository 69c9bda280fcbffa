#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

#define OLDEST 90600
#define OLDEST_TESTED 120000
/* The first that nobody could know of when this was written. */
#define UNKNOWN 190000

static char *
dup_version (int version)
{
  if (version >= 100000)
    return g_strdup_printf ("PostgreSQL %d.%d", version / 10000, version % 10000);

  return g_strdup_printf (
      "PostgreSQL %d.%d.%d", version / 10000, version / 100 % 100, version % 100);
}

void
limbeck_check_server_version (const LimbeckFacts *facts,
                              GPtrArray          *findings,
                              GCancellable       *cancellable)
{
  int              version = 0;
  g_autofree char *shown = NULL;

  if (facts->state == NULL)
    return;
  version = limbeck_database_state_get_server_version (facts->state);
  shown = dup_version (version);
  if (version < OLDEST)
    limbeck_check_block (findings,
                         "server-version",
                         _ ("This PostgreSQL is too old for Limbeck, which needs 9.6."),
                         shown,
                         _ ("Upgrade the server."));
  else if (version < OLDEST_TESTED)
    limbeck_check_warn (findings,
                        "server-version",
                        _ ("This PostgreSQL is older than what Limbeck was made for (12)."),
                        shown,
                        _ ("Expect that less can be checked."));
  else if (version >= UNKNOWN)
    limbeck_check_warn (
        findings,
        "server-version",
        _ ("This PostgreSQL is newer than what Limbeck was made for (18)."),
        shown,
        _ ("See whether there is a newer Limbeck; what this one can't read it tells as unknown."));
  else
    limbeck_check_pass (
        findings, "server-version", _ ("The server's version is supported."), shown);
}
