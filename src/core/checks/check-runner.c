/* limbeck_checks_run(): all checks, those that may hang in threads of their own. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/check-list.h"
#include "core/checks/facts-private.h"
#include "core/database/connection-error.h"
#include "core/database/detached.h"

/* Between its cancel and its being left alone, for a check to end the programs that it has started. */
#define GRACE_MS 500

/* A check in its thread. A disk that hangs can't be interrupted, so the thread holds what it needs. */
typedef struct
{
  const LimbeckCheck *check;
  LimbeckFacts       *facts;
  GCancellable       *cancellable;
} Errand;

typedef struct
{
  const LimbeckCheck *check;
  GCancellable       *cancellable;
  LimbeckDetached    *detached;
  gint64              deadline_us;
} Running;

static GPtrArray *
findings_new (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  limbeck_facts_free (errand->facts);
  g_object_unref (errand->cancellable);
  g_free (errand);
}

static gpointer
run_errand (gpointer data)
{
  Errand    *errand = data;
  GPtrArray *findings = findings_new ();

  errand->check->func (errand->facts, findings, errand->cancellable);

  return findings;
}

static void
running_free (gpointer data)
{
  Running *running = data;

  limbeck_detached_free (running->detached);
  g_object_unref (running->cancellable);
  g_free (running);
}

static Running *
start (const LimbeckCheck *check, const LimbeckFacts *facts)
{
  Running *running = g_new0 (Running, 1);
  Errand  *errand = g_new0 (Errand, 1);

  running->check = errand->check = check;
  running->cancellable = g_cancellable_new ();
  running->deadline_us = limbeck_deadline_after (check->timeout_ms);
  errand->facts = limbeck_facts_ref (facts);
  errand->cancellable = g_object_ref (running->cancellable);
  running->detached = limbeck_detached_start (
      run_errand, errand, errand_free, (GDestroyNotify) g_ptr_array_unref);

  return running;
}

static void
tell_given_up (const LimbeckCheck *check, GPtrArray *findings)
{
  g_autofree char *limit = limbeck_database_error_describe_limit (check->timeout_ms);
  /* Translators: %s is a time such as "8 seconds" */
  g_autofree char *detail = g_strdup_printf (_ ("It was given up after %s."), limit);

  limbeck_check_unknown (findings, check->id, _ (check->unknown), detail);
}

/* @findings takes what was found, or that nothing was found in time. All share one moment of grace. */
static void
finish (GPtrArray *running, GPtrArray *findings, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) given_up = g_ptr_array_new ();
  gint64 grace_end_us = 0;

  for (guint i = 0; i < running->len; i++)
    {
      Running *one = g_ptr_array_index (running, i);

      if (limbeck_detached_wait (one->detached, one->deadline_us, cancellable) ==
          LIMBECK_PATIENCE_READY)
        {
          g_ptr_array_extend_and_steal (findings, limbeck_detached_steal_result (one->detached));
          continue;
        }
      g_cancellable_cancel (one->cancellable);
      g_ptr_array_add (given_up, one);
      tell_given_up (one->check, findings);
    }

  grace_end_us = limbeck_deadline_after (GRACE_MS);
  for (guint i = 0; i < given_up->len; i++)
    (void) limbeck_detached_wait (
        ((Running *) g_ptr_array_index (given_up, i))->detached, grace_end_us, NULL);
}

/* Without an answer to its question a check can't run; @findings gets why unless the question was not asked at all. */
static gboolean
can_run (const LimbeckCheck *check, const LimbeckFacts *facts, GPtrArray *findings)
{
  const GError *error = check->sql ? limbeck_facts_get_answer_error (facts, check->id) : NULL;

  if (error != NULL)
    limbeck_check_unknown (findings, check->id, _ (check->unknown), error->message);

  return check->sql == NULL || limbeck_facts_get_rows (facts, check->id) != NULL;
}

static void
add_those_of (GPtrArray *sorted, GPtrArray *findings, LimbeckSeverity severity)
{
  for (guint i = 0; i < findings->len; i++)
    if (limbeck_finding_get_severity (g_ptr_array_index (findings, i)) == severity)
      g_ptr_array_add (sorted, g_object_ref (g_ptr_array_index (findings, i)));
}

static GPtrArray *
sort (GPtrArray *findings)
{
  GPtrArray *sorted = findings_new ();

  for (int severity = LIMBECK_SEVERITY_BLOCKER; severity >= LIMBECK_SEVERITY_PASSED; severity--)
    add_those_of (sorted, findings, (LimbeckSeverity) severity);

  return sorted;
}

GPtrArray *
limbeck_checks_run (const LimbeckFacts *facts, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) findings = findings_new ();
  g_autoptr (GPtrArray) running = g_ptr_array_new_with_free_func (running_free);

  for (const LimbeckCheck *check = limbeck_check_list; check->func != NULL; check++)
    if (check->timeout_ms > 0 && can_run (check, facts, findings))
      g_ptr_array_add (running, start (check, facts));

  for (const LimbeckCheck *check = limbeck_check_list; check->func != NULL; check++)
    if (check->timeout_ms == 0 && !g_cancellable_is_cancelled (cancellable) &&
        can_run (check, facts, findings))
      check->func (facts, findings, cancellable);
  finish (running, findings, cancellable);

  return sort (findings);
}
