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
  ALL,
  HAS_OTHER_DISKS,
};

/* The setting is shown to few roles; others see no row of it. The numbers are those of pg_default and pg_global, which are in the
   directory of the data. */
const char limbeck_check_disk_space_sql[] =
    "SELECT (SELECT s.setting FROM pg_catalog.pg_settings s WHERE s.name = 'data_directory'),"
    " (SELECT coalesce(max(" LIMBECK_CHECK_TABLE_BYTES "), 0)"
    "  FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid"
    "  WHERE c.relkind IN ('r', 'm')), " LIMBECK_CHECK_ALL_BYTES ","
    " EXISTS (SELECT 1 FROM pg_catalog.pg_class c WHERE c.reltablespace NOT IN (0, 1663, 1664))"
    "  OR EXISTS (SELECT 1 FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()"
    "   AND d.dattablespace <> 1663)";

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
      _ ("“%s” on this machine: %s are free, the largest table holds up to %s"),
      shown,
      free_text,
      largest_text);
}

static gint64
get_number (const LimbeckRows *rows, guint column)
{
  const char *value = limbeck_rows_get (rows, 0, column);

  return value ? g_ascii_strtoll (value, NULL, 10) : 0;
}

static void
report (const LimbeckFacts *facts,
        gint64              needed,
        gint64              available,
        const char         *detail,
        GPtrArray          *findings)
{
  if (available < needed)
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

void
limbeck_check_disk_space (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  const LimbeckRows *rows = limbeck_facts_get_rows (facts, "disk-space");
  const char        *told = limbeck_rows_get (rows, 0, DIRECTORY);
  const char        *directory = told ? told : facts->data_directory;
  const char        *reason = NULL;
  gint64             available = -1;
  gint64             largest = get_number (rows, LARGEST) +
                   limbeck_facts_get_unaccounted_bytes (facts, get_number (rows, ALL));
  g_autofree char *detail = NULL;

  if (facts->data_directory == NULL)
    reason = _ ("The server is on another machine, in a container or behind a pooler.");
  else if (limbeck_rows_is_true (rows, 0, HAS_OTHER_DISKS))
    reason = _ ("There are tablespaces outside of the server's own directory.");
  else if ((available = get_free (directory)) < 0)
    reason = g_strerror (errno);
  if (reason != NULL)
    {
      limbeck_check_unknown (
          findings, "disk-space", _ ("How much room the server's disk has is not known."), reason);
      return;
    }

  detail = describe (directory, available, largest);
  report (facts, MAX (largest, NEEDED_AT_LEAST), available, detail, findings);
}
