#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/shared/focus.h"

#include "gui/preferences/preferences-window.h"

struct _LimbeckPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  LimbeckProjectSettings *settings;
  GtkFileChooserNative   *chooser;

  AdwPreferencesGroup *interpreter_group;
  GtkEditable         *interpreter;
  AdwPreferencesGroup *url_group;
  GtkEditable         *url;
  GtkSpinButton       *time_limit;
  AdwActionRow        *backup;
  GtkWidget           *reset_backup;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (LimbeckPreferencesWindow,
                     limbeck_preferences_window,
                     ADW_TYPE_PREFERENCES_WINDOW)

static void
tell_changed (LimbeckPreferencesWindow *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* Descriptions of groups are markup in libadwaita 1.2. */
static void
describe (AdwPreferencesGroup *group, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_group_set_description (group, escaped);
}

static void
show_interpreter (LimbeckPreferencesWindow *self, LimbeckSurvey *survey)
{
  g_autofree char    *set = limbeck_project_settings_dup_interpreter (self->settings);
  LimbeckInterpreter *found = survey != NULL ? limbeck_survey_get_interpreter (survey) : NULL;
  g_autofree char    *used = found != NULL ? limbeck_interpreter_dup_description (found) : NULL;
  g_autofree char    *text = NULL;

  gtk_editable_set_text (self->interpreter, set != NULL ? set : "");
  if (used != NULL)
    /* Translators: %s describes a Python: “Python of the project's .venv, Alembic 1.8.1” */
    text = g_strdup_printf (_ ("In use: %s. Leave it empty to let Limbeck search."), used);
  describe (self->interpreter_group,
            text != NULL ? text : _ ("Leave it empty to let Limbeck search."));
}

static void
show_url (LimbeckPreferencesWindow *self, LimbeckSurvey *survey)
{
  g_autofree char *set = limbeck_project_settings_dup_database_url (self->settings);
  const char      *place = survey != NULL ? limbeck_survey_get_url_place (survey) : NULL;
  g_autofree char *text = NULL;

  gtk_editable_set_text (self->url, set != NULL ? set : "");
  if (place != NULL)
    text = g_strdup_printf (
        /* Translators: %s says where a URL was found: “sqlalchemy.url in alembic.ini” */
        _ ("In use: %s. Leave it empty to take it from the project. A password is not stored here."),
        place);
  describe (self->url_group,
            text != NULL
                ? text
                : _ ("Leave it empty to take it from the project. A password is not stored here."));
}

static void
show_backup (LimbeckPreferencesWindow *self)
{
  g_autofree char *set = limbeck_project_settings_dup_backup_directory (self->settings);
  g_autofree char *shown = set != NULL ? g_filename_display_name (set) : NULL;

  adw_action_row_set_subtitle (self->backup,
                               shown != NULL ? shown : _ ("The usual one, among your own files"));
  gtk_widget_set_sensitive (self->reset_backup, set != NULL);
}

static void
interpreter_applied_cb (LimbeckPreferencesWindow *self)
{
  limbeck_project_settings_set_interpreter (self->settings,
                                            gtk_editable_get_text (self->interpreter));
  tell_changed (self);
}

static void
tell (LimbeckPreferencesWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (escaped));
}

static void
url_applied_cb (LimbeckPreferencesWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  if (!limbeck_project_settings_set_database_url (
          self->settings, gtk_editable_get_text (self->url), &error))
    {
      tell (self, error->message);
      return;
    }

  /* What is kept is without the password; seeing that is better than a sentence. */
  kept = limbeck_project_settings_dup_database_url (self->settings);
  gtk_editable_set_text (self->url, kept != NULL ? kept : "");
  tell_changed (self);
}

static void
time_limit_changed_cb (LimbeckPreferencesWindow *self)
{
  if (self->settings != NULL)
    limbeck_project_settings_set_time_limit (
        self->settings, (guint) gtk_spin_button_get_value_as_int (self->time_limit));
}

static void
reset_backup_cb (LimbeckPreferencesWindow *self)
{
  limbeck_project_settings_set_backup_directory (self->settings, NULL);
  show_backup (self);
  tell_changed (self);
}

static char *
take_chosen_path (LimbeckPreferencesWindow *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return NULL;

  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  return file != NULL ? g_file_get_path (file) : NULL;
}

static void
interpreter_chosen_cb (LimbeckPreferencesWindow *self, int response)
{
  g_autofree char *path = take_chosen_path (self, response);

  if (path == NULL)
    return;

  limbeck_project_settings_set_interpreter (self->settings, path);
  show_interpreter (self, NULL);
  tell_changed (self);
}

static void
backup_chosen_cb (LimbeckPreferencesWindow *self, int response)
{
  g_autofree char *path = take_chosen_path (self, response);

  if (path == NULL)
    return;

  limbeck_project_settings_set_backup_directory (self->settings, path);
  show_backup (self);
  tell_changed (self);
}

static void
choose (LimbeckPreferencesWindow *self,
        const char               *title,
        GtkFileChooserAction      action,
        GCallback                 chosen)
{
  if (self->chooser == NULL)
    {
      self->chooser = gtk_file_chooser_native_new (
          title, GTK_WINDOW (self), action, _ ("_Choose"), NULL);
      gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
      g_signal_connect_swapped (self->chooser, "response", chosen, self);
    }
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
choose_interpreter_cb (LimbeckPreferencesWindow *self)
{
  choose (self,
          _ ("Choose an Interpreter"),
          GTK_FILE_CHOOSER_ACTION_OPEN,
          G_CALLBACK (interpreter_chosen_cb));
}

static void
choose_backup_cb (LimbeckPreferencesWindow *self)
{
  choose (self,
          _ ("Choose a Backup Directory"),
          GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
          G_CALLBACK (backup_chosen_cb));
}

GtkWindow *
limbeck_preferences_window_new (GtkWindow              *parent,
                                LimbeckProjectSettings *settings,
                                LimbeckSurvey          *survey)
{
  LimbeckPreferencesWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (LIMBECK_IS_PROJECT_SETTINGS (settings), NULL);

  self = g_object_new (LIMBECK_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  gtk_spin_button_set_value (self->time_limit, limbeck_project_settings_get_time_limit (settings));
  self->settings = g_object_ref (settings);
  show_interpreter (self, survey);
  show_url (self, survey);
  show_backup (self);

  return GTK_WINDOW (self);
}

static void
limbeck_preferences_window_dispose (GObject *object)
{
  LimbeckPreferencesWindow *self = LIMBECK_PREFERENCES_WINDOW (object);

  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), LIMBECK_TYPE_PREFERENCES_WINDOW);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (limbeck_preferences_window_parent_class)->dispose (object);
}

static void
limbeck_preferences_window_class_init (LimbeckPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_preferences_window_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/limbeck/Limbeck/preferences/preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckPreferencesWindow, interpreter_group);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPreferencesWindow, interpreter);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPreferencesWindow, url_group);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPreferencesWindow, url);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPreferencesWindow, time_limit);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPreferencesWindow, backup);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPreferencesWindow, reset_backup);
  gtk_widget_class_bind_template_callback (widget_class, interpreter_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, url_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_limit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_interpreter_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_backup_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_backup_cb);

  changed_signal = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
limbeck_preferences_window_init (LimbeckPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  limbeck_focus_release_on_unmap (GTK_WINDOW (self));
}
