#pragma once

#include <gio/gio.h>

#include "core/project/configuration.h"
#include "core/revisions/revision.h"

#define LIMBECK_REVISION_ERROR (limbeck_revision_error_quark ())

/**
 * LimbeckRevisionError:
 * @LIMBECK_REVISION_ERROR_UNREADABLE: a version location can't be read
 * @LIMBECK_REVISION_ERROR_NO_SUCH_REVISION: a target or a row of the version table names no revision, or
 *   a prefix names several
 * @LIMBECK_REVISION_ERROR_SEVERAL_HEADS: "head" where there are several
 * @LIMBECK_REVISION_ERROR_AMBIGUOUS: a relative target that could go several ways
 * @LIMBECK_REVISION_ERROR_OUT_OF_RANGE: a relative target that leaves the tree
 * @LIMBECK_REVISION_ERROR_OVERLAP: a target or row is an ancestor of another
 * @LIMBECK_REVISION_ERROR_NOT_BELOW: the destination of a downgrade is not below what is applied
 * @LIMBECK_REVISION_ERROR_BROKEN: the graph has a problem that makes every plan impossible (a cycle, a
 *   missing parent, …); see limbeck_revision_graph_get_findings()
 */
typedef enum
{
  LIMBECK_REVISION_ERROR_UNREADABLE,
  LIMBECK_REVISION_ERROR_NO_SUCH_REVISION,
  LIMBECK_REVISION_ERROR_SEVERAL_HEADS,
  LIMBECK_REVISION_ERROR_AMBIGUOUS,
  LIMBECK_REVISION_ERROR_OUT_OF_RANGE,
  LIMBECK_REVISION_ERROR_OVERLAP,
  LIMBECK_REVISION_ERROR_NOT_BELOW,
  LIMBECK_REVISION_ERROR_BROKEN,
} LimbeckRevisionError;

GQuark limbeck_revision_error_quark (void);

/**
 * LimbeckRevisionGraph:
 *
 * Every revision of a target, with heads, bases, branch points, merge points and labels, exactly as Alembic
 * sees them. Immutable, so it may be shared between threads. Built either from the files (read statically) or,
 * where a file can't be understood without running it, from Alembic's own answer.
 */
#define LIMBECK_TYPE_REVISION_GRAPH (limbeck_revision_graph_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckRevisionGraph,
                      limbeck_revision_graph,
                      LIMBECK,
                      REVISION_GRAPH,
                      GObject)

/**
 * limbeck_revision_graph_load:
 * @configuration: where the files are
 * @interpreter: (nullable): who is asked when a file can't be read statically; %NULL: nobody is, and
 *   such files become findings
 * @previous: (nullable): an older graph of the same target; files that have not changed since are not read again
 * @cancellable: (nullable): stops between two files
 * @error: LIMBECK_REVISION_ERROR_UNREADABLE or G_IO_ERROR_CANCELLED; a broken tree is no error but findings
 *
 * Returns: (transfer full): the graph; @previous itself if nothing has changed
 */
LimbeckRevisionGraph *limbeck_revision_graph_load (LimbeckConfiguration *configuration,
                                                   LimbeckInterpreter   *interpreter,
                                                   LimbeckRevisionGraph *previous,
                                                   GCancellable         *cancellable,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_revision_graph_load_brief:
 * @configuration: where the files are
 * @interpreter: (nullable): as above
 * @cancellable: (nullable): stops between two files
 * @error: as above
 *
 * For a program that answers once and ends: the revisions have no docstrings, and as the previous graph of a later load
 * this one saves nothing. Takes a tenth less time and half the memory.
 *
 * Returns: (transfer full): the graph
 */
LimbeckRevisionGraph *limbeck_revision_graph_load_brief (LimbeckConfiguration *configuration,
                                                         LimbeckInterpreter   *interpreter,
                                                         GCancellable         *cancellable,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_revision_graph_is_asked: whether the answer came from Alembic rather than from reading the files. */
gboolean limbeck_revision_graph_is_asked (LimbeckRevisionGraph *self);

/** limbeck_revision_graph_get_findings: (element-type LimbeckFinding): what is wrong with the tree, with file names. */
GPtrArray *limbeck_revision_graph_get_findings (LimbeckRevisionGraph *self);

/** limbeck_revision_graph_is_sound: whether plans can be made. */
gboolean limbeck_revision_graph_is_sound (LimbeckRevisionGraph *self);

guint limbeck_revision_graph_get_n_revisions (LimbeckRevisionGraph *self);

/** limbeck_revision_graph_get_nth: (transfer none): the revision at @index of the listing, newest first as `alembic history`. */
LimbeckRevision *limbeck_revision_graph_get_nth (LimbeckRevisionGraph *self, guint index);

/** limbeck_revision_graph_lookup: (transfer none) (nullable): the revision with exactly this id. */
LimbeckRevision *limbeck_revision_graph_lookup (LimbeckRevisionGraph *self, const char *id);

/** limbeck_revision_graph_get_heads: (element-type LimbeckRevision): revisions without children, in file order. */
GPtrArray *limbeck_revision_graph_get_heads (LimbeckRevisionGraph *self);

/** limbeck_revision_graph_get_real_heads: (element-type LimbeckRevision): heads that nothing depends on either: what "heads" means to upgrade. */
GPtrArray *limbeck_revision_graph_get_real_heads (LimbeckRevisionGraph *self);

/** limbeck_revision_graph_get_bases: (element-type LimbeckRevision): revisions without a down revision, in file order. */
GPtrArray *limbeck_revision_graph_get_bases (LimbeckRevisionGraph *self);
