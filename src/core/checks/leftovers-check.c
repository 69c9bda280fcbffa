#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

enum
{
  KIND,
  NAME,
  TABLE,
  DEFINITION,
};

/* What a CREATE INDEX CONCURRENTLY that failed leaves behind; not one that is being built, which keeps its
   table locked. An index of a partitioned table is
   invalid until every partition has its own. */
const char limbeck_check_leftovers_sql[] =
    "SELECT 'index', i.indexrelid::pg_catalog.regclass::text, i.indrelid::pg_catalog.regclass::text, NULL"
    " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE NOT (i.indisvalid AND i.indisready AND i.indislive) AND c.relkind = 'i' AND " LIMBECK_CHECK_OF_APPLICATION
    " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_locks l WHERE l.relation = i.indrelid"
    "  AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted)"
    " UNION ALL SELECT 'constraint', k.conname::text, k.conrelid::pg_catalog.regclass::text,"
    "  pg_catalog.pg_get_constraintdef(k.oid)"
    " FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace"
    " WHERE NOT k.convalidated AND k.conrelid <> 0 AND " LIMBECK_CHECK_OF_APPLICATION
    " ORDER BY 1 DESC, 3, 2";

static gboolean
is_index (const LimbeckRows *rows, guint row)
{
  return g_str_equal (limbeck_rows_get (rows, row, KIND), "index");
}

static char *
describe (const LimbeckRows *rows, guint row)
{
  const char *name = limbeck_rows_get (rows, row, NAME);
  const char *table = limbeck_rows_get (rows, row, TABLE);

  if (is_index (rows, row))
    /* Translators: an index, a table */
    return g_strdup_printf (_ ("%s on %s"), name, table);

  /* Translators: a constraint, a table, the constraint's definition in SQL */
  return g_strdup_printf (
      _ ("%s on %s: %s"), name, table, limbeck_rows_get (rows, row, DEFINITION));
}

static char *
list (const LimbeckRows *rows, gboolean indexes, guint *n)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  *n = 0;
  for (guint i = 0; i < limbeck_rows_get_n_rows (rows); i++)
    {
      g_autofree char *line = describe (rows, i);

      if (is_index (rows, i) == indexes)
        limbeck_check_add_line (lines, (*n)++, line);
    }
  limbeck_check_end_lines (lines, *n);

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

void
limbeck_check_leftovers (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  const LimbeckRows *rows = limbeck_facts_get_rows (facts, "leftovers");
  guint              n_indexes = 0;
  guint              n_constraints = 0;
  g_autofree char   *indexes = list (rows, TRUE, &n_indexes);
  g_autofree char   *constraints = list (rows, FALSE, &n_constraints);

  if (n_indexes > 0)
    limbeck_check_warn (
        findings,
        "invalid-indexes",
        _ ("There are invalid indexes: an index was not built to its end, and nothing uses it."),
        indexes,
        _ ("Drop them, or build them again with REINDEX INDEX CONCURRENTLY: a revision that makes one of them would fail."));
  else
    limbeck_check_pass (findings, "invalid-indexes", _ ("Every index is valid."), NULL);
  if (n_constraints > 0)
    limbeck_check_warn (
        findings,
        "unvalidated-constraints",
        _ ("There are constraints that have not been validated: older rows may violate them."),
        constraints,
        _ ("Validate them with ALTER TABLE … VALIDATE CONSTRAINT, unless a pending revision does."));
  else
    limbeck_check_pass (
        findings, "unvalidated-constraints", _ ("Every constraint is validated."), NULL);
}
