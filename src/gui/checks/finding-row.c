#include "config.h"

#include "gui/checks/finding-text.h"

#include "gui/checks/finding-row.h"

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* Selectable, but no stop of its own for Tab: a page of findings has dozens. */
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
new_heading (LimbeckFinding *finding)
{
  LimbeckSeverity severity = limbeck_finding_get_severity (finding);
  GtkWidget      *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget      *icon = gtk_image_new_from_icon_name (limbeck_finding_text_icon (severity));
  GtkWidget      *word = gtk_label_new (limbeck_finding_text_severity (severity));

  gtk_box_append (GTK_BOX (heading), icon);
  gtk_box_append (GTK_BOX (heading), word);
  gtk_widget_add_css_class (heading, "severity");
  gtk_widget_add_css_class (heading, limbeck_severity_to_string (severity));

  return heading;
}

static void
copy_cb (GtkWidget *button, LimbeckFinding *finding)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), limbeck_finding_get_command (finding));
}

/* The window's actions, which are the same from everywhere. A password is asked for whenever the database asks for it. */
static const char *
get_action_name (LimbeckAction action)
{
  switch (action)
    {
    case LIMBECK_ACTION_CHECK_AGAIN:
    case LIMBECK_ACTION_ASK_PASSWORD:
      return "win.refresh";
    case LIMBECK_ACTION_PROVE:
      return "win.prove";
    case LIMBECK_ACTION_UPGRADE_HEADS:
      return "win.apply";
    case LIMBECK_ACTION_PREFERENCES:
      return "win.preferences";
    case LIMBECK_ACTION_ACCEPT_DATABASE:
      return "win.accept-database";
    case LIMBECK_ACTION_COPY_COMMAND:
    case LIMBECK_ACTION_NONE:
    default:
      return NULL;
    }
}

static GtkWidget *
new_button (LimbeckFinding *finding)
{
  LimbeckAction action = limbeck_finding_get_action (finding);
  const char   *action_name = get_action_name (action);
  GtkWidget    *button = gtk_button_new_with_mnemonic (limbeck_finding_text_action (action));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_name (button, limbeck_action_to_string (action));
  if (action_name != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  else
    g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), finding, 0);
  gtk_widget_set_tooltip_text (button, limbeck_finding_get_command (finding));

  return button;
}

static gboolean
has_button (LimbeckFinding *finding)
{
  const LimbeckAction action = limbeck_finding_get_action (finding);

  return limbeck_finding_text_action (action) != NULL &&
         (action != LIMBECK_ACTION_COPY_COMMAND || limbeck_finding_get_command (finding) != NULL);
}

static GtkWidget *
new_content (LimbeckFinding *finding)
{
  const char *detail = limbeck_finding_get_detail (finding);
  const char *remedy = limbeck_finding_get_remedy (finding);
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "finding");
  if (limbeck_finding_get_severity (finding) != LIMBECK_SEVERITY_PASSED)
    gtk_box_append (GTK_BOX (box), new_heading (finding));
  gtk_box_append (GTK_BOX (box), new_label (limbeck_finding_get_title (finding), "title"));
  if (detail != NULL && *detail != '\0')
    gtk_box_append (GTK_BOX (box), new_label (detail, "detail"));
  if (remedy != NULL && *remedy != '\0')
    gtk_box_append (GTK_BOX (box), new_label (remedy, "remedy"));
  if (has_button (finding))
    gtk_box_append (GTK_BOX (box), new_button (finding));

  return box;
}

static gboolean
reads_the_same (LimbeckFinding *one, LimbeckFinding *other)
{
  return limbeck_finding_get_severity (one) == limbeck_finding_get_severity (other) &&
         limbeck_finding_get_action (one) == limbeck_finding_get_action (other) &&
         g_str_equal (limbeck_finding_get_title (one), limbeck_finding_get_title (other)) &&
         g_strcmp0 (limbeck_finding_get_detail (one), limbeck_finding_get_detail (other)) == 0 &&
         g_strcmp0 (limbeck_finding_get_remedy (one), limbeck_finding_get_remedy (other)) == 0 &&
         g_strcmp0 (limbeck_finding_get_command (one), limbeck_finding_get_command (other)) == 0;
}

void
limbeck_finding_row_show (GtkWidget *row, LimbeckFinding *finding)
{
  LimbeckFinding *shown;
  gboolean        has_focus;

  g_return_if_fail (GTK_IS_LIST_BOX_ROW (row));
  g_return_if_fail (LIMBECK_IS_FINDING (finding));

  shown = g_object_get_data (G_OBJECT (row), "finding");
  if (shown != NULL && reads_the_same (shown, finding))
    return;

  has_focus = gtk_widget_get_focus_child (row) != NULL;
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), new_content (finding));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, limbeck_finding_get_title (finding), -1);
  g_object_set_data_full (G_OBJECT (row), "finding", g_object_ref (finding), g_object_unref);
  if (has_focus)
    gtk_widget_grab_focus (row);
}

GtkWidget *
limbeck_finding_row_new (LimbeckFinding *finding)
{
  GtkWidget *row;

  g_return_val_if_fail (LIMBECK_IS_FINDING (finding), NULL);

  row = gtk_list_box_row_new ();
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  limbeck_finding_row_show (row, finding);

  return row;
}
