#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/finding.h"

#include "core/revisions/asked-note.h"

/* Once Alembic has answered, files that only it understands have passed. */
static LimbeckFinding *
find_reason (LimbeckRevisionGraph *graph)
{
  GPtrArray *findings = limbeck_revision_graph_get_findings (graph);

  for (guint i = 0; i < findings->len; i++)
    if (limbeck_finding_get_severity (g_ptr_array_index (findings, i)) == LIMBECK_SEVERITY_PASSED)
      return g_ptr_array_index (findings, i);

  return NULL;
}

static char *
dup_places (const char *detail)
{
  g_auto (GStrv) lines = g_strsplit (detail, "\n", -1);
  guint n_more = MAX (g_strv_length (lines), 1) - 1;

  if (n_more == 0)
    return g_strdup (detail);

  return g_strdup_printf (
      /* Translators: a file name with a line number; then the number of other files */
      g_dngettext (GETTEXT_PACKAGE, "%s, and %u other file", "%s, and %u other files", n_more),
      lines[0],
      n_more);
}

char *
limbeck_asked_note_dup (LimbeckRevisionGraph *graph)
{
  LimbeckFinding  *reason;
  g_autofree char *places = NULL;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph), NULL);

  if (!limbeck_revision_graph_is_asked (graph))
    return NULL;

  reason = find_reason (graph);
  if (reason == NULL || limbeck_finding_get_detail (reason) == NULL)
    return g_strdup (_ ("Alembic was asked for these revisions."));

  places = dup_places (limbeck_finding_get_detail (reason));

  /* Translators: why (“A revision file computes what it says”), and which file: “4be1_x.py, line 3: revision” */
  return g_strdup_printf (_ ("Alembic was asked for these revisions. %s: %s"),
                          limbeck_finding_get_title (reason),
                          places);
}
