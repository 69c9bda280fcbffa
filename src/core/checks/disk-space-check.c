#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/statvfs.h>

#include "core/checks/checks.h"

/* For the log of the server and what sorts leave on the disk, however small the tables are. */
#define NEEDED_AT_LEAST ((gint64) 256 * 1024 * 1024)

enum
{
  DIRECTORY,
  LARGEST,
};

/* The setting is shown to few roles; others see no row of it. */
const char limbeck_check_disk_space_sql[] =
    "SELECT (SELECT s.setting FROM pg_catalog.pg_settings s WHERE s.name = 'data_directory'),"
    " (SELECT coalesce(max(" LIMBECK_CHECK_TABLE_BYTES "), 0)"
    "  FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid"
    "  WHERE c.relkind IN ('r', 'm'))";

/* -1 and errno if it is not told. */
static gint64
get_free (const char *directory)
{
  struct statvfs status;

  return statvfs (directory, &status) == 0 ? (gint64) status.f_bavail * (gint64) status.f_frsize
                                           : -1;
}

static char *
describe (const char *directory, gint64 available, gint64 largest)
{
  g_autofree char *shown = g_filename_display_name (directory);
  g_autofree char *free_text = g_format_size ((guint64) available);
  g_autofree char *largest_text = g_format_size ((guint64) largest);

  return g_strdup_printf (
      /* Translators: a directory, two sizes */
      _ ("“%s” on this machine: %s are free, the largest table holds %s"),
      shown,
      free_text,
      largest_text);
}

void
limbeck_check_disk_space (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  const LimbeckRows *rows = limbeck_facts_get_rows (facts, "disk-space");
  const char        *told = limbeck_rows_get (rows, 0, DIRECTORY);
  const char        *directory = told ? told : facts->data_directory;
  gint64             largest = g_ascii_strtoll (limbeck_rows_get (rows, 0, LARGEST), NULL, 10);
  gint64             available = facts->data_directory ? get_free (directory) : -1;
  g_autofree char   *detail = NULL;

  if (available < 0)
    {
      limbeck_check_unknown (
          findings,
          "disk-space",
          _ ("How much room the server's disk has is not known."),
          facts->data_directory
              ? g_strerror (errno)
              : _ ("The server is on another machine, in a container or behind a pooler."));
      return;
    }

  detail = describe (directory, available, largest);
  if (available < MAX (largest, NEEDED_AT_LEAST))
    limbeck_check_act (
        findings,
        LIMBECK_SEVERITY_WARNING,
        "disk-space",
        _ ("The server's disk has little room: a revision that rewrites a table needs that of the table once more."),
        detail,
        _ ("Make room on the server's disk before anything is run, then check again."),
        LIMBECK_ACTION_CHECK_AGAIN,
        limbeck_check_dup_limbeckctl (facts, "check", NULL));
  else
    limbeck_check_pass (findings, "disk-space", _ ("The server's disk has room."), detail);
}
