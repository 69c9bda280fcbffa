#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

/* Alembic, the run's lock, its watch and a backup with its own connections. */
#define ENOUGH 5

enum
{
  OF_SERVER,
  OF_ROLE,
  OF_DATABASE,
};

/* What is left for this role; NULL where there is no limit. A superuser may use the slots that are kept back for him. */
const char limbeck_check_connection_slots_sql[] =
    "SELECT pg_catalog.current_setting('max_connections')::int"
    "  - CASE WHEN r.rolsuper THEN 0 ELSE pg_catalog.current_setting('superuser_reserved_connections')::int END"
    "  - (SELECT count(*) FROM pg_catalog.pg_stat_activity a WHERE a.datid IS NOT NULL"
    "     AND coalesce(a.backend_type, 'client backend') = 'client backend'),"
    " CASE WHEN r.rolconnlimit >= 0 AND NOT r.rolsuper THEN r.rolconnlimit"
    "  - (SELECT count(*) FROM pg_catalog.pg_stat_activity a WHERE a.usesysid = r.oid) END,"
    " CASE WHEN d.datconnlimit >= 0 AND NOT r.rolsuper THEN d.datconnlimit"
    "  - (SELECT count(*) FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid) END"
    " FROM pg_catalog.pg_roles r, pg_catalog.pg_database d"
    " WHERE r.rolname = session_user AND d.datname = pg_catalog.current_database()";

static gint64
get_least (const LimbeckRows *rows, const char **whose)
{
  const char *const names[] = { N_ ("of the server"), N_ ("of the role"), N_ ("of the database") };
  gint64            least = G_MAXINT64;

  for (guint i = OF_SERVER; i <= OF_DATABASE; i++)
    {
      const char *value = limbeck_rows_get (rows, 0, i);
      gint64      left = value ? g_ascii_strtoll (value, NULL, 10) : G_MAXINT64;

      if (left < least)
        {
          least = left;
          *whose = _ (names[i]);
        }
    }

  return MAX (least, 0);
}

void
limbeck_check_connection_slots (const LimbeckFacts *facts,
                                GPtrArray          *findings,
                                GCancellable       *cancellable)
{
  const LimbeckRows *rows = limbeck_facts_get_rows (facts, "connection-slots");
  const char        *whose = NULL;
  gint64             left = limbeck_rows_get_n_rows (rows) > 0 ? get_least (rows, &whose) : -1;
  g_autofree char   *detail = NULL;

  if (left < 0)
    {
      limbeck_check_unknown (
          findings, "connection-slots", _ ("How many connections are free is not known."), NULL);
      return;
    }
  detail = g_strdup_printf (
      /* Translators: a number of connections; “of the server”, “of the role” or “of the database” */
      g_dngettext (
          GETTEXT_PACKAGE, "%d free connection %s", "%d free connections %s", (gulong) left),
      (int) left,
      whose);
  if (left < ENOUGH)
    limbeck_check_act (findings,
                       LIMBECK_SEVERITY_WARNING,
                       "connection-slots",
                       _ ("Nearly all connections are in use: Alembic or a backup may find none."),
                       detail,
                       _ ("Stop what does not have to run, or raise the limit."),
                       LIMBECK_ACTION_CHECK_AGAIN,
                       limbeck_check_dup_limbeckctl (facts, "check", NULL));
  else
    limbeck_check_pass (
        findings, "connection-slots", _ ("There are enough free connections."), detail);
}
