#pragma once

#include "core/checks/facts.h"

/**
 * LimbeckCheckFunc:
 * @facts: what was learned
 * @findings: (element-type LimbeckFinding): gets what the check saw
 * @cancellable: (nullable): stops what takes time
 *
 * One check. It adds nothing if its subject was not looked at, and a warning that says so if it should have been and could not be.
 */
typedef void (*LimbeckCheckFunc) (const LimbeckFacts *facts,
                                  GPtrArray          *findings,
                                  GCancellable       *cancellable);

/**
 * limbeck_checks_run:
 * @facts: what was learned
 * @cancellable: (nullable): stops early
 *
 * Returns: (transfer full) (element-type LimbeckFinding): what all checks saw: blockers, then warnings, then what passed
 */
GPtrArray *limbeck_checks_run (const LimbeckFacts *facts, GCancellable *cancellable);

/* For the checks: one finding each; @detail and @remedy may be %NULL. */
void
limbeck_check_pass (GPtrArray *findings, const char *id, const char *title, const char *detail);
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

#define LIMBECK_DECLARE_CHECK(name)                                                                \
  void limbeck_check_##name (                                                                      \
      const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)

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
LIMBECK_DECLARE_CHECK (backup_directory);
LIMBECK_DECLARE_CHECK (environment);
LIMBECK_DECLARE_CHECK (same_database);
LIMBECK_DECLARE_CHECK (heads_agree);
LIMBECK_DECLARE_CHECK (current_agrees);
