#include "config.h"

#include "core/revisions/range-sets.h"

guint8 *
limbeck_range_find_applied (const LimbeckRevisionMap *map, GArray *rows)
{
  g_return_val_if_fail (map != NULL && rows != NULL, NULL);

  return limbeck_links_close (map->down, (const guint *) (void *) rows->data, rows->len);
}

GArray *
limbeck_range_find_current (const LimbeckRevisionMap *map, const guint8 *applied)
{
  GArray *current;

  g_return_val_if_fail (map != NULL && applied != NULL, NULL);

  current = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint number = 0; number < map->n; number++)
    {
      const guint *children = limbeck_links_get (map->children, number);
      gboolean     is_current = applied[number];

      for (guint i = 0; i < limbeck_links_count (map->children, number); i++)
        is_current &= !applied[children[i]];
      if (is_current)
        g_array_append_val (current, number);
    }

  return current;
}

gboolean
limbeck_range_find_overlap (const LimbeckRevisionMap *map,
                            GArray                   *numbers,
                            guint                    *above,
                            guint                    *below)
{
  g_autofree guint8 *beneath = NULL;

  g_return_val_if_fail (map != NULL && numbers != NULL, FALSE);

  beneath = g_new0 (guint8, MAX (map->n, 1));
  for (guint i = 0; i < numbers->len; i++)
    {
      guint        number = g_array_index (numbers, guint, i);
      const guint *down = limbeck_links_get (map->down, number);

      for (guint k = 0; k < limbeck_links_count (map->down, number); k++)
        limbeck_links_extend (map->down, down[k], beneath);
    }

  for (guint i = 0; i < numbers->len; i++)
    {
      guint              lower = g_array_index (numbers, guint, i);
      g_autofree guint8 *over = NULL;

      if (!beneath[lower])
        continue;
      over = limbeck_links_close (map->above, &lower, 1);
      for (guint k = 0; k < numbers->len; k++)
        {
          guint upper = g_array_index (numbers, guint, k);

          if (upper != lower && over[upper])
            {
              *above = upper;
              *below = lower;
              return TRUE;
            }
        }
    }

  return FALSE;
}
