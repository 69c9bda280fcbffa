#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "core/revisions/asked-note.h"
#include "core/run/stamp.h"

#include "gui/revisions/details-pane.h"
#include "gui/revisions/revision-menu.h"
#include "gui/revisions/revision-model.h"
#include "gui/revisions/revision-row.h"
#include "gui/revisions/revision-text.h"
#include "gui/shared/children.h"

#include "gui/revisions/revisions-page.h"

struct _LimbeckRevisionsPage
{
  GtkWidget parent_instance;

  LimbeckRevisionModel *model;
  GtkSingleSelection   *selection;

  GtkStack           *stack;
  AdwStatusPage      *empty;
  AdwStatusPage      *unreadable;
  AdwLeaflet         *leaflet;
  GtkSearchBar       *search_bar;
  GtkSearchEntry     *search_entry;
  GtkWidget          *asked_place;
  GtkLabel           *asked;
  GtkStack           *list_stack;
  GtkListView        *list_view;
  LimbeckDetailsPane *details;
  GtkWidget          *back;
};

G_DEFINE_FINAL_TYPE (LimbeckRevisionsPage, limbeck_revisions_page, GTK_TYPE_WIDGET)

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  gtk_list_item_set_child (list_item, limbeck_revision_row_new ());
}

/* GTK 4.8 unbinds and binds every row whose position changes; a row that keeps its item has nothing to do then. */
static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  limbeck_revision_row_set_item (LIMBECK_REVISION_ROW (gtk_list_item_get_child (list_item)),
                                 gtk_list_item_get_item (list_item));
}

static void
selected_cb (LimbeckRevisionsPage *self)
{
  limbeck_details_pane_set_item (self->details,
                                 gtk_single_selection_get_selected_item (self->selection));
}

static void
show_list_or_no_match (LimbeckRevisionsPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

  gtk_stack_set_visible_child_name (self->list_stack, is_empty ? "no-match" : "list");
}

static char *
dup_selected_id (LimbeckRevisionsPage *self)
{
  LimbeckRevisionItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL
             ? g_strdup (limbeck_revision_get_id (limbeck_revision_item_get_revision (item)))
             : NULL;
}

/* Where the selected row had to be taken out and put in elsewhere. */
static void
select_again (LimbeckRevisionsPage *self, const char *id)
{
  guint position;

  if (id != NULL && limbeck_revision_model_find (self->model, id, &position))
    gtk_single_selection_set_selected (self->selection, position);
}

static void
search_changed_cb (LimbeckRevisionsPage *self)
{
  const char      *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *needle = limbeck_revision_text_dup_folded (stripped);
  g_autofree char *id = dup_selected_id (self);

  limbeck_revision_model_set_needle (self->model, *needle != '\0' ? needle : NULL);
  select_again (self, id);
  show_list_or_no_match (self);
}

/* A search that is begun on the page of details is looked for in the list. */
static void
search_mode_cb (LimbeckRevisionsPage *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    adw_leaflet_set_visible_child_name (self->leaflet, "list");
}

