#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/shared/focus.h"

#include "gui/shared/name-dialog.h"

typedef struct
{
  AdwMessageDialog *dialog;
  char             *name;
} Expected;

static void
expected_free (gpointer data, GClosure *closure)
{
  Expected *expected = data;

  g_free (expected->name);
  g_free (expected);
}

static void
text_changed_cb (GtkEditable *entry, gpointer data)
{
  Expected *expected = data;

  adw_message_dialog_set_response_enabled (
      expected->dialog,
      LIMBECK_NAME_DIALOG_CONFIRM,
      g_str_equal (gtk_editable_get_text (entry), expected->name));
}

static GtkWidget *
make_content (AdwMessageDialog *dialog, const char *name)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget       *entry = gtk_entry_new ();
  GtkWidget       *label = NULL;
  Expected        *expected = g_new0 (Expected, 1);
  g_autofree char *text =
      /* Translators: %s is the name of a database */
      g_strdup_printf (_ ("Type “%s” to confirm that this is the database you mean."), name);

  expected->dialog = dialog;
  expected->name = g_strdup (name);
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_name (entry, "database-name");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the database"), -1);
  g_signal_connect_data (
      entry, "changed", G_CALLBACK (text_changed_cb), expected, expected_free, 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);

  return box;
}

AdwMessageDialog *
limbeck_name_dialog_new (GtkWindow  *parent,
                         const char *heading,
                         const char *body,
                         const char *name,
                         const char *button)
{
  AdwMessageDialog *dialog = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  adw_message_dialog_add_responses (
      dialog, "cancel", _ ("_Cancel"), LIMBECK_NAME_DIALOG_CONFIRM, button, NULL);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_response_appearance (
      dialog, LIMBECK_NAME_DIALOG_CONFIRM, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (dialog, LIMBECK_NAME_DIALOG_CONFIRM, FALSE);
  adw_message_dialog_set_extra_child (dialog, make_content (dialog, name));
  limbeck_focus_release_on_unmap (GTK_WINDOW (dialog));

  return dialog;
}
