#pragma once

#include <gtk/gtk.h>

#include "gui/revisions/listing.h"

/**
 * LimbeckRevisionsPage:
 *
 * The list of revisions with its search, and the details of the selected one; beside each other, or one after the other where there
 * is no room.
 */
#define LIMBECK_TYPE_REVISIONS_PAGE (limbeck_revisions_page_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckRevisionsPage,
                      limbeck_revisions_page,
                      LIMBECK,
                      REVISIONS_PAGE,
                      GtkWidget)

/**
 * limbeck_revisions_page_set_survey:
 * @self: a page
 * @survey: (nullable): what to show; %NULL while nothing is known yet
 *
 * The selection and the scroll position stay where the revisions are the same.
 */
void limbeck_revisions_page_set_survey (LimbeckRevisionsPage *self, LimbeckSurvey *survey);

/** limbeck_revisions_page_set_blocked: (nullable): why nothing may be run now. */
void limbeck_revisions_page_set_blocked (LimbeckRevisionsPage *self, const char *reason);

/** limbeck_revisions_page_select: selects the revision with this id and scrolls to it; a search that hides it is ended. */
void limbeck_revisions_page_select (LimbeckRevisionsPage *self, const char *id);

/** limbeck_revisions_page_show_details: shows the details of the selected revision where they are folded away. */
void limbeck_revisions_page_show_details (LimbeckRevisionsPage *self);

/** limbeck_revisions_page_lookup: (nullable) (transfer none): the revision with this id. */
LimbeckRevision *limbeck_revisions_page_lookup (LimbeckRevisionsPage *self, const char *id);

/** limbeck_revisions_page_get_search_bar: the search, for the window's button and for typing anywhere. */
GtkSearchBar *limbeck_revisions_page_get_search_bar (LimbeckRevisionsPage *self);
