#pragma once

#include "core/backup/dump.h"

#include "database-fixture.h"
#include "scratch.h"

/* A fresh database “shop” and a directory for its backups. */
extern LimbeckScratch *scratch;
extern char           *directory;

/** set_up_dump: for a checked fixture, with tear_down_dump(). */
void set_up_dump (void);
void tear_down_dump (void);

/** run_sql: runs @sql in “shop”. */
void run_sql (const char *sql);

/** fill_table: makes table “big” with so many rows of 1000 bytes that no compression makes smaller. */
void fill_table (guint n_rows);

/** read_state: (transfer full): of @database; the version table is “alembic_version”. */
LimbeckDatabaseState *read_state (const char *database);

/** take_dump: (transfer full) (nullable): a backup of “shop” as it is now. */
LimbeckBackup *take_dump (const LimbeckEventSink *sink, GCancellable *cancellable, GError **error);

/** must_take_dump: (transfer full): the same when it has to succeed. */
LimbeckBackup *must_take_dump (void);

/** find_tool: (transfer full): pg_dump or pg_restore for the cluster. */
char *find_tool (const char *name);

/** assert_nothing_left: neither a file in the directory nor a session of pg_dump. */
void assert_nothing_left (void);

/** find_child: the process of ours that runs @program, 0 if there is none. */
int find_child (const char *program);

/** assert_dump_fails: no backup of “shop” can be taken: @code, and a message with @part in it. */
void assert_dump_fails (LimbeckBackupError code, const char *part);
