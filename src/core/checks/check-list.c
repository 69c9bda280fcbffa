#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/check-list.h"

/* A hanging disk or program must not make a person wait longer than a server does. */
#define TIMEOUT_MS 8000

#define AT_ONCE(id, name)                                                                          \
  {                                                                                                \
    id, limbeck_check_##name, NULL, NULL, 0                                                        \
  }
#define OF_SERVER(id, name, unknown)                                                               \
  {                                                                                                \
    id, limbeck_check_##name, limbeck_check_##name##_sql, unknown, 0                               \
  }
#define SLOW_OF_SERVER(id, name, unknown)                                                          \
  {                                                                                                \
    id, limbeck_check_##name, limbeck_check_##name##_sql, unknown, TIMEOUT_MS                      \
  }
#define SLOW(id, name, unknown)                                                                    \
  {                                                                                                \
    id, limbeck_check_##name, NULL, unknown, TIMEOUT_MS                                            \
  }

const LimbeckCheck limbeck_check_list[] = {
  AT_ONCE ("configuration", configuration),
  AT_ONCE ("interpreter", interpreter),
  AT_ONCE ("revision-tree", revision_tree),
  AT_ONCE ("several-heads", heads),
  AT_ONCE ("database-url", database_url),
  AT_ONCE ("database-reachable", reachable),
  AT_ONCE ("server-version", server_version),
  AT_ONCE ("read-only", writable),
  OF_SERVER ("privileges", privileges, N_ ("What the role may do is not known.")),
  AT_ONCE ("same-database", same_database),
  AT_ONCE ("known-database", known_database),
  AT_ONCE ("environment", environment),
  AT_ONCE ("version-table", version_table),
  OF_SERVER ("version-table-elsewhere",
             namesakes,
             N_ ("Whether there is another version table is not known.")),
  AT_ONCE ("version-rows", version_rows),
  AT_ONCE ("unknown-revision", unknown_revision),
  SLOW ("unknown-revision-origin",
        revision_origin,
        N_ ("Where the missing revision comes from is not known.")),
  AT_ONCE ("version-width", version_width),
  AT_ONCE ("heads-agree", heads_agree),
  AT_ONCE ("current-agrees", current_agrees),
  AT_ONCE ("pooler", pooler),
  AT_ONCE ("guard-rails", guard_rails),
  AT_ONCE ("run-lock", run_lock),
  OF_SERVER ("other-run", other_run, N_ ("Whether another Alembic is at work is not known.")),
  OF_SERVER ("locks", locks, N_ ("Which sessions hold locks is not known.")),
  OF_SERVER ("prepared-transactions",
             prepared,
             N_ ("Whether there are prepared transactions is not known.")),
  OF_SERVER ("leftovers",
             leftovers,
             N_ ("Whether there are invalid indexes or constraints is not known.")),
  OF_SERVER ("replication", replication, N_ ("Who replicates this database is not known.")),
  OF_SERVER ("connection-slots",
             connection_slots,
             N_ ("How many connections are free is not known.")),
  SLOW_OF_SERVER ("disk-space",
                  disk_space,
                  N_ ("How much room the server's disk has is not known.")),
  SLOW ("pg-dump", backup_tool, N_ ("Whether a backup can be taken is not known.")),
  SLOW_OF_SERVER ("backup-directory",
                  backup_directory,
                  N_ ("Whether the backup directory takes a backup is not known.")),
  { NULL, NULL, NULL, NULL, 0 },
};
