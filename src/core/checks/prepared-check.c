#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

enum
{
  GID,
  OWNER,
  PREPARED,
  TABLES,
  LOCKS_VERSION,
};

/* Nothing but its lock on its own transaction id leads from a prepared transaction to its locks. */
const char limbeck_check_prepared_sql[] =
    "SELECT p.gid, p.owner, pg_catalog.date_trunc('second', p.prepared),"
    " pg_catalog.string_agg(DISTINCT l.relation::pg_catalog.regclass::text, ', ')"
    "  FILTER (WHERE c.relkind IN ('r', 'p', 'm') AND " LIMBECK_CHECK_OF_APPLICATION "),"
    " coalesce(bool_or(l.relation = " LIMBECK_CHECK_VERSION_TABLE "), false)"
    " FROM pg_catalog.pg_prepared_xacts p LEFT JOIN pg_catalog.pg_locks t"
    "  ON t.locktype = 'transactionid' AND t.transactionid = p.transaction AND t.pid IS NULL AND t.granted"
    " LEFT JOIN pg_catalog.pg_locks l"
    "  ON l.locktype = 'relation' AND l.pid IS NULL AND l.virtualtransaction = t.virtualtransaction"
    " LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation"
    " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE p.database = pg_catalog.current_database() GROUP BY p.gid, p.owner, p.prepared ORDER BY p.prepared";

static char *
describe (const LimbeckRows *rows, guint row)
{
  const char *tables = limbeck_rows_get (rows, row, TABLES);
  /* Translators: a name, a role, a moment */
  g_autofree char *line = g_strdup_printf (_ ("“%s” of %s, prepared %s"),
                                           limbeck_rows_get (rows, row, GID),
                                           limbeck_rows_get (rows, row, OWNER),
                                           limbeck_rows_get (rows, row, PREPARED));
  g_autofree char *locks = NULL;

  if (tables == NULL)
    return g_steal_pointer (&line);
  /* Translators: part of a line about a transaction; %s is a list of tables */
  locks = g_strdup_printf (_ ("locks %s"), tables);

  return g_strdup_printf ("%s; %s", line, locks);
}

void
limbeck_check_prepared (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  const LimbeckRows *rows = limbeck_facts_get_rows (facts, "prepared-transactions");
  const guint        n = limbeck_rows_get_n_rows (rows);
  gboolean           locks_version = FALSE;
  g_autoptr (GString) lines = g_string_new (NULL);

  if (n == 0)
    {
      limbeck_check_pass (
          findings, "prepared-transactions", _ ("There is no prepared transaction."), NULL);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = describe (rows, i);

      limbeck_check_add_line (lines, i, line);
      locks_version |= limbeck_rows_is_true (rows, i, LOCKS_VERSION);
    }
  limbeck_check_end_lines (lines, n);

  if (locks_version)
    limbeck_check_act (
        findings,
        LIMBECK_SEVERITY_BLOCKER,
        "prepared-transactions",
        _ ("A prepared transaction has the version table locked: it keeps its locks until somebody ends it."),
        lines->str,
        _ ("End it with COMMIT PREPARED or ROLLBACK PREPARED, then check again."),
        LIMBECK_ACTION_CHECK_AGAIN,
        limbeck_check_dup_limbeckctl (facts, "check", NULL));
  else
    limbeck_check_act (
        findings,
        LIMBECK_SEVERITY_WARNING,
        "prepared-transactions",
        _ ("There are prepared transactions: they keep their locks until somebody ends them."),
        lines->str,
        _ ("If nobody needs them, end them with ROLLBACK PREPARED before their tables are changed."),
        LIMBECK_ACTION_CHECK_AGAIN,
        limbeck_check_dup_limbeckctl (facts, "check", NULL));
}
