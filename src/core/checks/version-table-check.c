#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

#define QUERY_TIMEOUT_MS 5000

/* Whether there is a table besides the version table: an ordinary or partitioned one that no extension brought along. */
#define OTHER_TABLES_SQL                                                                           \
  "SELECT count(*) FROM pg_catalog.pg_class c"                                                     \
  " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"                                      \
  " WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND c.relname <> $1"                 \
  " AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"                                 \
  " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d"                                          \
  " WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')"

/* A table without rows beside tables with data: nothing tells what is applied, and an upgrade would begin at the base. */
static void
look_at_empty_table (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  const char *const parameters[] = { facts->version_table, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckRows) rows = facts->connection ? limbeck_connection_query (facts->connection,
                                                                               OTHER_TABLES_SQL,
                                                                               parameters,
                                                                               QUERY_TIMEOUT_MS,
                                                                               cancellable,
                                                                               &error)
                                                   : NULL;

  if (rows == NULL)
    limbeck_check_warn (
        findings,
        "version-table-empty",
        _ ("The version table is empty; whether there are other tables is not known."),
        error ? error->message : NULL,
        NULL);
  else if (g_strcmp0 (limbeck_rows_get (rows, 0, 0), "0") == 0)
    limbeck_check_pass (
        findings,
        "version-table",
        _ ("The version table is empty, and so is the database: nothing is applied."),
        facts->version_table);
  else
    limbeck_check_act (
        findings,
        LIMBECK_SEVERITY_WARNING,
        "version-table-empty",
        _ ("The version table is empty although the database holds tables."),
        facts->version_table,
        _ ("If the tables were made by these revisions, select the present one and choose “Mark as Present State…” "
           "first: an upgrade begins at the very first revision."),
        LIMBECK_ACTION_COPY_COMMAND,
        limbeck_check_dup_limbeckctl (facts,
                                      "stamp",
                                      "REVISION",
                                      "--confirm",
                                      limbeck_database_state_get_database (facts->state),
                                      NULL));
}

static void
look_at_present_table (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  const char *const *rows = limbeck_database_state_get_rows (facts->state);
  g_autofree char   *list = NULL;

  if (rows[0] == NULL)
    {
      look_at_empty_table (facts, findings, cancellable);
      return;
    }
  list = g_strjoinv (", ", (char **) rows);
  limbeck_check_pass (
      findings, "version-table", _ ("The version table tells what is applied."), list);
}

static gboolean
has_namesake (const LimbeckFacts *facts)
{
  const LimbeckRows *rows = limbeck_facts_get_rows (facts, "version-table-elsewhere");

  return rows != NULL && limbeck_rows_get_n_rows (rows) > 0;
}

void
limbeck_check_version_table (const LimbeckFacts *facts,
                             GPtrArray          *findings,
                             GCancellable       *cancellable)
{
  const char *database = facts->state != NULL ? limbeck_database_state_get_database (facts->state)
                                              : NULL;

  if (facts->is_version_table_computed)
    limbeck_check_warn (
        findings,
        "version-table-name",
        _ ("env.py works out the name of its version table: Limbeck may be looking at another one."),
        facts->version_table,
        _ ("Write the name into context.configure() as a plain string."));
  if (facts->state == NULL)
    return;

  switch (limbeck_database_state_get_version_table (facts->state))
    {
    case LIMBECK_VERSION_TABLE_MISSING_EMPTY:
      limbeck_check_pass (findings,
                          "version-table",
                          _ ("The database is empty: the first upgrade makes the version table."),
                          facts->version_table);
      break;
    case LIMBECK_VERSION_TABLE_MISSING_FULL:
      /* One in another schema is told by a check of its own, and a stamp would make a second. */
      if (has_namesake (facts))
        break;
      limbeck_check_act (
          findings,
          LIMBECK_SEVERITY_BLOCKER,
          "unversioned",
          _ ("The database holds tables, but no version table: it is not under Alembic's control yet."),
          facts->version_table,
          _ ("Make sure that it is the right database and schema. Then find out which revision its tables "
             "correspond to, select it among the revisions and choose “Mark as Present State…”."),
          LIMBECK_ACTION_COPY_COMMAND,
          limbeck_check_dup_limbeckctl (facts, "stamp", "REVISION", "--confirm", database, NULL));
      break;
    case LIMBECK_VERSION_TABLE_PRESENT:
    default:
      look_at_present_table (facts, findings, cancellable);
      break;
    }
}
