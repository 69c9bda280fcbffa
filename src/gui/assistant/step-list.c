#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/assistant/step-list.h"

#define MIN_HEIGHT 54
#define MAX_HEIGHT 420

struct _LimbeckStepList
{
  AdwBin parent_instance;

  GListStore  *items;
  GHashTable  *by_id;
  GtkWidget   *scroller;
  GtkWidget   *view;
  guint        n_done;
  guint        fit_id;
  LimbeckPlan *plan;
};

G_DEFINE_FINAL_TYPE (LimbeckStepList, limbeck_step_list, ADW_TYPE_BIN)

/* The widgets of one row, made once and filled again and again. */
typedef struct
{
  GtkWidget    *icon;
  GtkWidget    *message;
  GtkWidget    *id;
  GtkWidget    *consequence;
  GtkWidget    *state;
  GSignalGroup *signals;
} StepRow;

static void
step_row_free (gpointer pointer)
{
  StepRow *row = pointer;

  g_clear_object (&row->signals);
  g_free (row);
}

static const char *
state_icon (LimbeckStepState state)
{
  switch (state)
    {
    case LIMBECK_STEP_STATE_RUNNING:
      return "media-playback-start-symbolic";
    case LIMBECK_STEP_STATE_DONE:
      return "object-select-symbolic";
    case LIMBECK_STEP_STATE_STOPPED:
      return "process-stop-symbolic";
    case LIMBECK_STEP_STATE_WAITING:
      return "content-loading-symbolic";
    case LIMBECK_STEP_STATE_LISTED:
    default:
      return NULL;
    }
}

static char *
describe_state (LimbeckStepItem *item)
{
  gint64 duration_us = limbeck_step_item_get_duration_us (item);

  switch (limbeck_step_item_get_state (item))
    {
    case LIMBECK_STEP_STATE_RUNNING:
      return g_strdup (_ ("Running"));
    case LIMBECK_STEP_STATE_DONE:
      if (duration_us < 0)
        return g_strdup (_ ("Done"));
      /* Translators: a finished step; %.1f is its time in seconds */
      return g_strdup_printf (_ ("Done, %.1f s"), (double) duration_us / G_USEC_PER_SEC);
    case LIMBECK_STEP_STATE_STOPPED:
      return g_strdup (_ ("Stopped"));
    case LIMBECK_STEP_STATE_WAITING:
      return g_strdup (_ ("Waiting"));
    case LIMBECK_STEP_STATE_LISTED:
    default:
      return g_strdup ("");
    }
}

static void
show_state (LimbeckStepItem *item, GtkListItem *list_item)
{
  StepRow         *row = g_object_get_data (G_OBJECT (list_item), "step-row");
  LimbeckStepState state = limbeck_step_item_get_state (item);
  g_autofree char *words = describe_state (item);

  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), state_icon (state));
  gtk_widget_set_visible (row->icon, state != LIMBECK_STEP_STATE_LISTED);
  gtk_label_set_label (GTK_LABEL (row->state), words);
  gtk_widget_set_visible (row->state, *words != '\0');
}

static void
changed_cb (GtkListItem *list_item, LimbeckStepItem *item)
{
  show_state (item, list_item);
}

static GtkWidget *
new_label (const char *css_class, gboolean wraps)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wraps);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  StepRow   *row = g_new0 (StepRow, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  row->icon = gtk_image_new ();
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (row->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  row->message = new_label (NULL, TRUE);
  row->id = new_label ("caption", FALSE);
  gtk_widget_add_css_class (row->id, "monospace");
  gtk_widget_add_css_class (row->id, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (row->id), PANGO_ELLIPSIZE_MIDDLE);
  row->consequence = new_label ("caption", TRUE);
  gtk_widget_add_css_class (row->consequence, "consequence");
  row->state = new_label ("caption", FALSE);
  gtk_widget_add_css_class (row->state, "dim-label");
  gtk_widget_set_valign (row->state, GTK_ALIGN_CENTER);

  row->signals = g_signal_group_new (LIMBECK_TYPE_STEP_ITEM);
  g_signal_group_connect_swapped (row->signals, "changed", G_CALLBACK (changed_cb), list_item);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_add_css_class (box, "step-row");
  gtk_box_append (GTK_BOX (texts), row->message);
  gtk_box_append (GTK_BOX (texts), row->id);
  gtk_box_append (GTK_BOX (texts), row->consequence);
  gtk_box_append (GTK_BOX (box), row->icon);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), row->state);
  gtk_list_item_set_child (list_item, box);
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  g_object_set_data_full (G_OBJECT (list_item), "step-row", row, step_row_free);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  StepRow         *row = g_object_get_data (G_OBJECT (list_item), "step-row");
  LimbeckStepItem *item = gtk_list_item_get_item (list_item);
  LimbeckRevision *revision = limbeck_step_item_get_revision (item);
  const char      *message = limbeck_revision_get_message (revision);
  const char      *consequence = limbeck_step_item_get_consequence (item);
  g_autofree char *title = NULL;

  /* Translators: a step of a plan: its number and the revision's message */
  title = g_strdup_printf (_ ("%u. %s"),
                           limbeck_step_item_get_position (item),
                           *message != '\0' ? message : _ ("(no message)"));
  gtk_label_set_label (GTK_LABEL (row->message), title);
  gtk_label_set_label (GTK_LABEL (row->id), limbeck_revision_get_id (revision));
  gtk_widget_set_tooltip_text (row->id, limbeck_revision_get_path (revision));
  gtk_label_set_label (GTK_LABEL (row->consequence), consequence);
  gtk_widget_set_visible (row->consequence, consequence != NULL);
  if (limbeck_step_item_loses_data (item))
    gtk_widget_add_css_class (row->consequence, "loses-data");
  else
    gtk_widget_remove_css_class (row->consequence, "loses-data");
  g_signal_group_set_target (row->signals, item);
  show_state (item, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  StepRow *row = g_object_get_data (G_OBJECT (list_item), "step-row");

  g_signal_group_set_target (row->signals, NULL);
}

