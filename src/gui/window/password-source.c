#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gui/window/keyring.h"
#include "gui/window/password-dialog.h"
#include "gui/window/state-text.h"

#include "gui/window/password-source.h"

struct _LimbeckPasswordSource
{
  GObject parent_instance;

  /* borrowed, weak */
  LimbeckSurveyor *surveyor;
  GtkWindow       *parent;

  GCancellable *cancellable;
  char         *tried; /* the URL for which the keyring was asked, until the server is content */
  gboolean      has_keyring;
  gboolean      came_from_keyring;
  char         *to_keep; /* what the server has yet to take */
};

G_DEFINE_FINAL_TYPE (LimbeckPasswordSource, limbeck_password_source, G_TYPE_OBJECT)

static guint not_kept_signal;

static void
wipe (char *password)
{
  explicit_bzero (password, strlen (password));
  g_free (password);
}

static LimbeckDatabaseUrl *
get_url (LimbeckPasswordSource *self)
{
  LimbeckSurvey *survey = self->surveyor != NULL ? limbeck_surveyor_get_survey (self->surveyor)
                                                 : NULL;

  return survey != NULL ? limbeck_survey_get_url (survey) : NULL;
}

static void
password_given_cb (const char *password, gboolean is_to_be_kept, gpointer owner)
{
  LimbeckPasswordSource *self = owner;

  if (self->surveyor == NULL)
    return;

  g_clear_pointer (&self->to_keep, wipe);
  if (is_to_be_kept)
    self->to_keep = g_strdup (password);
  limbeck_surveyor_set_password (self->surveyor, password);
}

static void
ask_person (LimbeckPasswordSource *self)
{
  LimbeckSurvey   *survey = limbeck_surveyor_get_survey (self->surveyor);
  g_autofree char *place = limbeck_state_text_dup_place (survey);
  const char      *note = NULL;

  if (self->came_from_keyring)
    note = _ ("The server did not take the password from the keyring.");
  self->came_from_keyring = FALSE;

  limbeck_password_dialog_present (
      self->parent, place, note, self->has_keyring, password_given_cb, G_OBJECT (self));
}

static void
lookup_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LimbeckPasswordSource) self = data;
  g_autoptr (GError) error = NULL;
  char *password = limbeck_keyring_lookup_finish (result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->surveyor != NULL &&
      self->parent != NULL)
    {
      self->has_keyring = error == NULL;
      self->came_from_keyring = password != NULL;
      if (error != NULL)
        g_info ("no keyring: %s", error->message);
      if (password != NULL)
        limbeck_surveyor_set_password (self->surveyor, password);
      else
        ask_person (self);
    }
  limbeck_keyring_password_free (password);
}

static void
password_needed_cb (LimbeckPasswordSource *self)
{
  LimbeckDatabaseUrl *url = get_url (self);
  g_autofree char    *name = url != NULL ? limbeck_database_url_dup_redacted (url) : NULL;

  if (name == NULL || self->parent == NULL)
    return;

  if (g_strcmp0 (name, self->tried) == 0)
    {
      ask_person (self);
      return;
    }

  g_free (self->tried);
  self->tried = g_steal_pointer (&name);
  limbeck_keyring_lookup_async (url, self->cancellable, lookup_done_cb, g_object_ref (self));
}

static void
store_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LimbeckPasswordSource) self = data;
  g_autoptr (GError) error = NULL;

  if (!limbeck_keyring_store_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, not_kept_signal, 0, error->message);
}

/* The server has answered: it took the password. */
static void
survey_changed_cb (LimbeckPasswordSource *self)
{
  LimbeckSurvey   *survey = limbeck_surveyor_get_survey (self->surveyor);
  g_autofree char *place = NULL;

  if (survey == NULL || limbeck_survey_get_state (survey) == NULL)
    return;

  g_clear_pointer (&self->tried, g_free);
  self->came_from_keyring = FALSE;
  if (self->to_keep == NULL)
    return;

  place = limbeck_state_text_dup_place (survey);
  limbeck_keyring_store_async (limbeck_survey_get_url (survey),
                               self->to_keep,
                               place,
                               self->cancellable,
                               store_done_cb,
                               g_object_ref (self));
  g_clear_pointer (&self->to_keep, wipe);
}

/* What was typed for one database is not for another. */
static void
target_changed_cb (LimbeckPasswordSource *self)
{
  g_clear_pointer (&self->tried, g_free);
  g_clear_pointer (&self->to_keep, wipe);
  self->came_from_keyring = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
limbeck_password_source_finalize (GObject *object)
{
  LimbeckPasswordSource *self = LIMBECK_PASSWORD_SOURCE (object);

  g_clear_weak_pointer (&self->surveyor);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->cancellable);
  g_free (self->tried);
  g_clear_pointer (&self->to_keep, wipe);

  G_OBJECT_CLASS (limbeck_password_source_parent_class)->finalize (object);
}

static void
limbeck_password_source_class_init (LimbeckPasswordSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_password_source_finalize;

  not_kept_signal = g_signal_new ("not-kept",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
}

static void
limbeck_password_source_init (LimbeckPasswordSource *self)
{
  self->cancellable = g_cancellable_new ();
}

LimbeckPasswordSource *
limbeck_password_source_new (LimbeckSurveyor *surveyor, GtkWindow *parent)
{
  LimbeckPasswordSource *self = NULL;

  g_return_val_if_fail (LIMBECK_IS_SURVEYOR (surveyor), NULL);
  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);

  self = g_object_new (LIMBECK_TYPE_PASSWORD_SOURCE, NULL);
  g_set_weak_pointer (&self->surveyor, surveyor);
  g_set_weak_pointer (&self->parent, parent);
  g_signal_connect_object (
      surveyor, "password-needed", G_CALLBACK (password_needed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      surveyor, "notify::survey", G_CALLBACK (survey_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      surveyor, "notify::target", G_CALLBACK (target_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

void
limbeck_password_source_stop (LimbeckPasswordSource *self)
{
  g_return_if_fail (LIMBECK_IS_PASSWORD_SOURCE (self));

  g_cancellable_cancel (self->cancellable);
}
