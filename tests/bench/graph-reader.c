#include "config.h"

#include <stdio.h>
#include <string.h>

#include "core/project/configuration.h"
#include "core/revisions/revision-graph.h"
#include "core/revisions/revision-range.h"

/*
 * Which revisions are applied, or pending, as one process: PROJECT and where the database stands, at the "heads" or at
 * the "bases". The rows of the version table are taken from the graph itself, so that no server is measured.
 */

static LimbeckRevisionGraph *
load (const char *project, GError **error)
{
  g_autofree char *ini = g_build_filename (project, "alembic.ini", NULL);
  g_autoptr (LimbeckTarget) target = limbeck_target_new (project, ini);
  g_autoptr (LimbeckConfiguration)
      configuration = limbeck_configuration_load (target, NULL, NULL, error);

  return configuration != NULL
             ? limbeck_revision_graph_load_brief (configuration, NULL, NULL, error)
             : NULL;
}

static GStrv
dup_ids (GPtrArray *revisions)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < revisions->len; i++)
    g_strv_builder_add (ids, limbeck_revision_get_id (g_ptr_array_index (revisions, i)));

  return g_strv_builder_end (ids);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckRevisionGraph) graph = argc == 3 ? load (argv[1], &error) : NULL;
  g_auto (GStrv) rows = NULL;
  g_autoptr (GPtrArray) current = NULL;
  g_autoptr (GBytes) applied = NULL;
  guint n_applied = 0;

  if (graph == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "graph-reader PROJECT heads|bases");
      return 2;
    }

  rows = dup_ids (strcmp (argv[2], "heads") == 0 ? limbeck_revision_graph_get_heads (graph)
                                                 : limbeck_revision_graph_get_bases (graph));
  applied = limbeck_revision_range_applied (graph, (const char *const *) rows, &error);
  current = limbeck_revision_range_current (graph, (const char *const *) rows, &error);
  if (applied == NULL || current == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  for (gsize i = 0; i < g_bytes_get_size (applied); i++)
    n_applied += ((const guint8 *) g_bytes_get_data (applied, NULL))[i];
  printf ("%u of %u, %u current\n",
          n_applied,
          limbeck_revision_graph_get_n_revisions (graph),
          current->len);

  return 0;
}
