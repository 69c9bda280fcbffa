#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/run/executor.h"

#include "gui/assistant/output-view.h"
#include "gui/assistant/step-list.h"
#include "gui/shared/operation.h"

#include "gui/assistant/running-page.h"

struct _LimbeckRunningPage
{
  LimbeckAssistantPage parent_instance;

  GtkLabel          *stage;
  GtkProgressBar    *progress;
  GtkLabel          *time;
  GtkWidget         *more_time;
  GtkWidget         *blocked_box;
  GtkLabel          *blocked;
  LimbeckStepList   *steps;
  LimbeckOutputView *output;

  LimbeckOperation *operation;
  LimbeckExecutor  *executor;
  gint64            started_us;
  guint             clock_id;
  gboolean          is_cancelling;
};

G_DEFINE_FINAL_TYPE (LimbeckRunningPage, limbeck_running_page, LIMBECK_TYPE_ASSISTANT_PAGE)

static gpointer
run_executor (gpointer                data,
              const LimbeckEventSink *sink,
              GCancellable           *cancellable,
              GError                **error)
{
  return limbeck_executor_run (data, sink, cancellable, error);
}

static void
show_event (LimbeckRunningPage *self, LimbeckEvent *event, GString *lines)
{
  const char *text = limbeck_event_get_text (event);
  const char *revision = limbeck_event_get_revision (event);

  switch (limbeck_event_get_kind (event))
    {
    case LIMBECK_EVENT_STAGE:
      if (text != NULL && !self->is_cancelling)
        gtk_label_set_label (self->stage, text);
      break;
    case LIMBECK_EVENT_OUTPUT:
      g_string_append_printf (lines, "%s\n", text);
      break;
    case LIMBECK_EVENT_STEP_STARTED:
      limbeck_step_list_set_state (self->steps, revision, LIMBECK_STEP_STATE_RUNNING);
      break;
    case LIMBECK_EVENT_STEP_FINISHED:
      limbeck_step_list_set_state (self->steps, revision, LIMBECK_STEP_STATE_DONE);
      break;
    case LIMBECK_EVENT_BLOCKED:
      gtk_label_set_label (self->blocked, text != NULL ? text : "");
      gtk_widget_set_visible (self->blocked_box, text != NULL && *text != '\0');
      break;
    case LIMBECK_EVENT_PROGRESS:
    case LIMBECK_EVENT_FINDING:
    case LIMBECK_EVENT_VERDICT:
    default:
      break;
    }
}

static void
show_progress (LimbeckRunningPage *self)
{
  double fraction = limbeck_operation_get_fraction (self->operation);

  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0, 1));
}

static void
events_cb (LimbeckRunningPage *self, GPtrArray *events)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    show_event (self, g_ptr_array_index (events, i), lines);
  if (lines->len > 0)
    limbeck_output_view_append (self->output, lines->str);
  show_progress (self);
}

static char *
describe_time (LimbeckRunningPage *self)
{
  gint64 running_s = (g_get_monotonic_time () - self->started_us) / G_USEC_PER_SEC;
  gint64 remaining_us = limbeck_executor_get_remaining_us (self->executor);

  if (remaining_us < 0)
    /* Translators: how long a run has lasted, in minutes and seconds */
    return g_strdup_printf (
        _ ("Running for %d:%02d"), (int) (running_s / 60), (int) (running_s % 60));

  /* Translators: how long a run has lasted and how long it may still last, in minutes and seconds */
  return g_strdup_printf (_ ("Running for %d:%02d, stopped in %d:%02d"),
                          (int) (running_s / 60),
                          (int) (running_s % 60),
                          (int) (remaining_us / G_USEC_PER_SEC / 60),
                          (int) (remaining_us / G_USEC_PER_SEC % 60));
}

static gboolean
clock_cb (gpointer user_data)
{
  LimbeckRunningPage *self = user_data;
  g_autofree char    *text = describe_time (self);

  gtk_label_set_label (self->time, text);
  if (limbeck_operation_get_fraction (self->operation) < 0)
    gtk_progress_bar_pulse (self->progress);

  return G_SOURCE_CONTINUE;
}

