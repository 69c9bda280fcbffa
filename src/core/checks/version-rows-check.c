#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/checks/checks.h"

static gboolean
has_odd_edges (const char *row)
{
  g_autofree char *stripped = g_strstrip (g_strdup (row));

  return !g_str_equal (stripped, row);
}

static char *
describe_odd_edges (const char *row)
{
  /* Translators: %s is a row of the version table */
  return g_strdup_printf (_ ("“%s” begins or ends with a blank"), row);
}

static char *
describe_double (const char *row)
{
  /* Translators: %s is a row of the version table */
  return g_strdup_printf (_ ("“%s” is there more than once"), row);
}

static void
add_fault (GString *lines, guint *n, char *(*describe) (const char *row), const char *row)
{
  g_autofree char *line = describe (row);

  limbeck_check_add_line (lines, (*n)++, line);
}

void
limbeck_check_version_rows (const LimbeckFacts *facts,
                            GPtrArray          *findings,
                            GCancellable       *cancellable)
{
  const char *const *rows = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  if (facts->state == NULL ||
      limbeck_database_state_get_version_table (facts->state) != LIMBECK_VERSION_TABLE_PRESENT)
    return;

  rows = limbeck_database_state_get_rows (facts->state);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      if (*rows[i] == '\0')
        /* Translators: a row of the version table is an empty text */
        limbeck_check_add_line (lines, n++, _ ("a row is empty"));
      else if (has_odd_edges (rows[i]))
        add_fault (lines, &n, describe_odd_edges, rows[i]);
      if (!g_hash_table_add (seen, (char *) rows[i]))
        add_fault (lines, &n, describe_double, rows[i]);
    }
  if (limbeck_database_state_has_null_row (facts->state))
    /* Translators: a row of the version table is NULL */
    limbeck_check_add_line (lines, n++, _ ("a row is NULL"));
  limbeck_check_end_lines (lines, n);

  if (n > 0)
    limbeck_check_block (
        findings,
        "version-rows",
        _ ("The rows of the version table are not sound: somebody has changed them by hand."),
        lines->str,
        _ ("Find out where the database stands, and correct the rows with SQL or with “alembic stamp --purge”."));
  else
    limbeck_check_pass (
        findings, "version-rows", _ ("The rows of the version table are sound."), NULL);
}
