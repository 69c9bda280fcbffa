#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/database/sessions.h"

#include "core/checks/checks.h"

/* A reader of the version table is worth a word only if it stays. */
#define LONG_SECONDS 5

enum
{
  IS_RUN = LIMBECK_SESSION_N_COLUMNS,
  IS_WRITING,
};

/* Sessions that have the version table locked, as a transaction of Alembic has from its first look at it to its end, and those
   of runs whose launcher is gone. Not ours: the questions that are asked to Alembic at the same time begin later than our own
   connection and, where the driver tells a name, are called so. */
const char limbeck_check_other_run_sql[] = LIMBECK_SESSION_COLUMNS
    ", a.application_name ~ '^limbeck-[0-9a-f]{12}$', coalesce(l.is_writing, false)"
    " FROM pg_catalog.pg_stat_activity a LEFT JOIN (SELECT l.pid, bool_or(l.mode <> 'AccessShareLock') AS is_writing"
    "  FROM pg_catalog.pg_locks l WHERE l.locktype = 'relation' AND l.granted AND l.relation = " LIMBECK_CHECK_VERSION_TABLE
    "  AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())"
    "  GROUP BY l.pid) l ON l.pid = a.pid"
    " WHERE a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()"
    " AND coalesce(a.backend_type, 'client backend') = 'client backend'"
    " AND (a.application_name ~ '^limbeck-[0-9a-f]{12}$' OR (l.pid IS NOT NULL AND a.application_name !~ '^limbeck'"
    "  AND coalesce(a.backend_start < (SELECT b.backend_start FROM pg_catalog.pg_stat_activity b"
    "   WHERE b.pid = pg_catalog.pg_backend_pid()), true)))"
    " ORDER BY a.backend_start";

static char *
describe (const LimbeckSession *session)
{
  g_autofree char *description = limbeck_session_dup_description (session);
  g_autofree char *query = limbeck_session_dup_query (session);

  return query ? g_strdup_printf ("%s: %s", description, query) : g_steal_pointer (&description);
}

static void
report (const LimbeckFacts *facts, LimbeckSeverity worst, const char *sessions, GPtrArray *findings)
{
  if (worst == LIMBECK_SEVERITY_BLOCKER)
    limbeck_check_act (
        findings,
        LIMBECK_SEVERITY_BLOCKER,
        "other-run",
        _ ("Another Alembic is at work: its change of the version table is not committed yet."),
        sessions,
        _ ("Wait until it has ended, or end its session; then check again."),
        LIMBECK_ACTION_CHECK_AGAIN,
        limbeck_check_dup_limbeckctl (facts, "check", NULL));
  else if (worst == LIMBECK_SEVERITY_WARNING)
    limbeck_check_act (
        findings,
        LIMBECK_SEVERITY_WARNING,
        "other-run",
        _ ("A session has the version table in use: another Alembic may be at work."),
        sessions,
        _ ("Find out what it does, and wait until it has ended."),
        LIMBECK_ACTION_CHECK_AGAIN,
        limbeck_check_dup_limbeckctl (facts, "check", NULL));
  else
    limbeck_check_pass (
        findings, "other-run", _ ("No other Alembic has the version table in use."), NULL);
}

void
limbeck_check_other_run (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  const LimbeckRows *rows = limbeck_facts_get_rows (facts, "other-run");
  LimbeckSeverity    worst = LIMBECK_SEVERITY_PASSED;
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < limbeck_rows_get_n_rows (rows); i++)
    {
      g_autoptr (LimbeckSession) session = limbeck_session_new (rows, i);
      gboolean is_at_work = limbeck_rows_is_true (rows, i, IS_RUN) ||
                            limbeck_rows_is_true (rows, i, IS_WRITING);
      g_autofree char *line = NULL;

      if (!is_at_work && session->seconds >= 0 && session->seconds < LONG_SECONDS)
        continue;
      line = describe (session);
      limbeck_check_add_line (lines, n++, line);
      worst = MAX (worst, is_at_work ? LIMBECK_SEVERITY_BLOCKER : LIMBECK_SEVERITY_WARNING);
    }
  limbeck_check_end_lines (lines, n);
  report (facts, worst, lines->str, findings);
}
