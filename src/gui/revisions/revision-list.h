#pragma once

#include "gui/revisions/revision-item.h"

/* The rows of the list of revisions: a GListStore of LimbeckRevisionItem. */

/** limbeck_revision_list_new: (transfer full): an empty list. */
GListStore *limbeck_revision_list_new (void);

/**
 * limbeck_revision_list_update:
 * @list: what limbeck_revision_list_new() gave
 * @listing: (nullable): what to show; %NULL for nothing
 *
 * Only the rows between the common beginning and the common end are replaced, so that selection and scroll position stay; the
 * others move to @listing. Most often the graph has grown at its top, or only states have changed.
 */
void limbeck_revision_list_update (GListStore *list, LimbeckListing *listing);
