#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

enum
{
  N_STANDBYS,
  N_SYNC,
  SYNC_NAMES,
  LOGICAL_SLOTS,
  IDLE_SLOTS,
  PUBLICATIONS,
};

/* Who is connected is shown to every role, also where his state is hidden. A base backup is no standby. */
const char limbeck_check_replication_sql[] =
    "SELECT (SELECT count(*) FROM pg_catalog.pg_stat_replication r WHERE r.application_name <> 'pg_basebackup'),"
    " (SELECT count(*) FROM pg_catalog.pg_stat_replication r WHERE r.sync_state IN ('sync', 'quorum') OR r.sync_state IS NULL),"
    " CASE WHEN pg_catalog.current_setting('synchronous_commit') NOT IN ('off', 'local')"
    "  THEN pg_catalog.current_setting('synchronous_standby_names') ELSE '' END,"
    " (SELECT pg_catalog.string_agg(s.slot_name::text, ', ' ORDER BY s.slot_name) FROM pg_catalog.pg_replication_slots s"
    "  WHERE s.slot_type = 'logical' AND s.database = pg_catalog.current_database()),"
    " (SELECT pg_catalog.string_agg(s.slot_name::text, ', ' ORDER BY s.slot_name) FROM pg_catalog.pg_replication_slots s"
    "  WHERE NOT s.active AND s.restart_lsn IS NOT NULL),"
    " (SELECT pg_catalog.string_agg(p.pubname::text, ', ' ORDER BY p.pubname) FROM pg_catalog.pg_publication p)";

static void
judge_synchronous (const LimbeckRows *rows, GPtrArray *findings)
{
  const char *names = limbeck_rows_get (rows, 0, SYNC_NAMES);

  if (names == NULL || *names == '\0')
    return;
  if (g_str_equal (limbeck_rows_get (rows, 0, N_SYNC), "0"))
    limbeck_check_warn (
        findings,
        "synchronous-standby",
        _ ("No synchronous standby is connected: every COMMIT on this server waits for one."),
        names,
        _ ("Bring the standby back, or change synchronous_standby_names, before anything is run."));
  else
    limbeck_check_pass (
        findings, "synchronous-standby", _ ("A synchronous standby is connected."), names);
}

static void
add_part (GString *detail, const char *what, const char *names)
{
  if (names == NULL)
    return;
  if (detail->len > 0)
    g_string_append_c (detail, '\n');
  /* Translators: a plural noun, a list of names */
  g_string_append_printf (detail, _ ("%s: %s"), what, names);
}

void
limbeck_check_replication (const LimbeckFacts *facts,
                           GPtrArray          *findings,
                           GCancellable       *cancellable)
{
  const LimbeckRows *rows = limbeck_facts_get_rows (facts, "replication");
  guint n_standbys = (guint) g_ascii_strtoull (limbeck_rows_get (rows, 0, N_STANDBYS), NULL, 10);
  g_autoptr (GString) detail = g_string_new (NULL);

  judge_synchronous (rows, findings);
  if (n_standbys > 0)
    {
      g_string_append_printf (
          detail,
          /* Translators: %u is a number of connections that receive the server's log */
          g_dngettext (
              GETTEXT_PACKAGE,
              "%u standby or subscriber is connected: a long lock is repeated there and stops readers too",
              "%u standbys or subscribers are connected: a long lock is repeated there and stops readers too",
              n_standbys),
          n_standbys);
    }
  add_part (detail,
            _ ("logical slots, whose subscribers do not get changes of tables by themselves"),
            limbeck_rows_get (rows, 0, LOGICAL_SLOTS));
  add_part (detail, _ ("publications"), limbeck_rows_get (rows, 0, PUBLICATIONS));
  add_part (detail,
            _ ("slots that nobody reads, so that the server keeps its log for them"),
            limbeck_rows_get (rows, 0, IDLE_SLOTS));

  if (detail->len > 0)
    limbeck_check_warn (
        findings,
        "replication",
        _ ("This server is replicated: others follow what is changed here."),
        detail->str,
        _ ("Change the subscribers' tables first where columns are added, and keep locks short."));
  else
    limbeck_check_pass (findings, "replication", _ ("Nobody replicates this database."), NULL);
}
