#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/revisions/range-sets.h"
#include "core/revisions/revision-graph.h"
#include "core/revisions/revision-names.h"

#include "core/revisions/range-target.h"

/* Where a walk ends; numbers of revisions are not negative. */
enum
{
  AT_START = -1,
  AT_BASE = -2,
  OFF_TREE = -3,
};

void
limbeck_relative_target_clear (LimbeckRelativeTarget *self)
{
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->symbol, g_free);
}

static gboolean
is_word (const char *p)
{
  gunichar c = g_utf8_get_char_validated (p, -1);

  return *p == '_' || (c < 0x110000 && g_unichar_isalnum (c));
}

/* (\w+)?([+-]\d+) at the beginning of @text; what follows does not matter. */
static gboolean
parse_steps (LimbeckRelativeTarget *self, const char *text)
{
  const char *p = text;

  while (is_word (p))
    p = g_utf8_next_char (p);
  if ((*p != '+' && *p != '-') || !g_ascii_isdigit (p[1]))
    return FALSE;

  self->symbol = p > text ? g_strndup (text, p - text) : NULL;
  self->steps = CLAMP (g_ascii_strtoll (p, NULL, 10), -G_MAXINT, G_MAXINT);

  return TRUE;
}

/* (?:(.+?)@)? before that: the shortest label that leaves something relative, or else none. */
gboolean
limbeck_relative_target_parse (LimbeckRelativeTarget *self, const char *target)
{
  g_return_val_if_fail (self != NULL && target != NULL, FALSE);

  *self = (LimbeckRelativeTarget){ NULL };
  if (strchr (target, '\n') != NULL)
    return FALSE;

  for (const char *at = strchr (target, '@'); at != NULL; at = strchr (at + 1, '@'))
    if (at > target && parse_steps (self, at + 1))
      {
        self->label = g_strndup (target, at - target);
        return TRUE;
      }

  return parse_steps (self, target);
}

static void
set_range_error (const char *target, GError **error)
{
  g_set_error (error,
               LIMBECK_REVISION_ERROR,
               LIMBECK_REVISION_ERROR_OUT_OF_RANGE,
               /* Translators: a relative target, for example "+3" */
               _ ("“%s” leads off the tree: there are not that many revisions. Name a revision "
                  "instead."),
               target);
}

static void
set_ambiguous_error (const char *target, GError **error)
{
  g_set_error (error,
               LIMBECK_REVISION_ERROR,
               LIMBECK_REVISION_ERROR_AMBIGUOUS,
               /* Translators: a relative target, for example "-1" */
               _ ("“%s” could lead to more than one revision. Name the one that is meant."),
               target);
}

/* One step up from @number: its children, or the bases, that are in @lineage. */
static int
step_up (const LimbeckRevisionMap *map, int number, const guint8 *lineage)
{
  int   found = OFF_TREE;
  guint n = number >= 0 ? limbeck_links_count (map->children, number) : map->n;

  for (guint i = 0; i < n; i++)
    {
      guint          next = number >= 0 ? limbeck_links_get (map->children, number)[i] : i;
      LimbeckScript *script = g_ptr_array_index (map->scripts, next);

      if (number < 0 && *script->lists[LIMBECK_SCRIPT_DOWN_REVISIONS] != NULL)
        continue;
      if (lineage != NULL && !lineage[next])
        continue;
      if (found >= 0)
        return AT_START;
      found = next;
    }

  return found;
}

/* One step down: the only parent, or base; from the start, as Alembic does, to the only head. */
static int
step_down (const LimbeckRevisionMap *map, int number)
{
  int found = AT_BASE;

  if (number == AT_BASE)
    return OFF_TREE;
  if (number >= 0)
    {
      LimbeckScript     *script = g_ptr_array_index (map->scripts, number);
      const char *const *down = script->lists[LIMBECK_SCRIPT_DOWN_REVISIONS];

      if (down[0] == NULL)
        return AT_BASE;

      return down[1] == NULL ? (int) *limbeck_links_get (map->parents, number) : AT_START;
    }

  for (guint i = 0; i < map->n; i++)
    if (limbeck_links_count (map->children, i) == 0)
      {
        if (found >= 0)
          return AT_START;
        found = i;
      }

  return found;
}

