#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/assistant/output-view.h"

#include "gui/assistant/result-page.h"

struct _LimbeckResultPage
{
  LimbeckAssistantPage parent_instance;

  GtkImage          *icon;
  GtkLabel          *heading;
  GtkLabel          *position;
  GtkLabel          *detail;
  GtkWidget         *left_behind_box;
  GtkLabel          *left_behind;
  GtkWidget         *remedy_box;
  GtkLabel          *remedy;
  GtkButton         *copy;
  GtkWidget         *open_output;
  GtkWidget         *output_expander;
  LimbeckOutputView *output;
};

G_DEFINE_FINAL_TYPE (LimbeckResultPage, limbeck_result_page, LIMBECK_TYPE_ASSISTANT_PAGE)

static const char *
outcome_icon (LimbeckOutcome outcome)
{
  switch (outcome)
    {
    case LIMBECK_OUTCOME_SUCCEEDED:
    case LIMBECK_OUTCOME_NOTHING_TO_DO:
      return "object-select-symbolic";
    case LIMBECK_OUTCOME_ROLLED_BACK:
      return "edit-undo-symbolic";
    case LIMBECK_OUTCOME_STILL_RUNNING:
    case LIMBECK_OUTCOME_UNKNOWN:
      return "dialog-question-symbolic";
    case LIMBECK_OUTCOME_PARTIAL:
    case LIMBECK_OUTCOME_PARTIAL_UNTRACKED:
    default:
      return "dialog-warning-symbolic";
    }
}

static const char *
outcome_class (LimbeckOutcome outcome)
{
  switch (outcome)
    {
    case LIMBECK_OUTCOME_SUCCEEDED:
    case LIMBECK_OUTCOME_NOTHING_TO_DO:
      return "success";
    case LIMBECK_OUTCOME_PARTIAL_UNTRACKED:
    case LIMBECK_OUTCOME_STILL_RUNNING:
      return "error";
    case LIMBECK_OUTCOME_ROLLED_BACK:
    case LIMBECK_OUTCOME_PARTIAL:
    case LIMBECK_OUTCOME_UNKNOWN:
    default:
      return "warning";
    }
}

static char *
describe_position (LimbeckVerdict *verdict)
{
  const char *const *after = limbeck_verdict_get_after (verdict);
  g_autofree char   *rows = NULL;

  if (limbeck_verdict_get_outcome (verdict) == LIMBECK_OUTCOME_UNKNOWN)
    return g_strdup (_ ("Where the database stands now could not be read."));
  if (after == NULL || after[0] == NULL)
    return g_strdup (_ ("The database stands before the first revision now."));

  rows = g_strjoinv (", ", (char **) after);
  /* Translators: %s is one or several revision ids */
  return g_strdup_printf (_ ("The database stands at %s now."), rows);
}

static void
show_text (GtkLabel *label, GtkWidget *frame, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (frame, text != NULL && *text != '\0');
}

static void
show_icon (LimbeckResultPage *self, const char *icon_name, const char *css_class)
{
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), css_class);
}

static void
show_verdict (LimbeckResultPage *self, LimbeckVerdict *verdict)
{
  LimbeckOutcome     outcome = limbeck_verdict_get_outcome (verdict);
  const char *const *left_behind = limbeck_verdict_get_left_behind (verdict);
  g_autofree char   *position = describe_position (verdict);
  g_autofree char   *lines = left_behind != NULL ? g_strjoinv ("\n", (char **) left_behind)
                                                 : g_strdup ("");

  show_icon (self, outcome_icon (outcome), outcome_class (outcome));
  gtk_label_set_label (self->heading, limbeck_verdict_get_title (verdict));
  gtk_label_set_label (self->position, position);
  show_text (self->detail, GTK_WIDGET (self->detail), limbeck_verdict_get_detail (verdict));
  show_text (self->left_behind, self->left_behind_box, lines);
  show_text (self->remedy, self->remedy_box, limbeck_verdict_get_remedy (verdict));
  gtk_widget_set_visible (self->open_output, limbeck_verdict_get_output_path (verdict) != NULL);
}