static void
clear_search_cb (LimbeckRevisionsPage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static void
back_cb (LimbeckRevisionsPage *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
row_activated_cb (LimbeckRevisionsPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  limbeck_revisions_page_show_details (self);
}

static void
scroll_to (LimbeckRevisionsPage *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

void
limbeck_revisions_page_select (LimbeckRevisionsPage *self, const char *id)
{
  guint position;

  g_return_if_fail (LIMBECK_IS_REVISIONS_PAGE (self));
  g_return_if_fail (id != NULL);

  if (!limbeck_revision_model_find (self->model, id, &position))
    {
      gtk_search_bar_set_search_mode (self->search_bar, FALSE);
      search_changed_cb (self);
      if (!limbeck_revision_model_find (self->model, id, &position))
        return;
    }

  gtk_single_selection_set_selected (self->selection, position);
  scroll_to (self, position);
}

void
limbeck_revisions_page_show_details (LimbeckRevisionsPage *self)
{
  g_return_if_fail (LIMBECK_IS_REVISIONS_PAGE (self));

  adw_leaflet_set_visible_child_name (self->leaflet, "details");
  if (adw_leaflet_get_folded (self->leaflet))
    gtk_widget_grab_focus (self->back);
}

LimbeckRevision *
limbeck_revisions_page_lookup (LimbeckRevisionsPage *self, const char *id)
{
  LimbeckListing *listing;

  g_return_val_if_fail (LIMBECK_IS_REVISIONS_PAGE (self), NULL);

  listing = limbeck_revision_model_get_listing (self->model);

  return listing != NULL ? limbeck_revision_graph_lookup (limbeck_listing_get_graph (listing), id)
                         : NULL;
}

GtkSearchBar *
limbeck_revisions_page_get_search_bar (LimbeckRevisionsPage *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISIONS_PAGE (self), NULL);

  return self->search_bar;
}

void
limbeck_revisions_page_set_blocked (LimbeckRevisionsPage *self, const char *reason)
{
  g_return_if_fail (LIMBECK_IS_REVISIONS_PAGE (self));

  limbeck_details_pane_set_blocked (self->details, reason);
}

static void
show_unreadable (LimbeckRevisionsPage *self, LimbeckSurvey *survey)
{
  LimbeckFinding  *blocker = limbeck_survey_get_blocker (survey);
  const char      *title = _ ("The Revisions Cannot Be Read");
  g_autofree char *said = NULL;
  g_autofree char *description = NULL;

  if (blocker != NULL)
    {
      const char *detail = limbeck_finding_get_detail (blocker);
      const char *remedy = limbeck_finding_get_remedy (blocker);

      said = g_strconcat (limbeck_finding_get_title (blocker),
                          detail != NULL ? "\n\n" : "",
                          detail != NULL ? detail : "",
                          remedy != NULL ? "\n\n" : "",
                          remedy != NULL ? remedy : "",
                          NULL);
      /* The description is markup in libadwaita 1.2. */
      description = g_markup_escape_text (said, -1);
    }
  adw_status_page_set_title (self->unreadable, title);
  adw_status_page_set_description (self->unreadable, description);
  gtk_stack_set_visible_child_name (self->stack, "unreadable");
}

static void
show_asked (LimbeckRevisionsPage *self, LimbeckRevisionGraph *graph)
{
  g_autofree char *note = limbeck_asked_note_dup (graph);

  gtk_label_set_label (self->asked, note != NULL ? note : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->asked), note);
  gtk_widget_set_visible (self->asked_place, note != NULL);
}

static void
show_graph (LimbeckRevisionsPage *self, LimbeckSurvey *survey)
{
  g_autoptr (LimbeckListing)
      listing = limbeck_listing_new (limbeck_survey_get_graph (survey),
                                     limbeck_survey_get_standing (survey),
                                     limbeck_revision_model_get_listing (self->model));
  g_autofree char *id = dup_selected_id (self);

  show_asked (self, limbeck_survey_get_graph (survey));
  limbeck_revision_model_set_listing (self->model, listing);
  select_again (self, id);
  show_list_or_no_match (self);
  gtk_stack_set_visible_child_name (self->stack, "revisions");
}

static void
show_empty (LimbeckRevisionsPage *self, LimbeckSurvey *survey)
{
  LimbeckConfiguration *configuration = limbeck_survey_get_configuration (survey);
  g_autofree char      *place = NULL;
  g_autofree char      *said = NULL;
  g_autofree char      *description = NULL;

  limbeck_revision_model_set_listing (self->model, NULL);
  if (configuration != NULL)
    {
      place = g_filename_display_name (
          limbeck_configuration_get_version_locations (configuration)[0]);
      said = g_strdup_printf (
          /* Translators: %s is a directory */
          _ ("“%s” holds no revision files. “alembic revision -m MESSAGE” makes the first one."),
          place);
      description = g_markup_escape_text (said, -1);
    }
  adw_status_page_set_description (self->empty, description);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

void
limbeck_revisions_page_set_survey (LimbeckRevisionsPage *self, LimbeckSurvey *survey)
{
  LimbeckRevisionGraph *graph;

  g_return_if_fail (LIMBECK_IS_REVISIONS_PAGE (self));

  graph = survey != NULL ? limbeck_survey_get_graph (survey) : NULL;
  limbeck_details_pane_set_can_stamp (self->details,
                                      survey != NULL && limbeck_stamp_can_be (survey));
  if (survey == NULL)
    {
      limbeck_revision_model_set_listing (self->model, NULL);
      gtk_stack_set_visible_child_name (self->stack, "reading");
    }
  else if (graph == NULL)
    {
      limbeck_revision_model_set_listing (self->model, NULL);
      show_unreadable (self, survey);
    }
  else if (limbeck_revision_graph_get_n_revisions (graph) == 0)
    show_empty (self, survey);
  else
    show_graph (self, survey);
}

static void
build_model (LimbeckRevisionsPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->model = limbeck_revision_model_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  g_signal_connect_object (
      self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect (factory, "setup", G_CALLBACK (row_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bind_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
}

static void
limbeck_revisions_page_dispose (GObject *object)
{
  LimbeckRevisionsPage *self = LIMBECK_REVISIONS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LIMBECK_TYPE_REVISIONS_PAGE);
  limbeck_children_unparent (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (limbeck_revisions_page_parent_class)->dispose (object);
}

static void
limbeck_revisions_page_class_init (LimbeckRevisionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = limbeck_revisions_page_dispose;

  g_type_ensure (LIMBECK_TYPE_DETAILS_PANE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/limbeck/Limbeck/revisions/revisions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckRevisionsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRevisionsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRevisionsPage, unreadable);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRevisionsPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRevisionsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRevisionsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRevisionsPage, asked_place);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRevisionsPage, asked);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRevisionsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRevisionsPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRevisionsPage, details);
  gtk_widget_class_bind_template_child (widget_class, LimbeckRevisionsPage, back);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
limbeck_revisions_page_init (LimbeckRevisionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  build_model (self);
  limbeck_revision_menu_attach (self->list_view);
}
