#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

void
limbeck_check_revision_tree (const LimbeckFacts *facts,
                             GPtrArray          *findings,
                             GCancellable       *cancellable)
{
  GPtrArray       *wrong = NULL;
  guint            n = 0;
  g_autofree char *count = NULL;

  if (facts->configuration == NULL)
    return;
  if (facts->graph == NULL)
    {
      limbeck_check_block (
          findings,
          "revision-tree",
          _ ("The revisions can't be read."),
          facts->graph_error ? facts->graph_error->message : NULL,
          _ ("Make sure that the directory of the revisions is there and may be read."));
      return;
    }

  wrong = limbeck_revision_graph_get_findings (facts->graph);
  for (guint i = 0; i < wrong->len; i++)
    g_ptr_array_add (findings, g_object_ref (g_ptr_array_index (wrong, i)));

  n = limbeck_revision_graph_get_n_revisions (facts->graph);
  if (n == 0 && wrong->len == 0)
    {
      limbeck_check_warn (
          findings,
          "no-revisions",
          _ ("There is no revision yet."),
          limbeck_configuration_get_version_locations (facts->configuration)[0],
          _ ("If there should be some, look at version_locations in the configuration."));
      return;
    }
  if (limbeck_findings_worst (wrong) != LIMBECK_SEVERITY_PASSED)
    return;
  /* Translators: %u is a number of revisions. */
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u revision", "%u revisions", n), n);
  limbeck_check_pass (findings, "revision-tree", _ ("The revisions fit together."), count);
}