static void
limbeck_result_page_update (LimbeckAssistantPage *page)
{
  LimbeckResultPage *self = LIMBECK_RESULT_PAGE (page);
  LimbeckFlow       *flow = limbeck_assistant_page_get_flow (page);
  LimbeckVerdict    *verdict = limbeck_flow_get_verdict (flow);

  if (verdict != NULL)
    {
      show_verdict (self, verdict);
    }
  else if (limbeck_flow_get_problem (flow) != NULL)
    {
      show_icon (self, "process-stop-symbolic", "warning");
      gtk_label_set_label (self->heading, _ ("Nothing was run"));
      gtk_label_set_label (self->position, _ ("The database is as it was."));
      show_text (self->detail, GTK_WIDGET (self->detail), limbeck_flow_get_problem (flow));
      gtk_widget_set_visible (self->left_behind_box, FALSE);
      gtk_widget_set_visible (self->remedy_box, FALSE);
      gtk_widget_set_visible (self->open_output, FALSE);
      gtk_widget_set_visible (self->output_expander, FALSE);
    }

  limbeck_assistant_page_set_next (page, _ ("_Close"), TRUE, FALSE);
}

/* GTK 4.8 can't announce to a screen reader; moving the focus to the sentence makes it read. */
static void
limbeck_result_page_enter (LimbeckAssistantPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (LIMBECK_RESULT_PAGE (page)->heading));
}

static void
append_paragraph (GString *report, GtkLabel *label, gboolean is_shown)
{
  const char *text = gtk_label_get_label (label);

  if (is_shown && *text != '\0')
    g_string_append_printf (report, "%s\n\n", text);
}

static void
copy_clicked_cb (LimbeckResultPage *self)
{
  LimbeckFlow     *flow = limbeck_assistant_page_get_flow (LIMBECK_ASSISTANT_PAGE (self));
  LimbeckVerdict  *verdict = limbeck_flow_get_verdict (flow);
  g_autofree char *place = limbeck_flow_dup_place (flow);
  g_autoptr (GString) report = g_string_new (NULL);

  g_string_append_printf (report, "%s\n%s\n\n", gtk_label_get_label (self->heading), place);
  append_paragraph (report, self->position, TRUE);
  append_paragraph (report, self->detail, gtk_widget_get_visible (GTK_WIDGET (self->detail)));
  append_paragraph (report, self->left_behind, gtk_widget_get_visible (self->left_behind_box));
  append_paragraph (report, self->remedy, gtk_widget_get_visible (self->remedy_box));
  if (verdict != NULL && limbeck_verdict_get_output_path (verdict) != NULL)
    g_string_append_printf (report, "%s\n", limbeck_verdict_get_output_path (verdict));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), report->str);
  gtk_button_set_label (self->copy, _ ("Copied"));
}

static void
open_output_clicked_cb (LimbeckResultPage *self)
{
  LimbeckFlow     *flow = limbeck_assistant_page_get_flow (LIMBECK_ASSISTANT_PAGE (self));
  LimbeckVerdict  *verdict = limbeck_flow_get_verdict (flow);
  g_autofree char *uri = g_filename_to_uri (limbeck_verdict_get_output_path (verdict), NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

void
limbeck_result_page_set_output (LimbeckResultPage *self, GtkTextBuffer *output)
{
  g_return_if_fail (LIMBECK_IS_RESULT_PAGE (self));

  limbeck_output_view_set_buffer (self->output, output);
}

static void
limbeck_result_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LIMBECK_TYPE_RESULT_PAGE);

  G_OBJECT_CLASS (limbeck_result_page_parent_class)->dispose (object);
}

static void
limbeck_result_page_class_init (LimbeckResultPageClass *klass)
{
  GtkWidgetClass            *widget_class = GTK_WIDGET_CLASS (klass);
  LimbeckAssistantPageClass *page_class = LIMBECK_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_result_page_dispose;
  page_class->update = limbeck_result_page_update;
  page_class->enter = limbeck_result_page_enter;

  g_type_ensure (LIMBECK_TYPE_OUTPUT_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/limbeck/Limbeck/assistant/result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckResultPage, icon);
  gtk_widget_class_bind_template_child (widget_class, LimbeckResultPage, heading);
  gtk_widget_class_bind_template_child (widget_class, LimbeckResultPage, position);
  gtk_widget_class_bind_template_child (widget_class, LimbeckResultPage, detail);
  gtk_widget_class_bind_template_child (widget_class, LimbeckResultPage, left_behind_box);
  gtk_widget_class_bind_template_child (widget_class, LimbeckResultPage, left_behind);
  gtk_widget_class_bind_template_child (widget_class, LimbeckResultPage, remedy_box);
  gtk_widget_class_bind_template_child (widget_class, LimbeckResultPage, remedy);
  gtk_widget_class_bind_template_child (widget_class, LimbeckResultPage, copy);
  gtk_widget_class_bind_template_child (widget_class, LimbeckResultPage, open_output);
  gtk_widget_class_bind_template_child (widget_class, LimbeckResultPage, output_expander);
  gtk_widget_class_bind_template_child (widget_class, LimbeckResultPage, output);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_output_clicked_cb);
}

static void
limbeck_result_page_init (LimbeckResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
