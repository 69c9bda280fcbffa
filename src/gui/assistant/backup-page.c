#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/backup/dump.h"

#include "gui/shared/operation.h"

#include "gui/assistant/backup-page.h"

struct _LimbeckBackupPage
{
  LimbeckAssistantPage parent_instance;

  GtkWidget      *choices;
  AdwActionRow   *take_row;
  AdwActionRow   *recent_row;
  AdwActionRow   *none_row;
  GtkCheckButton *take;
  GtkCheckButton *recent;
  GtkCheckButton *own;
  GtkCheckButton *none;
  GtkWidget      *progress_box;
  GtkLabel       *stage;
  GtkProgressBar *progress;
  GtkWidget      *problem_box;
  GtkLabel       *problem;

  LimbeckOperation *operation;
  LimbeckOperation *search; /* for a recent backup */
  LimbeckBackup    *recent_backup;
  char             *directory;
};

G_DEFINE_FINAL_TYPE (LimbeckBackupPage, limbeck_backup_page, LIMBECK_TYPE_ASSISTANT_PAGE)

/* What the worker thread needs, so that it never looks at the window. */
typedef struct
{
  LimbeckDatabaseUrl   *url;
  LimbeckDatabaseState *state;
  char                 *version_table;
  char                 *directory;
} DumpOrder;

static void
dump_order_free (gpointer pointer)
{
  DumpOrder *order = pointer;

  g_clear_object (&order->url);
  g_clear_object (&order->state);
  g_free (order->version_table);
  g_free (order->directory);
  g_free (order);
}

static gpointer
take_dump (gpointer data, const LimbeckEventSink *sink, GCancellable *cancellable, GError **error)
{
  DumpOrder *order = data;

  return limbeck_dump_take (
      order->url, order->state, order->version_table, order->directory, sink, cancellable, error);
}

static LimbeckFlow *
get_flow (LimbeckBackupPage *self)
{
  return limbeck_assistant_page_get_flow (LIMBECK_ASSISTANT_PAGE (self));
}

static LimbeckBackupAnswer
get_choice (LimbeckBackupPage *self)
{
  if (gtk_check_button_get_active (self->recent))
    return LIMBECK_BACKUP_ANSWER_RECENT;
  if (gtk_check_button_get_active (self->own))
    return LIMBECK_BACKUP_ANSWER_OWN;
  if (gtk_check_button_get_active (self->none))
    return LIMBECK_BACKUP_ANSWER_NONE;

  return LIMBECK_BACKUP_ANSWER_TAKE;
}

/* A backup that was taken in this window stays the answer when the person comes back to the page. */
static gboolean
has_taken (LimbeckBackupPage *self)
{
  LimbeckFlow *flow = get_flow (self);

  return limbeck_flow_get_backup_answer (flow) == LIMBECK_BACKUP_ANSWER_TAKE &&
         limbeck_flow_get_backup (flow) != NULL;
}

static void
show_button (LimbeckBackupPage *self)
{
  LimbeckAssistantPage *page = LIMBECK_ASSISTANT_PAGE (self);
  gboolean is_taking = get_choice (self) == LIMBECK_BACKUP_ANSWER_TAKE && !has_taken (self);

  if (self->operation != NULL)
    limbeck_assistant_page_set_next (page, _ ("_Back Up"), FALSE, FALSE);
  else
    limbeck_assistant_page_set_next (page, is_taking ? _ ("_Back Up") : _ ("_Next"), TRUE, FALSE);
}

static void
show_problem (LimbeckBackupPage *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (self->problem_box, text != NULL);
}

static void
choice_toggled_cb (LimbeckBackupPage *self)
{
  show_problem (self, NULL);
  show_button (self);
}

static void
events_cb (LimbeckBackupPage *self)
{
  const char *stage = limbeck_operation_get_stage (self->operation);
  double      fraction = limbeck_operation_get_fraction (self->operation);

  if (stage != NULL)
    gtk_label_set_label (self->stage, stage);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0, 1));
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
show_running (LimbeckBackupPage *self)
{
  gtk_widget_set_sensitive (self->choices, self->operation == NULL);
  gtk_widget_set_visible (self->progress_box, self->operation != NULL);
  show_button (self);
}

static void
done_cb (LimbeckOperation *operation, gpointer owner)
{
  LimbeckBackupPage *self = owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckBackup) backup = limbeck_operation_finish (operation, &error);

  g_clear_object (&self->operation);
  if (backup != NULL)
    limbeck_flow_set_backup (get_flow (self), LIMBECK_BACKUP_ANSWER_TAKE, backup);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
  show_running (self);
  if (backup != NULL)
    limbeck_assistant_page_advance (LIMBECK_ASSISTANT_PAGE (self));
}