static void
teardown_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  g_object_set_data (G_OBJECT (list_item), "step-row", NULL);
}

static char *
describe_consequence (LimbeckPlan *plan, LimbeckRevision *revision, gboolean *loses_data)
{
  GPtrArray *risks = limbeck_plan_get_risks (plan);
  GString   *text = NULL;

  for (guint i = 0; i < risks->len; i++)
    {
      LimbeckRisk *risk = g_ptr_array_index (risks, i);

      if (g_strcmp0 (risk->revision, limbeck_revision_get_id (revision)) != 0)
        continue;
      *loses_data |= g_str_equal (risk->id, "data-loss");
      if (text == NULL)
        text = g_string_new (risk->text);
      else
        g_string_append_printf (text, "\n%s", risk->text);
    }

  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

void
limbeck_step_list_set_plan (LimbeckStepList *self, LimbeckPlan *plan, LimbeckStepState state)
{
  g_autoptr (GPtrArray) items = NULL;
  GPtrArray *steps;

  g_return_if_fail (LIMBECK_IS_STEP_LIST (self));

  if (!g_set_object (&self->plan, plan))
    return;

  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_remove_all (self->by_id);
  self->n_done = 0;
  steps = plan != NULL ? limbeck_plan_get_steps (plan) : NULL;
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      LimbeckRevision *revision = g_ptr_array_index (steps, i);
      gboolean         loses_data = FALSE;
      g_autofree char *consequence = describe_consequence (plan, revision, &loses_data);
      LimbeckStepItem *item = limbeck_step_item_new (revision, i + 1, consequence, loses_data);

      limbeck_step_item_set_state (item, state);
      g_ptr_array_add (items, item);
      g_hash_table_insert (self->by_id, (gpointer) limbeck_revision_get_id (revision), item);
    }
  g_list_store_splice (self->items,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata,
                       items->len);
}

void
limbeck_step_list_set_state (LimbeckStepList *self, const char *id, LimbeckStepState state)
{
  LimbeckStepItem *item;

  g_return_if_fail (LIMBECK_IS_STEP_LIST (self));

  item = id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
  if (item == NULL || limbeck_step_item_get_state (item) == state)
    return;

  limbeck_step_item_set_state (item, state);
  if (state == LIMBECK_STEP_STATE_DONE)
    self->n_done++;
  if (state == LIMBECK_STEP_STATE_RUNNING)
    gtk_widget_activate_action (
        self->view, "list.scroll-to-item", "u", limbeck_step_item_get_position (item) - 1);
}

void
limbeck_step_list_stop (LimbeckStepList *self)
{
  GHashTableIter iter;
  gpointer       item;

  g_return_if_fail (LIMBECK_IS_STEP_LIST (self));

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (limbeck_step_item_get_state (item) == LIMBECK_STEP_STATE_RUNNING)
      limbeck_step_item_set_state (item, LIMBECK_STEP_STATE_STOPPED);
}

guint
limbeck_step_list_get_n_done (LimbeckStepList *self)
{
  return self->n_done;
}

/* A list asks for the height of its rows before they wrap; how high they are is known once they have a width. */
static gboolean
fit_cb (gpointer user_data)
{
  LimbeckStepList   *self = user_data;
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (self->scroller);
  double upper = gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (scroller));
  int    height = (int) CLAMP (upper, MIN_HEIGHT, MAX_HEIGHT);

  self->fit_id = 0;
  if (gtk_scrolled_window_get_min_content_height (scroller) != height)
    gtk_scrolled_window_set_min_content_height (scroller, height);

  return G_SOURCE_REMOVE;
}

static void
upper_changed_cb (LimbeckStepList *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add (fit_cb, self);
}

static void
limbeck_step_list_dispose (GObject *object)
{
  LimbeckStepList *self = LIMBECK_STEP_LIST (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_object (&self->items);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (limbeck_step_list_parent_class)->dispose (object);
}

static void
limbeck_step_list_class_init (LimbeckStepListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = limbeck_step_list_dispose;
}

static void
limbeck_step_list_init (LimbeckStepList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkScrolledWindow  *scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());

  self->items = g_list_store_new (LIMBECK_TYPE_STEP_ITEM);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  g_signal_connect (factory, "teardown", G_CALLBACK (teardown_cb), NULL);

  self->view = gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)))),
      factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (self->view), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Steps"), -1);

  self->scroller = GTK_WIDGET (scroller);
  gtk_scrolled_window_set_policy (scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (scroller, MIN_HEIGHT);
  gtk_scrolled_window_set_max_content_height (scroller, MAX_HEIGHT);
  gtk_scrolled_window_set_child (scroller, self->view);
  gtk_widget_add_css_class (self->scroller, "card");
  gtk_widget_add_css_class (self->scroller, "step-list");
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scroller),
                           "notify::upper",
                           G_CALLBACK (upper_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
}
