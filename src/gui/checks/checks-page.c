#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "gui/checks/finding-row.h"
#include "gui/checks/finding-text.h"
#include "gui/shared/children.h"

#include "gui/checks/checks-page.h"

struct _LimbeckChecksPage
{
  GtkWidget parent_instance;

  GPtrArray *trouble_rows; /* borrowed, as all rows */
  GPtrArray *passed_rows;  /* borrowed: inside the expander, which cannot list them */

  GtkLabel       *summary;
  GtkSpinner     *spinner;
  GtkListBox     *trouble;
  GtkWidget      *passed_list;
  AdwExpanderRow *passed;
};

G_DEFINE_FINAL_TYPE (LimbeckChecksPage, limbeck_checks_page, GTK_TYPE_WIDGET)

static void
add_row (LimbeckChecksPage *self, LimbeckFinding *finding, GPtrArray *rows)
{
  GtkWidget *row = limbeck_finding_row_new (finding);

  if (rows == self->passed_rows)
    adw_expander_row_add_row (self->passed, row);
  else
    gtk_list_box_append (self->trouble, row);
  g_ptr_array_add (rows, row);
}

static void
remove_last_row (LimbeckChecksPage *self, GPtrArray *rows)
{
  GtkWidget *row = g_ptr_array_steal_index (rows, rows->len - 1);

  if (rows == self->passed_rows)
    adw_expander_row_remove (self->passed, row);
  else
    gtk_list_box_remove (self->trouble, row);
}

/* Rows are used again, so that a person stays where they are in the list while it is brought up to date. */
static void
show_findings (LimbeckChecksPage *self, GPtrArray *findings, GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      LimbeckFinding *finding = g_ptr_array_index (findings, i);
      gboolean has_passed = limbeck_finding_get_severity (finding) == LIMBECK_SEVERITY_PASSED;

      if (has_passed != (rows == self->passed_rows))
        continue;
      if (n < rows->len)
        limbeck_finding_row_show (g_ptr_array_index (rows, n), finding);
      else
        add_row (self, finding, rows);
      n++;
    }
  while (rows->len > n)
    remove_last_row (self, rows);
}

static char *
dup_heading (LimbeckSurvey *survey, gboolean is_complete)
{
  if (survey == NULL)
    return g_strdup (_ ("The checks have not run yet"));
  if (!is_complete)
    return g_strdup (_ ("Not all checks have run yet"));

  return limbeck_finding_text_dup_summary (limbeck_survey_get_findings (survey));
}

void
limbeck_checks_page_set_survey (LimbeckChecksPage *self,
                                LimbeckSurvey     *survey,
                                gboolean           is_complete)
{
  GPtrArray       *findings = survey != NULL ? limbeck_survey_get_findings (survey) : NULL;
  guint            n_passed = 0;
  g_autofree char *heading = NULL;
  g_autofree char *passed = NULL;

  g_return_if_fail (LIMBECK_IS_CHECKS_PAGE (self));

  show_findings (self, findings, self->trouble_rows);
  show_findings (self, findings, self->passed_rows);
  n_passed = self->passed_rows->len;
  heading = dup_heading (survey, is_complete);
  passed = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u check passed", "%u checks passed", n_passed), n_passed);
  gtk_label_set_label (self->summary, heading);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->passed), passed);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), self->trouble_rows->len > 0);
  gtk_widget_set_visible (self->passed_list, n_passed > 0);
}

void
limbeck_checks_page_set_busy (LimbeckChecksPage *self, gboolean is_busy)
{
  g_return_if_fail (LIMBECK_IS_CHECKS_PAGE (self));

  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
}

static void
limbeck_checks_page_dispose (GObject *object)
{
  LimbeckChecksPage *self = LIMBECK_CHECKS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LIMBECK_TYPE_CHECKS_PAGE);
  limbeck_children_unparent (GTK_WIDGET (self));
  g_clear_pointer (&self->trouble_rows, g_ptr_array_unref);
  g_clear_pointer (&self->passed_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (limbeck_checks_page_parent_class)->dispose (object);
}

static void
limbeck_checks_page_class_init (LimbeckChecksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_checks_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/limbeck/Limbeck/checks/checks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckChecksPage, summary);
  gtk_widget_class_bind_template_child (widget_class, LimbeckChecksPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, LimbeckChecksPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, LimbeckChecksPage, passed_list);
  gtk_widget_class_bind_template_child (widget_class, LimbeckChecksPage, passed);
}

static void
limbeck_checks_page_init (LimbeckChecksPage *self)
{
  self->trouble_rows = g_ptr_array_new ();
  self->passed_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
