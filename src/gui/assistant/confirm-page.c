#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/shared/class-badge.h"

#include "gui/assistant/confirm-page.h"

struct _LimbeckConfirmPage
{
  LimbeckAssistantPage parent_instance;

  GtkLabel      *heading;
  AdwActionRow  *what;
  AdwActionRow  *where;
  AdwActionRow  *backup;
  GtkSpinButton *time_limit;
  GtkWidget     *name_group;
  AdwEntryRow   *name;

  LimbeckClassBadge *badge;
};

G_DEFINE_FINAL_TYPE (LimbeckConfirmPage, limbeck_confirm_page, LIMBECK_TYPE_ASSISTANT_PAGE)

static LimbeckFlow *
get_flow (LimbeckConfirmPage *self)
{
  return limbeck_assistant_page_get_flow (LIMBECK_ASSISTANT_PAGE (self));
}

/* An ordinary upgrade is confirmed by its button; a downgrade, and production, only by the name, typed by hand. */
static gboolean
name_is_typed (LimbeckFlow *flow)
{
  return limbeck_flow_get_direction (flow) == LIMBECK_DIRECTION_DOWNGRADE ||
         limbeck_survey_get_target_class (limbeck_flow_get_survey (flow)) ==
             LIMBECK_TARGET_CLASS_PRODUCTION;
}

static void
time_limit_changed_cb (LimbeckConfirmPage *self)
{
  limbeck_flow_set_timeout (get_flow (self),
                            (guint) gtk_spin_button_get_value_as_int (self->time_limit));
}

static void
name_changed_cb (LimbeckConfirmPage *self)
{
  limbeck_flow_set_confirmation (get_flow (self),
                                 gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

static char *
describe_steps (LimbeckFlow *flow, LimbeckPlan *plan)
{
  guint n_steps = limbeck_plan_get_steps (plan)->len;

  if (limbeck_flow_get_direction (flow) == LIMBECK_DIRECTION_UPGRADE)
    return g_strdup_printf (
        g_dngettext (
            GETTEXT_PACKAGE, "%u revision is applied", "%u revisions are applied", n_steps),
        n_steps);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u revision is undone", "%u revisions are undone", n_steps),
      n_steps);
}

static char *
describe_backup (LimbeckFlow *flow)
{
  LimbeckBackup *backup = limbeck_flow_get_backup (flow);

  switch (limbeck_flow_get_backup_answer (flow))
    {
    case LIMBECK_BACKUP_ANSWER_TAKE:
    case LIMBECK_BACKUP_ANSWER_RECENT:
      if (backup == NULL)
        return g_strdup (_ ("Not taken yet"));
      /* Translators: %s is the path of a backup that was verified by reading it back */
      return g_strdup_printf (_ ("%s, read back"), limbeck_backup_get_path (backup));
    case LIMBECK_BACKUP_ANSWER_OWN:
      return g_strdup (_ ("One of your own, which Limbeck has not seen"));
    case LIMBECK_BACKUP_ANSWER_NONE:
      return g_strdup (_ ("None: what goes wrong can’t be taken back"));
    case LIMBECK_BACKUP_ANSWER_UNANSWERED:
    default:
      return g_strdup (_ ("Not decided"));
    }
}

static char *
describe_button (LimbeckFlow *flow, LimbeckPlan *plan)
{
  guint n_steps = limbeck_plan_get_steps (plan)->len;

  if (limbeck_flow_get_direction (flow) == LIMBECK_DIRECTION_UPGRADE)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "_Apply %u Update", "_Apply %u Updates", n_steps), n_steps);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "_Downgrade %u Revision", "_Downgrade %u Revisions", n_steps),
      n_steps);
}

static gboolean
can_lose_data (LimbeckFlow *flow, LimbeckPlan *plan)
{
  return limbeck_flow_get_direction (flow) == LIMBECK_DIRECTION_DOWNGRADE ||
         limbeck_plan_has_risk (plan, "data-loss") ||
         limbeck_flow_get_backup_answer (flow) == LIMBECK_BACKUP_ANSWER_NONE;
}

/* All gates but the name, which an upgrade's button itself answers. */
static gboolean
may_start (LimbeckFlow *flow)
{
  g_autoptr (GPtrArray) gates = limbeck_flow_dup_gates (flow);

  for (guint i = 0; i < gates->len; i++)
    {
      LimbeckGate *gate = g_ptr_array_index (gates, i);

      if (!limbeck_gate_is_answered (gate) &&
          (limbeck_gate_get_kind (gate) != LIMBECK_GATE_CONFIRM || name_is_typed (flow)))
        return FALSE;
    }

  return gates->len > 0;
}