static void
start_dump (LimbeckBackupPage *self)
{
  LimbeckSurvey *survey = limbeck_flow_get_survey (get_flow (self));
  DumpOrder     *order = g_new0 (DumpOrder, 1);

  order->url = g_object_ref (limbeck_survey_get_url (survey));
  order->state = g_object_ref (limbeck_survey_get_state (survey));
  order->version_table = g_strdup (limbeck_survey_get_version_table (survey));
  order->directory = g_strdup (self->directory);

  show_problem (self, NULL);
  gtk_label_set_label (self->stage, _ ("Starting the backup…"));
  gtk_progress_bar_set_fraction (self->progress, 0);
  self->operation = limbeck_operation_start (
      take_dump, order, dump_order_free, g_object_unref, done_cb, self);
  g_signal_connect_object (
      self->operation, "events", G_CALLBACK (events_cb), self, G_CONNECT_SWAPPED);
  show_running (self);
}

static gboolean
limbeck_backup_page_activate (LimbeckAssistantPage *page)
{
  LimbeckBackupPage  *self = LIMBECK_BACKUP_PAGE (page);
  LimbeckFlow        *flow = limbeck_assistant_page_get_flow (page);
  LimbeckBackupAnswer choice = get_choice (self);

  if (self->operation != NULL)
    return FALSE;

  if (choice == LIMBECK_BACKUP_ANSWER_TAKE && !has_taken (self))
    {
      start_dump (self);
      return FALSE;
    }

  if (choice != LIMBECK_BACKUP_ANSWER_TAKE)
    limbeck_flow_set_backup (
        flow, choice, choice == LIMBECK_BACKUP_ANSWER_RECENT ? self->recent_backup : NULL);

  return TRUE;
}

typedef struct
{
  LimbeckPlan   *plan;
  LimbeckSurvey *survey;
  char          *directory;
} SearchOrder;

static void
search_order_free (gpointer pointer)
{
  SearchOrder *order = pointer;

  g_clear_object (&order->plan);
  g_clear_object (&order->survey);
  g_free (order->directory);
  g_free (order);
}

/* The same test as the gate's: a backup of this very database at its present revisions. */
static gboolean
is_answer (const SearchOrder *order, LimbeckBackup *backup)
{
  g_autoptr (LimbeckAnswers) answers = limbeck_answers_new ();
  g_autoptr (GPtrArray) gates = NULL;

  limbeck_answers_set_backup (answers, LIMBECK_BACKUP_ANSWER_RECENT, backup);
  gates = limbeck_gates_for (order->plan, order->survey, answers);
  for (guint i = 0; i < gates->len; i++)
    if (limbeck_gate_get_kind (g_ptr_array_index (gates, i)) == LIMBECK_GATE_BACKUP &&
        limbeck_gate_is_answered (g_ptr_array_index (gates, i)))
      return TRUE;

  return FALSE;
}

/* Backups may lie on a slow or a vanished network drive. Gives the newest that will do, in an array that may be empty. */
static gpointer
find_recent (gpointer data, const LimbeckEventSink *sink, GCancellable *cancellable, GError **error)
{
  const SearchOrder *order = data;
  GPtrArray         *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) backups = limbeck_backup_list (order->directory);

  for (guint i = 0; i < backups->len && found->len == 0; i++)
    if (is_answer (order, g_ptr_array_index (backups, i)))
      g_ptr_array_add (found, g_object_ref (g_ptr_array_index (backups, i)));

  return found;
}

static char *
describe_backup (LimbeckBackup *backup)
{
  g_autoptr (GDateTime) finished = g_date_time_new_from_unix_local (
      limbeck_backup_get_finished_at (backup) / G_USEC_PER_SEC);
  g_autofree char *when = finished != NULL ? g_date_time_format (finished, "%c") : g_strdup ("");
  g_autofree char *size = g_format_size ((guint64) limbeck_backup_get_size_bytes (backup));

  /* Translators: date and time, size */
  return g_strdup_printf (_ ("%s, %s, taken at this revision and read back"), when, size);
}

static char *
describe_take (LimbeckBackupPage *self)
{
  LimbeckDatabaseState *state = limbeck_survey_get_state (
      limbeck_flow_get_survey (get_flow (self)));
  gint64           size = state != NULL ? limbeck_database_state_get_size_bytes (state) : -1;
  g_autofree char *directory = g_filename_display_name (self->directory);
  g_autofree char *size_text = NULL;

  if (has_taken (self))
    {
      g_autofree char *name = g_filename_display_name (
          limbeck_backup_get_path (limbeck_flow_get_backup (get_flow (self))));

      /* Translators: %s is the path of a backup */
      return g_strdup_printf (_ ("Taken and read back: %s"), name);
    }

  if (size < 0)
    return g_strdup (directory);

  size_text = g_format_size ((guint64) size);
  /* Translators: a directory and the size of the database */
  return g_strdup_printf (
      _ ("Into %s; the database takes %s, the backup mostly less"), directory, size_text);
}

