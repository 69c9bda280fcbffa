#include "config.h"

#include "core/base/subprocess-wait.h"

typedef struct
{
  GMainContext *context;
  gboolean      is_over;
  gboolean      has_ended;
  /* Atomic: a cancel may come from another thread. */
  int is_interrupted;
} Waiting;

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  waiting->has_ended = g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  waiting->is_over = TRUE;
}

static gboolean
interrupted_cb (gpointer data)
{
  g_atomic_int_set (&((Waiting *) data)->is_interrupted, TRUE);

  return G_SOURCE_REMOVE;
}

/* Not g_cancellable_source_new(): one that is destroyed while another thread cancels is leaked (GLib 2.74). */
static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Waiting *waiting = data;

  g_atomic_int_set (&waiting->is_interrupted, TRUE);
  g_main_context_wakeup (waiting->context);
}

static GSource *
attach_deadline (GMainContext *context, gint64 deadline_us, Waiting *waiting)
{
  gint64   left_ms = (MAX (deadline_us - g_get_monotonic_time (), 0) + 999) / 1000;
  GSource *source = g_timeout_source_new (MIN (left_ms, G_MAXINT));

  g_source_set_callback (source, interrupted_cb, waiting, NULL);
  g_source_attach (source, context);

  return source;
}

static void
destroy_source (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

/* A context of its own: no main loop of the caller is needed, and none is disturbed. */
gboolean
limbeck_subprocess_wait (GSubprocess *self, gint64 deadline_us, GCancellable *cancellable)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GCancellable) give_up = g_cancellable_new ();
  Waiting  waiting = { .context = context };
  GSource *deadline = NULL;
  gulong   cancel_id = 0;

  g_return_val_if_fail (G_IS_SUBPROCESS (self), FALSE);

  g_main_context_push_thread_default (context);
  g_subprocess_wait_async (self, give_up, waited_cb, &waiting);
  if (deadline_us >= 0)
    deadline = attach_deadline (context, deadline_us, &waiting);
  if (cancellable)
    cancel_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), &waiting, NULL);

  while (!waiting.is_over && !g_atomic_int_get (&waiting.is_interrupted))
    g_main_context_iteration (context, TRUE);
  if (!waiting.is_over)
    g_cancellable_cancel (give_up);
  while (!waiting.is_over)
    g_main_context_iteration (context, TRUE);

  g_clear_pointer (&deadline, destroy_source);
  g_cancellable_disconnect (cancellable, cancel_id);
  g_main_context_pop_thread_default (context);

  return waiting.has_ended;
}
