#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/assistant/statement-page.h"

struct _LimbeckStatementPage
{
  LimbeckAssistantPage parent_instance;

  GtkLabel       *heading;
  GtkLabel       *explanation;
  GtkCheckButton *accept;
  GtkWidget      *statement_group;
  AdwEntryRow    *statement;
};

G_DEFINE_FINAL_TYPE (LimbeckStatementPage, limbeck_statement_page, LIMBECK_TYPE_ASSISTANT_PAGE)

static LimbeckFlow *
get_flow (LimbeckStatementPage *self)
{
  return limbeck_assistant_page_get_flow (LIMBECK_ASSISTANT_PAGE (self));
}

static void
accept_toggled_cb (LimbeckStatementPage *self)
{
  limbeck_flow_set_accepted (
      get_flow (self), "no-backup", gtk_check_button_get_active (self->accept));
}

static void
statement_changed_cb (LimbeckStatementPage *self)
{
  limbeck_flow_set_reason (get_flow (self), gtk_editable_get_text (GTK_EDITABLE (self->statement)));
}

static void
show_texts (LimbeckStatementPage *self, LimbeckFlow *flow)
{
  gboolean is_none = limbeck_flow_get_backup_answer (flow) == LIMBECK_BACKUP_ANSWER_NONE;
  gboolean is_downgrade = limbeck_flow_get_direction (flow) == LIMBECK_DIRECTION_DOWNGRADE;

  if (!is_none)
    {
      gtk_label_set_label (self->heading, _ ("You have a backup of your own"));
      gtk_label_set_label (
          self->explanation,
          _ ("Limbeck has not seen it and can’t tell whether it can be restored, nor "
             "whether it holds the present data."));
    }
  else if (is_downgrade)
    {
      gtk_label_set_label (self->heading, _ ("Without a backup, this can’t be taken back"));
      gtk_label_set_label (
          self->explanation,
          _ ("A downgrade drops what the revisions brought, with the data in it. "
             "Upgrading again brings back the tables and columns, but not the data."));
    }
  else
    {
      gtk_label_set_label (self->heading, _ ("Without a backup, mistakes stay"));
      gtk_label_set_label (
          self->explanation,
          _ ("If a revision changes data in a way that you did not expect, or fails "
             "half-way, there is nothing to go back to."));
    }
}

static void
limbeck_statement_page_update (LimbeckAssistantPage *page)
{
  LimbeckStatementPage *self = LIMBECK_STATEMENT_PAGE (page);
  LimbeckFlow          *flow = limbeck_assistant_page_get_flow (page);
  gboolean needs_accept = limbeck_flow_has_gate (flow, LIMBECK_GATE_ACCEPT, "no-backup");
  gboolean needs_statement = limbeck_flow_has_gate (flow, LIMBECK_GATE_STATEMENT, NULL);
  gboolean is_open;

  show_texts (self, flow);
  gtk_widget_set_visible (GTK_WIDGET (self->accept), needs_accept);
  gtk_widget_set_visible (self->statement_group, needs_statement);
  gtk_check_button_set_active (self->accept, limbeck_flow_is_accepted (flow, "no-backup"));

  is_open = limbeck_flow_has_open_gate (flow, LIMBECK_GATE_ACCEPT, "no-backup") ||
            limbeck_flow_has_open_gate (flow, LIMBECK_GATE_STATEMENT, NULL);
  limbeck_assistant_page_set_next (page, _ ("_Next"), !is_open, FALSE);
}

static void
limbeck_statement_page_enter (LimbeckAssistantPage *page)
{
  LimbeckStatementPage *self = LIMBECK_STATEMENT_PAGE (page);

  if (gtk_widget_get_visible (GTK_WIDGET (self->accept)))
    gtk_widget_grab_focus (GTK_WIDGET (self->accept));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->statement));
}

static void
limbeck_statement_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LIMBECK_TYPE_STATEMENT_PAGE);

  G_OBJECT_CLASS (limbeck_statement_page_parent_class)->dispose (object);
}

static void
limbeck_statement_page_class_init (LimbeckStatementPageClass *klass)
{
  GtkWidgetClass            *widget_class = GTK_WIDGET_CLASS (klass);
  LimbeckAssistantPageClass *page_class = LIMBECK_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_statement_page_dispose;
  page_class->update = limbeck_statement_page_update;
  page_class->enter = limbeck_statement_page_enter;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/limbeck/Limbeck/assistant/statement-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckStatementPage, heading);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStatementPage, explanation);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStatementPage, accept);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStatementPage, statement_group);
  gtk_widget_class_bind_template_child (widget_class, LimbeckStatementPage, statement);
  gtk_widget_class_bind_template_callback (widget_class, accept_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, statement_changed_cb);
}

static void
limbeck_statement_page_init (LimbeckStatementPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