/* What the gate does not take is not offered. */
static void
show_none (LimbeckBackupPage *self)
{
  LimbeckSurvey *survey = limbeck_flow_get_survey (get_flow (self));
  const gboolean is_production = limbeck_survey_get_target_class (survey) ==
                                 LIMBECK_TARGET_CLASS_PRODUCTION;

  gtk_widget_set_sensitive (GTK_WIDGET (self->none_row), !is_production);
  adw_action_row_set_subtitle (self->none_row,
                               is_production
                                   ? _ ("A production database is never changed without a backup")
                                   : _ ("What goes wrong can’t be taken back"));
  if (is_production && gtk_check_button_get_active (self->none))
    gtk_check_button_set_active (self->take, TRUE);
}

static void
limbeck_backup_page_update (LimbeckAssistantPage *page)
{
  LimbeckBackupPage *self = LIMBECK_BACKUP_PAGE (page);
  g_autofree char   *text = NULL;

  g_free (self->directory);
  self->directory = limbeck_flow_dup_backup_directory (get_flow (self));
  text = describe_take (self);
  adw_action_row_set_subtitle (self->take_row, text);
  show_none (self);
  show_button (self);
}

static void
show_recent (LimbeckBackupPage *self)
{
  g_autofree char *text = self->recent_backup != NULL ? describe_backup (self->recent_backup)
                                                      : NULL;

  if (text == NULL && gtk_check_button_get_active (self->recent))
    gtk_check_button_set_active (self->take, TRUE);
  adw_action_row_set_subtitle (self->recent_row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->recent_row), text != NULL);
}

static void
recent_found_cb (LimbeckOperation *operation, gpointer owner)
{
  LimbeckBackupPage *self = owner;
  g_autoptr (GPtrArray) found = limbeck_operation_finish (operation, NULL);

  g_clear_object (&self->search);
  g_set_object (&self->recent_backup,
                found != NULL && found->len > 0 ? g_ptr_array_index (found, 0) : NULL);
  show_recent (self);
}

static void
stop_search (LimbeckBackupPage *self)
{
  if (self->search != NULL)
    limbeck_operation_abandon (self->search);
  g_clear_object (&self->search);
}

static void
limbeck_backup_page_enter (LimbeckAssistantPage *page)
{
  LimbeckBackupPage *self = LIMBECK_BACKUP_PAGE (page);
  LimbeckFlow       *flow = get_flow (self);
  SearchOrder       *order;

  stop_search (self);
  if (limbeck_flow_get_plan (flow) == NULL)
    return;

  order = g_new0 (SearchOrder, 1);
  order->plan = g_object_ref (limbeck_flow_get_plan (flow));
  order->survey = g_object_ref (limbeck_flow_get_survey (flow));
  order->directory = g_strdup (self->directory);
  self->search = limbeck_operation_start (find_recent,
                                          order,
                                          search_order_free,
                                          (GDestroyNotify) g_ptr_array_unref,
                                          recent_found_cb,
                                          self);
}

static void
limbeck_backup_page_leave (LimbeckAssistantPage *page)
{
  LimbeckBackupPage *self = LIMBECK_BACKUP_PAGE (page);

  stop_search (self);
  if (self->operation != NULL)
    limbeck_operation_cancel (self->operation);
}

gboolean
limbeck_backup_page_is_running (LimbeckBackupPage *self)
{
  g_return_val_if_fail (LIMBECK_IS_BACKUP_PAGE (self), FALSE);

  return self->operation != NULL;
}

static void
limbeck_backup_page_dispose (GObject *object)
{
  LimbeckBackupPage *self = LIMBECK_BACKUP_PAGE (object);

  stop_search (self);
  g_clear_object (&self->operation);
  g_clear_object (&self->recent_backup);
  g_clear_pointer (&self->directory, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), LIMBECK_TYPE_BACKUP_PAGE);

  G_OBJECT_CLASS (limbeck_backup_page_parent_class)->dispose (object);
}

static void
limbeck_backup_page_class_init (LimbeckBackupPageClass *klass)
{
  GtkWidgetClass            *widget_class = GTK_WIDGET_CLASS (klass);
  LimbeckAssistantPageClass *page_class = LIMBECK_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_backup_page_dispose;
  page_class->update = limbeck_backup_page_update;
  page_class->enter = limbeck_backup_page_enter;
  page_class->activate = limbeck_backup_page_activate;
  page_class->leave = limbeck_backup_page_leave;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/limbeck/Limbeck/assistant/backup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, choices);
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, take_row);
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, recent_row);
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, none_row);
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, take);
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, recent);
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, own);
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, none);
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, stage);
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, progress);
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, LimbeckBackupPage, problem);
  gtk_widget_class_bind_template_callback (widget_class, choice_toggled_cb);
}

static void
limbeck_backup_page_init (LimbeckBackupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
