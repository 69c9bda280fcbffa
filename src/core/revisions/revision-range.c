#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/finding.h"

#include "core/revisions/range-rows.h"
#include "core/revisions/range-sets.h"
#include "core/revisions/range-target.h"
#include "core/revisions/revision-graph-private.h"
#include "core/revisions/revision-names.h"
#include "core/revisions/revision-order.h"
#include "core/revisions/revision-private.h"

#include "core/revisions/revision-range.h"

static gboolean
check_sound (LimbeckRevisionGraph *graph, GError **error)
{
  GPtrArray *findings = limbeck_revision_graph_get_findings (graph);

  if (limbeck_revision_graph_is_sound (graph))
    return TRUE;

  for (guint i = 0; i < findings->len; i++)
    {
      LimbeckFinding *finding = g_ptr_array_index (findings, i);

      if (limbeck_finding_get_severity (finding) != LIMBECK_SEVERITY_BLOCKER)
        continue;
      g_set_error (error,
                   LIMBECK_REVISION_ERROR,
                   LIMBECK_REVISION_ERROR_BROKEN,
                   /* Translators: what is wrong with the revisions, and where */
                   _ ("Nothing can be planned while the revisions are broken. %s: %s"),
                   limbeck_finding_get_title (finding),
                   limbeck_finding_get_detail (finding));
      return FALSE;
    }

  g_return_val_if_reached (FALSE);
}

static GPtrArray *
list_revisions (LimbeckRevisionGraph *graph, GArray *numbers, gboolean is_reversed)
{
  GPtrArray *revisions = g_ptr_array_sized_new (numbers->len);

  for (guint i = 0; i < numbers->len; i++)
    {
      guint number = g_array_index (numbers, guint, is_reversed ? numbers->len - 1 - i : i);

      g_ptr_array_add (revisions, limbeck_revision_graph_get_by_number (graph, number));
    }

  return revisions;
}

static GPtrArray *
list_marked (LimbeckRevisionGraph *graph, const guint8 *todo, GArray *tips, gboolean is_reversed)
{
  const LimbeckRevisionMap *map = limbeck_revision_graph_get_map (graph);
  g_autofree guint8        *tip_set = g_new0 (guint8, MAX (map->n, 1));
  g_autoptr (GArray) order = NULL;

  for (guint i = 0; i < tips->len; i++)
    tip_set[g_array_index (tips, guint, i)] = 1;
  order = limbeck_revision_order (map, todo, tip_set);

  return list_revisions (graph, order, is_reversed);
}

static gboolean
check_overlap (const LimbeckRevisionMap *map, GArray *numbers, GError **error)
{
  guint above;
  guint below;

  if (!limbeck_range_find_overlap (map, numbers, &above, &below))
    return TRUE;

  g_set_error (error,
               LIMBECK_REVISION_ERROR,
               LIMBECK_REVISION_ERROR_OVERLAP,
               /* Translators: two revision ids */
               _ ("The revision “%s” already includes “%s”, but both are listed. Take only the "
                  "first; if both are in the version table, the second row has to be removed."),
               limbeck_revision_map_get_id (map, above),
               limbeck_revision_map_get_id (map, below));

  return FALSE;
}

GBytes *
limbeck_revision_range_applied (LimbeckRevisionGraph *graph,
                                const char *const    *rows,
                                GError              **error)
{
  const LimbeckRevisionMap *map;
  g_autoptr (GArray) numbers = NULL;
  g_autofree guint8 *applied = NULL;
  guint8            *by_index;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (rows != NULL, NULL);

  map = limbeck_revision_graph_get_map (graph);
  numbers = limbeck_revision_names_find_rows (map, rows, error);
  if (numbers == NULL)
    return NULL;

  applied = limbeck_range_find_applied (map, numbers);
  by_index = g_new0 (guint8, map->n);
  for (guint index = 0; index < map->n; index++)
    by_index[index] =
        applied[limbeck_revision_get_number (limbeck_revision_graph_get_nth (graph, index))];

  return g_bytes_new_take (by_index, map->n);
}

static int
compare_index (gconstpointer a, gconstpointer b)
{
  guint one = limbeck_revision_get_index (*(LimbeckRevision *const *) a);
  guint other = limbeck_revision_get_index (*(LimbeckRevision *const *) b);

  return (one > other) - (one < other);
}