/* Goes @steps from @number (AT_START: before everything); *@number says where that ends. */
static gboolean
walk (const LimbeckRevisionMap *map,
      int                      *number,
      int                       steps,
      const char               *label,
      const char               *target,
      GError                  **error)
{
  g_autofree guint8 *lineage = NULL;

  for (int i = 0; i < ABS (steps) && *number != OFF_TREE; i++)
    {
      gboolean is_top = *number >= 0 ? limbeck_links_count (map->children, *number) == 0
                                     : map->n == 0;

      /* Alembic looks at the label only when there is something to choose from. */
      if (steps > 0 && label != NULL && lineage == NULL &&
          (!limbeck_revision_names_check_symbol (map, label, error) ||
           (!is_top && (lineage = limbeck_revision_names_get_lineage (map, label, error)) == NULL)))
        return FALSE;
      *number = steps > 0 ? step_up (map, *number, lineage) : step_down (map, *number);
      if (*number == AT_START)
        {
          set_ambiguous_error (target, error);
          return FALSE;
        }
    }

  return TRUE;
}

/* The revisions of @label that are applied and have none of its revisions above them. */
static GArray *
find_active (const LimbeckRevisionMap *map, GArray *rows, const guint8 *lineage)
{
  GArray            *active = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *applied = limbeck_range_find_applied (map, rows);

  for (guint i = 0; i < rows->len; i++)
    if (lineage[g_array_index (rows, guint, i)])
      g_array_append_val (active, g_array_index (rows, guint, i));

  for (guint number = 0; active->len == 0 && number < map->n; number++)
    applied[number] &= lineage[number];
  if (active->len > 0)
    return active;

  for (guint number = 0; number < map->n; number++)
    {
      const guint *above = limbeck_links_get (map->above, number);
      gboolean     is_tip = applied[number];

      for (guint i = 0; i < limbeck_links_count (map->above, number); i++)
        is_tip &= !applied[above[i]];
      if (is_tip)
        g_array_append_val (active, number);
    }

  return active;
}

static gboolean
find_start (const LimbeckRevisionMap    *map,
            const char *const           *rows,
            const LimbeckRelativeTarget *parts,
            const char                  *target,
            int                         *number,
            GError                     **error)
{
  g_autoptr (GArray) start = NULL;

  if (parts->label == NULL && rows[0] != NULL && rows[1] != NULL)
    {
      set_ambiguous_error (target, error);
      return FALSE;
    }
  start = limbeck_revision_names_find_rows (map, rows, error);
  if (start == NULL ||
      (parts->label != NULL && !limbeck_revision_names_check_symbol (map, parts->label, error)))
    return FALSE;

  if (parts->label != NULL && start->len > 0)
    {
      g_autofree guint8 *lineage = limbeck_revision_names_get_lineage (map, parts->label, error);
      g_autoptr (GArray) numbers = g_steal_pointer (&start);

      if (lineage == NULL)
        return FALSE;
      start = find_active (map, numbers, lineage);
    }
  if (start->len > 1)
    {
      set_ambiguous_error (target, error);
      return FALSE;
    }
  *number = start->len == 1 ? (int) g_array_index (start, guint, 0) : AT_START;

  return TRUE;
}

static GArray *
resolve_relative_upgrade (const LimbeckRevisionMap    *map,
                          const char *const           *rows,
                          const LimbeckRelativeTarget *parts,
                          const char                  *target,
                          GError                     **error)
{
  gboolean         is_up = parts->steps > 0;
  g_autofree char *start = NULL;
  GArray          *numbers;
  int              number = AT_START;

  if (parts->symbol == NULL && !is_up)
    {
      set_range_error (target, error);
      return NULL;
    }

  if (parts->symbol != NULL)
    start = parts->label != NULL && !is_up ? g_strconcat (parts->label, "@", parts->symbol, NULL)
                                           : g_strdup (parts->symbol);
  if (start != NULL ? !limbeck_revision_names_resolve_one (map, start, &number, error)
                    : !find_start (map, rows, parts, target, &number, error))
    return NULL;
  if (!walk (map, &number, parts->steps, parts->label, target, error))
    return NULL;
  if (number < 0)
    {
      set_range_error (target, error);
      return NULL;
    }

  numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (numbers, number);

  return numbers;
}

GArray *
limbeck_range_target_upgrade (const LimbeckRevisionMap *map,
                              const char *const        *rows,
                              const char               *target,
                              GError                  **error)
{
  g_auto (LimbeckRelativeTarget) parts = { NULL };

  g_return_val_if_fail (map != NULL && rows != NULL && target != NULL, NULL);

  if (limbeck_relative_target_parse (&parts, target))
    return resolve_relative_upgrade (map, rows, &parts, target, error);

  return limbeck_revision_names_resolve (map, target, error);
}

