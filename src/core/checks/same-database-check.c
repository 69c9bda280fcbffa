#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/alembic/alembic-commands.h"

#include "core/checks/checks.h"
#include "core/checks/facts-private.h"

#define QUERY_TIMEOUT_MS 5000

/* What only the same live server and database share: a clone has another start. The identifier may be withheld. */
#define IDENTITY_SQL                                                                               \
  "SELECT d.oid, pg_catalog.pg_postmaster_start_time()"                                            \
  " FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()"

static char *
dup_identity (LimbeckConnection *connection, GCancellable *cancellable)
{
  g_autoptr (LimbeckRows) rows = limbeck_connection_query (
      connection, IDENTITY_SQL, NULL, QUERY_TIMEOUT_MS, cancellable, NULL);

  if (rows == NULL || limbeck_rows_get_n_rows (rows) != 1)
    return NULL;

  return g_strdup_printf ("%s %s", limbeck_rows_get (rows, 0, 0), limbeck_rows_get (rows, 0, 1));
}

static gboolean
share_parameter (LimbeckDatabaseUrl *a, LimbeckDatabaseUrl *b, const char *keyword)
{
  return g_strcmp0 (limbeck_database_url_get_parameter (a, keyword),
                    limbeck_database_url_get_parameter (b, keyword)) == 0;
}

/* Both URLs lead to the same place by the same words. A service could still lead elsewhere, so it does not count. */
static gboolean
share_place (LimbeckDatabaseUrl *a, LimbeckDatabaseUrl *b)
{
  static const char *const keywords[] = { "host", "hostaddr", "port", "dbname", "user", "service" };

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (!share_parameter (a, b, keywords[i]))
      return FALSE;

  return limbeck_database_url_get_parameter (a, "service") == NULL;
}

typedef enum
{
  SAME,
  DIFFERENT,
  NOT_PROVEN,
} Proof;

/* Goes where Alembic goes and compares the servers themselves. */
static Proof
prove_by_connecting (const LimbeckFacts *facts,
                     LimbeckDatabaseUrl *theirs,
                     GCancellable       *cancellable)
{
  g_autoptr (LimbeckConnection) connection = limbeck_connection_open (
      theirs, "limbeck", limbeck_facts_get_connect_timeout_ms (facts), cancellable, NULL);
  g_autofree char *here = dup_identity (facts->connection, cancellable);
  g_autofree char *there = connection ? dup_identity (connection, cancellable) : NULL;

  if (here == NULL || there == NULL)
    return NOT_PROVEN;

  return g_str_equal (here, there) ? SAME : DIFFERENT;
}

static Proof
prove (const LimbeckFacts *facts, GCancellable *cancellable)
{
  g_autoptr (LimbeckDatabaseUrl) theirs = NULL;

  if (facts->current == NULL || facts->current->url == NULL)
    return NOT_PROVEN;
  theirs = limbeck_facts_complete_url (facts, facts->current->url, NULL);
  if (theirs == NULL)
    return DIFFERENT;
  if (share_place (theirs, facts->url))
    return SAME;
  if (facts->connection == NULL)
    return NOT_PROVEN;

  return prove_by_connecting (facts, theirs, cancellable);
}

