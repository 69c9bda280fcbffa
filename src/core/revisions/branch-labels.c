#include "config.h"

#include <string.h>

#include "core/revisions/branch-labels.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* One block: the pointers, then the strings. */
static LimbeckBranchLabels
make_labels (GPtrArray *labels)
{
  gsize  size = (labels->len + 1) * sizeof (char *);
  char **block;
  char  *bytes;
  guint  n = 0;

  g_ptr_array_sort (labels, compare);
  for (guint i = 0; i < labels->len; i++)
    size += strlen (g_ptr_array_index (labels, i)) + 1;

  block = g_atomic_rc_box_alloc (size);
  bytes = (char *) (block + labels->len + 1);
  for (guint i = 0; i < labels->len; i++)
    {
      const char *label = g_ptr_array_index (labels, i);

      if (n > 0 && strcmp (block[n - 1], label) == 0)
        continue;
      block[n++] = bytes;
      bytes = g_stpcpy (bytes, label) + 1;
    }
  block[n] = NULL;

  return (LimbeckBranchLabels) block;
}

static gboolean
is_branch_or_merge (const LimbeckRevisionMap *map, guint number)
{
  LimbeckScript *script = g_ptr_array_index (map->scripts, number);

  return map->n_dependents[number] > 1 ||
         g_strv_length ((char **) script->lists[LIMBECK_SCRIPT_DOWN_REVISIONS]) > 1;
}

/* Alembic begins at the last revision above and goes down from there, so a branch or merge point above stops it too. */
static gboolean
reaches_down (const LimbeckRevisionMap *map, guint number)
{
  for (;;)
    {
      if (is_branch_or_merge (map, number))
        return FALSE;
      if (limbeck_links_count (map->children, number) == 0)
        return TRUE;
      number = *limbeck_links_get (map->children, number);
    }
}

static void
add_below (const LimbeckRevisionMap *map, guint number, const char *label, GPtrArray **extra)
{
  while (limbeck_links_count (map->parents, number) > 0)
    {
      number = *limbeck_links_get (map->parents, number);
      if (is_branch_or_merge (map, number))
        return;
      if (extra[number] == NULL)
        extra[number] = g_ptr_array_new ();
      g_ptr_array_add (extra[number], (gpointer) label);
    }
}

static LimbeckBranchLabels
inherit (const LimbeckRevisionMap  *map,
         guint                      number,
         GPtrArray                 *extra,
         const LimbeckBranchLabels *labels)
{
  LimbeckScript *script = g_ptr_array_index (map->scripts, number);
  const guint   *parents = limbeck_links_get (map->parents, number);
  guint          n_parents = limbeck_links_count (map->parents, number);
  gboolean       is_plain = extra == NULL && *script->lists[LIMBECK_SCRIPT_BRANCH_LABELS] == NULL;
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 1; i < n_parents; i++)
    is_plain &= labels[parents[i]] == labels[parents[0]];
  if (is_plain && n_parents > 0)
    return g_atomic_rc_box_acquire ((gpointer) labels[parents[0]]);

  all = g_ptr_array_new ();
  for (guint i = 0; i < n_parents; i++)
    for (LimbeckBranchLabels label = labels[parents[i]]; *label != NULL; label++)
      g_ptr_array_add (all, (gpointer) *label);
  for (const char *const *label = script->lists[LIMBECK_SCRIPT_BRANCH_LABELS]; *label != NULL;
       label++)
    g_ptr_array_add (all, (gpointer) *label);
  for (guint i = 0; extra != NULL && i < extra->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (extra, i));

  return make_labels (all);
}

LimbeckBranchLabels *
limbeck_branch_labels_new (const LimbeckRevisionMap *map)
{
  LimbeckBranchLabels   *labels;
  g_autofree GPtrArray **extra = NULL;

  g_return_val_if_fail (map != NULL, NULL);

  labels = g_new0 (LimbeckBranchLabels, MAX (map->n, 1));
  extra = g_new0 (GPtrArray *, MAX (map->n, 1));
  for (guint number = 0; number < map->n; number++)
    {
      LimbeckScript     *script = g_ptr_array_index (map->scripts, number);
      const char *const *label = script->lists[LIMBECK_SCRIPT_BRANCH_LABELS];

      if (*label != NULL && reaches_down (map, number))
        for (; *label != NULL; label++)
          add_below (map, number, *label, extra);
    }

  for (guint i = 0; i < map->n; i++)
    {
      guint number = map->oldest_first[i];

      labels[number] = inherit (map, number, extra[number], labels);
      g_clear_pointer (&extra[number], g_ptr_array_unref);
    }

  return labels;
}
