#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/revisions/revision-text.h"
#include "gui/shared/children.h"

#include "gui/revisions/details-pane.h"

struct _LimbeckDetailsPane
{
  GtkWidget parent_instance;

  LimbeckRevisionItem *item;
  gulong               moved_id;
  char                *blocked;

  GtkStack  *stack;
  GtkLabel  *message;
  GtkBox    *badges;
  GtkLabel  *id;
  GtkWidget *copy;
  GtkImage  *state_icon;
  GtkLabel  *state;
  GtkGrid   *facts;
  GtkWidget *docstring_separator;
  GtkLabel  *docstring;
  GtkWidget *upgrade;
  GtkWidget *downgrade;
  GtkWidget *stamp;

  int n_facts;
};

G_DEFINE_FINAL_TYPE (LimbeckDetailsPane, limbeck_details_pane, GTK_TYPE_WIDGET)

static void
show_badges (LimbeckDetailsPane *self)
{
  g_auto (GStrv) words = limbeck_revision_item_dup_places (self->item);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->badges))) != NULL)
    gtk_box_remove (self->badges, child);
  for (guint i = 0; words[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (words[i]);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (label, words[i]);
      gtk_widget_add_css_class (label, "badge");
      gtk_box_append (self->badges, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->badges), words[0] != NULL);
}

static void
remove_facts (LimbeckDetailsPane *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_grid_remove (self->facts, child);
  self->n_facts = 0;
}

static void
add_fact (LimbeckDetailsPane *self, const char *name, GtkWidget *value)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (self->facts, label, 0, self->n_facts, 1, 1);
  gtk_grid_attach (self->facts, value, 1, self->n_facts, 1, 1);
  self->n_facts++;
}

static GtkWidget *
new_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);

  return label;
}

static GtkWidget *
new_link (const char *text, const char *tooltip, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "inline-link");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);

  return button;
}

static void
add_relatives (LimbeckDetailsPane *self, const char *name, const char *const *ids)
{
  LimbeckRevisionGraph *graph = limbeck_listing_get_graph (
      limbeck_revision_item_get_listing (self->item));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LimbeckRevision *revision = limbeck_revision_graph_lookup (graph, ids[i]);
      const char      *id = revision != NULL ? limbeck_revision_get_id (revision) : NULL;

      /* A dependency may be a label, and a broken tree may name what is not there. */
      gtk_box_append (GTK_BOX (box),
                      revision == NULL ? new_text (ids[i])
                                       : new_link (*limbeck_revision_get_message (revision) != '\0'
                                                       ? limbeck_revision_get_message (revision)
                                                       : id,
                                                   id,
                                                   "revision.select",
                                                   id));
    }

  add_fact (self, name, box);
}

static void
add_labels (LimbeckDetailsPane *self, const char *const *labels)
{
  g_autofree char *joined = g_strjoinv (", ", (char **) labels);

  /* Translators: the branch labels of a revision */
  add_fact (self, _ ("Branch"), new_text (joined));
}

static void
add_file (LimbeckDetailsPane *self, LimbeckRevision *revision)
{
  const char      *path = limbeck_revision_get_path (revision);
  g_autofree char *name = NULL;
  g_autofree char *place = NULL;

  if (path == NULL)
    return;

  name = g_filename_display_basename (path);
  place = g_filename_display_name (path);
  add_fact (self,
            _ ("File"),
            new_link (name, place, "revision.open", limbeck_revision_get_id (revision)));
}

static void
show_facts (LimbeckDetailsPane *self, LimbeckRevision *revision)
{
  const char *const *parents = limbeck_revision_get_down_revisions (revision);
  const char *const *dependencies = limbeck_revision_get_depends_on (revision);
  const char *const *labels = limbeck_revision_get_branch_labels (revision);
  g_autofree char   *moment = limbeck_revision_text_dup_moment (
      limbeck_revision_get_create_date (revision));

  remove_facts (self);
  if (parents[0] != NULL)
    /* Translators: the revisions that come directly before this one */
    add_relatives (self, _ ("Follows"), parents);
  else
    add_fact (self, _ ("Follows"), new_text (_ ("nothing, it is the first of its branch")));
  if (dependencies[0] != NULL)
    add_relatives (self, _ ("Depends on"), dependencies);
  if (labels[0] != NULL)
    add_labels (self, labels);
  if (*moment != '\0')
    add_fact (self, _ ("Created"), new_text (moment));
  add_file (self, revision);
}

static void
show_docstring (LimbeckDetailsPane *self, LimbeckRevision *revision)
{
  g_autofree char *more = limbeck_revision_text_dup_more (revision);

  gtk_label_set_label (self->docstring, more);
  gtk_widget_set_visible (GTK_WIDGET (self->docstring), *more != '\0');
  gtk_widget_set_visible (self->docstring_separator, *more != '\0');
}

static void
offer (GtkWidget *button, const char *refusal, const char *explanation)
{
  gtk_widget_set_sensitive (button, refusal == NULL);
  gtk_widget_set_tooltip_text (button, refusal != NULL ? refusal : explanation);
}

