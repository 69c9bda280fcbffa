#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/assistant/step-list.h"

#include "gui/assistant/plan-page.h"

struct _LimbeckPlanPage
{
  LimbeckAssistantPage parent_instance;

  GtkLabel        *sentence;
  GtkLabel        *explanation;
  GtkWidget       *blocked;
  GtkLabel        *blocked_text;
  GtkWidget       *loss;
  GtkLabel        *loss_title;
  GtkLabel        *loss_text;
  LimbeckStepList *steps;
};

G_DEFINE_FINAL_TYPE (LimbeckPlanPage, limbeck_plan_page, LIMBECK_TYPE_ASSISTANT_PAGE)

static char *
describe_plan (LimbeckFlow *flow, LimbeckPlan *plan)
{
  guint            n_steps = limbeck_plan_get_steps (plan)->len;
  g_autofree char *place = limbeck_flow_dup_place (flow);

  if (n_steps == 0)
    /* Translators: %s is a database and its host, "shop on localhost" */
    return g_strdup_printf (_ ("There is nothing to do: %s is there already"), place);

  if (limbeck_flow_get_direction (flow) == LIMBECK_DIRECTION_UPGRADE)
    /* Translators: %s is a database and its host, "shop on localhost" */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u revision will be applied to %s",
                                         "%u revisions will be applied to %s",
                                         n_steps),
                            n_steps,
                            place);

  /* Translators: %s is a database and its host, "shop on localhost" */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u revision of %s will be undone",
                                       "%u revisions of %s will be undone",
                                       n_steps),
                          n_steps,
                          place);
}

static char *
describe_rows (const char *const *rows)
{
  return rows == NULL || rows[0] == NULL ? g_strdup (_ ("the empty state"))
                                         : g_strjoinv (", ", (char **) rows);
}

static char *
explain_plan (LimbeckPlan *plan)
{
  g_autofree char *from = describe_rows (limbeck_plan_get_from (plan));
  g_autofree char *to = describe_rows (limbeck_plan_get_to (plan));

  if (limbeck_plan_get_steps (plan)->len == 0)
    return g_strdup ("");

  /* Translators: both are revision ids, or "the empty state" */
  return g_strdup_printf (
      _ ("From %s to %s, in this order. Nothing is changed before you confirm."), from, to);
}

static char *
describe_loss (LimbeckPlan *plan)
{
  GPtrArray *risks = limbeck_plan_get_risks (plan);
  GString   *text = g_string_new (NULL);

  for (guint i = 0; i < risks->len; i++)
    {
      LimbeckRisk *risk = g_ptr_array_index (risks, i);

      if (!g_str_equal (risk->id, "data-loss"))
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, "• %s", risk->text);
    }

  return g_string_free (text, FALSE);
}

static void
show_loss (LimbeckPlanPage *self, LimbeckPlan *plan, gboolean is_downgrade)
{
  g_autofree char *lost = describe_loss (plan);
  gboolean         has_steps = limbeck_plan_get_steps (plan)->len > 0;

  gtk_widget_set_visible (self->loss, has_steps && (is_downgrade || *lost != '\0'));
  if (*lost != '\0')
    {
      gtk_label_set_label (self->loss_title, _ ("This destroys data"));
      gtk_label_set_label (self->loss_text, lost);
    }
  else
    {
      gtk_label_set_label (self->loss_title, _ ("A downgrade can destroy data"));
      gtk_label_set_label (
          self->loss_text,
          _ ("No step says plainly that it drops something, but code can do what a "
             "look at it does not show. Have a backup that you trust."));
    }
}

/* What stands in the way of this very plan. */
static char *
describe_blockers (LimbeckPlan *plan)
{
  GPtrArray *findings = limbeck_plan_get_findings (plan);
  GString   *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      LimbeckFinding *finding = g_ptr_array_index (findings, i);
      const char     *parts[] = { limbeck_finding_get_title (finding),
                                  limbeck_finding_get_detail (finding),
                                  limbeck_finding_get_remedy (finding) };

      if (limbeck_finding_get_severity (finding) != LIMBECK_SEVERITY_BLOCKER)
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        if (parts[j] != NULL)
          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", parts[j]);
    }

  return g_string_free (text, FALSE);
}

static void
limbeck_plan_page_update (LimbeckAssistantPage *page)
{
  LimbeckPlanPage *self = LIMBECK_PLAN_PAGE (page);
  LimbeckFlow     *flow = limbeck_assistant_page_get_flow (page);
  LimbeckPlan     *plan = limbeck_flow_get_plan (flow);
  gboolean         is_downgrade = limbeck_flow_get_direction (flow) == LIMBECK_DIRECTION_DOWNGRADE;
  g_autofree char *sentence = NULL;
  g_autofree char *explanation = NULL;
  g_autofree char *blockers = NULL;
  gboolean         has_steps;

  if (plan == NULL)
    {
      gtk_label_set_label (self->sentence, _ ("This can’t be planned"));
      gtk_label_set_label (self->explanation, limbeck_flow_get_plan_error (flow));
      gtk_widget_set_visible (self->blocked, FALSE);
      gtk_widget_set_visible (self->loss, FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->steps), FALSE);
      limbeck_assistant_page_set_next (page, NULL, FALSE, FALSE);
      return;
    }

  has_steps = limbeck_plan_get_steps (plan)->len > 0;
  sentence = describe_plan (flow, plan);
  explanation = explain_plan (plan);
  gtk_label_set_label (self->sentence, sentence);
  gtk_label_set_label (self->explanation, explanation);
  blockers = describe_blockers (plan);
  gtk_label_set_label (self->blocked_text, blockers);
  gtk_widget_set_visible (self->blocked, *blockers != '\0');
  show_loss (self, plan, is_downgrade && *blockers == '\0');
  limbeck_step_list_set_plan (self->steps, plan, LIMBECK_STEP_STATE_LISTED);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), has_steps);
  has_steps = has_steps && *blockers == '\0';
  limbeck_assistant_page_set_next (page, has_steps ? _ ("_Next") : NULL, has_steps, FALSE);
}

static void
limbeck_plan_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LIMBECK_TYPE_PLAN_PAGE);

  G_OBJECT_CLASS (limbeck_plan_page_parent_class)->dispose (object);
}

static void
limbeck_plan_page_class_init (LimbeckPlanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_plan_page_dispose;
  LIMBECK_ASSISTANT_PAGE_CLASS (klass)->update = limbeck_plan_page_update;

  g_type_ensure (LIMBECK_TYPE_STEP_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/limbeck/Limbeck/assistant/plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckPlanPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPlanPage, explanation);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPlanPage, blocked);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPlanPage, blocked_text);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPlanPage, loss);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPlanPage, loss_title);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPlanPage, loss_text);
  gtk_widget_class_bind_template_child (widget_class, LimbeckPlanPage, steps);
}

static void
limbeck_plan_page_init (LimbeckPlanPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
