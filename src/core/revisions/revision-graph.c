#include "config.h"

#include "core/base/finding.h"

#include "core/revisions/graph-problems.h"
#include "core/revisions/revision-graph-private.h"
#include "core/revisions/revision-order.h"
#include "core/revisions/revision-private.h"

#include "core/revisions/revision-graph.h"

G_DEFINE_QUARK (limbeck - revision - error - quark, limbeck_revision_error)

struct _LimbeckRevisionGraph
{
  GObject parent_instance;

  LimbeckScriptFiles  *files;
  LimbeckRevisionMap  *map;
  LimbeckRevision    **revisions;
  LimbeckBranchLabels *labels;
  guint               *index_of;
  guint               *number_at;
  GPtrArray           *heads;
  GPtrArray           *real_heads;
  GPtrArray           *bases;
  GPtrArray           *findings;
  char                *interpreter_path;
  char                *alembic_version;
  gboolean             is_asked;
  gboolean             asks_again;
  gboolean             is_sound;
};

G_DEFINE_FINAL_TYPE (LimbeckRevisionGraph, limbeck_revision_graph, G_TYPE_OBJECT)

static LimbeckRevisionFlags
find_flags (const LimbeckRevisionMap *map, guint number)
{
  LimbeckScript       *script = g_ptr_array_index (map->scripts, number);
  const char *const   *down = script->lists[LIMBECK_SCRIPT_DOWN_REVISIONS];
  guint                n_children = limbeck_links_count (map->children, number);
  LimbeckRevisionFlags flags = 0;

  if (n_children == 0)
    flags |= LIMBECK_REVISION_HEAD;
  if (n_children == 0 && limbeck_links_count (map->above, number) > 0)
    flags |= LIMBECK_REVISION_EFFECTIVE_HEAD;
  if (n_children > 1)
    flags |= LIMBECK_REVISION_BRANCH_POINT;
  if (down[0] == NULL)
    flags |= LIMBECK_REVISION_BASE;
  else if (down[1] != NULL)
    flags |= LIMBECK_REVISION_MERGE_POINT;

  return flags;
}

/* `alembic history` visits everything, from the heads that nothing depends on. */
static GArray *
order_all (const LimbeckRevisionMap *map)
{
  g_autofree guint8 *todo = g_new (guint8, MAX (map->n, 1));
  g_autofree guint8 *tips = g_new (guint8, MAX (map->n, 1));

  for (guint number = 0; number < map->n; number++)
    {
      todo[number] = 1;
      tips[number] = limbeck_links_count (map->above, number) == 0;
    }

  return limbeck_revision_order (map, todo, tips);
}

static void
add_order (LimbeckRevisionGraph *self)
{
  g_autoptr (GArray) order = order_all (self->map);

  self->revisions = g_new0 (LimbeckRevision *, MAX (self->map->n, 1));
  self->labels = limbeck_branch_labels_new (self->map);
  self->index_of = g_new0 (guint, MAX (self->map->n, 1));
  for (guint index = 0; index < order->len; index++)
    self->index_of[g_array_index (order, guint, index)] = index;
  self->number_at = (guint *) (void *) g_array_free (g_steal_pointer (&order), FALSE);
}

static void
add_ends (LimbeckRevisionGraph *self)
{
  for (guint number = 0; number < self->map->n; number++)
    {
      gboolean             is_real_head = limbeck_links_count (self->map->above, number) == 0;
      LimbeckRevisionFlags flags;

      if (limbeck_links_count (self->map->children, number) > 0 &&
          limbeck_links_count (self->map->parents, number) > 0)
        continue;

      flags = find_flags (self->map, number);
      if ((flags & LIMBECK_REVISION_HEAD) != 0)
        g_ptr_array_add (self->heads, limbeck_revision_graph_get_by_number (self, number));
      if (is_real_head)
        g_ptr_array_add (self->real_heads, limbeck_revision_graph_get_by_number (self, number));
      if ((flags & LIMBECK_REVISION_BASE) != 0)
        g_ptr_array_add (self->bases, limbeck_revision_graph_get_by_number (self, number));
    }
}

LimbeckRevisionGraph *
limbeck_revision_graph_new (GPtrArray                *scripts,
                            const LimbeckGraphOrigin *origin,
                            GPtrArray                *findings)
{
  LimbeckRevisionGraph *self;

  g_return_val_if_fail (scripts != NULL && origin != NULL && findings != NULL, NULL);

  self = g_object_new (LIMBECK_TYPE_REVISION_GRAPH, NULL);
  self->files = origin->files != NULL ? limbeck_script_files_ref (origin->files) : NULL;
  self->is_asked = origin->is_asked;
  self->asks_again = origin->asks_again;
  if (origin->interpreter != NULL)
    {
      self->interpreter_path = g_strdup (limbeck_interpreter_get_path (origin->interpreter));
      self->alembic_version = g_strdup (
          limbeck_interpreter_get_alembic_version (origin->interpreter));
    }

  self->map = limbeck_revision_map_new (scripts);
  add_order (self);
  add_ends (self);

  self->findings = g_ptr_array_ref (findings);
  limbeck_graph_problems_find (self->map, origin->interpreter, self->findings);
  self->is_sound = limbeck_findings_worst (self->findings) < LIMBECK_SEVERITY_BLOCKER;

  return self;
}

