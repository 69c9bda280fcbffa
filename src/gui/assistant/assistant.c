#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/backup/dump.h"

#include "gui/assistant/backup-page.h"
#include "gui/assistant/confirm-page.h"
#include "gui/assistant/place-bar.h"
#include "gui/assistant/plan-page.h"
#include "gui/assistant/proving-survey.h"
#include "gui/assistant/result-page.h"
#include "gui/assistant/running-page.h"
#include "gui/assistant/statement-page.h"
#include "gui/assistant/warnings-page.h"
#include "gui/shared/focus.h"
#include "gui/shared/operation.h"

#include "gui/assistant/assistant.h"

typedef enum
{
  PAGE_PLAN,
  PAGE_WARNINGS,
  PAGE_BACKUP,
  PAGE_STATEMENT,
  PAGE_CONFIRM,
  PAGE_RUNNING,
  PAGE_RESULT,
  N_PAGES
} PageNumber;

struct _LimbeckAssistant
{
  AdwWindow parent_instance;

  AdwWindowTitle  *title;
  GtkWidget       *cancel;
  GtkWidget       *back;
  GtkButton       *next;
  LimbeckPlaceBar *place_bar;
  AdwToastOverlay *toasts;
  AdwLeaflet      *leaflet;
  GtkWidget       *step_labels;
  GtkStack        *stack;

  LimbeckPlanPage      *plan_page;
  LimbeckWarningsPage  *warnings_page;
  LimbeckBackupPage    *backup_page;
  LimbeckStatementPage *statement_page;
  LimbeckConfirmPage   *confirm_page;
  LimbeckRunningPage   *running_page;
  LimbeckResultPage    *result_page;

  LimbeckFlow      *flow;
  LimbeckOperation *survey_operation;
  GtkWidget        *labels[N_PAGES];
  PageNumber        current;
  gboolean          has_closed;
};

G_DEFINE_FINAL_TYPE (LimbeckAssistant, limbeck_assistant, ADW_TYPE_WINDOW)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static LimbeckAssistantPage *
get_page (LimbeckAssistant *self, PageNumber number)
{
  switch (number)
    {
    case PAGE_PLAN:
      return LIMBECK_ASSISTANT_PAGE (self->plan_page);
    case PAGE_WARNINGS:
      return LIMBECK_ASSISTANT_PAGE (self->warnings_page);
    case PAGE_BACKUP:
      return LIMBECK_ASSISTANT_PAGE (self->backup_page);
    case PAGE_STATEMENT:
      return LIMBECK_ASSISTANT_PAGE (self->statement_page);
    case PAGE_CONFIRM:
      return LIMBECK_ASSISTANT_PAGE (self->confirm_page);
    case PAGE_RUNNING:
      return LIMBECK_ASSISTANT_PAGE (self->running_page);
    case PAGE_RESULT:
    case N_PAGES:
    default:
      return LIMBECK_ASSISTANT_PAGE (self->result_page);
    }
}

/* Pages that ask nothing are skipped. */
static gboolean
is_needed (LimbeckAssistant *self, PageNumber number)
{
  switch (number)
    {
    case PAGE_WARNINGS:
      return limbeck_flow_asks_about_warnings (self->flow);
    case PAGE_BACKUP:
      return limbeck_flow_has_gate (self->flow, LIMBECK_GATE_BACKUP, NULL);
    case PAGE_STATEMENT:
      return limbeck_flow_has_gate (self->flow, LIMBECK_GATE_ACCEPT, "no-backup") ||
             limbeck_flow_has_gate (self->flow, LIMBECK_GATE_STATEMENT, NULL);
    case PAGE_PLAN:
    case PAGE_CONFIRM:
    case PAGE_RUNNING:
    case PAGE_RESULT:
    case N_PAGES:
    default:
      return TRUE;
    }
}

static void
show_labels (LimbeckAssistant *self)
{
  for (PageNumber i = 0; i < N_PAGES; i++)
    {
      gboolean is_current = i == self->current;

      gtk_widget_set_visible (self->labels[i], i != PAGE_STATEMENT || is_current);
      if (is_current)
        gtk_widget_add_css_class (self->labels[i], "current");
      else
        gtk_widget_remove_css_class (self->labels[i], "current");
      if (i <= self->current)
        gtk_widget_add_css_class (self->labels[i], "reached");
      else
        gtk_widget_remove_css_class (self->labels[i], "reached");
    }
}

