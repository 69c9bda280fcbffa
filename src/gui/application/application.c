#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/application/contrast.h"
#include "gui/application/recent-projects.h"
#include "gui/shared/operation.h"
#include "gui/window/window.h"

#include "gui/application/application.h"

/* Long enough for a worker to notice that it was cancelled: a connection that is being opened is polled. */
#define DRAIN_TIMEOUT_MS 2000

struct _LimbeckApplication
{
  AdwApplication parent_instance;

  GSettings            *settings;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (LimbeckApplication, limbeck_application, ADW_TYPE_APPLICATION)

typedef struct
{
  const char *action;
  const char *accels[3];
} Shortcut;

/* The shortcuts window (shortcuts.ui) shows the same table in words. */
static const Shortcut shortcuts[] = {
  { "app.open", { "<Control>o" } },
  { "win.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
  { "win.refresh", { "<Control>r", "F5" } },
  { "win.search", { "<Control>f" } },
  { "win.apply", { "<Control>Return" } },
  { "win.details", { "<Alt>Return" } },
  { "win.targets", { "<Alt>Down" } },
  { "win.page::revisions", { "<Control>1" } },
  { "win.page::checks", { "<Control>2" } },
};

static LimbeckWindow *
find_window (LimbeckApplication *self, const char *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (LIMBECK_IS_WINDOW (l->data) && limbeck_window_shows (l->data, path))
      return l->data;

  return NULL;
}

void
limbeck_application_open_path (LimbeckApplication *self, GtkWindow *parent, const char *path)
{
  LimbeckWindow *window;

  g_return_if_fail (LIMBECK_IS_APPLICATION (self));
  g_return_if_fail (path != NULL);

  window = find_window (self, path);
  if (window == NULL)
    {
      window = LIMBECK_IS_WINDOW (parent) ? LIMBECK_WINDOW (parent) : limbeck_window_new (self);
      limbeck_window_open (window, path);
    }

  gtk_window_present (GTK_WINDOW (window));
}

static void
folder_chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  LimbeckApplication *self = data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

      if (path != NULL)
        limbeck_application_open_path (self, gtk_native_dialog_get_transient_for (dialog), path);
    }

  g_clear_object (&self->chooser);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckApplication *self = data;
  GtkWindow          *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->chooser == NULL)
    {
      self->chooser = gtk_file_chooser_native_new (
          _ ("Open Project"), parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Open"), NULL);
      gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
      g_signal_connect (self->chooser, "response", G_CALLBACK (folder_chosen_cb), self);
    }

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
open_recent_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckApplication *self = data;
  g_autofree char *path = g_filename_from_uri (g_variant_get_string (parameter, NULL), NULL, NULL);

  if (path != NULL)
    limbeck_application_open_path (
        self, gtk_application_get_active_window (GTK_APPLICATION (self)), path);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *developers[] = { "The Limbeck developers", NULL };
  GtkWindow  *window = g_object_new (ADW_TYPE_ABOUT_WINDOW,
                                    "transient-for",
                                    gtk_application_get_active_window (GTK_APPLICATION (data)),
                                    "modal",
                                    TRUE,
                                    "application-icon",
                                    APP_ID,
                                    "application-name",
                                    _ ("Limbeck"),
                                    "version",
                                    PACKAGE_VERSION,
                                    "developer-name",
                                    _ ("The Limbeck developers"),
                                    "developers",
                                    developers,
                                    "license-type",
                                    GTK_LICENSE_GPL_3_0,
                                    "comments",
                                    _ ("Takes people safely through Alembic migrations of a "
                                        "PostgreSQL database."),
                                    /* Translators: your names, one a line */
                                    "translator-credits",
                                    _ ("translator-credits"),
                                    NULL);

  gtk_window_present (window);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = g_list_copy_deep (
      gtk_application_get_windows (GTK_APPLICATION (data)), (GCopyFunc) g_object_ref, NULL);

  /* Each window is asked: one that watches a run must be able to say no. */
  for (GList *l = windows; l != NULL; l = l->next)
    if (LIMBECK_IS_WINDOW (l->data))
      gtk_window_close (l->data);
  g_list_free_full (windows, g_object_unref);
}

static const GActionEntry actions[] = {
  { .name = "open", .activate = open_cb },
  { .name = "open-recent", .activate = open_recent_cb, .parameter_type = "s" },
  { .name = "about", .activate = about_cb },
  { .name = "quit", .activate = quit_cb },
};

GSettings *
limbeck_application_get_settings (LimbeckApplication *self)
{
  g_return_val_if_fail (LIMBECK_IS_APPLICATION (self), NULL);

  return self->settings;
}

static void
limbeck_application_startup (GApplication *application)
{
  LimbeckApplication *self = LIMBECK_APPLICATION (application);

  G_APPLICATION_CLASS (limbeck_application_parent_class)->startup (application);

  self->settings = g_settings_new (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (
        GTK_APPLICATION (self), shortcuts[i].action, shortcuts[i].accels);
  gtk_window_set_default_icon_name (APP_ID);
  limbeck_contrast_follow ();
}

static void
limbeck_application_activate (GApplication *application)
{
  LimbeckApplication *self = LIMBECK_APPLICATION (application);
  GtkWindow          *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (limbeck_window_new (self));
  gtk_window_present (window);
}

static void
limbeck_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL)
        limbeck_application_open_path (LIMBECK_APPLICATION (application), NULL, path);
    }

  if (gtk_application_get_windows (GTK_APPLICATION (application)) == NULL)
    g_application_activate (application);
}

static void
limbeck_application_shutdown (GApplication *application)
{
  LimbeckApplication *self = LIMBECK_APPLICATION (application);

  limbeck_operation_drain (DRAIN_TIMEOUT_MS);
  g_clear_object (&self->chooser);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (limbeck_application_parent_class)->shutdown (application);
}

static void
limbeck_application_class_init (LimbeckApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = limbeck_application_startup;
  application_class->activate = limbeck_application_activate;
  application_class->open = limbeck_application_open;
  application_class->shutdown = limbeck_application_shutdown;
}

static void
limbeck_application_init (LimbeckApplication *self)
{
}

LimbeckApplication *
limbeck_application_new (void)
{
  LimbeckApplication *self = g_object_new (LIMBECK_TYPE_APPLICATION,
                                           "application-id",
                                           APP_ID,
                                           "flags",
                                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE,
                                           "resource-base-path",
                                           "/io/github/limbeck/Limbeck",
                                           NULL);

  g_application_set_option_context_parameter_string (G_APPLICATION (self),
                                                     _ ("[DIRECTORY | CONFIGURATION]"));
  return self;
}
