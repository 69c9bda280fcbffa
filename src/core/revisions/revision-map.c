#include "config.h"

#include <string.h>

#include "core/revisions/acyclic.h"
#include "core/revisions/dependencies.h"

#include "core/revisions/revision-map.h"

static void
clear_defect (gpointer defect)
{
  g_free (((LimbeckDefect *) defect)->path);
}

void
limbeck_revision_map_free (LimbeckRevisionMap *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->scripts);
  g_ptr_array_unref (self->sources);
  g_hash_table_unref (self->names);
  limbeck_links_free (self->parents);
  limbeck_links_free (self->dependencies);
  limbeck_links_free (self->down);
  limbeck_links_free (self->children);
  limbeck_links_free (self->above);
  g_free (self->n_dependents);
  g_free (self->oldest_first);
  g_array_unref (self->defects);
  g_free (self);
}

static LimbeckScript *
get_script (const LimbeckRevisionMap *self, guint number)
{
  return g_ptr_array_index (self->scripts, number);
}

const char *
limbeck_revision_map_get_id (const LimbeckRevisionMap *self, guint number)
{
  g_return_val_if_fail (self != NULL && number < self->n, NULL);

  return get_script (self, number)->texts[LIMBECK_SCRIPT_ID];
}

int
limbeck_revision_map_find (const LimbeckRevisionMap *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, -1);

  return GPOINTER_TO_INT (g_hash_table_lookup (self->names, name)) - 1;
}

int
limbeck_revision_map_find_id (const LimbeckRevisionMap *self, const char *id)
{
  int number = limbeck_revision_map_find (self, id);

  return number >= 0 && strcmp (limbeck_revision_map_get_id (self, number), id) == 0 ? number : -1;
}

static void
add_defect (LimbeckRevisionMap *self,
            LimbeckDefectKind   kind,
            LimbeckScript      *script,
            LimbeckScript      *other,
            const char         *name)
{
  LimbeckDefect defect = { .kind = kind, .script = script, .other = other, .name = name };

  g_array_append_val (self->defects, defect);
}

static gboolean
add_different_ids (LimbeckRevisionMap *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      LimbeckScript *script = g_ptr_array_index (self->sources, i);
      const char    *id = script->texts[LIMBECK_SCRIPT_ID];

      if (id == NULL)
        continue;
      g_ptr_array_add (self->scripts, script);
      if (!g_hash_table_insert (self->names, (char *) id, GUINT_TO_POINTER (++self->n)))
        return FALSE;
    }

  return TRUE;
}

/* A later file with the same id takes the place of the earlier one, as in Alembic's dict. */
static void
add_ids (LimbeckRevisionMap *self)
{
  if (add_different_ids (self))
    return;

  g_hash_table_remove_all (self->names);
  g_ptr_array_set_size (self->scripts, 0);
  self->n = 0;
  for (guint i = 0; i < self->sources->len; i++)
    {
      LimbeckScript *script = g_ptr_array_index (self->sources, i);
      const char    *id = script->texts[LIMBECK_SCRIPT_ID];
      int            number = id != NULL ? limbeck_revision_map_find (self, id) : -1;

      if (number >= 0)
        {
          add_defect (self, LIMBECK_DEFECT_DUPLICATE, script, get_script (self, number), id);
          self->scripts->pdata[number] = script;
        }
      else if (id != NULL)
        {
          g_ptr_array_add (self->scripts, script);
          g_hash_table_insert (self->names, (char *) id, GUINT_TO_POINTER (++self->n));
        }
    }
}

static void
add_labels (LimbeckRevisionMap *self)
{
  for (guint number = 0; number < self->n; number++)
    {
      LimbeckScript *script = get_script (self, number);

      for (const char *const *label = script->lists[LIMBECK_SCRIPT_BRANCH_LABELS]; *label != NULL;
           label++)
        {
          int owner = limbeck_revision_map_find (self, *label);

          if (owner < 0)
            g_hash_table_insert (self->names, (char *) *label, GUINT_TO_POINTER (number + 1));
          else
            add_defect (self, LIMBECK_DEFECT_LABEL_CLASH, script, get_script (self, owner), *label);
        }
    }
}

static gboolean
is_listed (GArray *edges, guint first, guint to)
{
  for (guint i = first; i < edges->len; i += 2)
    if (g_array_index (edges, guint, i + 1) == to)
      return TRUE;

  return FALSE;
}

static int
find_target (LimbeckRevisionMap *self, guint number, LimbeckScriptList list, const char *name)
{
  LimbeckScript *script = get_script (self, number);
  int            target = limbeck_revision_map_find (self, name);

  if (target < 0)
    add_defect (self,
                list == LIMBECK_SCRIPT_DOWN_REVISIONS ? LIMBECK_DEFECT_MISSING_PARENT
                                                      : LIMBECK_DEFECT_MISSING_DEPENDENCY,
                script,
                NULL,
                name);
  else if (target == (int) number)
    add_defect (self, LIMBECK_DEFECT_SELF_LOOP, script, NULL, name);
  else if (list == LIMBECK_SCRIPT_DOWN_REVISIONS &&
           strcmp (limbeck_revision_map_get_id (self, target), name) != 0)
    add_defect (self, LIMBECK_DEFECT_LABEL_AS_PARENT, script, get_script (self, target), name);
  else
    return target;

  return -1;
}

