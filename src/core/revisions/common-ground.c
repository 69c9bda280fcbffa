#include "config.h"

#include "core/revisions/revision-graph-private.h"
#include "core/revisions/revision-private.h"

#include "core/revisions/common-ground.h"

/* One byte for each revision: 1 where all of @revisions include it. */
static guint8 *
intersect (const LimbeckRevisionMap *map, GPtrArray *revisions)
{
  guint8 *shared = g_malloc0 (map->n + 1);

  for (guint i = 0; i < revisions->len; i++)
    {
      const guint        number = limbeck_revision_get_number (g_ptr_array_index (revisions, i));
      g_autofree guint8 *included = limbeck_links_close (map->down, &number, 1);

      for (guint k = 0; k < map->n; k++)
        shared[k] = included[k] && (i == 0 || shared[k]);
    }

  return shared;
}

/* What is shared has all that lies below it with it; so whatever shared revision lies above @number, one lies right above. */
static gboolean
is_newest (const LimbeckRevisionMap *map, const guint8 *shared, guint number)
{
  const guint *above = limbeck_links_get (map->above, number);

  for (guint i = 0; i < limbeck_links_count (map->above, number); i++)
    if (shared[above[i]])
      return FALSE;

  return TRUE;
}

GPtrArray *
limbeck_common_ground_find (LimbeckRevisionGraph *graph, GPtrArray *revisions)
{
  const LimbeckRevisionMap *map = NULL;
  g_autofree guint8        *shared = NULL;
  GPtrArray                *newest = NULL;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (revisions != NULL, NULL);

  map = limbeck_revision_graph_get_map (graph);
  shared = intersect (map, revisions);
  newest = g_ptr_array_new ();
  for (guint number = 0; number < map->n; number++)
    if (shared[number] && is_newest (map, shared, number))
      g_ptr_array_add (newest, limbeck_revision_graph_get_by_number (graph, number));

  return newest;
}
