#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/assistant/warnings-page.h"

struct _LimbeckWarningsPage
{
  LimbeckAssistantPage parent_instance;

  GtkStack   *stack;
  GtkSpinner *spinner;
  GtkLabel   *heading;
  GtkBox     *rows;

  char *shown;
};

G_DEFINE_FINAL_TYPE (LimbeckWarningsPage, limbeck_warnings_page, LIMBECK_TYPE_ASSISTANT_PAGE)

static GtkWidget *
new_text (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
new_card (const char *icon_name,
          const char *title,
          const char *detail,
          const char *remedy,
          GtkWidget **texts)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (*texts, TRUE);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "finding");
  gtk_box_append (GTK_BOX (card), icon);
  gtk_box_append (GTK_BOX (card), *texts);
  gtk_box_append (GTK_BOX (*texts), new_text (title, "heading"));
  if (detail != NULL && *detail != '\0')
    gtk_box_append (GTK_BOX (*texts), new_text (detail, NULL));
  if (remedy != NULL && *remedy != '\0')
    gtk_box_append (GTK_BOX (*texts), new_text (remedy, "dim-label"));

  return card;
}

static void
toggled_cb (GtkCheckButton *button, LimbeckWarningsPage *self)
{
  limbeck_flow_set_accepted (limbeck_assistant_page_get_flow (LIMBECK_ASSISTANT_PAGE (self)),
                             gtk_widget_get_name (GTK_WIDGET (button)),
                             gtk_check_button_get_active (button));
}

static gboolean
is_asked_here (LimbeckGate *gate)
{
  return limbeck_gate_get_kind (gate) == LIMBECK_GATE_ACCEPT &&
         !g_str_equal (limbeck_gate_get_id (gate), "no-backup");
}

static GtkWidget *
new_gate_card (LimbeckWarningsPage *self, LimbeckGate *gate)
{
  GtkWidget *texts;
  GtkWidget *card = new_card ("dialog-warning-symbolic",
                              limbeck_gate_get_title (gate),
                              limbeck_gate_get_detail (gate),
                              NULL,
                              &texts);
  GtkWidget *check = gtk_check_button_new_with_label (_ ("I accept this"));

  gtk_widget_set_name (check, limbeck_gate_get_id (gate));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), limbeck_gate_is_answered (gate));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  limbeck_gate_get_title (gate),
                                  -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (GTK_BOX (texts), check);

  return card;
}

static void
remove_rows (LimbeckWarningsPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
}

static guint
add_findings (LimbeckWarningsPage *self,
              LimbeckSurvey       *survey,
              LimbeckSeverity      severity,
              GPtrArray           *gates)
{
  GPtrArray *findings = limbeck_survey_get_findings (survey);
  guint      n_added = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      LimbeckFinding *finding = g_ptr_array_index (findings, i);
      gboolean        has_gate = FALSE;
      GtkWidget      *texts;

      for (guint j = 0; j < gates->len; j++)
        has_gate |= g_str_equal (limbeck_gate_get_id (g_ptr_array_index (gates, j)),
                                 limbeck_finding_get_id (finding));
      if (limbeck_finding_get_severity (finding) != severity || has_gate)
        continue;

      gtk_box_append (self->rows,
                      new_card (severity == LIMBECK_SEVERITY_BLOCKER
                                    ? "dialog-error-symbolic"
                                    : "dialog-information-symbolic",
                                limbeck_finding_get_title (finding),
                                limbeck_finding_get_detail (finding),
                                limbeck_finding_get_remedy (finding),
                                &texts));
      n_added++;
    }

  return n_added;
}

/* Which cards stand there: they are made anew only when that changes, so that a check button that was just pressed keeps its focus. */
static char *
describe_cards (LimbeckFlow *flow, GPtrArray *gates)
{
  GString   *text = g_string_new (NULL);
  GPtrArray *findings = limbeck_survey_get_findings (limbeck_flow_get_survey (flow));

  for (guint i = 0; i < gates->len; i++)
    if (is_asked_here (g_ptr_array_index (gates, i)))
      g_string_append_printf (text, "%s\n", limbeck_gate_get_title (g_ptr_array_index (gates, i)));
  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (
        text, "%s\n", limbeck_finding_get_title (g_ptr_array_index (findings, i)));

  return g_string_free (text, FALSE);
}

static void
show_cards (LimbeckWarningsPage *self, LimbeckFlow *flow, GPtrArray *gates)
{
  LimbeckSurvey   *survey = limbeck_flow_get_survey (flow);
  g_autofree char *cards = describe_cards (flow, gates);

  if (g_strcmp0 (cards, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&cards);
  remove_rows (self);
  if (add_findings (self, survey, LIMBECK_SEVERITY_BLOCKER, gates) > 0)
    {
      gtk_label_set_label (self->heading, _ ("This can’t run now"));
      return;
    }

  gtk_label_set_label (self->heading, _ ("Know this before you go on"));
  for (guint i = 0; i < gates->len; i++)
    if (is_asked_here (g_ptr_array_index (gates, i)))
      gtk_box_append (self->rows, new_gate_card (self, g_ptr_array_index (gates, i)));
  add_findings (self, survey, LIMBECK_SEVERITY_WARNING, gates);
}

static void
limbeck_warnings_page_update (LimbeckAssistantPage *page)
{
  LimbeckWarningsPage *self = LIMBECK_WARNINGS_PAGE (page);
  LimbeckFlow         *flow = limbeck_assistant_page_get_flow (page);
  gboolean             is_checked = limbeck_flow_is_checked (flow);
  g_autoptr (GPtrArray) gates = NULL;
  gboolean is_open = FALSE;

  gtk_stack_set_visible_child_name (self->stack, is_checked ? "findings" : "waiting");
  gtk_spinner_set_spinning (self->spinner, !is_checked);
  if (!is_checked)
    {
      limbeck_assistant_page_set_next (page, _ ("_Next"), FALSE, FALSE);
      return;
    }

  gates = limbeck_flow_dup_gates (flow);
  show_cards (self, flow, gates);
  for (guint i = 0; i < gates->len; i++)
    is_open |= is_asked_here (g_ptr_array_index (gates, i)) &&
               !limbeck_gate_is_answered (g_ptr_array_index (gates, i));

  if (limbeck_survey_get_worst (limbeck_flow_get_survey (flow)) == LIMBECK_SEVERITY_BLOCKER)
    limbeck_assistant_page_set_next (page, NULL, FALSE, FALSE);
  else
    limbeck_assistant_page_set_next (page, _ ("_Next"), !is_open, FALSE);
}

static void
limbeck_warnings_page_dispose (GObject *object)
{
  /* The stack is AdwBin's child and one of the template's: without this, both let go of it. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), LIMBECK_TYPE_WARNINGS_PAGE);

  G_OBJECT_CLASS (limbeck_warnings_page_parent_class)->dispose (object);
}

static void
limbeck_warnings_page_finalize (GObject *object)
{
  g_clear_pointer (&LIMBECK_WARNINGS_PAGE (object)->shown, g_free);

  G_OBJECT_CLASS (limbeck_warnings_page_parent_class)->finalize (object);
}

static void
limbeck_warnings_page_class_init (LimbeckWarningsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_warnings_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = limbeck_warnings_page_finalize;
  LIMBECK_ASSISTANT_PAGE_CLASS (klass)->update = limbeck_warnings_page_update;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/limbeck/Limbeck/assistant/warnings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckWarningsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWarningsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWarningsPage, heading);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWarningsPage, rows);
}

static void
limbeck_warnings_page_init (LimbeckWarningsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
