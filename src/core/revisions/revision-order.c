#include "config.h"

#include "core/revisions/revision-order.h"

#define NOWHERE G_MAXUINT

/*
 * Alembic keeps a list of branches, each with the revision that it has come to and with all ancestors of that, and asks
 * of each candidate whether it is among the ancestors of another branch. As @todo has no gaps, that is so exactly while
 * something in @todo directly above the candidate has not been visited; so counting replaces the sets of ancestors.
 *
 * Branches are only ever taken out, replaced in place or added at the end, so that a branch keeps its number, and the
 * order of the numbers is the order of the list.
 */
typedef struct
{
  const LimbeckRevisionMap *map;
  guint                    *n_waiting;
  guint                    *branch_of;
  guint                    *stamps;
  guint                     stamp;
  GArray                   *heads;
  GArray                   *next;
  GArray                   *previous;
  GArray                   *stack;
  guint                     first;
  guint                     last;
} Walk;

static guint *
at (GArray *array, guint i)
{
  return &g_array_index (array, guint, i);
}

static guint
append_branch (Walk *walk, guint number)
{
  guint branch = walk->heads->len;
  guint nowhere = NOWHERE;

  g_array_append_val (walk->heads, number);
  g_array_append_val (walk->next, nowhere);
  g_array_append_val (walk->previous, walk->last);
  if (walk->last != NOWHERE)
    *at (walk->next, walk->last) = branch;
  else
    walk->first = branch;
  walk->last = branch;
  walk->branch_of[number] = branch;

  return branch;
}

/* Returns where the walk goes on: the branch before, or else the first. */
static guint
remove_branch (Walk *walk, guint branch)
{
  guint before = *at (walk->previous, branch);
  guint after = *at (walk->next, branch);

  if (before != NOWHERE)
    *at (walk->next, before) = after;
  else
    walk->first = after;
  if (after != NOWHERE)
    *at (walk->previous, after) = before;
  else
    walk->last = before;

  return before != NOWHERE ? before : walk->first;
}

/* The first branch that stands above @number: what waits above it leads there. */
static guint
find_branch_above (Walk *walk, const guint8 *todo, guint number)
{
  guint found = NOWHERE;

  walk->stamp++;
  g_array_set_size (walk->stack, 0);
  g_array_append_val (walk->stack, number);
  while (walk->stack->len > 0)
    {
      guint        top = *at (walk->stack, walk->stack->len - 1);
      const guint *above = limbeck_links_get (walk->map->above, top);
      guint        n_above = limbeck_links_count (walk->map->above, top);

      g_array_set_size (walk->stack, walk->stack->len - 1);
      for (guint i = 0; i < n_above; i++)
        if (todo[above[i]] && walk->stamps[above[i]] != walk->stamp)
          {
            walk->stamps[above[i]] = walk->stamp;
            g_array_append_val (walk->stack, above[i]);
            found = MIN (found, walk->branch_of[above[i]]);
          }
    }

  return found;
}

static void
count_waiting (Walk *walk, const guint8 *todo)
{
  const LimbeckLinks *down = walk->map->down;

  for (guint number = 0; number < down->n; number++)
    if (todo[number])
      for (guint i = down->offsets[number]; i < down->offsets[number + 1]; i++)
        walk->n_waiting[down->items[i]]++;
}

/* Visits @number, at which @branch stands; returns where the walk goes on. */
static guint
visit (Walk *walk, guint8 *todo, guint branch, guint number)
{
  const guint *down = limbeck_links_get (walk->map->down, number);
  guint        n_down = limbeck_links_count (walk->map->down, number);
  gboolean     has_moved = FALSE;

  todo[number] = 0;
  walk->branch_of[number] = NOWHERE;
  for (guint i = 0; i < n_down; i++)
    {
      walk->n_waiting[down[i]]--;
      if (!todo[down[i]] || walk->branch_of[down[i]] != NOWHERE)
        continue;
      if (has_moved)
        append_branch (walk, down[i]);
      else
        {
          *at (walk->heads, branch) = down[i];
          walk->branch_of[down[i]] = branch;
          has_moved = TRUE;
        }
    }

  return has_moved ? branch : remove_branch (walk, branch);
}

static Walk
begin (const LimbeckRevisionMap *map)
{
  Walk walk = {
    .map = map,
    .n_waiting = g_new0 (guint, MAX (map->n, 1)),
    .branch_of = g_new (guint, MAX (map->n, 1)),
    .stamps = g_new0 (guint, MAX (map->n, 1)),
    .heads = g_array_new (FALSE, FALSE, sizeof (guint)),
    .next = g_array_new (FALSE, FALSE, sizeof (guint)),
    .previous = g_array_new (FALSE, FALSE, sizeof (guint)),
    .stack = g_array_new (FALSE, FALSE, sizeof (guint)),
    .first = NOWHERE,
    .last = NOWHERE,
  };

  for (guint number = 0; number < map->n; number++)
    walk.branch_of[number] = NOWHERE;

  return walk;
}

static void
end (Walk *walk)
{
  g_free (walk->n_waiting);
  g_free (walk->branch_of);
  g_free (walk->stamps);
  g_array_unref (walk->heads);
  g_array_unref (walk->next);
  g_array_unref (walk->previous);
  g_array_unref (walk->stack);
}

GArray *
limbeck_revision_order (const LimbeckRevisionMap *map, const guint8 *todo, const guint8 *tips)
{
  g_autoptr (GArray) order = NULL;
  g_autofree guint8 *rest = NULL;
  Walk               walk;
  guint              branch;

  g_return_val_if_fail (map != NULL && todo != NULL && tips != NULL, NULL);

  order = g_array_new (FALSE, FALSE, sizeof (guint));
  rest = g_memdup2 (todo, MAX (map->n, 1));
  walk = begin (map);
  count_waiting (&walk, rest);
  for (guint number = 0; number < map->n; number++)
    if (rest[number] && tips[number])
      append_branch (&walk, number);

  branch = walk.first;
  while (branch != NOWHERE)
    {
      guint number = *at (walk.heads, branch);

      if (walk.n_waiting[number] > 0)
        {
          branch = find_branch_above (&walk, rest, number);
          continue;
        }
      g_array_append_val (order, number);
      branch = visit (&walk, rest, branch, number);
    }
  end (&walk);

  return g_steal_pointer (&order);
}
