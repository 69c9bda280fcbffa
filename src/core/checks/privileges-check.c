#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

enum
{
  ROLE,
  SCHEMA,
  MAY_CREATE,
  HAS_VERSION_TABLE,
  MAY_WRITE_VERSION,
  N_TABLES,
  N_FOREIGN,
  FOREIGN,
  VERSION_SCHEMA,
};

/* To alter a table one has to own it, or be a member of the role that does. */
const char limbeck_check_privileges_sql[] =
    "SELECT current_user, pg_catalog.current_schema(),"
    " coalesce(pg_catalog.has_schema_privilege(pg_catalog.current_schema(), 'CREATE'), false),"
    " v.oid IS NOT NULL,"
    " coalesce(pg_catalog.has_table_privilege(v.oid, 'INSERT') AND pg_catalog.has_table_privilege(v.oid, 'UPDATE')"
    "  AND pg_catalog.has_table_privilege(v.oid, 'DELETE'), false),"
    " t.n_tables, t.n_foreign, t.foreign_tables,"
    " coalesce(pg_catalog.has_schema_privilege((SELECT s.oid FROM pg_catalog.pg_namespace s WHERE s.nspname = coalesce({schema},"
    "  pg_catalog.current_schema())), 'CREATE'), false)"
    " FROM (SELECT " LIMBECK_CHECK_VERSION_TABLE "::pg_catalog.oid AS oid) v,"
    " (SELECT count(*) AS n_tables, count(*) FILTER (WHERE NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')) AS n_foreign,"
    "   pg_catalog.array_to_string((pg_catalog.array_agg(c.oid::pg_catalog.regclass::text || ' (' ||"
    "    pg_catalog.pg_get_userbyid(c.relowner) || ')' ORDER BY c.relname)"
    "    FILTER (WHERE NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')))[1:10], E'\\n') AS foreign_tables"
    "  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    "  WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY (pg_catalog.current_schemas(false))"
    "  AND " LIMBECK_CHECK_OF_APPLICATION
    "  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
    "   AND e.objid = c.oid AND e.deptype = 'e')) t";

static guint64
get_number (const LimbeckRows *rows, guint column)
{
  return g_ascii_strtoull (limbeck_rows_get (rows, 0, column), NULL, 10);
}

/* Returns %TRUE if Alembic could not even note what it has done. */
static gboolean
judge_version_table (const LimbeckFacts *facts, const LimbeckRows *rows, GPtrArray *findings)
{
  const char      *role = limbeck_rows_get (rows, 0, ROLE);
  g_autofree char *title = NULL;
  const gboolean   is_there = limbeck_rows_is_true (rows, 0, HAS_VERSION_TABLE);

  if (is_there ? limbeck_rows_is_true (rows, 0, MAY_WRITE_VERSION)
               : limbeck_rows_is_true (rows, 0, VERSION_SCHEMA))
    return FALSE;

  if (is_there)
    /* Translators: a role, a table */
    title = g_strdup_printf (
        _ ("The role “%s” may not change the version table “%s”."), role, facts->version_table);
  else
    /* Translators: a role, a table */
    title = g_strdup_printf (
        _ ("The role “%s” may not make the version table “%s”."), role, facts->version_table);
  limbeck_check_block (
      findings,
      "privileges",
      title,
      is_there ? NULL : limbeck_rows_get (rows, 0, SCHEMA),
      is_there
          ? _ ("Use the role that runs the migrations, or grant this one INSERT, UPDATE and DELETE on the version table.")
          : _ ("Use the role that runs the migrations, or grant this one CREATE on the schema. If the schema is missing, make it, "
               "or mend the search path."));

  return TRUE;
}

static void
judge_tables (const LimbeckRows *rows, GPtrArray *findings)
{
  const guint64    n_foreign = get_number (rows, N_FOREIGN);
  const char      *role = limbeck_rows_get (rows, 0, ROLE);
  const char      *schema = limbeck_rows_get (rows, 0, SCHEMA);
  g_autofree char *title = NULL;

  if (n_foreign > 0)
    {
      title = g_strdup_printf (
          /* Translators: a role, two numbers of tables */
          _ ("The role “%s” does not own %u of %u tables: it can't alter them."),
          role,
          (guint) n_foreign,
          (guint) get_number (rows, N_TABLES));
      limbeck_check_warn (
          findings,
          "privileges",
          title,
          limbeck_rows_get (rows, 0, FOREIGN),
          _ ("Use the role that owns the tables, or make this one a member of it."));
    }
  else if (!limbeck_rows_is_true (rows, 0, MAY_CREATE))
    {
      /* Translators: a role, a schema */
      title = g_strdup_printf (_ ("The role “%s” may not create anything in the schema “%s”."),
                               role,
                               schema ? schema : "");
      limbeck_check_warn (
          findings,
          "privileges",
          title,
          NULL,
          _ ("Use the role that runs the migrations, or grant this one CREATE on the schema."));
    }
  else
    limbeck_check_pass (findings,
                        "privileges",
                        _ ("The role may create tables here and owns those there are."),
                        role);
}

void
limbeck_check_privileges (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  const LimbeckRows *rows = limbeck_facts_get_rows (facts, "privileges");

  if (!judge_version_table (facts, rows, findings))
    judge_tables (rows, findings);
}
