#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/process.h"
#include "core/database/lock-gate.h"

#include "core/checks/target-proof.h"

#define PATIENCE_S 20
#define PULSE_US (20 * 1000)
#define STOP_GRACE_MS 2000

/* A session that is only likely to be Alembic's: if Alembic ends meanwhile, it was not the one that waits. */
#define DOUBT_US (300 * 1000)

/* Alembic's session ends with its process; that of an application stays. */
#define LEAVE_US G_USEC_PER_SEC

/* One attempt while it goes on. Where Alembic can knock, it first has to wait at @door, in the very session that it works in,
   and the table is locked only when it has come so far: whoever else looks at the table, env.py too, proves nothing.
   @obstacle says why no lock on the table is waited for. */
typedef struct
{
  const LimbeckProofOrder *order;
  char                    *name;
  LimbeckLockGate         *door;
  LimbeckLockGate         *gate;
  char                    *obstacle;
  LimbeckProcess          *process;
  gint64                   begin_us;
  LimbeckSession          *visitor;
  LimbeckArrival           arrival;
  LimbeckSession          *session;
  gint64                   arrival_us;
  gboolean                 was_opened;
  gboolean                 was_late;
  gboolean                 was_lost;
} Attempt;

static void
attempt_clear (Attempt *self)
{
  g_clear_pointer (&self->door, limbeck_lock_gate_free);
  g_clear_pointer (&self->gate, limbeck_lock_gate_free);
  g_clear_pointer (&self->process, limbeck_process_free);
  g_clear_pointer (&self->visitor, limbeck_session_free);
  g_clear_pointer (&self->session, limbeck_session_free);
  g_free (self->name);
  g_free (self->obstacle);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Attempt, attempt_clear)

void
limbeck_target_proof_free (LimbeckTargetProof *self)
{
  if (self == NULL)
    return;
  g_free (self->reason);
  g_free (self);
}

static void
open_gate (Attempt *self)
{
  self->was_opened = TRUE;
  self->was_lost = !limbeck_lock_gate_open (self->gate);
}

static LimbeckLockGate *
close_gate (Attempt *self, guint key, guint patience_s, GCancellable *cancellable)
{
  const LimbeckLockGateTerms terms = {
    .version_table = self->order->version_table,
    .version_schema = self->order->version_schema,
    .application_name = self->name,
    .key = key,
    .backend_pid = self->visitor ? self->visitor->pid : 0,
    .patience_s = patience_s,
  };
  g_autoptr (GError) error = NULL;
  LimbeckLockGate *gate = limbeck_lock_gate_close (self->order->url, &terms, cancellable, &error);

  if (gate == NULL && self->obstacle == NULL)
    self->obstacle = g_strdup (error->message);

  return gate;
}

