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

GtkWidget *
limbeck_finding_row_new (LimbeckFinding *finding)
{
  GtkWidget  *row;
  GtkWidget  *box;
  const char *detail;
  const char *remedy;

  g_return_val_if_fail (LIMBECK_IS_FINDING (finding), NULL);

  detail = limbeck_finding_get_detail (finding);
  remedy = limbeck_finding_get_remedy (finding);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (box, "finding");
  if (limbeck_finding_get_severity (finding) != LIMBECK_SEVERITY_PASSED)
    gtk_box_append (GTK_BOX (box), new_heading (finding));
  gtk_box_append (GTK_BOX (box), new_label (limbeck_finding_get_title (finding), "title"));
  if (detail != NULL && *detail != '\0')
    gtk_box_append (GTK_BOX (box), new_label (detail, "detail"));
  if (remedy != NULL && *remedy != '\0')
    gtk_box_append (GTK_BOX (box), new_label (remedy, "remedy"));

  row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, limbeck_finding_get_title (finding), -1);

  return row;
}