static void
show_buttons (LimbeckAssistant *self)
{
  LimbeckAssistantPage *page = get_page (self, self->current);
  const char           *label = limbeck_assistant_page_get_next_label (page);
  gboolean              is_destructive = limbeck_assistant_page_is_destructive (page);
  gboolean              is_busy = limbeck_backup_page_is_running (self->backup_page);

  limbeck_assistant_page_name_button (page, self->next);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "assistant.next",
                                 label != NULL && limbeck_assistant_page_is_complete (page));
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "assistant.back",
                                 self->current > PAGE_PLAN && self->current < PAGE_RUNNING &&
                                     !is_busy);
  gtk_widget_set_visible (self->back, self->current > PAGE_PLAN && self->current < PAGE_RUNNING);
  gtk_widget_set_visible (self->cancel, self->current != PAGE_RESULT);

  gtk_widget_remove_css_class (GTK_WIDGET (self->next), "destructive-action");
  gtk_widget_remove_css_class (GTK_WIDGET (self->next), "suggested-action");
  gtk_widget_add_css_class (GTK_WIDGET (self->next),
                            is_destructive ? "destructive-action" : "suggested-action");
  /* Enter never confirms a page that can destroy data. */
  gtk_window_set_default_widget (GTK_WINDOW (self),
                                 is_destructive ? NULL : GTK_WIDGET (self->next));
}

static void
show_page (LimbeckAssistant *self, PageNumber number)
{
  LimbeckAssistantPage *page = get_page (self, number);

  self->current = number;
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  adw_window_title_set_subtitle (self->title, limbeck_assistant_page_get_title (page));
  show_labels (self);
  if (number == PAGE_WARNINGS || number == PAGE_PLAN)
    gtk_widget_grab_focus (GTK_WIDGET (self->next));
  limbeck_assistant_page_enter (page);
  show_buttons (self);
}

static void
advance (LimbeckAssistant *self)
{
  PageNumber number = self->current + 1;

  while (number < PAGE_RESULT && !is_needed (self, number))
    number++;
  if (number <= PAGE_RESULT)
    show_page (self, number);
}

static void
back_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LimbeckAssistant *self = LIMBECK_ASSISTANT (widget);
  PageNumber        number = self->current;

  if (number == PAGE_PLAN || number >= PAGE_RUNNING)
    return;

  do
    number--;
  while (number > PAGE_PLAN && !is_needed (self, number));
  limbeck_assistant_page_leave (get_page (self, self->current));
  show_page (self, number);
}

static void
next_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  LimbeckAssistant *self = LIMBECK_ASSISTANT (widget);

  if (self->current == PAGE_RESULT)
    gtk_window_close (GTK_WINDOW (self));
  else if (limbeck_assistant_page_activate (get_page (self, self->current)))
    advance (self);
}

static void
page_advance_cb (LimbeckAssistant *self, LimbeckAssistantPage *page)
{
  if (page == get_page (self, self->current))
    advance (self);
}

static void
page_notify_cb (LimbeckAssistant *self, GParamSpec *pspec, LimbeckAssistantPage *page)
{
  if (page == get_page (self, self->current))
    show_buttons (self);
}

/* The thorough survey, taken while the person reads the plan. */

static void
survey_done_cb (LimbeckOperation *operation, gpointer owner)
{
  LimbeckAssistant *self = owner;
  g_autoptr (LimbeckSurvey) survey = limbeck_operation_finish (operation, NULL);
  gboolean is_same;

  g_clear_object (&self->survey_operation);
  if (survey == NULL)
    return;

  is_same = limbeck_flow_set_survey (self->flow, survey);
  if (!is_same)
    {
      adw_toast_overlay_add_toast (
          self->toasts,
          adw_toast_new (_ ("The database or the files have changed. This is the plan now.")));
      show_page (self, PAGE_PLAN);
    }
  else if (self->current == PAGE_WARNINGS && !limbeck_flow_asks_about_warnings (self->flow))
    {
      advance (self);
    }
  show_buttons (self);
}

/* Closing. */

static void
tell_closed (LimbeckAssistant *self)
{
  if (self->has_closed)
    return;

  self->has_closed = TRUE;
  g_signal_emit (self,
                 signals[CLOSED],
                 0,
                 limbeck_flow_get_verdict (self->flow),
                 self->current == PAGE_BACKUP || self->current == PAGE_STATEMENT);
}

static void
cancel_response_cb (AdwMessageDialog *dialog, const char *response, LimbeckAssistant *self)
{
  if (g_str_equal (response, "stop"))
    limbeck_running_page_cancel (self->running_page);
}

static void
ask_cancel (LimbeckAssistant *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Stop the run?"), NULL);

  adw_message_dialog_set_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("The statement that runs now is cancelled on the server. What is not committed yet is rolled "
         "back; Limbeck then looks at the database and says what it is like."));
  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_Keep Running"), "stop", _ ("_Stop the Run"), NULL);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (cancel_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
limbeck_assistant_close_request (GtkWindow *window)
{
  LimbeckAssistant *self = LIMBECK_ASSISTANT (window);

  if (limbeck_running_page_is_running (self->running_page))
    {
      ask_cancel (self);
      return TRUE;
    }

  limbeck_assistant_page_leave (get_page (self, self->current));
  tell_closed (self);

  return GTK_WINDOW_CLASS (limbeck_assistant_parent_class)->close_request (window);
}

