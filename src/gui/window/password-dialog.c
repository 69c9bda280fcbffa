#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/shared/focus.h"

#include "gui/window/password-dialog.h"

typedef struct
{
  GtkWidget          *entry;
  GtkWindow          *parent;
  LimbeckPasswordFunc func;
} Asked;

static void
asked_free (gpointer data, GClosure *closure)
{
  Asked *asked = data;

  g_clear_weak_pointer (&asked->parent);
  g_free (asked);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Asked           *asked = data;
  g_autofree char *password = NULL;

  if (g_str_equal (response, "connect"))
    password = g_strdup (gtk_editable_get_text (GTK_EDITABLE (asked->entry)));
  if (asked->parent != NULL)
    asked->func (password, asked->parent);
}

static void
text_changed_cb (GtkEditable *entry, gpointer data)
{
  adw_message_dialog_set_response_enabled (data, "connect", *gtk_editable_get_text (entry) != '\0');
}

void
limbeck_password_dialog_present (GtkWindow *parent, const char *place, LimbeckPasswordFunc func)
{
  GtkWidget        *widget = adw_message_dialog_new (parent, _ ("Password Needed"), NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  Asked            *asked = g_new0 (Asked, 1);

  /* Translators: %s is a database and its host: “shop on localhost” */
  adw_message_dialog_format_body (dialog,
                                  _ ("%s asks for a password. It is kept until the window closes "
                                     "and is never written down."),
                                  place);
  adw_message_dialog_add_responses (
      dialog, "cancel", _ ("_Cancel"), "connect", _ ("C_onnect"), NULL);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, "connect");
  adw_message_dialog_set_response_appearance (dialog, "connect", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, "connect", FALSE);

  asked->entry = gtk_password_entry_new ();
  asked->func = func;
  g_set_weak_pointer (&asked->parent, parent);
  g_object_set (asked->entry,
                "activates-default",
                TRUE,
                "placeholder-text",
                _ ("Password"),
                "show-peek-icon",
                TRUE,
                NULL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (asked->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Password"), -1);
  adw_message_dialog_set_extra_child (dialog, asked->entry);

  limbeck_focus_release_on_unmap (GTK_WINDOW (dialog));
  g_signal_connect (asked->entry, "changed", G_CALLBACK (text_changed_cb), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), asked, asked_free, 0);
  gtk_window_present (GTK_WINDOW (widget));
}
