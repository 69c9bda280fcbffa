#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

enum
{
  SCHEMA,
  IS_THE_ONE,
  IS_ON_PATH,
};

/* A table of this name in a schema that the search path does not lead to first: who connects otherwise sees another history. */
const char limbeck_check_namesakes_sql[] =
    "SELECT n.nspname, c.oid IS NOT DISTINCT FROM " LIMBECK_CHECK_VERSION_TABLE "::pg_catalog.oid,"
    " n.nspname = ANY (pg_catalog.current_schemas(false))"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relname = {table} AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND " LIMBECK_CHECK_OF_APPLICATION
    " ORDER BY n.nspname";

typedef struct
{
  const char *used;
  GString    *shadowed;
  GString    *elsewhere;
} Places;

static void
add_schema (GString *list, const char *schema)
{
  g_string_append_printf (list, "%s%s", list->len ? ", " : "", schema);
}

static void
report (const LimbeckFacts *facts, const Places *places, GPtrArray *findings)
{
  g_autofree char *detail = NULL;

  if (places->used == NULL && places->elsewhere->len > 0)
    {
      /* Translators: a table, a list of schemas */
      detail = g_strdup_printf (_ ("“%s” is in: %s"), facts->version_table, places->elsewhere->str);
      limbeck_check_block (
          findings,
          "version-table-elsewhere",
          _ ("The version table is in another schema than where Alembic would look for it."),
          detail,
          _ ("Mend the search path of this role or URL, or name the schema as version_table_schema in env.py. Do not stamp "
             "the database to get around it."));
    }
  else if (places->shadowed->len > 0)
    {
      /* Translators: a table, a schema, a list of schemas */
      detail = g_strdup_printf (_ ("“%s” is used in %s, and is also in: %s"),
                                facts->version_table,
                                places->used,
                                places->shadowed->str);
      limbeck_check_warn (
          findings,
          "version-table-elsewhere",
          _ ("The search path leads to more than one version table; the first one counts."),
          detail,
          _ ("Make sure that it is the right one. version_table_schema in env.py says it once and for all."));
    }
  else
    limbeck_check_pass (findings,
                        "version-table-elsewhere",
                        _ ("No other version table is in the way."),
                        places->elsewhere->len ? places->elsewhere->str : NULL);
}

void
limbeck_check_namesakes (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  const LimbeckRows *rows = limbeck_facts_get_rows (facts, "version-table-elsewhere");
  g_autoptr (GString) shadowed = g_string_new (NULL);
  g_autoptr (GString) elsewhere = g_string_new (NULL);
  Places places = { NULL, shadowed, elsewhere };

  for (guint i = 0; i < limbeck_rows_get_n_rows (rows); i++)
    {
      const char *schema = limbeck_rows_get (rows, i, SCHEMA);

      if (limbeck_rows_is_true (rows, i, IS_THE_ONE))
        places.used = schema;
      else
        add_schema (elsewhere, schema);
      if (!limbeck_rows_is_true (rows, i, IS_THE_ONE) &&
          limbeck_rows_is_true (rows, i, IS_ON_PATH) && facts->version_schema == NULL)
        add_schema (shadowed, schema);
    }
  report (facts, &places, findings);
}
