#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>

#include "core/base/process.h"

#include "cli/interrupt.h"

/* Borrows until @is_over; @mutex, because the signals come in another thread. */
typedef struct
{
  GMutex          mutex;
  GCancellable   *cancellable;
  LimbeckPrinter *printer;
  gboolean        is_over;
} Watch;

static Watch watch;

static void
ignore_cb (int signal_number)
{
}

/* A function, not SIG_IGN: that would be inherited by the programs that are started. */
static void
take_no_notice (int signal_number)
{
  struct sigaction action = { 0 };
  struct sigaction present;

  if (sigaction (signal_number, NULL, &present) == 0 && present.sa_handler == SIG_IGN)
    return;
  action.sa_handler = ignore_cb;
  action.sa_flags = SA_RESTART;
  sigaction (signal_number, &action, NULL);
}

static void
cancel (void)
{
  if (g_cancellable_is_cancelled (watch.cancellable))
    {
      limbeck_printer_note (
          watch.printer,
          "%s",
          _ ("It is being cancelled already; waiting until the server has let go, so that the "
             "database's state is known."));
    }
  else
    {
      limbeck_printer_note (
          watch.printer, "\n%s", _ ("Cancelling; this waits until the server has let go."));
      g_cancellable_cancel (watch.cancellable);
    }
}

static gboolean
interrupted_cb (gpointer unused)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&watch.mutex);

  if (!watch.is_over)
    cancel ();

  return G_SOURCE_CONTINUE;
}

static gpointer
watch_thread (gpointer context)
{
  for (;;)
    g_main_context_iteration (context, TRUE);

  return NULL;
}

/* The sources catch the signals from the moment in which they are made. */
static void
begin (gpointer unused)
{
  const int     signals[] = { SIGINT, SIGTERM };
  GMainContext *context = g_main_context_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSource) source = g_unix_signal_source_new (signals[i]);

      g_source_set_callback (source, interrupted_cb, NULL, NULL);
      g_source_attach (source, context);
    }
  g_thread_unref (g_thread_new ("signals", watch_thread, context));
}

void
limbeck_interrupt_watch (GCancellable *cancellable, LimbeckPrinter *printer, gboolean at_once)
{
  g_return_if_fail (watch.cancellable == NULL);

  watch.cancellable = cancellable;
  watch.printer = printer;
  take_no_notice (SIGHUP);
  take_no_notice (SIGPIPE);
  if (at_once)
    begin (NULL);
  else
    limbeck_process_before_first (begin, NULL);
}

void
limbeck_interrupt_finish (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&watch.mutex);

  watch.is_over = TRUE;
}
