#pragma once

#include "core/backup/dump.h"

/**
 * LimbeckTableSizes:
 *
 * The tables of a database in the order in which pg_dump writes them, with their bytes: tells how far a dump is and how
 * much room it may need.
 */
typedef struct _LimbeckTableSizes LimbeckTableSizes;

/** limbeck_table_sizes_read: (transfer full): never waits for a lock. */
LimbeckTableSizes *limbeck_table_sizes_read (LimbeckConnection *connection,
                                             GCancellable      *cancellable,
                                             GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void               limbeck_table_sizes_free (LimbeckTableSizes *self);
gint64             limbeck_table_sizes_get_total (LimbeckTableSizes *self);

/**
 * limbeck_table_sizes_get_fraction:
 * @self: sizes
 * @oid: the table that is being written
 * @n_rows: how many of its rows have been
 *
 * Returns: 0 to 1, or -1 if it is not known
 */
double limbeck_table_sizes_get_fraction (LimbeckTableSizes *self, guint32 oid, gint64 n_rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckTableSizes, limbeck_table_sizes_free)

/**
 * limbeck_dump_space_is_left:
 * @directory: where a dump is being written
 * @error: LIMBECK_BACKUP_ERROR_NO_SPACE
 *
 * Returns: %FALSE if others on the same disk are about to run out of room
 */
gboolean
limbeck_dump_space_is_left (const char *directory, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * LimbeckDumpRun:
 * @url: the database
 * @watch: a connection to it that is free for questions
 * @sizes: its tables
 * @pg_dump: absolute path
 * @path: file to write, exists already
 * @sink: (nullable): who listens
 *
 * What limbeck_dump_run() needs; all borrowed.
 */
typedef struct
{
  LimbeckDatabaseUrl     *url;
  LimbeckConnection      *watch;
  LimbeckTableSizes      *sizes;
  const char             *pg_dump;
  const char             *path;
  const LimbeckEventSink *sink;
} LimbeckDumpRun;

/** limbeck_dump_run: runs pg_dump to its end; when it returns there is neither process nor backend left. */
gboolean limbeck_dump_run (const LimbeckDumpRun *run,
                           GCancellable         *cancellable,
                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_dump_find_cause: (transfer full): the decisive line of what pg_dump or pg_restore printed. */
char *limbeck_dump_find_cause (const char *standard_error);

/**
 * limbeck_dump_read_back:
 * @pg_restore: absolute path
 * @path: a dump
 * @cancellable: (nullable): stops
 * @error: LIMBECK_BACKUP_ERROR_NOT_VERIFIED or G_IO_ERROR_CANCELLED
 *
 * Lists a dump and decompresses every byte of it.
 */
gboolean limbeck_dump_read_back (const char   *pg_restore,
                                 const char   *path,
                                 GCancellable *cancellable,
                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_dump_read_rows:
 * @pg_restore: absolute path
 * @path: a dump
 * @schema: schema of the version table
 * @table: its name
 * @cancellable: (nullable): stops
 * @error: LIMBECK_BACKUP_ERROR_NOT_VERIFIED or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the version rows that the dump holds
 */
char **limbeck_dump_read_rows (const char   *pg_restore,
                               const char   *path,
                               const char   *schema,
                               const char   *table,
                               GCancellable *cancellable,
                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_dump_compute_sha256:
 * @path: a dump
 * @sink: (nullable): gets progress
 * @cancellable: (nullable): stops
 * @size_bytes: (out): its size
 * @error: LIMBECK_BACKUP_ERROR_NOT_VERIFIED or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): in hex
 */
char *limbeck_dump_compute_sha256 (const char             *path,
                                   const LimbeckEventSink *sink,
                                   GCancellable           *cancellable,
                                   gint64                 *size_bytes,
                                   GError                **error) G_GNUC_WARN_UNUSED_RESULT;
