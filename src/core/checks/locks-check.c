#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/database/sessions.h"

#include "core/checks/checks.h"

/* Every application holds locks for moments. */
#define LONG_SECONDS 5

enum
{
  TABLES = LIMBECK_SESSION_N_COLUMNS,
  EXCLUDES_VERSION,
  EXCLUDES_WRITERS,
};

/* Any lock on a table makes an ALTER TABLE wait. A name in regclass's output waits for nobody. Autovacuum gives way by itself. */
const char limbeck_check_locks_sql[] = LIMBECK_SESSION_COLUMNS
    ", l.tables, coalesce(l.excludes_version, false), coalesce(l.excludes_writers, false)"
    " FROM pg_catalog.pg_stat_activity a LEFT JOIN (SELECT l.pid,"
    "  pg_catalog.string_agg(DISTINCT l.relation::pg_catalog.regclass::text, ', ') AS tables,"
    "  bool_or(l.relation = " LIMBECK_CHECK_VERSION_TABLE
    "   AND l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock')) AS excludes_version,"
    "  bool_or(l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')) AS excludes_writers"
    "  FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_class c ON c.oid = l.relation"
    "  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    "  WHERE l.locktype = 'relation' AND l.granted AND c.relkind IN ('r', 'p', 'm', 'v', 'f')"
    "  AND " LIMBECK_CHECK_OF_APPLICATION
    "  AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())"
    "  GROUP BY l.pid) l ON l.pid = a.pid"
    " WHERE a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()"
    " AND a.application_name !~ '^limbeck' AND coalesce(a.backend_type, 'client backend') <> 'autovacuum worker'"
    " AND (l.pid IS NOT NULL OR a.state LIKE 'idle in transaction%')"
    " ORDER BY a.xact_start NULLS LAST, a.pid";

/* How long sessions of other roles have lasted is hidden; only those that keep writers out are told then. */
static gboolean
is_in_the_way (const LimbeckSession *session, const LimbeckRows *rows, guint row)
{
  return limbeck_rows_is_true (rows, row, EXCLUDES_VERSION) || session->seconds >= LONG_SECONDS ||
         (session->seconds < 0 && limbeck_rows_is_true (rows, row, EXCLUDES_WRITERS));
}

static char *
describe (const LimbeckSession *session, const char *tables)
{
  g_autofree char *description = limbeck_session_dup_description (session);
  g_autofree char *query = limbeck_session_dup_query (session);
  g_autoptr (GString) line = g_string_new (description);

  if (tables != NULL)
    {
      g_string_append (line, "; ");
      /* Translators: part of a line about a session; %s is a list of tables */
      g_string_append_printf (line, _ ("locks %s"), tables);
    }
  if (query != NULL)
    g_string_append_printf (line, ": %s", query);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
report (const LimbeckFacts *facts,
        guint               n,
        gboolean            is_excluded,
        const char         *sessions,
        GPtrArray          *findings)
{
  g_autofree char *title = NULL;

  if (is_excluded)
    {
      limbeck_check_act (
          findings,
          LIMBECK_SEVERITY_BLOCKER,
          "locks",
          _ ("A session has locked the version table: every migration would wait for it."),
          sessions,
          _ ("End that session or its transaction, then check again."),
          LIMBECK_ACTION_CHECK_AGAIN,
          limbeck_check_dup_limbeckctl (facts, "check", NULL));
      return;
    }
  if (n == 0)
    {
      limbeck_check_pass (findings, "locks", _ ("No session holds locks for long."), NULL);
      return;
    }

  title = g_strdup_printf (
      /* Translators: %u is a number of sessions on the server */
      g_dngettext (
          GETTEXT_PACKAGE,
          "%u session has had a transaction open for long: what changes its tables waits for it.",
          "%u sessions have had transactions open for long: what changes their tables waits for them.",
          n),
      n);
  limbeck_check_act (findings,
                     LIMBECK_SEVERITY_WARNING,
                     "locks",
                     title,
                     sessions,
                     _ ("Wait until they have ended, or end them, before tables are changed."),
                     LIMBECK_ACTION_CHECK_AGAIN,
                     limbeck_check_dup_limbeckctl (facts, "check", NULL));
}

void
limbeck_check_locks (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  const LimbeckRows *rows = limbeck_facts_get_rows (facts, "locks");
  gboolean           is_excluded = FALSE;
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < limbeck_rows_get_n_rows (rows); i++)
    {
      g_autoptr (LimbeckSession) session = limbeck_session_new (rows, i);
      g_autofree char *line = NULL;

      if (!is_in_the_way (session, rows, i))
        continue;
      is_excluded |= limbeck_rows_is_true (rows, i, EXCLUDES_VERSION);
      line = describe (session, limbeck_rows_get (rows, i, TABLES));
      limbeck_check_add_line (lines, n++, line);
    }
  limbeck_check_end_lines (lines, n);
  report (facts, n, is_excluded, lines->str, findings);
}
