#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/progress.h"

struct _LimbeckProgress
{
  LimbeckPrinter  *printer;
  LimbeckPlan     *plan;
  gboolean         is_verbose;
  LimbeckEventSink sink;
  gboolean         has_open_line;
  gint64           step_started_us;
};

static void
end_line (LimbeckProgress *self)
{
  if (self->has_open_line)
    limbeck_printer_note_part (self->printer, "\n");
  self->has_open_line = FALSE;
}

static char *
dup_step_line (LimbeckProgress *self, const char *id)
{
  GPtrArray *steps = self->plan ? limbeck_plan_get_steps (self->plan) : NULL;

  for (guint i = 0; steps && i < steps->len; i++)
    {
      LimbeckRevision *step = g_ptr_array_index (steps, i);

      if (g_strcmp0 (limbeck_revision_get_id (step), id) == 0)
        return g_strdup_printf (
            "  %u/%u  %s  %s", i + 1, steps->len, id, limbeck_revision_get_message (step));
    }

  return g_strdup_printf ("  %s", id ? id : "");
}

static void
start_step (LimbeckProgress *self, LimbeckEvent *event)
{
  g_autofree char *line = dup_step_line (self, limbeck_event_get_revision (event));

  end_line (self);
  limbeck_printer_note_part (self->printer, line);
  self->has_open_line = TRUE;
  self->step_started_us = limbeck_event_get_time_us (event);
}

/* What a process prints is looked at a few times in a second, so more digits would be invented. */
static char *
dup_duration (gint64 duration_us)
{
  if (duration_us < G_USEC_PER_SEC / 10)
    return g_strdup (_ ("(below 0.1 s)"));

  /* Translators: how long a step took, in seconds */
  return g_strdup_printf (_ ("(%.1f s)"), (double) duration_us / G_USEC_PER_SEC);
}

/* @event says that the step is over, or that something else begins. */
static void
finish_step (LimbeckProgress *self, LimbeckEvent *event)
{
  g_autofree char *duration = NULL;
  g_autofree char *text = NULL;

  if (self->step_started_us == 0)
    return;
  duration = dup_duration (limbeck_event_get_time_us (event) - self->step_started_us);
  self->step_started_us = 0;
  text = g_strconcat (self->has_open_line ? "  " : "    ", duration, NULL);
  limbeck_printer_note_part (self->printer, text);
  self->has_open_line = TRUE;
  end_line (self);
}

static void
tell_line (LimbeckProgress *self, const char *prefix, LimbeckEvent *event)
{
  const char *text = limbeck_event_get_text (event);

  if (!text || !*text)
    return;
  end_line (self);
  limbeck_printer_note (self->printer, "%s%s", prefix, text);
}

static void
tell_cb (LimbeckEvent *event, gpointer data)
{
  LimbeckProgress *self = data;

  switch (limbeck_event_get_kind (event))
    {
    case LIMBECK_EVENT_STAGE:
      finish_step (self, event);
      tell_line (self, "", event);
      break;
    case LIMBECK_EVENT_STEP_STARTED:
      start_step (self, event);
      break;
    case LIMBECK_EVENT_STEP_FINISHED:
      finish_step (self, event);
      break;
    case LIMBECK_EVENT_BLOCKED:
      tell_line (self, "    ", event);
      break;
    case LIMBECK_EVENT_OUTPUT:
      if (self->is_verbose)
        tell_line (self, "    | ", event);
      break;
    case LIMBECK_EVENT_PROGRESS:
      if (!self->has_open_line)
        limbeck_printer_note_fraction (self->printer, limbeck_event_get_fraction (event));
      break;
    case LIMBECK_EVENT_FINDING:
    case LIMBECK_EVENT_VERDICT:
    default:
      break;
    }
}

LimbeckProgress *
limbeck_progress_new (LimbeckPrinter *printer, LimbeckPlan *plan, gboolean is_verbose)
{
  LimbeckProgress *self = g_new0 (LimbeckProgress, 1);

  self->printer = printer;
  g_set_object (&self->plan, plan);
  self->is_verbose = is_verbose;
  self->sink.func = tell_cb;
  self->sink.data = self;

  return self;
}

const LimbeckEventSink *
limbeck_progress_get_sink (LimbeckProgress *self)
{
  return &self->sink;
}

void
limbeck_progress_free (LimbeckProgress *self)
{
  if (!self)
    return;
  end_line (self);
  g_clear_object (&self->plan);
  g_free (self);
}
