#pragma once

#include <glib.h>

/* Revision ids whose order means nothing. */

/** limbeck_id_set_of_revisions: @revisions: (element-type LimbeckRevision). Returns: (transfer full): their ids. */
char **limbeck_id_set_of_revisions (GPtrArray *revisions);

gboolean limbeck_id_set_equal (const char *const *a, const char *const *b);

/** limbeck_id_set_dup_difference: both sets on a line of their own, for people. */
char *limbeck_id_set_dup_difference (const char *const *limbeck, const char *const *alembic);
