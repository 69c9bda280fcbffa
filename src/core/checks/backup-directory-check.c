#include "config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "core/backup/backup.h"

#include "core/checks/checks.h"

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

void
limbeck_check_backup_directory (const LimbeckFacts *facts,
                                GPtrArray          *findings,
                                GCancellable       *cancellable)
{
  g_autofree char *directory = NULL;
  g_autofree char *ancestor = NULL;

  if (facts->state == NULL)
    return;
  directory = limbeck_backup_dup_directory (facts->options->backup_directory,
                                            limbeck_database_state_get_database (facts->state));
  ancestor = dup_existing_ancestor (directory);
  if (!g_file_test (ancestor, G_FILE_TEST_IS_DIR) || access (ancestor, W_OK | X_OK) != 0)
    limbeck_check_act (findings,
                       LIMBECK_SEVERITY_WARNING,
                       "backup-directory",
                       _ ("The backup directory can't be written to."),
                       directory,
                       _ ("Choose another directory, or give yourself the right to write there."),
                       LIMBECK_ACTION_PREFERENCES,
                       NULL);
  else
    limbeck_check_pass (
        findings, "backup-directory", _ ("The backup directory can be written to."), directory);
}