GPtrArray *
limbeck_revision_range_current (LimbeckRevisionGraph *graph,
                                const char *const    *rows,
                                GError              **error)
{
  const LimbeckRevisionMap *map;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GArray) current = NULL;
  g_autofree guint8 *applied = NULL;
  GPtrArray         *revisions;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (rows != NULL, NULL);

  map = limbeck_revision_graph_get_map (graph);
  numbers = limbeck_revision_names_find_rows (map, rows, error);
  if (numbers == NULL)
    return NULL;

  applied = limbeck_range_find_applied (map, numbers);
  current = limbeck_range_find_current (map, applied);
  revisions = list_revisions (graph, current, FALSE);
  g_ptr_array_sort (revisions, compare_index);

  return revisions;
}

static char **
dup_ids (const LimbeckRevisionMap *map, GArray *numbers)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < numbers->len; i++)
    g_strv_builder_add (ids, limbeck_revision_map_get_id (map, g_array_index (numbers, guint, i)));

  return g_strv_builder_end (ids);
}

GPtrArray *
limbeck_revision_range_upgrade (LimbeckRevisionGraph *graph,
                                const char *const    *rows,
                                const char           *target,
                                char               ***resolved,
                                GError              **error)
{
  const LimbeckRevisionMap *map;
  g_autoptr (GArray) targets = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autofree guint8 *todo = NULL;
  g_autofree guint8 *applied = NULL;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (rows != NULL && target != NULL, NULL);

  map = limbeck_revision_graph_get_map (graph);
  if (!check_sound (graph, error) ||
      (targets = limbeck_range_target_upgrade (map, rows, target, error)) == NULL ||
      !check_overlap (map, targets, error) ||
      (numbers = limbeck_revision_names_find_rows (map, rows, error)) == NULL ||
      !check_overlap (map, numbers, error))
    return NULL;

  todo = limbeck_range_find_applied (map, targets);
  applied = limbeck_range_find_applied (map, numbers);
  for (guint number = 0; number < map->n; number++)
    todo[number] &= !applied[number];
  if (resolved != NULL)
    *resolved = dup_ids (map, targets);

  return list_marked (graph, todo, targets, TRUE);
}

/*
 * What is directly above the destination: all that goes first. With a branch, and a choice, only what that branch stands
 * on; a base with a label counts twice there, as Alembic finds it by both names.
 */
static GArray *
find_roots (const LimbeckRevisionMap *map,
            int                       destination,
            const char               *branch,
            gboolean                 *is_limited,
            GError                  **error)
{
  g_autoptr (GArray) roots = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *below = NULL;
  guint              n_names = 0;
  int                branch_number;
  guint              seed;

  for (guint number = 0; number < map->n; number++)
    {
      LimbeckScript *script = g_ptr_array_index (map->scripts, number);

      if (*script->lists[LIMBECK_SCRIPT_DOWN_REVISIONS] != NULL)
        continue;
      if (destination < 0)
        {
          g_array_append_val (roots, number);
          n_names += 1 + g_strv_length ((char **) script->lists[LIMBECK_SCRIPT_BRANCH_LABELS]);
        }
    }
  if (destination >= 0)
    {
      n_names = limbeck_links_count (map->children, destination);
      g_array_append_vals (roots, limbeck_links_get (map->children, destination), n_names);
    }

  *is_limited = branch != NULL && n_names > 1;
  if (!*is_limited)
    return g_steal_pointer (&roots);

  branch_number = limbeck_revision_names_find (map, branch, NULL, error);
  if (branch_number < 0)
    return NULL;
  seed = branch_number;
  below = limbeck_links_close (map->parents, &seed, 1);
  for (guint i = roots->len; i > 0; i--)
    if (!below[g_array_index (roots, guint, i - 1)])
      g_array_remove_index (roots, i - 1);
  if (roots->len > 0)
    return g_steal_pointer (&roots);

  g_set_error (error,
               LIMBECK_REVISION_ERROR,
               LIMBECK_REVISION_ERROR_NOT_BELOW,
               /* Translators: a branch label or revision id */
               _ ("Nothing directly above that destination belongs to the branch “%s”. Choose a "
                  "destination on the branch."),
               branch);

  return NULL;
}

