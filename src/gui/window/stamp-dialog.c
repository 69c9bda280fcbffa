#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/revisions/revision-text.h"
#include "gui/shared/focus.h"

#include "gui/window/stamp-dialog.h"

typedef struct
{
  GtkEditable     *entry;
  char            *revision;
  char            *database;
  GObject         *owner;
  LimbeckStampFunc func;
} Asked;

static void
asked_free (gpointer data, GClosure *closure)
{
  Asked *asked = data;

  g_clear_weak_pointer (&asked->owner);
  g_free (asked->revision);
  g_free (asked->database);
  g_free (asked);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Asked *asked = data;

  if (g_str_equal (response, "mark") && asked->owner != NULL)
    asked->func (asked->revision, gtk_editable_get_text (asked->entry), asked->owner);
}

/* Byte by byte: that is how the name is compared before the database is touched, too. */
static void
text_changed_cb (Asked *asked)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (asked->entry), ADW_TYPE_MESSAGE_DIALOG);

  adw_message_dialog_set_response_enabled (
      ADW_MESSAGE_DIALOG (dialog),
      "mark",
      g_str_equal (gtk_editable_get_text (asked->entry), asked->database));
}

static GtkEditable *
add_entry (AdwMessageDialog *dialog, const char *database)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  /* Translators: %s is the name of a database */
  g_autofree char *text = g_strdup_printf (_ ("Type the database’s name, “%s”:"), database);
  GtkWidget       *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_name (entry, "stamp-name");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  adw_message_dialog_set_extra_child (dialog, box);

  return GTK_EDITABLE (entry);
}

static void
explain (AdwMessageDialog *dialog, LimbeckSurvey *survey, LimbeckRevision *revision)
{
  g_autofree char *place = limbeck_database_url_dup_place (limbeck_survey_get_url (survey));

  adw_message_dialog_format_body (
      dialog,
      /* Translators: 1: a database: “shop on localhost”, 2: id and 3: message of a revision */
      _ ("No revision is run. It is only written into %s that its tables are those of %s “%s”, with "
         "everything below it and nothing above. If they are not, later updates fail or destroy data."),
      place,
      limbeck_revision_get_id (revision),
      limbeck_revision_text_message (revision));
}

void
limbeck_stamp_dialog_present (GtkWindow       *parent,
                              LimbeckSurvey   *survey,
                              LimbeckRevision *revision,
                              LimbeckStampFunc func,
                              GObject         *owner)
{
  GtkWidget        *widget = adw_message_dialog_new (parent, _ ("Mark as Present State?"), NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  Asked            *asked = g_new0 (Asked, 1);

  asked->func = func;
  asked->revision = g_strdup (limbeck_revision_get_id (revision));
  asked->database = g_strdup (
      limbeck_database_state_get_database (limbeck_survey_get_state (survey)));
  g_set_weak_pointer (&asked->owner, owner);
  explain (dialog, survey, revision);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "mark", _ ("_Mark"), NULL);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_response_appearance (dialog, "mark", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (dialog, "mark", FALSE);
  asked->entry = add_entry (dialog, asked->database);
  g_signal_connect_swapped (asked->entry, "changed", G_CALLBACK (text_changed_cb), asked);

  limbeck_focus_release_on_unmap (GTK_WINDOW (dialog));
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), asked, asked_free, 0);
  gtk_window_present (GTK_WINDOW (widget));
}