/* Which row is meant by "LABEL@-n": the one on that branch, or else what of it is current. */
static gboolean
find_row_of (const LimbeckRevisionMap *map,
             const char *const        *rows,
             const char               *label,
             const char               *target,
             int                      *number,
             GError                  **error)
{
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GArray) current = NULL;
  g_autofree guint8 *lineage = NULL;
  g_autofree guint8 *applied = NULL;
  guint              n_found = 0;

  if (!limbeck_revision_names_check_symbol (map, label, error) ||
      (numbers = limbeck_revision_names_find_rows (map, rows, error)) == NULL)
    return FALSE;
  if (numbers->len > 0 &&
      (lineage = limbeck_revision_names_get_lineage (map, label, error)) == NULL)
    return FALSE;

  applied = limbeck_range_find_applied (map, numbers);
  current = limbeck_range_find_current (map, applied);
  for (guint pass = 0; pass < 2 && n_found == 0; pass++)
    {
      GArray *candidates = pass == 0 ? numbers : current;

      for (guint i = 0; i < candidates->len; i++)
        if (lineage[g_array_index (candidates, guint, i)])
          {
            *number = g_array_index (candidates, guint, i);
            n_found++;
          }
    }

  if (n_found > 1)
    set_ambiguous_error (target, error);
  else if (n_found == 0)
    set_range_error (target, error);

  /* "heads" and the like can be compared with, but are no branch to be on */
  return n_found == 1 && limbeck_revision_names_find (
                             map, limbeck_revision_map_get_id (map, *number), label, error) >= 0;
}

/* Where "-n" begins; Alembic takes the first row that the server returns, and limits the downgrade to its branch. */
static gboolean
find_downgrade_start (const LimbeckRevisionMap    *map,
                      const char *const           *rows,
                      const LimbeckRelativeTarget *parts,
                      const char                  *target,
                      char                       **branch,
                      int                         *number,
                      GError                     **error)
{
  g_autofree char *start = NULL;
  g_autoptr (GArray) first = NULL;

  *branch = g_strdup (parts->label);
  if (parts->symbol != NULL)
    {
      start = parts->label != NULL && parts->steps < 0
                  ? g_strconcat (parts->label, "@", parts->symbol, NULL)
                  : g_strdup (parts->symbol);
      return limbeck_revision_names_resolve_one (map, start, number, error);
    }
  if (parts->steps >= 0 || (parts->label == NULL && rows[0] == NULL))
    {
      set_range_error (target, error);
      return FALSE;
    }
  if (parts->label != NULL)
    return find_row_of (map, rows, parts->label, target, number, error);

  first = limbeck_revision_names_find_rows (map, (const char *const[]){ rows[0], NULL }, error);
  if (first == NULL)
    return FALSE;
  *branch = g_strdup (rows[0]);
  *number = g_array_index (first, guint, 0);

  return TRUE;
}

gboolean
limbeck_range_target_downgrade (const LimbeckRevisionMap *map,
                                const char *const        *rows,
                                const char               *target,
                                char                    **branch,
                                int                      *number,
                                GError                  **error)
{
  g_auto (LimbeckRelativeTarget) parts = { NULL };
  g_autofree char *label = NULL;

  g_return_val_if_fail (map != NULL && rows != NULL && target != NULL, FALSE);
  g_return_val_if_fail (branch != NULL && number != NULL, FALSE);

  *branch = NULL;
  if (!limbeck_relative_target_parse (&parts, target))
    {
      const char *at = strrchr (target, '@');

      if (!limbeck_revision_names_resolve_one (map, at != NULL ? at + 1 : target, number, error))
        return FALSE;
      *branch = at != NULL && at > target ? g_strndup (target, at - target) : NULL;
      return TRUE;
    }

  if (!find_downgrade_start (map, rows, &parts, target, &label, number, error) ||
      !walk (map, number, parts.steps, parts.label, target, error))
    return FALSE;
  if (*number == OFF_TREE || *number == AT_START)
    {
      set_range_error (target, error);
      return FALSE;
    }
  *number = MAX (*number, -1);
  *branch = g_steal_pointer (&label);

  return TRUE;
}