gboolean
limbeck_revision_graph_is_current (LimbeckRevisionGraph *self,
                                   LimbeckScriptFiles   *files,
                                   LimbeckInterpreter   *interpreter)
{
  const char *path = interpreter != NULL ? limbeck_interpreter_get_path (interpreter) : NULL;
  const char *version = interpreter != NULL ? limbeck_interpreter_get_alembic_version (interpreter)
                                            : NULL;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), FALSE);

  return self->files == files && !self->asks_again &&
         g_strcmp0 (self->interpreter_path, path) == 0 &&
         g_strcmp0 (self->alembic_version, version) == 0;
}

LimbeckScriptFiles *
limbeck_revision_graph_get_files (LimbeckRevisionGraph *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), NULL);

  return self->files;
}

const LimbeckRevisionMap *
limbeck_revision_graph_get_map (LimbeckRevisionGraph *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), NULL);

  return self->map;
}

/*
 * Made when it is first asked for: most callers want a few of thousands. Two threads may make the same one; the first to
 * put it in place wins.
 */
LimbeckRevision *
limbeck_revision_graph_get_by_number (LimbeckRevisionGraph *self, guint number)
{
  LimbeckRevision *revision;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), NULL);
  g_return_val_if_fail (number < self->map->n, NULL);

  revision = g_atomic_pointer_get (&self->revisions[number]);
  if (revision != NULL)
    return revision;

  revision = limbeck_revision_new (g_ptr_array_index (self->map->scripts, number),
                                   self->labels[number],
                                   find_flags (self->map, number),
                                   number,
                                   self->index_of[number]);
  if (g_atomic_pointer_compare_and_exchange (&self->revisions[number], NULL, revision))
    return revision;
  g_object_unref (revision);

  return g_atomic_pointer_get (&self->revisions[number]);
}

gboolean
limbeck_revision_graph_is_asked (LimbeckRevisionGraph *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), FALSE);

  return self->is_asked;
}

GPtrArray *
limbeck_revision_graph_get_findings (LimbeckRevisionGraph *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), NULL);

  return self->findings;
}

gboolean
limbeck_revision_graph_is_sound (LimbeckRevisionGraph *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), FALSE);

  return self->is_sound;
}

guint
limbeck_revision_graph_get_n_revisions (LimbeckRevisionGraph *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), 0);

  return self->map->n;
}

LimbeckRevision *
limbeck_revision_graph_get_nth (LimbeckRevisionGraph *self, guint index)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), NULL);
  g_return_val_if_fail (index < self->map->n, NULL);

  return limbeck_revision_graph_get_by_number (self, self->number_at[index]);
}

LimbeckRevision *
limbeck_revision_graph_lookup (LimbeckRevisionGraph *self, const char *id)
{
  int number;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  number = limbeck_revision_map_find_id (self->map, id);

  return number >= 0 ? limbeck_revision_graph_get_by_number (self, number) : NULL;
}

GPtrArray *
limbeck_revision_graph_get_heads (LimbeckRevisionGraph *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), NULL);

  return self->heads;
}

GPtrArray *
limbeck_revision_graph_get_real_heads (LimbeckRevisionGraph *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), NULL);

  return self->real_heads;
}

GPtrArray *
limbeck_revision_graph_get_bases (LimbeckRevisionGraph *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (self), NULL);

  return self->bases;
}

static void
limbeck_revision_graph_finalize (GObject *object)
{
  LimbeckRevisionGraph *self = LIMBECK_REVISION_GRAPH (object);

  for (guint i = 0; self->map != NULL && i < self->map->n; i++)
    {
      g_clear_object (&self->revisions[i]);
      g_atomic_rc_box_release ((gpointer) self->labels[i]);
    }
  g_free (self->revisions);
  g_free (self->labels);
  g_free (self->index_of);
  g_free (self->number_at);
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->real_heads);
  g_ptr_array_unref (self->bases);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->map, limbeck_revision_map_free);
  g_clear_pointer (&self->files, limbeck_script_files_unref);
  g_free (self->interpreter_path);
  g_free (self->alembic_version);

  G_OBJECT_CLASS (limbeck_revision_graph_parent_class)->finalize (object);
}

static void
limbeck_revision_graph_class_init (LimbeckRevisionGraphClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_revision_graph_finalize;
}

static void
limbeck_revision_graph_init (LimbeckRevisionGraph *self)
{
  self->heads = g_ptr_array_new ();
  self->real_heads = g_ptr_array_new ();
  self->bases = g_ptr_array_new ();
}