static void
done_cb (LimbeckOperation *operation, gpointer owner)
{
  LimbeckRunningPage *self = owner;
  LimbeckFlow        *flow = limbeck_assistant_page_get_flow (owner);
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckVerdict) verdict = limbeck_operation_finish (operation, &error);

  g_clear_handle_id (&self->clock_id, g_source_remove);
  limbeck_step_list_stop (self->steps);
  g_clear_object (&self->operation);
  if (verdict != NULL)
    limbeck_flow_set_verdict (flow, verdict, NULL);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    limbeck_flow_set_verdict (flow, NULL, _ ("You cancelled before anything was started."));
  else
    limbeck_flow_set_verdict (flow, NULL, error->message);
  limbeck_assistant_page_advance (LIMBECK_ASSISTANT_PAGE (self));
}

static void
limbeck_running_page_enter (LimbeckAssistantPage *page)
{
  LimbeckRunningPage *self = LIMBECK_RUNNING_PAGE (page);
  LimbeckFlow        *flow = limbeck_assistant_page_get_flow (page);
  g_autoptr (LimbeckAnswers) answers = limbeck_flow_dup_answers (flow);

  if (self->operation != NULL)
    return;

  limbeck_step_list_set_plan (
      self->steps, limbeck_flow_get_plan (flow), LIMBECK_STEP_STATE_WAITING);
  gtk_label_set_label (self->stage, _ ("Starting…"));
  g_clear_object (&self->executor);
  self->executor = limbeck_executor_new (limbeck_flow_get_survey (flow),
                                         limbeck_flow_get_plan (flow),
                                         answers,
                                         limbeck_flow_get_timeout (flow));
  self->is_cancelling = FALSE;
  self->started_us = g_get_monotonic_time ();
  self->operation = limbeck_operation_start (
      run_executor, g_object_ref (self->executor), g_object_unref, g_object_unref, done_cb, self);
  g_signal_connect_object (
      self->operation, "events", G_CALLBACK (events_cb), self, G_CONNECT_SWAPPED);
  self->clock_id = g_timeout_add (500, clock_cb, self);
}

static void
limbeck_running_page_update (LimbeckAssistantPage *page)
{
  limbeck_assistant_page_set_next (page, NULL, FALSE, FALSE);
}

static void
more_time_clicked_cb (LimbeckRunningPage *self)
{
  LimbeckFlow *flow = limbeck_assistant_page_get_flow (LIMBECK_ASSISTANT_PAGE (self));

  if (self->executor != NULL)
    limbeck_executor_extend (self->executor, limbeck_flow_get_timeout (flow));
}

gboolean
limbeck_running_page_is_running (LimbeckRunningPage *self)
{
  g_return_val_if_fail (LIMBECK_IS_RUNNING_PAGE (self), FALSE);

  return self->operation != NULL;
}

void
limbeck_running_page_cancel (LimbeckRunningPage *self)
{
  g_return_if_fail (LIMBECK_IS_RUNNING_PAGE (self));

  if (self->operation == NULL)
    return;

  self->is_cancelling = TRUE;
  gtk_label_set_label (self->stage, _ ("Cancelling: waiting until the server has stopped…"));
  gtk_widget_set_sensitive (self->more_time, FALSE);
  limbeck_operation_cancel (self->operation);
}

GtkTextBuffer *
limbeck_running_page_get_output (LimbeckRunningPage *self)
{
  return limbeck_output_view_get_buffer (self->output);
}

static void
limbeck_running_page_dispose (GObject *object)
{
  LimbeckRunningPage *self = LIMBECK_RUNNING_PAGE (object);

  g_clear_handle_id (&self->clock_id, g_source_remove);
  g_clear_object (&self->operation);
  g_clear_object (&self->executor);
  gtk_widget_dispose_template (GTK_WIDGET (object), LIMBECK_TYPE_RUNNING_PAGE);

  G_OBJECT_CLASS (limbeck_running_page_parent_class)->dispose (object);
}

static void
limbeck_running_page_class_init (LimbeckRunningPageClass *klass)
{
  GtkWidgetClass            *widget_class = GTK_WIDGET_CLASS (klass);
  LimbeckAssistantPageClass *page_class = LIMBECK_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_running_page_dispose;
  page_class->update = limbeck_running_page_update;
  page_class->enter = limbeck_running_page_enter;

  g_type_ensure (LIMBECK_TYPE_STEP_LIST);
  g_type_ensure (LIMBECK_TYPE_OUTPUT_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/limbeck/Limbeck/assistant/running-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckRunningPage, stage);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRunningPage, progress);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRunningPage, time);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRunningPage, more_time);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRunningPage, blocked_box);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRunningPage, blocked);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRunningPage, steps);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRunningPage, output);
  gtk_widget_class_bind_template_callback (widget_class, more_time_clicked_cb);
}

static void
limbeck_running_page_init (LimbeckRunningPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