/* Both URLs, and what the lock has shown, each on a line. */
static char *
dup_detail (const LimbeckFacts *facts)
{
  g_autofree char *ours = limbeck_database_url_dup_redacted (facts->url);
  g_autoptr (GString) text = g_string_new (NULL);

  if (facts->proof != NULL)
    g_string_append_printf (text, "%s\n", facts->proof->reason);
  if (facts->current == NULL || facts->current->url == NULL)
    g_string_append (text, ours);
  else
    /* Translators: each %s is a database URL. */
    g_string_append_printf (text, _ ("Limbeck: %s\nAlembic: %s"), ours, facts->current->url);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_proven (const LimbeckFacts *facts)
{
  return facts->proof != NULL &&
         (facts->proof->kind == LIMBECK_PROOF_LOCK || facts->proof->kind == LIMBECK_PROOF_KNOCK);
}

static void
report_same (const LimbeckFacts *facts, GPtrArray *findings, const char *detail)
{
  if (is_proven (facts))
    limbeck_check_pass (findings,
                        "same-database",
                        _ ("Alembic uses this very database: proven by a lock."),
                        detail);
  else if (facts->proof != NULL)
    limbeck_check_pass (findings, "same-database", _ ("Alembic uses this very database."), detail);
  else
    limbeck_check_act (
        findings,
        LIMBECK_SEVERITY_PASSED,
        "same-database",
        _ ("Alembic uses this very database, by its URL."),
        detail,
        _ ("A lock that Alembic has to wait for proves it. Every run begins with that."),
        LIMBECK_ACTION_PROVE,
        limbeck_check_dup_limbeckctl (facts, "check", "--prove", NULL));
}

static void
report (const LimbeckFacts *facts, Proof proof, GPtrArray *findings)
{
  g_autofree char *detail = dup_detail (facts);

  switch (proof)
    {
    case SAME:
      report_same (facts, findings, detail);
      break;
    case DIFFERENT:
      limbeck_check_block (
          findings,
          "same-database",
          _ ("Alembic uses another database than the one shown here."),
          detail,
          _ ("Make env.py and the given URL agree: env.py may read another variable or file."));
      break;
    case NOT_PROVEN:
    default:
      limbeck_check_warn (findings,
                          "same-database",
                          _ ("It is not proven that Alembic uses the database shown here."),
                          detail,
                          _ ("Compare the URL with what env.py uses before anything is run."));
    }
}

/* A plain `current` waits for the lock in whichever session looks at the table: that need not be the one it works in. */
static Proof
judge (const LimbeckFacts *facts, GCancellable *cancellable)
{
  if (!is_proven (facts))
    return prove (facts, cancellable);
  if (!limbeck_alembic_can_rehearse (facts->interpreter) && prove (facts, cancellable) == DIFFERENT)
    return NOT_PROVEN;

  return SAME;
}

static void
report_refuted (const LimbeckFacts *facts, GPtrArray *findings)
{
  g_autofree char *detail = dup_detail (facts);

  limbeck_check_block (
      findings,
      "same-database",
      _ ("Alembic uses another database, schema or version table than the one shown here."),
      detail,
      _ ("Find out where env.py connects to, by which variable, file, service or search path, and "
         "make both agree."));
}

/* What the URLs say is told all the same. */
static void
report_not_proven (const LimbeckFacts *facts, GPtrArray *findings)
{
  limbeck_check_act (
      findings,
      LIMBECK_SEVERITY_WARNING,
      "target-proof",
      _ ("No lock has proven that Alembic uses this database."),
      facts->proof->reason,
      _ ("Prove it again when nothing else is at work; otherwise compare the URLs with what env.py uses."),
      LIMBECK_ACTION_PROVE,
      limbeck_check_dup_limbeckctl (facts, "check", "--prove", NULL));
}

void
limbeck_check_same_database (const LimbeckFacts *facts,
                             GPtrArray          *findings,
                             GCancellable       *cancellable)
{
  const LimbeckProofKind kind = facts->proof ? facts->proof->kind : LIMBECK_PROOF_NONE;

  if (facts->state == NULL)
    return;
  /* Without being asked there is nothing to prove, but where the files alone can't tell that must be said. */
  if (!facts->has_asked_current && facts->found != NULL && facts->found->is_certain)
    return;

  if (kind == LIMBECK_PROOF_REFUTED)
    {
      report_refuted (facts, findings);
      return;
    }
  report (facts, judge (facts, cancellable), findings);
  if (facts->proof != NULL && kind == LIMBECK_PROOF_NONE)
    report_not_proven (facts, findings);
}
