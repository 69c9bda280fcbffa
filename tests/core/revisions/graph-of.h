#pragma once

#include "core/revisions/revision-graph-private.h"

/**
 * scripts_of:
 * @line: "ID", "ID < PARENT PARENT", "ID < PARENT ~ DEPENDENCY : LABEL", each part if it is there
 * @...: more of them, %NULL at the end
 *
 * Returns: (transfer full) (element-type LimbeckScript): scripts as the reader would give them, in this order, of the
 *   files `/versions/ID.py`
 */
GPtrArray *scripts_of (const char *line, ...) G_GNUC_NULL_TERMINATED;

/** graph_of: (transfer full): the graph of scripts_of(). */
LimbeckRevisionGraph *graph_of (const char *line, ...) G_GNUC_NULL_TERMINATED;

/** graph_of_scripts: (transfer full): the graph of @scripts. */
LimbeckRevisionGraph *graph_of_scripts (GPtrArray *scripts);

/** script_of_line: (transfer full): one script of scripts_of(). */
LimbeckScript *script_of_line (const char *line);

/** ids_of: (transfer full): the ids of @revisions with blanks between them. */
char *ids_of (GPtrArray *revisions);

/** listing_of: (transfer full): the ids of the graph's listing with blanks between them. */
char *listing_of (LimbeckRevisionGraph *graph);