static void
show_name_group (LimbeckConfirmPage *self, LimbeckFlow *flow)
{
  g_autofree char *description = NULL;
  g_autofree char *escaped = NULL;

  gtk_widget_set_visible (self->name_group, name_is_typed (flow));
  if (!name_is_typed (flow))
    return;

  /* Translators: %s is the name of a database */
  description = g_strdup_printf (_ ("Type “%s” to confirm that this is the database you mean."),
                                 limbeck_flow_get_database (flow));
  escaped = g_markup_escape_text (description, -1);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->name_group), escaped);
}

static void
limbeck_confirm_page_update (LimbeckAssistantPage *page)
{
  LimbeckConfirmPage *self = LIMBECK_CONFIRM_PAGE (page);
  LimbeckFlow        *flow = limbeck_assistant_page_get_flow (page);
  LimbeckPlan        *plan = limbeck_flow_get_plan (flow);
  g_autofree char    *what = NULL;
  g_autofree char    *where = NULL;
  g_autofree char    *backup = NULL;
  g_autofree char    *button = NULL;
  g_autofree char    *heading = NULL;

  if (plan == NULL)
    return;

  what = describe_steps (flow, plan);
  where = limbeck_flow_dup_place (flow);
  backup = describe_backup (flow);
  button = describe_button (flow, plan);
  /* Translators: %s is a database and its host, "shop on localhost" */
  heading = g_strdup_printf (limbeck_flow_get_direction (flow) == LIMBECK_DIRECTION_UPGRADE
                                 ? _ ("Upgrade %s?")
                                 : _ ("Downgrade %s?"),
                             where);
  gtk_label_set_label (self->heading, heading);
  adw_action_row_set_subtitle (self->what, what);
  adw_action_row_set_subtitle (self->where, where);
  adw_action_row_set_subtitle (self->backup, backup);
  limbeck_class_badge_show (self->badge, limbeck_flow_get_survey (flow));
  gtk_spin_button_set_value (self->time_limit, limbeck_flow_get_timeout (flow));
  show_name_group (self, flow);
  limbeck_assistant_page_set_next (page, button, may_start (flow), can_lose_data (flow, plan));
}

static void
limbeck_confirm_page_enter (LimbeckAssistantPage *page)
{
  LimbeckConfirmPage *self = LIMBECK_CONFIRM_PAGE (page);

  if (name_is_typed (get_flow (self)))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->name), "");
      gtk_widget_grab_focus (GTK_WIDGET (self->name));
    }
}

static gboolean
limbeck_confirm_page_activate (LimbeckAssistantPage *page)
{
  LimbeckFlow *flow = limbeck_assistant_page_get_flow (page);

  if (!may_start (flow))
    return FALSE;

  if (!name_is_typed (flow))
    limbeck_flow_set_confirmation (flow, limbeck_flow_get_database (flow));

  return TRUE;
}

static void
limbeck_confirm_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LIMBECK_TYPE_CONFIRM_PAGE);

  G_OBJECT_CLASS (limbeck_confirm_page_parent_class)->dispose (object);
}

static void
limbeck_confirm_page_class_init (LimbeckConfirmPageClass *klass)
{
  GtkWidgetClass            *widget_class = GTK_WIDGET_CLASS (klass);
  LimbeckAssistantPageClass *page_class = LIMBECK_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_confirm_page_dispose;
  page_class->update = limbeck_confirm_page_update;
  page_class->enter = limbeck_confirm_page_enter;
  page_class->activate = limbeck_confirm_page_activate;

  g_type_ensure (LIMBECK_TYPE_CLASS_BADGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/limbeck/Limbeck/assistant/confirm-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckConfirmPage, heading);
  gtk_widget_class_bind_template_child (widget_class, LimbeckConfirmPage, what);
  gtk_widget_class_bind_template_child (widget_class, LimbeckConfirmPage, where);
  gtk_widget_class_bind_template_child (widget_class, LimbeckConfirmPage, backup);
  gtk_widget_class_bind_template_child (widget_class, LimbeckConfirmPage, time_limit);
  gtk_widget_class_bind_template_child (widget_class, LimbeckConfirmPage, name_group);
  gtk_widget_class_bind_template_child (widget_class, LimbeckConfirmPage, name);
  gtk_widget_class_bind_template_child (widget_class, LimbeckConfirmPage, badge);
  gtk_widget_class_bind_template_callback (widget_class, time_limit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
}

static void
limbeck_confirm_page_init (LimbeckConfirmPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
