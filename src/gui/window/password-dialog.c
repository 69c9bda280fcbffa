#include "config.h"

#include <glib/gi18n-lib.h>

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
  GtkWidget        *list = gtk_list_box_new ();
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

  asked->entry = adw_password_entry_row_new ();
  asked->func = func;
  g_set_weak_pointer (&asked->parent, parent);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (asked->entry), _ ("Password"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (asked->entry), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), asked->entry);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_message_dialog_set_extra_child (dialog, list);

  g_signal_connect (asked->entry, "changed", G_CALLBACK (text_changed_cb), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), asked, asked_free, 0);
  gtk_window_present (GTK_WINDOW (widget));
}
