#pragma once

#include "core/checks/facts.h"

/**
 * LimbeckCheckFunc:
 * @facts: what was learned
 * @findings: (element-type LimbeckFinding): gets what the check saw
 * @cancellable: (nullable): stops what takes time
 *
 * One check. It adds nothing if its subject was not looked at, and a finding that says so if it should have been and could not be.
 */
typedef void (*LimbeckCheckFunc) (const LimbeckFacts *facts,
                                  GPtrArray          *findings,
                                  GCancellable       *cancellable);

/**
 * limbeck_checks_run:
 * @facts: what was learned
 * @cancellable: (nullable): stops early
 *
 * Runs every check; those that look at disks or start programs at the same time, each in a thread of its own with a time limit of
 * its own. One that has not ended by then is told as unknown.
 *
 * Returns: (transfer full) (element-type LimbeckFinding): what all checks saw: blockers, warnings, what is unknown, what passed
 */
GPtrArray *limbeck_checks_run (const LimbeckFacts *facts, GCancellable *cancellable);

/* For the checks: one finding each; @detail and @remedy may be %NULL. */
void
limbeck_check_pass (GPtrArray *findings, const char *id, const char *title, const char *detail);
void
limbeck_check_unknown (GPtrArray *findings, const char *id, const char *title, const char *detail);
void limbeck_check_warn (GPtrArray  *findings,
                         const char *id,
                         const char *title,
                         const char *detail,
                         const char *remedy);
void limbeck_check_block (GPtrArray  *findings,
                          const char *id,
                          const char *title,
                          const char *detail,
                          const char *remedy);

/**
 * limbeck_check_act:
 * @findings: gets the finding
 * @severity: how bad it is
 * @id: its id
 * @title: what is the case
 * @detail: (nullable): what was seen
 * @remedy: what to do
 * @action: how it can be carried out
 * @command: (nullable) (transfer full): what to type for it
 *
 * A finding whose remedy can be carried out.
 */
void limbeck_check_act (GPtrArray      *findings,
                        LimbeckSeverity severity,
                        const char     *id,
                        const char     *title,
                        const char     *detail,
                        const char     *remedy,
                        LimbeckAction   action,
                        char           *command);

/** limbeck_check_dup_limbeckctl: (transfer full): "limbeckctl --project … ARGUMENT …", for people to copy; %NULL ends the arguments. */
char *limbeck_check_dup_limbeckctl (const LimbeckFacts *facts, ...) G_GNUC_NULL_TERMINATED;

/**
 * limbeck_check_add_line:
 * @lines: lines of a detail
 * @n: how many there are so far
 * @line: one more
 *
 * A detail lists ten things; what is beyond is only counted, see limbeck_check_end_lines().
 */
void limbeck_check_add_line (GString *lines, guint n, const char *line);

/** limbeck_check_end_lines: says how many of @n lines were left out. */
void limbeck_check_end_lines (GString *lines, guint n);

/** LIMBECK_CHECK_VERSION_TABLE: in a question to the server: the oid of the version table as Alembic finds it, or NULL. */
#define LIMBECK_CHECK_VERSION_TABLE                                                                \
  "pg_catalog.to_regclass(coalesce(pg_catalog.quote_ident({schema}) || '.', '')"                   \
  " || pg_catalog.quote_ident({table}))"

/** LIMBECK_CHECK_TABLE_BYTES: in a question to the server: what the table "c" and its TOAST "t" held when they were last vacuumed or
    analyzed. Their true size can't be asked for without waiting for whoever has them locked, and costs looking at every file. */
#define LIMBECK_CHECK_TABLE_BYTES                                                                  \
  "(c.relpages::bigint + coalesce(t.relpages, 0))"                                                 \
  " * pg_catalog.current_setting('block_size')::bigint"

/** LIMBECK_CHECK_ALL_BYTES: in a question to the server: the same for everything in the database, see
    limbeck_facts_get_unaccounted_bytes(). */
#define LIMBECK_CHECK_ALL_BYTES                                                                    \
  "(SELECT sum(a.relpages::bigint) * pg_catalog.current_setting('block_size')::bigint"             \
  " FROM pg_catalog.pg_class a WHERE a.relkind IN ('r', 'm', 't', 'i'))"

/** LIMBECK_CHECK_OF_APPLICATION: in a question to the server: whether the schema "n" belongs to the application. */
#define LIMBECK_CHECK_OF_APPLICATION                                                               \
  "n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'limbeck')"

#define LIMBECK_DECLARE_CHECK(name)                                                                \
  void limbeck_check_##name (                                                                      \
      const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)

/* A check with a question to the server. {table} and {schema} in it are literals: name and schema of the version table; an
   unnamed schema is NULL. It is called if there is an answer, which limbeck_facts_get_rows() has. */
#define LIMBECK_DECLARE_SERVER_CHECK(name)                                                         \
  extern const char limbeck_check_##name##_sql[];                                                  \
  LIMBECK_DECLARE_CHECK (name)

/* One file each, "name-check.c". */
LIMBECK_DECLARE_CHECK (interpreter);
LIMBECK_DECLARE_CHECK (configuration);
LIMBECK_DECLARE_CHECK (revision_tree);
LIMBECK_DECLARE_CHECK (heads);
LIMBECK_DECLARE_CHECK (database_url);
LIMBECK_DECLARE_CHECK (reachable);
LIMBECK_DECLARE_CHECK (server_version);
LIMBECK_DECLARE_CHECK (version_table);
LIMBECK_DECLARE_CHECK (unknown_revision);
LIMBECK_DECLARE_CHECK (version_width);
LIMBECK_DECLARE_CHECK (writable);
LIMBECK_DECLARE_CHECK (pooler);
LIMBECK_DECLARE_CHECK (run_lock);
LIMBECK_DECLARE_CHECK (backup_tool);
LIMBECK_DECLARE_CHECK (known_database);
LIMBECK_DECLARE_CHECK (environment);
LIMBECK_DECLARE_CHECK (same_database);
LIMBECK_DECLARE_CHECK (heads_agree);
LIMBECK_DECLARE_CHECK (current_agrees);
LIMBECK_DECLARE_SERVER_CHECK (other_run);
LIMBECK_DECLARE_SERVER_CHECK (locks);
LIMBECK_DECLARE_SERVER_CHECK (prepared);
LIMBECK_DECLARE_SERVER_CHECK (leftovers);
LIMBECK_DECLARE_SERVER_CHECK (privileges);
LIMBECK_DECLARE_SERVER_CHECK (namesakes);
LIMBECK_DECLARE_SERVER_CHECK (replication);
LIMBECK_DECLARE_SERVER_CHECK (connection_slots);
LIMBECK_DECLARE_SERVER_CHECK (disk_space);
LIMBECK_DECLARE_SERVER_CHECK (backup_directory);
LIMBECK_DECLARE_CHECK (version_rows);
LIMBECK_DECLARE_CHECK (guard_rails);
LIMBECK_DECLARE_CHECK (revision_origin);
