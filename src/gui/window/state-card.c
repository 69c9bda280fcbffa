#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/checks/finding-text.h"
#include "gui/shared/children.h"
#include "gui/shared/class-badge.h"
#include "gui/shared/fold-layout.h"
#include "gui/window/class-menu.h"
#include "gui/window/state-text.h"

#include "gui/window/state-card.h"

struct _LimbeckStateCard
{
  GtkWidget parent_instance;

  GtkImage          *icon;
  GtkLabel          *title;
  GtkLabel          *facts;
  GtkButton         *apply_narrow;
  GtkSpinner        *spinner;
  GtkWidget         *retry;
  GtkMenuButton     *class_button;
  LimbeckClassBadge *class_badge;
  GtkWidget         *checks;
  GtkImage          *checks_icon;
  GtkLabel          *checks_label;
};

G_DEFINE_FINAL_TYPE (LimbeckStateCard, limbeck_state_card, GTK_TYPE_WIDGET)

static void
show_sentence (LimbeckStateCard *self, const char *icon, const char *title, const char *facts)
{
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_label_set_label (self->facts, facts);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->facts), facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), *facts != '\0');
}

static void
show_standing (LimbeckStateCard *self, LimbeckSurvey *survey)
{
  g_autofree char *title = limbeck_state_text_dup_title (survey);
  g_autofree char *facts = limbeck_state_text_dup_facts (survey);

  show_sentence (self, limbeck_state_text_icon (survey), title, facts);
}

static void
show_checks (LimbeckStateCard *self, LimbeckSurvey *survey, LimbeckSurvey *checked)
{
  GPtrArray       *findings = limbeck_survey_get_findings (checked != NULL ? checked : survey);
  g_autofree char *summary = NULL;

  /* A fast survey has run few checks: "ready" would be too much said. */
  if (checked == NULL && limbeck_findings_worst (findings) < LIMBECK_SEVERITY_WARNING)
    {
      gtk_image_set_from_icon_name (self->checks_icon, "content-loading-symbolic");
      gtk_label_set_label (self->checks_label, _ ("Checking…"));
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->checks_label), NULL);
      return;
    }

  summary = limbeck_finding_text_dup_summary (findings);
  gtk_image_set_from_icon_name (self->checks_icon,
                                limbeck_finding_text_icon (limbeck_findings_worst (findings)));
  gtk_label_set_label (self->checks_label, summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->checks_label), summary);
}

static void
show_class (LimbeckStateCard *self, LimbeckSurvey *survey)
{
  limbeck_class_badge_show (self->class_badge, survey);
  if (survey != NULL)
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (self->class_button),
        GTK_ACCESSIBLE_PROPERTY_LABEL,
        limbeck_class_badge_get_explanation (limbeck_survey_get_target_class (survey),
                                             limbeck_survey_is_target_class_set (survey)),
        -1);
}

void
limbeck_state_card_show (LimbeckStateCard *self,
                         LimbeckSurvey    *survey,
                         LimbeckSurvey    *checked,
                         gboolean          is_busy,
                         const char       *stage)
{
  g_return_if_fail (LIMBECK_IS_STATE_CARD (self));

  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->spinner), stage);
  gtk_widget_set_visible (self->checks, survey != NULL);
  show_class (self, survey);
  gtk_widget_set_visible (self->retry,
                          survey != NULL && !is_busy && limbeck_survey_get_state (survey) == NULL &&
                              limbeck_survey_get_graph (survey) != NULL);

  if (survey == NULL)
    {
      show_sentence (
          self, "content-loading-symbolic", _ ("Reading the project…"), stage != NULL ? stage : "");
      return;
    }

  show_standing (self, survey);
  show_checks (self, survey, checked);
}

GtkButton *
limbeck_state_card_get_apply (LimbeckStateCard *self)
{
  g_return_val_if_fail (LIMBECK_IS_STATE_CARD (self), NULL);

  return self->apply_narrow;
}

static void
limbeck_state_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LIMBECK_TYPE_STATE_CARD);
  limbeck_children_unparent (GTK_WIDGET (object));

  G_OBJECT_CLASS (limbeck_state_card_parent_class)->dispose (object);
}

static void
limbeck_state_card_class_init (LimbeckStateCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_state_card_dispose;

  g_type_ensure (LIMBECK_TYPE_CLASS_BADGE);
  g_type_ensure (LIMBECK_TYPE_FOLD_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statecard");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/limbeck/Limbeck/window/state-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckStateCard, icon);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStateCard, title);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStateCard, facts);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStateCard, apply_narrow);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStateCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStateCard, retry);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStateCard, class_button);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStateCard, class_badge);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStateCard, checks);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStateCard, checks_icon);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStateCard, checks_label);
}

static void
limbeck_state_card_init (LimbeckStateCard *self)
{
  g_autoptr (GMenuModel) classes = limbeck_class_menu_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->class_button, classes);
}