static GArray *
list_edges (LimbeckRevisionMap *self, LimbeckScriptList list)
{
  GArray *edges = g_array_sized_new (FALSE, FALSE, sizeof (guint), 2 * self->n);

  for (guint number = 0; number < self->n; number++)
    {
      guint first = edges->len;

      for (const char *const *name = get_script (self, number)->lists[list]; *name != NULL; name++)
        {
          /* depends_on = "" is none in every version; the reader lets it through only alone */
          int target = **name != '\0' ? find_target (self, number, list, *name) : -1;

          if (target >= 0 && !is_listed (edges, first, target))
            {
              const guint edge[] = { number, target };

              g_array_append_vals (edges, edge, G_N_ELEMENTS (edge));
            }
        }
    }

  return edges;
}

static LimbeckLinks *
join (const LimbeckLinks *parents, const LimbeckLinks *dependencies)
{
  g_autoptr (GArray) edges = NULL;
  const LimbeckLinks *both[] = { parents, dependencies };

  if (dependencies->offsets[dependencies->n] == 0)
    return limbeck_links_copy (parents);

  edges = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint number = 0; number < parents->n; number++)
    {
      guint first = edges->len;

      for (guint k = 0; k < G_N_ELEMENTS (both); k++)
        for (guint i = 0; i < limbeck_links_count (both[k], number); i++)
          {
            guint to = limbeck_links_get (both[k], number)[i];

            if (is_listed (edges, first, to))
              continue;
            g_array_append_val (edges, number);
            g_array_append_val (edges, to);
          }
    }

  return limbeck_links_new (parents->n, edges);
}

static guint *
count_dependents (const LimbeckLinks *all)
{
  guint *counts = g_new0 (guint, MAX (all->n, 1));

  for (guint i = 0; i < all->offsets[all->n]; i++)
    counts[all->items[i]]++;

  return counts;
}

static void
add_cycles (LimbeckRevisionMap *self, GArray *parent_edges, GArray *dependency_edges)
{
  g_autoptr (GPtrArray) cycles = NULL;

  self->oldest_first = limbeck_acyclic_sort (self->n, parent_edges, dependency_edges, &cycles);

  for (guint i = 0; i < cycles->len; i++)
    {
      GArray       *cycle = g_ptr_array_index (cycles, i);
      guint         first = g_array_index (cycle, guint, 0);
      LimbeckDefect defect = { .kind = LIMBECK_DEFECT_CYCLE, .script = get_script (self, first) };
      g_autoptr (GString) path = g_string_new (NULL);

      for (guint k = 0; k < cycle->len; k++)
        {
          g_string_append (path, k > 0 ? " → " : "");
          g_string_append (path,
                           limbeck_revision_map_get_id (self, g_array_index (cycle, guint, k)));
        }
      defect.name = limbeck_revision_map_get_id (self, first);
      defect.path = g_string_free (g_steal_pointer (&path), FALSE);
      g_array_append_val (self->defects, defect);
    }
}

LimbeckRevisionMap *
limbeck_revision_map_new (GPtrArray *scripts)
{
  LimbeckRevisionMap *self;
  g_autoptr (GArray) parent_edges = NULL;
  g_autoptr (GArray) dependency_edges = NULL;
  g_autoptr (LimbeckLinks) declared = NULL;
  g_autoptr (LimbeckLinks) all = NULL;

  g_return_val_if_fail (scripts != NULL, NULL);

  self = g_new0 (LimbeckRevisionMap, 1);
  self->sources = g_ptr_array_ref (scripts);
  self->scripts = g_ptr_array_sized_new (scripts->len);
  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  self->defects = g_array_new (FALSE, FALSE, sizeof (LimbeckDefect));
  g_array_set_clear_func (self->defects, clear_defect);

  add_ids (self);
  add_labels (self);
  parent_edges = list_edges (self, LIMBECK_SCRIPT_DOWN_REVISIONS);
  dependency_edges = list_edges (self, LIMBECK_SCRIPT_DEPENDS_ON);
  add_cycles (self, parent_edges, dependency_edges);

  self->parents = limbeck_links_new (self->n, parent_edges);
  declared = limbeck_links_new (self->n, dependency_edges);
  all = join (self->parents, declared);
  self->n_dependents = count_dependents (all);
  self->dependencies = limbeck_dependencies_normalize (self->parents, declared, self->oldest_first);
  self->down = join (self->parents, self->dependencies);
  self->children = limbeck_links_reverse (self->parents);
  self->above = limbeck_links_reverse (self->down);

  return self;
}
