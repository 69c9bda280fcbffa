#include "config.h"

#include "gui/revisions/revision-list.h"

GListStore *
limbeck_revision_list_new (void)
{
  return g_list_store_new (LIMBECK_TYPE_REVISION_ITEM);
}

static gboolean
is_same (GListStore *list, guint position, LimbeckRevisionGraph *graph, guint index)
{
  g_autoptr (LimbeckRevisionItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return g_str_equal (limbeck_revision_get_id (limbeck_revision_item_get_revision (item)),
                      limbeck_revision_get_id (limbeck_revision_graph_get_nth (graph, index)));
}

static void
move_items (GListStore *list, LimbeckListing *listing, guint first, guint n, guint index)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LimbeckRevisionItem) item = g_list_model_get_item (G_LIST_MODEL (list), first + i);

      limbeck_revision_item_move (item, listing, index + i);
    }
}

void
limbeck_revision_list_update (GListStore *list, LimbeckListing *listing)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  LimbeckRevisionGraph *graph;
  guint                 n_before;
  guint                 n_after;
  guint                 head = 0;
  guint                 tail = 0;

  g_return_if_fail (G_IS_LIST_STORE (list));

  if (listing == NULL)
    {
      g_list_store_remove_all (list);
      return;
    }

  graph = limbeck_listing_get_graph (listing);
  n_before = g_list_model_get_n_items (G_LIST_MODEL (list));
  n_after = limbeck_revision_graph_get_n_revisions (graph);
  while (head < n_before && head < n_after && is_same (list, head, graph, head))
    head++;
  while (tail < n_before - head && tail < n_after - head &&
         is_same (list, n_before - tail - 1, graph, n_after - tail - 1))
    tail++;

  /* The rows that stay move first: a row in between must never see its neighbours in an older listing. */
  move_items (list, listing, 0, head, 0);
  move_items (list, listing, n_before - tail, tail, n_after - tail);
  for (guint i = head; i < n_after - tail; i++)
    g_ptr_array_add (added, limbeck_revision_item_new (listing, i));
  if (n_before - tail > head || added->len > 0)
    g_list_store_splice (list, head, n_before - tail - head, added->pdata, added->len);
}
