#pragma once

#include "core/revisions/revision-map.h"

/*
 * What Alembic understands by a name: RevisionMap.get_revision() and its relatives (script/revision.py). All errors are
 * LIMBECK_REVISION_ERROR_NO_SUCH_REVISION or LIMBECK_REVISION_ERROR_SEVERAL_HEADS.
 */

/**
 * limbeck_revision_names_find:
 * @map: revisions
 * @name: an id, a label, or the beginning of just one of them (of those longer than three characters)
 * @branch: (nullable): a name; only revisions above and below it by down_revision count
 * @error: why there is none
 *
 * Returns: the number of one revision, or -1
 */
int limbeck_revision_names_find (const LimbeckRevisionMap *map,
                                 const char               *name,
                                 const char               *branch,
                                 GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_revision_names_find_rows:
 * @map: revisions
 * @rows: (array zero-terminated=1): rows of the version table
 * @error: names the first unknown row
 *
 * Returns: (transfer full) (element-type guint): the number of each row
 */
GArray *limbeck_revision_names_find_rows (const LimbeckRevisionMap *map,
                                          const char *const        *rows,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_revision_names_resolve:
 * @map: revisions
 * @target: "head", "heads", "base", a name, or one of these behind a branch and "@"
 * @error: why not
 *
 * Returns: (transfer full) (element-type guint): the numbers that are meant; none for base
 */
GArray *limbeck_revision_names_resolve (const LimbeckRevisionMap *map,
                                        const char               *target,
                                        GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_revision_names_resolve_one:
 * @map: revisions
 * @target: as for limbeck_revision_names_resolve()
 * @number: (out): the number that is meant, or -1 for base
 * @error: why not, also where several are meant
 *
 * Returns: %TRUE if it is clear
 */
gboolean limbeck_revision_names_resolve_one (const LimbeckRevisionMap *map,
                                             const char               *target,
                                             int                      *number,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_revision_names_get_lineage:
 * @map: revisions
 * @branch: a label, or anything that limbeck_revision_names_resolve() takes
 * @error: why not
 *
 * Returns: (transfer full): one byte for each revision: 1 if it is above or below @branch by down_revision
 */
guint8 *limbeck_revision_names_get_lineage (const LimbeckRevisionMap *map,
                                            const char               *branch,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_revision_names_check_symbol:
 * @map: revisions
 * @branch: what limbeck_revision_names_get_lineage() takes
 * @error: why not
 *
 * Alembic looks for the revision that @branch names only when it has something to compare with it, but finds out at once
 * that there are several heads.
 *
 * Returns: %FALSE if @branch stands for a head where there are several
 */
gboolean limbeck_revision_names_check_symbol (const LimbeckRevisionMap *map,
                                              const char               *branch,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