static char *
dup_resolved (const LimbeckRevisionMap *map, int destination, const char *branch)
{
  const char *id = destination < 0 ? "base" : limbeck_revision_map_get_id (map, destination);
  int         number;

  if (branch == NULL)
    return g_strdup (id);
  if (limbeck_revision_map_find (map, branch) >= 0)
    return g_strconcat (branch, "@", id, NULL);

  number = limbeck_revision_names_find (map, branch, NULL, NULL);

  return g_strconcat (limbeck_revision_map_get_id (map, number), "@", id, NULL);
}

static gboolean
has_any (const guint8 *set, guint n)
{
  return memchr (set, 1, n) != NULL;
}

static gboolean
contains (GArray *numbers, int number)
{
  for (guint i = 0; i < numbers->len; i++)
    if ((int) g_array_index (numbers, guint, i) == number)
      return TRUE;

  return FALSE;
}

GPtrArray *
limbeck_revision_range_downgrade (LimbeckRevisionGraph *graph,
                                  const char *const    *rows,
                                  const char           *target,
                                  char                **resolved,
                                  GError              **error)
{
  const LimbeckRevisionMap *map;
  g_autofree char          *branch = NULL;
  g_autofree guint8        *todo = NULL;
  g_autofree guint8        *applied = NULL;
  g_autoptr (GArray) roots = NULL;
  g_autoptr (GArray) numbers = NULL;
  gboolean is_limited;
  int      destination;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (rows != NULL && target != NULL, NULL);

  map = limbeck_revision_graph_get_map (graph);
  if (!check_sound (graph, error) ||
      !limbeck_range_target_downgrade (map, rows, target, &branch, &destination, error) ||
      (roots = find_roots (map, destination, branch, &is_limited, error)) == NULL ||
      (numbers = limbeck_revision_names_find_rows (map, rows, error)) == NULL)
    return NULL;

  todo = limbeck_links_close (map->above, (const guint *) (void *) roots->data, roots->len);
  applied = limbeck_range_find_applied (map, numbers);
  for (guint number = 0; number < map->n; number++)
    todo[number] &= applied[number];

  if (destination >= 0 && !has_any (todo, map->n) && !contains (numbers, destination))
    {
      g_set_error (
          error,
          LIMBECK_REVISION_ERROR,
          LIMBECK_REVISION_ERROR_NOT_BELOW,
          /* Translators: a revision id */
          _ ("“%s” is not below what is applied, so there is no going down to it. Choose a "
             "revision that is applied."),
          limbeck_revision_map_get_id (map, destination));
      return NULL;
    }
  if (resolved != NULL)
    *resolved = dup_resolved (map, destination, is_limited ? branch : NULL);

  return list_marked (graph, todo, numbers, FALSE);
}

static void
step (LimbeckRangeRows *rows, LimbeckRevision *revision, gboolean is_upgrade)
{
  if (is_upgrade)
    limbeck_range_rows_upgrade (rows, limbeck_revision_get_number (revision));
  else
    limbeck_range_rows_downgrade (rows, limbeck_revision_get_number (revision));
}

char **
limbeck_revision_range_step_rows (LimbeckRevisionGraph *graph,
                                  const char *const    *rows,
                                  LimbeckRevision      *revision,
                                  gboolean              is_upgrade)
{
  g_autoptr (LimbeckRangeRows) after = NULL;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph) && rows != NULL, NULL);
  g_return_val_if_fail (LIMBECK_IS_REVISION (revision), NULL);

  after = limbeck_range_rows_new (limbeck_revision_graph_get_map (graph), rows);
  step (after, revision, is_upgrade);

  return limbeck_range_rows_dup (after);
}

GPtrArray *
limbeck_revision_range_rows_of_steps (LimbeckRevisionGraph *graph,
                                      const char *const    *rows,
                                      GPtrArray            *steps,
                                      gboolean              is_upgrade)
{
  g_autoptr (LimbeckRangeRows) after = NULL;
  GPtrArray *rows_of_steps = NULL;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph) && rows != NULL, NULL);
  g_return_val_if_fail (steps != NULL, NULL);

  rows_of_steps = g_ptr_array_new_full (steps->len, (GDestroyNotify) g_strfreev);
  after = limbeck_range_rows_new (limbeck_revision_graph_get_map (graph), rows);
  for (guint i = 0; i < steps->len; i++)
    {
      step (after, g_ptr_array_index (steps, i), is_upgrade);
      g_ptr_array_add (rows_of_steps, limbeck_range_rows_dup (after));
    }

  return rows_of_steps;
}
