#pragma once

#include <glib-object.h>

/**
 * LimbeckRevision:
 *
 * One revision file as Alembic sees it, with its place in the graph that made it. Immutable; belongs to
 * exactly one LimbeckRevisionGraph. All strings live as long as the revision.
 */
#define LIMBECK_TYPE_REVISION (limbeck_revision_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckRevision, limbeck_revision, LIMBECK, REVISION, GObject)

/** limbeck_revision_get_id: the full revision id, exactly as in the file. */
const char *limbeck_revision_get_id (LimbeckRevision *self);

/** limbeck_revision_get_message: first paragraph of the docstring on one line; "empty message" never occurs: it is "". */
const char *limbeck_revision_get_message (LimbeckRevision *self);

/** limbeck_revision_get_docstring: (nullable): the whole docstring, stripped. */
const char *limbeck_revision_get_docstring (LimbeckRevision *self);

/** limbeck_revision_get_create_date: (nullable): what follows "Create Date:" in the docstring, as written there. */
const char *limbeck_revision_get_create_date (LimbeckRevision *self);

/** limbeck_revision_get_path: (nullable): absolute path of the file. */
const char *limbeck_revision_get_path (LimbeckRevision *self);

/** limbeck_revision_get_down_revisions: ids of the parents in the order of the file, %NULL-terminated, empty for a base. */
const char *const *limbeck_revision_get_down_revisions (LimbeckRevision *self);

/** limbeck_revision_get_depends_on: as declared (ids or labels), %NULL-terminated. */
const char *const *limbeck_revision_get_depends_on (LimbeckRevision *self);

/** limbeck_revision_get_branch_labels: declared and inherited labels, sorted, %NULL-terminated. */
const char *const *limbeck_revision_get_branch_labels (LimbeckRevision *self);

gboolean limbeck_revision_is_head (LimbeckRevision *self);
gboolean limbeck_revision_is_effective_head (LimbeckRevision *self);
gboolean limbeck_revision_is_base (LimbeckRevision *self);
gboolean limbeck_revision_is_branch_point (LimbeckRevision *self);
gboolean limbeck_revision_is_merge_point (LimbeckRevision *self);

/** limbeck_revision_get_index: position in the graph's listing, 0 is the newest. */
guint limbeck_revision_get_index (LimbeckRevision *self);
