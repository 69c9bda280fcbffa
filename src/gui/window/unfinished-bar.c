#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/run/open-run.h"

#include "gui/shared/children.h"
#include "gui/shared/operation.h"

#include "gui/window/unfinished-bar.h"

struct _LimbeckUnfinishedBar
{
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkLabel  *label;

  LimbeckOperation *looking;
  LimbeckSurvey    *survey;
  GPtrArray        *runs; /* (element-type LimbeckOpenRun) (nullable) */
  char             *text; /* what is said of the first one */
};

G_DEFINE_FINAL_TYPE (LimbeckUnfinishedBar, limbeck_unfinished_bar, GTK_TYPE_WIDGET)

static LimbeckOpenRun *
get_run (LimbeckUnfinishedBar *self)
{
  return self->runs != NULL && self->runs->len > 0 ? g_ptr_array_index (self->runs, 0) : NULL;
}

static void
show_run (LimbeckUnfinishedBar *self)
{
  LimbeckOpenRun       *run = get_run (self);
  LimbeckDatabaseState *state = self->survey != NULL ? limbeck_survey_get_state (self->survey)
                                                     : NULL;

  g_clear_pointer (&self->text, g_free);
  if (run != NULL)
    {
      self->text = limbeck_open_run_dup_text (
          run, state != NULL ? limbeck_database_state_get_rows (state) : NULL);
      gtk_label_set_label (self->label, self->text);
    }
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), run != NULL);
}

static gpointer
list_runs (gpointer                config_path,
           const LimbeckEventSink *sink,
           GCancellable           *cancellable,
           GError                **error)
{
  return limbeck_open_runs_list (config_path);
}

static void
listed_cb (LimbeckOperation *operation, gpointer owner)
{
  LimbeckUnfinishedBar *self = owner;

  g_clear_pointer (&self->runs, g_ptr_array_unref);
  self->runs = limbeck_operation_finish (operation, NULL);
  g_clear_object (&self->looking);
  show_run (self);
}

static void
stop_looking (LimbeckUnfinishedBar *self)
{
  if (self->looking != NULL)
    limbeck_operation_abandon (self->looking);
  g_clear_object (&self->looking);
}

void
limbeck_unfinished_bar_look (LimbeckUnfinishedBar *self, LimbeckSurvey *survey)
{
  g_return_if_fail (LIMBECK_IS_UNFINISHED_BAR (self));

  stop_looking (self);
  g_set_object (&self->survey, survey);
  if (survey == NULL)
    {
      g_clear_pointer (&self->runs, g_ptr_array_unref);
      show_run (self);
      return;
    }

  self->looking = limbeck_operation_start (
      list_runs,
      g_strdup (limbeck_target_get_config_path (limbeck_survey_get_target (survey))),
      g_free,
      (GDestroyNotify) g_ptr_array_unref,
      listed_cb,
      self);
}

static void
noted_cb (LimbeckUnfinishedBar *self)
{
  LimbeckOpenRun *run = get_run (self);

  if (run == NULL)
    return;
  limbeck_open_run_settle (run, self->text);
  g_ptr_array_remove_index (self->runs, 0);
  show_run (self);
}

static void
record_cb (LimbeckUnfinishedBar *self)
{
  LimbeckOpenRun  *run = get_run (self);
  g_autofree char *uri = run != NULL
                             ? g_filename_to_uri (limbeck_open_run_get_directory (run), NULL, NULL)
                             : NULL;

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

static void
limbeck_unfinished_bar_dispose (GObject *object)
{
  LimbeckUnfinishedBar *self = LIMBECK_UNFINISHED_BAR (object);

  stop_looking (self);
  g_clear_object (&self->survey);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), LIMBECK_TYPE_UNFINISHED_BAR);
  limbeck_children_unparent (GTK_WIDGET (object));

  G_OBJECT_CLASS (limbeck_unfinished_bar_parent_class)->dispose (object);
}

static void
limbeck_unfinished_bar_class_init (LimbeckUnfinishedBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_unfinished_bar_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/limbeck/Limbeck/window/unfinished-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckUnfinishedBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, LimbeckUnfinishedBar, label);
  gtk_widget_class_bind_template_callback (widget_class, noted_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
limbeck_unfinished_bar_init (LimbeckUnfinishedBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
