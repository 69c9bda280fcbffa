#include "config.h"

#include "core/revisions/links.h"

#include "core/revisions/acyclic.h"

typedef enum
{
  NEW,
  OPEN,
  DONE,
} Mark;

typedef struct
{
  LimbeckLinks *links;
  guint8       *marks;
  guint        *next;
  GArray       *stack;
  guint        *order;
  guint         n_ordered;
  GPtrArray    *cycles;
  GHashTable   *closing;
} Search;

static guint64
make_key (guint from, guint to)
{
  return (guint64) from << 32 | to;
}

static void
note_cycle (Search *search, guint from, guint to)
{
  GArray  *cycle = g_array_new (FALSE, FALSE, sizeof (guint));
  guint64 *key = g_new (guint64, 1);
  guint    first = search->stack->len;

  while (g_array_index (search->stack, guint, --first) != to)
    ;
  g_array_append_vals (
      cycle, &g_array_index (search->stack, guint, first), search->stack->len - first);
  g_array_append_val (cycle, to);
  g_ptr_array_add (search->cycles, cycle);

  *key = make_key (from, to);
  g_hash_table_add (search->closing, key);
}

static void
push (Search *search, guint number)
{
  search->marks[number] = OPEN;
  g_array_append_val (search->stack, number);
}

static void
search_from (Search *search, guint number)
{
  push (search, number);

  while (search->stack->len > 0)
    {
      guint top = g_array_index (search->stack, guint, search->stack->len - 1);

      if (search->next[top] < search->links->offsets[top + 1])
        {
          guint to = search->links->items[search->next[top]++];

          if (search->marks[to] == NEW)
            push (search, to);
          else if (search->marks[to] == OPEN)
            note_cycle (search, top, to);
        }
      else
        {
          search->marks[top] = DONE;
          search->order[search->n_ordered++] = top;
          g_array_set_size (search->stack, search->stack->len - 1);
        }
    }
}

static void
remove_closing (GArray *edges, GHashTable *closing)
{
  guint kept = 0;

  for (guint i = 0; i < edges->len; i += 2)
    {
      guint64 key = make_key (g_array_index (edges, guint, i), g_array_index (edges, guint, i + 1));

      if (g_hash_table_contains (closing, &key))
        continue;
      g_array_index (edges, guint, kept) = g_array_index (edges, guint, i);
      g_array_index (edges, guint, kept + 1) = g_array_index (edges, guint, i + 1);
      kept += 2;
    }
  g_array_set_size (edges, kept);
}

guint *
limbeck_acyclic_sort (guint n, GArray *parent_edges, GArray *dependency_edges, GPtrArray **cycles)
{
  g_autoptr (GArray) edges = NULL;
  g_autoptr (GArray) stack = NULL;
  g_autoptr (LimbeckLinks) links = NULL;
  g_autoptr (GHashTable) closing = NULL;
  g_autofree guint8 *marks = NULL;
  g_autofree guint  *next = NULL;
  Search             search;

  g_return_val_if_fail (parent_edges != NULL && dependency_edges != NULL, NULL);
  g_return_val_if_fail (cycles != NULL, NULL);

  edges = g_array_sized_new (
      FALSE, FALSE, sizeof (guint), parent_edges->len + dependency_edges->len);
  g_array_append_vals (edges, parent_edges->data, parent_edges->len);
  g_array_append_vals (edges, dependency_edges->data, dependency_edges->len);

  links = limbeck_links_new (n, edges);
  stack = g_array_new (FALSE, FALSE, sizeof (guint));
  closing = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  marks = g_new0 (guint8, MAX (n, 1));
  next = g_memdup2 (links->offsets, (n + 1) * sizeof (guint));
  *cycles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  search = (Search){
    .links = links,
    .marks = marks,
    .next = next,
    .stack = stack,
    .order = g_new (guint, MAX (n, 1)),
    .cycles = *cycles,
    .closing = closing,
  };
  for (guint number = 0; number < n; number++)
    if (marks[number] == NEW)
      search_from (&search, number);

  if (g_hash_table_size (closing) > 0)
    {
      remove_closing (parent_edges, closing);
      remove_closing (dependency_edges, closing);
    }

  return search.order;
}
