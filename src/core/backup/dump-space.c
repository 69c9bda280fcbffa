/* How much room a dump needs, and how far it is. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <sys/statvfs.h>

#include "core/backup/dump-private.h"

#define MIB ((gint64) 1024 * 1024)
#define QUERY_TIMEOUT_MS 20000

/* The worst that was measured is 0.98 of what tables and TOAST hold (random bytes, compressed). */
#define NEEDED_FACTOR 1.25
#define NEEDED_AT_LEAST (64 * MIB)

/* While the dump grows, this much stays free for others: a twentieth of the disk, 512 MiB at most. */
#define LEFT_FRACTION 20
#define LEFT_AT_MOST (512 * MIB)

typedef struct
{
  guint32 oid;
  gint64  size_bytes;
  gint64  n_rows;
  gint64  before_bytes;
} Table;

struct _LimbeckTableSizes
{
  GArray     *tables;
  GHashTable *index_by_oid;
  gint64      total_bytes;
};

void
limbeck_table_sizes_free (LimbeckTableSizes *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->tables);
  g_hash_table_unref (self->index_by_oid);
  g_free (self);
}

static gint64
get_int (const LimbeckRows *rows, guint row, guint column)
{
  const char *value = limbeck_rows_get (rows, row, column);

  return value ? g_ascii_strtoll (value, NULL, 10) : 0;
}

LimbeckTableSizes *
limbeck_table_sizes_read (LimbeckConnection *connection, GCancellable *cancellable, GError **error)
{
  /* pg_relation_size() and its kin wait for whoever rewrites a table, so the catalog's estimate is taken for a table
     that is locked so. pg_dump writes the rows of tables by schema and name. */
  static const char *sql =
      "SELECT c.oid, coalesce(s.bytes, 0), greatest(c.reltuples, 0)::bigint"
      " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,"
      " LATERAL (SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_locks l WHERE l.relation IN (c.oid, c.reltoastrelid)"
      "   AND l.mode = 'AccessExclusiveLock' AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d"
      "    WHERE d.datname = pg_catalog.current_database()))"
      "  THEN (greatest(c.relpages, 0)::bigint + coalesce((SELECT greatest(t.relpages, 0) FROM pg_catalog.pg_class t"
      "   WHERE t.oid = c.reltoastrelid), 0)) * 8192"
      "  ELSE pg_catalog.pg_table_size(c.oid) END) s(bytes)"
      " WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
      " ORDER BY n.nspname COLLATE \"C\", c.relname COLLATE \"C\"";
  g_autoptr (LimbeckRows)
      rows = limbeck_connection_query (connection, sql, NULL, QUERY_TIMEOUT_MS, cancellable, error);
  LimbeckTableSizes *self;

  if (rows == NULL)
    return NULL;

  self = g_new0 (LimbeckTableSizes, 1);
  self->tables = g_array_new (FALSE, FALSE, sizeof (Table));
  self->index_by_oid = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < limbeck_rows_get_n_rows (rows); i++)
    {
      Table table = { .oid = (guint32) get_int (rows, i, 0),
                      .size_bytes = get_int (rows, i, 1),
                      .n_rows = get_int (rows, i, 2),
                      .before_bytes = self->total_bytes };

      g_array_append_val (self->tables, table);
      g_hash_table_insert (
          self->index_by_oid, GUINT_TO_POINTER (table.oid), GUINT_TO_POINTER (i + 1));
      self->total_bytes += table.size_bytes;
    }

  return self;
}

gint64
limbeck_table_sizes_get_total (LimbeckTableSizes *self)
{
  return self->total_bytes;
}

double
limbeck_table_sizes_get_fraction (LimbeckTableSizes *self, guint32 oid, gint64 n_rows)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->index_by_oid, GUINT_TO_POINTER (oid)));
  Table *table;
  double within;

  if (index == 0 || self->total_bytes == 0)
    return -1;
  table = &g_array_index (self->tables, Table, index - 1);
  /* The number of rows is an estimate, and that of a table that was never analyzed is 0. */
  within = table->n_rows > 0 ? CLAMP ((double) n_rows / (double) table->n_rows, 0, 1) : 0;

  return ((double) table->before_bytes + within * (double) table->size_bytes) /
         (double) self->total_bytes;
}

/* -1 if the file system does not tell. */
static gint64
get_free (const char *directory, gint64 *total)
{
  struct statvfs status;

  if (statvfs (directory, &status) != 0 || status.f_blocks == 0)
    return -1;
  *total = (gint64) status.f_blocks * (gint64) status.f_frsize;

  return (gint64) status.f_bavail * (gint64) status.f_frsize;
}

gboolean
limbeck_dump_space_check (const char *directory, gint64 table_bytes, GError **error)
{
  gint64 total = 0;
  gint64 available = get_free (directory, &total);
  gint64 needed = MAX ((gint64) ((double) table_bytes * NEEDED_FACTOR), 0) + NEEDED_AT_LEAST;
  g_autofree char *shown = NULL;
  g_autofree char *needed_text = NULL;
  g_autofree char *free_text = NULL;

  if (available < 0 || available >= needed)
    return TRUE;

  shown = g_filename_display_name (directory);
  needed_text = g_format_size ((guint64) needed);
  free_text = g_format_size ((guint64) available);
  g_set_error (
      error,
      LIMBECK_BACKUP_ERROR,
      LIMBECK_BACKUP_ERROR_NO_SPACE,
      /* Translators: a directory, a size, a size */
      _ ("A backup in “%s” may need %s, but only %s are free there. Make room or choose another directory."),
      shown,
      needed_text,
      free_text);

  return FALSE;
}

gboolean
limbeck_dump_space_is_left (const char *directory, GError **error)
{
  gint64           total = 0;
  gint64           available = get_free (directory, &total);
  gint64           reserve = MIN (total / LEFT_FRACTION, LEFT_AT_MOST);
  g_autofree char *shown = NULL;
  g_autofree char *reserve_text = NULL;
  g_autofree char *free_text = NULL;

  if (available < 0 || available >= reserve)
    return TRUE;

  shown = g_filename_display_name (directory);
  reserve_text = g_format_size ((guint64) reserve);
  free_text = g_format_size ((guint64) available);
  g_set_error (
      error,
      LIMBECK_BACKUP_ERROR,
      LIMBECK_BACKUP_ERROR_NO_SPACE,
      /* Translators: a directory, a size, a size */
      _ ("The disk that holds “%s” is nearly full: %s are free, and the backup leaves %s to others. Make room or choose another directory."),
      shown,
      free_text,
      reserve_text);

  return FALSE;
}