char *
limbeck_assistant_dup_backup_command (LimbeckAssistant *self)
{
  LimbeckDatabaseUrl *url;
  g_autofree char    *directory = NULL;

  g_return_val_if_fail (LIMBECK_IS_ASSISTANT (self), NULL);

  url = limbeck_survey_get_url (limbeck_flow_get_survey (self->flow));
  if (url == NULL)
    return NULL;
  directory = limbeck_flow_dup_backup_directory (self->flow);

  return limbeck_dump_dup_command (url, directory);
}

static void
make_labels (LimbeckAssistant *self)
{
  for (PageNumber i = 0; i < N_PAGES; i++)
    {
      self->labels[i] = gtk_label_new (limbeck_assistant_page_get_title (get_page (self, i)));
      gtk_label_set_xalign (GTK_LABEL (self->labels[i]), 0);
      gtk_box_append (GTK_BOX (self->step_labels), self->labels[i]);
    }
}

LimbeckAssistant *
limbeck_assistant_new (GtkWindow       *parent,
                       LimbeckSurvey   *survey,
                       LimbeckDirection direction,
                       const char      *target,
                       guint            timeout_s)
{
  LimbeckAssistant *self;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  self = g_object_new (LIMBECK_TYPE_ASSISTANT, "transient-for", parent, NULL);
  gtk_window_set_title (GTK_WINDOW (self),
                        direction == LIMBECK_DIRECTION_UPGRADE ? _ ("Apply Updates")
                                                               : _ ("Downgrade"));
  adw_window_title_set_title (self->title, gtk_window_get_title (GTK_WINDOW (self)));
  self->flow = limbeck_flow_new (survey, direction, target, timeout_s);
  for (PageNumber i = 0; i < N_PAGES; i++)
    {
      LimbeckAssistantPage *page = get_page (self, i);

      limbeck_assistant_page_set_flow (page, self->flow);
      g_signal_connect_object (
          page, "advance", G_CALLBACK (page_advance_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (
          page, "notify", G_CALLBACK (page_notify_cb), self, G_CONNECT_SWAPPED);
    }
  limbeck_result_page_set_output (self->result_page,
                                  limbeck_running_page_get_output (self->running_page));
  show_page (self, PAGE_PLAN);
  limbeck_place_bar_set_flow (self->place_bar, self->flow);
  self->survey_operation = limbeck_proving_survey_start (
      survey, direction, target, survey_done_cb, self);

  return self;
}

static void
limbeck_assistant_dispose (GObject *object)
{
  LimbeckAssistant *self = LIMBECK_ASSISTANT (object);

  if (self->survey_operation != NULL)
    limbeck_operation_abandon (self->survey_operation);
  g_clear_object (&self->survey_operation);
  if (self->flow != NULL)
    tell_closed (self);
  g_clear_object (&self->flow);
  gtk_widget_dispose_template (GTK_WIDGET (object), LIMBECK_TYPE_ASSISTANT);

  G_OBJECT_CLASS (limbeck_assistant_parent_class)->dispose (object);
}

static void
ensure_page_types (void)
{
  g_type_ensure (LIMBECK_TYPE_PLACE_BAR);
  g_type_ensure (LIMBECK_TYPE_PLAN_PAGE);
  g_type_ensure (LIMBECK_TYPE_WARNINGS_PAGE);
  g_type_ensure (LIMBECK_TYPE_BACKUP_PAGE);
  g_type_ensure (LIMBECK_TYPE_STATEMENT_PAGE);
  g_type_ensure (LIMBECK_TYPE_CONFIRM_PAGE);
  g_type_ensure (LIMBECK_TYPE_RUNNING_PAGE);
  g_type_ensure (LIMBECK_TYPE_RESULT_PAGE);
}

static void
limbeck_assistant_class_init (LimbeckAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_assistant_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = limbeck_assistant_close_request;

  signals[CLOSED] = g_signal_new ("closed",
                                  LIMBECK_TYPE_ASSISTANT,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  2,
                                  LIMBECK_TYPE_VERDICT,
                                  G_TYPE_BOOLEAN);

  ensure_page_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/limbeck/Limbeck/assistant/assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, title);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, cancel);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, back);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, next);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, place_bar);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, toasts);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, leaflet);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, step_labels);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, plan_page);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, warnings_page);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, backup_page);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, statement_page);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, confirm_page);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, running_page);
  gtk_widget_class_bind_template_child (widget_class, LimbeckAssistant, result_page);
  gtk_widget_class_install_action (widget_class, "assistant.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "assistant.next", NULL, next_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
limbeck_assistant_init (LimbeckAssistant *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  limbeck_focus_release_on_unmap (GTK_WINDOW (self));
  adw_leaflet_set_visible_child_name (self->leaflet, "pages");
  make_labels (self);
}