static void
show_ways (LimbeckDetailsPane *self)
{
  LimbeckRevisionState state = limbeck_revision_item_get_state (self->item);
  const char          *upgrade_refusal = self->blocked;
  const char          *downgrade_refusal = self->blocked;

  if (state == LIMBECK_REVISION_STATE_APPLIED)
    upgrade_refusal = _ ("This revision is applied already");
  else if (state == LIMBECK_REVISION_STATE_PENDING)
    downgrade_refusal = _ ("This revision is not applied");
  if (limbeck_revision_item_is_current (self->item))
    downgrade_refusal = _ ("The database is here already");

  offer (self->upgrade, upgrade_refusal, _ ("Apply the revisions up to this one"));
  offer (self->downgrade, downgrade_refusal, _ ("Undo the revisions above this one"));
}

static const char *
state_sentence (LimbeckRevisionItem *item)
{
  if (limbeck_revision_item_is_current (item))
    return _ ("Applied, and the database is here");

  switch (limbeck_revision_item_get_state (item))
    {
    case LIMBECK_REVISION_STATE_APPLIED:
      return _ ("Applied");
    case LIMBECK_REVISION_STATE_PENDING:
      return _ ("Pending, not applied yet");
    case LIMBECK_REVISION_STATE_UNKNOWN:
    default:
      return _ ("Not known whether it is applied");
    }
}

static void
show_item (LimbeckDetailsPane *self)
{
  LimbeckRevision *revision = limbeck_revision_item_get_revision (self->item);
  const char      *id = limbeck_revision_get_id (revision);

  gtk_label_set_label (self->message, limbeck_revision_text_message (revision));
  gtk_label_set_label (self->id, id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy), "s", id);
  gtk_image_set_from_icon_name (
      self->state_icon,
      limbeck_revision_text_state_icon (limbeck_revision_item_get_state (self->item)));
  gtk_label_set_label (self->state, state_sentence (self->item));
  show_badges (self);
  show_facts (self, revision);
  show_docstring (self, revision);
  show_ways (self);
  gtk_stack_set_visible_child_name (self->stack, "revision");
}

static void
activate_way (LimbeckDetailsPane *self, const char *action)
{
  if (self->item != NULL)
    gtk_widget_activate_action (
        GTK_WIDGET (self),
        action,
        "s",
        limbeck_revision_get_id (limbeck_revision_item_get_revision (self->item)));
}

static void
upgrade_clicked_cb (LimbeckDetailsPane *self)
{
  activate_way (self, "revision.upgrade");
}

static void
downgrade_clicked_cb (LimbeckDetailsPane *self)
{
  activate_way (self, "revision.downgrade");
}

static void
stamp_clicked_cb (LimbeckDetailsPane *self)
{
  activate_way (self, "revision.stamp");
}

void
limbeck_details_pane_set_can_stamp (LimbeckDetailsPane *self, gboolean can_stamp)
{
  g_return_if_fail (LIMBECK_IS_DETAILS_PANE (self));

  gtk_widget_set_visible (self->stamp, can_stamp);
}

void
limbeck_details_pane_set_item (LimbeckDetailsPane *self, LimbeckRevisionItem *item)
{
  g_return_if_fail (LIMBECK_IS_DETAILS_PANE (self));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_clear_signal_handler (&self->moved_id, self->item);
  g_set_object (&self->item, item);
  if (item == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }

  self->moved_id = g_signal_connect_swapped (item, "moved", G_CALLBACK (show_item), self);
  show_item (self);
}

void
limbeck_details_pane_set_blocked (LimbeckDetailsPane *self, const char *reason)
{
  g_return_if_fail (LIMBECK_IS_DETAILS_PANE (self));

  if (g_strcmp0 (self->blocked, reason) == 0)
    return;

  g_free (self->blocked);
  self->blocked = g_strdup (reason);
  if (self->item != NULL)
    show_ways (self);
}

static void
limbeck_details_pane_dispose (GObject *object)
{
  LimbeckDetailsPane *self = LIMBECK_DETAILS_PANE (object);

  if (self->item != NULL)
    g_clear_signal_handler (&self->moved_id, self->item);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), LIMBECK_TYPE_DETAILS_PANE);
  limbeck_children_unparent (GTK_WIDGET (self));

  G_OBJECT_CLASS (limbeck_details_pane_parent_class)->dispose (object);
}

static void
limbeck_details_pane_finalize (GObject *object)
{
  g_free (LIMBECK_DETAILS_PANE (object)->blocked);

  G_OBJECT_CLASS (limbeck_details_pane_parent_class)->finalize (object);
}

static void
limbeck_details_pane_class_init (LimbeckDetailsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_details_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = limbeck_details_pane_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/limbeck/Limbeck/revisions/details-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, message);
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, badges);
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, id);
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, copy);
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, state_icon);
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, state);
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, facts);
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, docstring_separator);
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, docstring);
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, upgrade);
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, downgrade);
  gtk_widget_class_bind_template_child (widget_class, LimbeckDetailsPane, stamp);
  gtk_widget_class_bind_template_callback (widget_class, upgrade_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, downgrade_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stamp_clicked_cb);
}

static void
limbeck_details_pane_init (LimbeckDetailsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
