#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/shared/focus.h"

#include "gui/window/password-dialog.h"

typedef struct
{
  GtkWidget          *entry;
  GtkWidget          *keep;
  GObject            *owner;
  LimbeckPasswordFunc func;
} Asked;

static void
asked_free (gpointer data, GClosure *closure)
{
  Asked *asked = data;

  g_clear_weak_pointer (&asked->owner);
  g_free (asked);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Asked           *asked = data;
  g_autofree char *password = NULL;

  if (g_str_equal (response, "connect"))
    password = g_strdup (gtk_editable_get_text (GTK_EDITABLE (asked->entry)));
  if (asked->owner != NULL)
    asked->func (password,
                 password != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (asked->keep)),
                 asked->owner);
}

static void
text_changed_cb (GtkEditable *entry, gpointer data)
{
  adw_message_dialog_set_response_enabled (data, "connect", *gtk_editable_get_text (entry) != '\0');
}

static void
format_body (AdwMessageDialog *dialog, const char *place, const char *note)
{
  /* Translators: %s is a database and its host: “shop on localhost” */
  g_autofree char *question = g_strdup_printf (_ ("%s asks for a password."), place);

  adw_message_dialog_format_body (
      dialog, note != NULL ? "%s %s" : "%s%s", question, note != NULL ? note : "");
}

static GtkWidget *
make_entry (AdwMessageDialog *dialog)
{
  GtkWidget *entry = gtk_password_entry_new ();

  g_object_set (entry,
                "activates-default",
                TRUE,
                "placeholder-text",
                _ ("Password"),
                "show-peek-icon",
                TRUE,
                NULL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Password"), -1);
  g_signal_connect (entry, "changed", G_CALLBACK (text_changed_cb), dialog);

  return entry;
}

static GtkWidget *
make_note (gboolean can_keep)
{
  GtkWidget *note = gtk_label_new (
      can_keep ? _ ("Unless you keep it, it is forgotten when the window closes.")
               : _ ("It is forgotten when the window closes, and never written down."));

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");

  return note;
}

static void
add_content (AdwMessageDialog *dialog, Asked *asked, gboolean can_keep)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  asked->entry = make_entry (dialog);
  asked->keep = gtk_check_button_new_with_mnemonic (_ ("_Keep it in the keyring"));
  gtk_widget_set_visible (asked->keep, can_keep);
  gtk_box_append (GTK_BOX (box), asked->entry);
  gtk_box_append (GTK_BOX (box), asked->keep);
  gtk_box_append (GTK_BOX (box), make_note (can_keep));
  adw_message_dialog_set_extra_child (dialog, box);
}

void
limbeck_password_dialog_present (GtkWindow          *parent,
                                 const char         *place,
                                 const char         *note,
                                 gboolean            can_keep,
                                 LimbeckPasswordFunc func,
                                 GObject            *owner)
{
  GtkWidget        *widget = adw_message_dialog_new (parent, _ ("Password Needed"), NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  Asked            *asked = g_new0 (Asked, 1);

  asked->func = func;
  g_set_weak_pointer (&asked->owner, owner);
  format_body (dialog, place, note);
  adw_message_dialog_add_responses (
      dialog, "cancel", _ ("_Cancel"), "connect", _ ("C_onnect"), NULL);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, "connect");
  adw_message_dialog_set_response_appearance (dialog, "connect", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, "connect", FALSE);
  add_content (dialog, asked, can_keep);

  limbeck_focus_release_on_unmap (GTK_WINDOW (dialog));
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), asked, asked_free, 0);
  gtk_window_present (GTK_WINDOW (widget));
}
