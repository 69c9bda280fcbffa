#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/backup/postgres-tools.h"

#include "core/checks/checks.h"

void
limbeck_check_backup_tool (const LimbeckFacts *facts,
                           GPtrArray          *findings,
                           GCancellable       *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;
  g_autofree char *restore = NULL;
  int              version = 0;

  if (facts->state == NULL)
    return;
  version = limbeck_database_state_get_server_version (facts->state);
  dump = limbeck_postgres_tools_find ("pg_dump", version, &error);
  if (dump != NULL)
    restore = limbeck_postgres_tools_find ("pg_restore", version, &error);
  if (restore == NULL)
    limbeck_check_warn (findings,
                        "pg-dump",
                        _ ("No backup can be taken from here."),
                        error->message,
                        _ ("Install PostgreSQL's client programs of the server's version."));
  else
    limbeck_check_pass (findings, "pg-dump", _ ("A backup can be taken."), dump);
}
