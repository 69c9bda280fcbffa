#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

#define ID "known-database"

static char *
dup_moment (gint64 moment_us)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (moment_us / G_USEC_PER_SEC);

  return moment ? g_date_time_format (moment, "%Y-%m-%d %H:%M") : g_strdup ("?");
}

static const char *
or_unknown (const char *text)
{
  return text ? text : _ ("unknown");
}

static char *
dup_identity (const char *database, guint32 oid, const char *identifier, guint32 timeline)
{
  /* Translators: 1: name of a database, 2: a number that the server gives it, 3: a number that names the server */
  g_autofree char *text = g_strdup_printf (
      _ ("database “%s” (oid %u) of the server with the system identifier %s"),
      or_unknown (database),
      oid,
      or_unknown (identifier));

  if (timeline == 0)
    return g_steal_pointer (&text);

  /* Translators: 1: a database and its server, 2: a number that PostgreSQL raises whenever the server is promoted */
  return g_strdup_printf (_ ("%s, timeline %u"), text, timeline);
}

/* Both identities in words, then @meaning. */
static char *
dup_comparison (const LimbeckFacts *facts, const char *meaning)
{
  const LimbeckKnownDatabase *known = facts->known;
  LimbeckDatabaseState       *state = facts->state;
  g_autofree char            *first = dup_moment (known->first_seen);
  g_autofree char            *last = dup_moment (known->last_seen);
  g_autofree char            *before = dup_identity (
      known->database, known->database_oid, known->system_identifier, known->timeline);
  g_autofree char *now = dup_identity (limbeck_database_state_get_database (state),
                                       limbeck_database_state_get_database_oid (state),
                                       limbeck_database_state_get_system_identifier (state),
                                       limbeck_database_state_get_timeline (state));

  return g_strdup_printf (
      /* Translators: 1, 2: dates, 3, 4: a database as in “database “%s” (oid …”, 5: a sentence */
      _ ("Known from %s to %s: %s.\nNow: %s.\n%s"),
      first,
      last,
      before,
      now,
      meaning);
}

static const char *
explain_other (const LimbeckFacts *facts)
{
  const char *before = facts->known->system_identifier;
  const char *now = limbeck_database_state_get_system_identifier (facts->state);

  if (before == NULL || now == NULL)
    return _ ("Whether the server is the same can't be told; the database is another.");
  if (g_str_equal (before, now))
    return _ (
        "The server is the same, the database on it is another: it was dropped and made anew, restored "
        "beside and renamed, or two databases have changed their names.");

  return _ (
      "The server is another: the URL, a host name, a port or a tunnel leads elsewhere now, or the server "
      "was set up anew, restored from a dump or upgraded with pg_upgrade. From here these look the same.");
}

/* A finding that a person ends by accepting the database. */
static void
report_acceptable (const LimbeckFacts *facts,
                   LimbeckSeverity     severity,
                   const char         *title,
                   const char         *meaning,
                   const char         *remedy,
                   GPtrArray          *findings)
{
  g_autofree char *detail = dup_comparison (facts, meaning);

  limbeck_check_act (
      findings,
      severity,
      ID,
      title,
      detail,
      remedy,
      LIMBECK_ACTION_ACCEPT_DATABASE,
      limbeck_check_dup_limbeckctl (facts,
                                    "target",
                                    "--accept",
                                    ID,
                                    "--confirm",
                                    limbeck_database_state_get_database (facts->state),
                                    NULL));
}

static void
report_other (const LimbeckFacts *facts, GPtrArray *findings)
{
  report_acceptable (
      facts,
      LIMBECK_SEVERITY_BLOCKER,
      _ ("The URL leads to another database than before."),
      explain_other (facts),
      _ ("Find out why before anything is run. If you know why, and this is the right database, accept it."),
      findings);
}

static void
report_unproven (const LimbeckFacts *facts, GPtrArray *findings)
{
  const char *title = _ ("That this is the same database as before is not proven.");

  if (limbeck_database_state_get_system_identifier (facts->state) == NULL)
    {
      g_autofree char *detail = dup_comparison (
          facts,
          _ ("The role may not run pg_control_system(), so that another server with a database of the "
             "same name and oid would look the same."));

      limbeck_check_warn (
          findings,
          ID,
          title,
          detail,
          _ ("Compare host, port and database yourself, or let the role run pg_control_system()."));
    }
  else if (facts->known->system_identifier == NULL)
    report_acceptable (
        facts,
        LIMBECK_SEVERITY_WARNING,
        title,
        _ ("The server did not tell its system identifier before; now it does."),
        _ ("If this is the right database, accept it: then it is known by its system identifier."),
        findings);
  else
    report_acceptable (
        facts,
        LIMBECK_SEVERITY_WARNING,
        title,
        _ ("The server has been promoted since: a standby took over or a backup was recovered, or this is "
           "a copy that goes its own way. From here these look the same."),
        _ ("Make sure that it is no copy. If this is the right database, accept it."),
        findings);
}

static void
report_same (const LimbeckFacts *facts, GPtrArray *findings)
{
  g_autofree char *since = dup_moment (facts->known->first_seen);
  /* Translators: %s is a date */
  g_autofree char *detail = g_strdup_printf (_ ("Known since %s."), since);

  limbeck_check_pass (findings, ID, _ ("The URL leads to the same database as before."), detail);
}

static void
report_new (const LimbeckFacts *facts, GPtrArray *findings)
{
  if (facts->remember_error != NULL)
    limbeck_check_warn (findings,
                        ID,
                        _ ("The database is seen for the first time, and can't be remembered."),
                        facts->remember_error->message,
                        _ ("Compare host, port and database yourself before anything is run."));
  else if (limbeck_database_state_get_system_identifier (facts->state) == NULL)
    limbeck_check_warn (
        findings,
        ID,
        _ ("The database is seen for the first time, and is remembered without its server."),
        _ ("The role may not run pg_control_system(), so that another server with a database of the "
           "same name and oid would look the same."),
        _ ("Compare host, port and database yourself, or let the role run pg_control_system()."));
  else
    limbeck_check_pass (findings,
                        ID,
                        _ ("The database is seen for the first time; from now on it is known."),
                        NULL);
}

/* As ssh does with the keys of hosts. */
void
limbeck_check_known_database (const LimbeckFacts *facts,
                              GPtrArray          *findings,
                              GCancellable       *cancellable)
{
  if (facts->state == NULL)
    return;
  if (facts->known_error != NULL)
    {
      limbeck_check_warn (findings,
                          ID,
                          _ ("Whether this is the same database as before is not known."),
                          facts->known_error->message,
                          _ ("Compare host, port and database yourself before anything is run."));
      return;
    }
  switch (limbeck_known_database_compare (facts->known, facts->state))
    {
    case LIMBECK_IDENTITY_SAME:
      report_same (facts, findings);
      break;
    case LIMBECK_IDENTITY_UNPROVEN:
      report_unproven (facts, findings);
      break;
    case LIMBECK_IDENTITY_OTHER:
      report_other (facts, findings);
      break;
    case LIMBECK_IDENTITY_NEW:
    default:
      report_new (facts, findings);
      break;
    }
}