static gboolean
set_up (Attempt *self, GCancellable *cancellable, GError **error)
{
  if (self->order->can_knock)
    {
      const guint      key = (guint) g_random_int_range (1, G_MAXINT32);
      g_autofree char *knock = limbeck_lock_gate_dup_knock (key);

      limbeck_command_setenv (self->order->command, "LIMBECK_KNOCK", knock);
      self->door = close_gate (self, key, self->order->timeout_ms / 1000, cancellable);
    }
  else
    self->gate = close_gate (self, 0, PATIENCE_S, cancellable);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
is_watching_door (Attempt *self)
{
  return self->door != NULL && limbeck_lock_gate_is_closed (self->door);
}

static gboolean
is_watching_gate (Attempt *self)
{
  return self->gate != NULL && !self->was_opened;
}

/* Who has knocked is in this database; now the table is locked in front of it, if it can be. */
static void
look_at_door (Attempt *self, GCancellable *cancellable)
{
  if (limbeck_lock_gate_look (self->door, &self->visitor, cancellable, NULL) ==
      LIMBECK_ARRIVAL_NONE)
    return;
  if (self->order->is_table_certain)
    self->gate = close_gate (self, 0, PATIENCE_S, cancellable);
  else
    self->obstacle = g_strdup (_ ("env.py works out the name of the version table."));
  self->begin_us = g_get_monotonic_time ();
  (void) limbeck_lock_gate_open (self->door);
}

static void
look_at_gate (Attempt *self, GCancellable *cancellable)
{
  const gint64 now_us = g_get_monotonic_time ();

  if (self->arrival == LIMBECK_ARRIVAL_NONE)
    {
      self->arrival = limbeck_lock_gate_look (self->gate, &self->session, cancellable, NULL);
      self->arrival_us = now_us;
    }
  self->was_late = self->arrival == LIMBECK_ARRIVAL_NONE &&
                   now_us - self->begin_us >= PATIENCE_S * G_USEC_PER_SEC;
  if (self->arrival == LIMBECK_ARRIVAL_NAMED || self->was_late ||
      (self->arrival == LIMBECK_ARRIVAL_NEW && now_us - self->arrival_us >= DOUBT_US))
    open_gate (self);
}

static gboolean
is_watching (Attempt *self)
{
  return is_watching_door (self) || is_watching_gate (self);
}

static void
look (Attempt *self, GCancellable *cancellable)
{
  if (is_watching_door (self))
    look_at_door (self, cancellable);
  else if (is_watching_gate (self))
    look_at_gate (self, cancellable);
}

/* Stays with the process until it has ended; whatever else happens, the gate is opened first. */
static LimbeckWait
accompany (Attempt *self, GCancellable *cancellable)
{
  const gint64 deadline_us = g_get_monotonic_time () + (gint64) self->order->timeout_ms * 1000;

  for (;;)
    {
      const gint64 now_us = g_get_monotonic_time ();
      const gint64 pulse_us = is_watching (self) ? MIN (now_us + PULSE_US, deadline_us)
                                                 : deadline_us;
      LimbeckWait  wait = limbeck_process_wait (self->process, pulse_us, cancellable);

      if (wait == LIMBECK_WAIT_EXITED || wait == LIMBECK_WAIT_CANCELLED ||
          g_get_monotonic_time () >= deadline_us)
        return wait;
      look (self, cancellable);
    }
}

static LimbeckCommandOutput *
run (Attempt *self, GCancellable *cancellable, GError **error)
{
  LimbeckCommandOutput *output = NULL;
  LimbeckWait           wait;

  self->process = limbeck_process_start (self->order->command, NULL, error);
  if (self->process == NULL)
    return NULL;
  self->begin_us = g_get_monotonic_time ();
  wait = accompany (self, cancellable);
  if (wait != LIMBECK_WAIT_EXITED)
    {
      g_clear_pointer (&self->gate, limbeck_lock_gate_free);
      g_clear_pointer (&self->door, limbeck_lock_gate_free);
      limbeck_process_stop (self->process, STOP_GRACE_MS);
      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        g_set_error (error,
                     LIMBECK_COMMAND_ERROR,
                     LIMBECK_COMMAND_ERROR_TIMED_OUT,
                     /* Translators: %u is a number of seconds */
                     _ ("Alembic was ended because it had not finished after %u s."),
                     self->order->timeout_ms / 1000);
      return NULL;
    }

  output = g_new0 (LimbeckCommandOutput, 1);
  output->exit_status = limbeck_process_get_exit_status (self->process);
  output->signal = limbeck_process_get_signal (self->process);
  limbeck_process_read (self->process, &output->standard_output, &output->standard_error);

  return output;
}

static LimbeckTargetProof *
proof_new (LimbeckProofKind kind, char *reason, const LimbeckSession *session)
{
  LimbeckTargetProof *proof = g_new0 (LimbeckTargetProof, 1);

  proof->kind = kind;
  proof->reason = reason;
  proof->backend_pid = session ? session->pid : 0;

  return proof;
}

/* Alembic had to wait, but not at the table. */
static LimbeckTargetProof *
conclude_knock (Attempt *self, const char *obstacle)
{
  return proof_new (
      LIMBECK_PROOF_KNOCK,
      /* Translators: %s is a sentence that says why no table was locked, %d the number of a process */
      g_strdup_printf (_ ("%s Alembic had to wait for an advisory lock that Limbeck held in this "
                          "database (server process %d)."),
                       obstacle,
                       self->visitor->pid),
      self->visitor);
}

/* Alembic has looked for its revisions, and nobody whom we would know had queued. */
static LimbeckTargetProof *
conclude_elsewhere (Attempt *self)
{
  if (self->gate == NULL)
    return proof_new (
        LIMBECK_PROOF_REFUTED,
        g_strdup (_ ("Alembic has come to a database, but not to this one: it did not meet a lock "
                     "that Limbeck held here.")),
        NULL);

  return proof_new (
      self->order->is_table_certain ? LIMBECK_PROOF_REFUTED : LIMBECK_PROOF_NONE,
      /* Translators: %s is the name of a table */
      g_strdup_printf (_ ("Alembic has looked for its revisions without coming to the version "
                          "table %s of this database, which was locked meanwhile."),
                       limbeck_lock_gate_get_table (self->gate)),
      NULL);
}

static LimbeckTargetProof *
conclude_unseen (Attempt *self, const LimbeckCommandOutput *output)
{
  g_autofree char *reason = NULL;

  if (self->was_late)
    /* Translators: %d is a number of seconds */
    reason = g_strdup_printf (_ ("Alembic did not ask for its revisions within %d s."), PATIENCE_S);
  else if (self->was_lost)
    reason = g_strdup (_ ("The lock was lost meanwhile."));
  else if (output->exit_status != 0)
    reason = g_strdup (_ ("Alembic ended with an error before it asked for its revisions."));
  else
    return conclude_elsewhere (self);

  return self->visitor ? conclude_knock (self, reason)
                       : proof_new (LIMBECK_PROOF_NONE, g_steal_pointer (&reason), NULL);
}

static gboolean
leaves (Attempt *self)
{
  const gint64 deadline_us = g_get_monotonic_time () + LEAVE_US;

  while (limbeck_lock_gate_is_there (self->gate, self->session))
    {
      if (g_get_monotonic_time () >= deadline_us)
        return FALSE;
      g_usleep (PULSE_US);
    }

  return TRUE;
}

/* Somebody had to wait at the table: Alembic itself, as far as can be told. */
static LimbeckTargetProof *
conclude_seen (Attempt *self)
{
  if (self->visitor != NULL && self->visitor->pid != self->session->pid)
    return conclude_knock (self, _ ("Another session than Alembic’s came to the version table."));
  if (self->visitor == NULL && self->arrival == LIMBECK_ARRIVAL_NEW && !leaves (self))
    return proof_new (
        LIMBECK_PROOF_NONE,
        g_strdup (
            _ ("The session that waited for the lock on the version table was not Alembic’s.")),
        NULL);

  return proof_new (
      LIMBECK_PROOF_LOCK,
      /* Translators: %s is the name of a table, %d the number of a process */
      g_strdup_printf (_ ("Alembic had to wait for a lock that Limbeck held on the version table "
                          "%s (server process %d)."),
                       limbeck_lock_gate_get_table (self->gate),
                       self->session->pid),
      self->session);
}

static LimbeckTargetProof *
conclude (Attempt *self, const LimbeckCommandOutput *output)
{
  gboolean has_waited = FALSE;

  if (self->door == NULL && self->gate == NULL)
    return proof_new (LIMBECK_PROOF_NONE, g_steal_pointer (&self->obstacle), NULL);
  if (self->visitor != NULL && self->gate == NULL)
    return conclude_knock (self, self->obstacle);

  /* Who waits can't end: if the gate was still closed at the end, whoever queues is somebody else. */
  has_waited = self->was_opened && self->arrival != LIMBECK_ARRIVAL_NONE;
  if (is_watching_door (self))
    self->was_lost = !limbeck_lock_gate_open (self->door);
  if (is_watching_gate (self))
    open_gate (self);

  return has_waited ? conclude_seen (self) : conclude_unseen (self, output);
}

LimbeckTargetProof *
limbeck_target_proof_attempt (const LimbeckProofOrder *order,
                              LimbeckCommandOutput   **output,
                              GCancellable            *cancellable,
                              GError                 **error)
{
  g_auto (Attempt) attempt = { .order = order };

  g_return_val_if_fail (order != NULL && output != NULL, NULL);

  attempt.name = g_strdup_printf (
      "limbeck-proof-%06x%06x", g_random_int () & 0xffffff, g_random_int () & 0xffffff);
  limbeck_command_setenv (order->command, "PGAPPNAME", attempt.name);
  *output = NULL;
  if (!set_up (&attempt, cancellable, error))
    return NULL;
  *output = run (&attempt, cancellable, error);

  return *output ? conclude (&attempt, *output) : NULL;
}
