#include "config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "core/backup/backup.h"
#include "core/backup/dump.h"

#include "core/checks/checks.h"

enum
{
  TABLES,
  ALL,
};

const char limbeck_check_backup_directory_sql[] =
    "SELECT coalesce(sum(" LIMBECK_CHECK_TABLE_BYTES "), 0), " LIMBECK_CHECK_ALL_BYTES
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid"
    " WHERE c.relkind IN ('r', 'm') AND " LIMBECK_CHECK_OF_APPLICATION;

/* What nobody has analyzed yet counts as data of tables. */
static gint64
get_table_bytes (const LimbeckFacts *facts)
{
  const LimbeckRows *rows = limbeck_facts_get_rows (facts, "backup-directory");
  const gint64       all = g_ascii_strtoll (limbeck_rows_get (rows, 0, ALL), NULL, 10);

  return g_ascii_strtoll (limbeck_rows_get (rows, 0, TABLES), NULL, 10) +
         limbeck_facts_get_unaccounted_bytes (facts, all);
}

/* The nearest directory that exists: the backup makes what is below it. */
static char *
dup_existing_ancestor (const char *path)
{
  g_autofree char *directory = g_strdup (path);

  while (access (directory, F_OK) != 0 && !g_str_equal (directory, "/") &&
         !g_str_equal (directory, "."))
    {
      char *parent = g_path_get_dirname (directory);

      g_clear_pointer (&directory, g_free);
      directory = parent;
    }

  return g_steal_pointer (&directory);
}

static void
warn (GPtrArray *findings, const char *title, const char *detail, const char *remedy)
{
  limbeck_check_act (findings,
                     LIMBECK_SEVERITY_WARNING,
                     "backup-directory",
                     title,
                     detail,
                     remedy,
                     LIMBECK_ACTION_PREFERENCES,
                     NULL);
}

void
limbeck_check_backup_directory (const LimbeckFacts *facts,
                                GPtrArray          *findings,
                                GCancellable       *cancellable)
{
  g_autofree char *directory = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *ancestor = NULL;
  g_autoptr (GError) error = NULL;

  if (facts->state == NULL)
    return;
  directory = limbeck_backup_dup_directory (facts->options->backup_directory,
                                            limbeck_database_state_get_database (facts->state));
  shown = g_filename_display_name (directory);
  ancestor = dup_existing_ancestor (directory);
  if (!g_file_test (ancestor, G_FILE_TEST_IS_DIR) || access (ancestor, W_OK | X_OK) != 0)
    warn (findings,
          _ ("The backup directory can't be written to."),
          shown,
          _ ("Choose another directory, or give yourself the right to write there."));
  else if (!limbeck_dump_space_check (ancestor, get_table_bytes (facts), &error))
    warn (findings,
          _ ("A backup may not fit into the backup directory."),
          error->message,
          _ ("Make room there, or choose a directory on another disk."));
  else
    limbeck_check_pass (
        findings, "backup-directory", _ ("The backup directory takes a backup."), shown);
}
