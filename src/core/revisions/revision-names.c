#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/revisions/revision-graph.h"

#include "core/revisions/revision-names.h"

/* Names of up to three characters must be given in full (script/revision.py, _revision_for_ident). */
#define MAX_UNABBREVIATED 3
#define MAX_SHOWN 3

typedef struct
{
  const char   *prefix;
  const guint8 *lineage;
  GPtrArray    *keys;
  int           number;
} Match;

static guint8 *
close_lineage (const LimbeckRevisionMap *map, const guint *numbers, guint n_numbers)
{
  guint8            *lineage = limbeck_links_close (map->parents, numbers, n_numbers);
  g_autofree guint8 *upward = limbeck_links_close (map->children, numbers, n_numbers);

  for (guint i = 0; i < map->n; i++)
    lineage[i] |= upward[i];

  return lineage;
}

static void
match_key (gpointer key, gpointer value, gpointer user_data)
{
  Match *match = user_data;
  int    number = GPOINTER_TO_INT (value) - 1;

  if (!g_str_has_prefix (key, match->prefix) || g_utf8_strlen (key, -1) <= MAX_UNABBREVIATED ||
      (match->lineage != NULL && !match->lineage[number]))
    return;

  g_ptr_array_add (match->keys, key);
  match->number = number;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
set_several_error (GPtrArray *keys, const char *prefix, GError **error)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  g_ptr_array_sort (keys, compare_keys);
  for (guint i = 0; i < MIN (keys->len, MAX_SHOWN); i++)
    g_string_append_printf (
        shown, "%s“%s”", i > 0 ? ", " : "", (const char *) g_ptr_array_index (keys, i));
  if (keys->len > MAX_SHOWN)
    g_string_append (shown, ", …");

  g_set_error (error,
               LIMBECK_REVISION_ERROR,
               LIMBECK_REVISION_ERROR_NO_SUCH_REVISION,
               /* Translators: the beginning of a revision id, and several ids */
               _ ("“%s” is the beginning of more than one revision: %s. Write more of the id."),
               prefix,
               shown->str);
}

static int
find_by_prefix (const LimbeckRevisionMap *map,
                const char               *prefix,
                const guint8             *lineage,
                GError                  **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  Match match = { .prefix = prefix, .lineage = lineage, .keys = keys, .number = -1 };

  if (*prefix != '\0')
    g_hash_table_foreach (map->names, match_key, &match);
  if (keys->len == 1)
    return match.number;

  if (keys->len > 1)
    set_several_error (keys, prefix, error);
  else
    g_set_error (error,
                 LIMBECK_REVISION_ERROR,
                 LIMBECK_REVISION_ERROR_NO_SUCH_REVISION,
                 /* Translators: a revision id or branch label that was asked for */
                 _ ("There is no revision or branch “%s” in this project."),
                 prefix);

  return -1;
}

int
limbeck_revision_names_find (const LimbeckRevisionMap *map,
                             const char               *name,
                             const char               *branch,
                             GError                  **error)
{
  g_autofree guint8 *lineage = NULL;
  int                number;

  g_return_val_if_fail (map != NULL && name != NULL, -1);

  if (branch != NULL && *branch != '\0')
    {
      int   branch_number = limbeck_revision_names_find (map, branch, NULL, error);
      guint seed = branch_number;

      if (branch_number < 0)
        return -1;
      lineage = close_lineage (map, &seed, 1);
    }

  number = limbeck_revision_map_find (map, name);
  if (number < 0)
    return find_by_prefix (map, name, lineage, error);
  if (lineage == NULL || lineage[number])
    return number;

  g_set_error (error,
               LIMBECK_REVISION_ERROR,
               LIMBECK_REVISION_ERROR_NO_SUCH_REVISION,
               /* Translators: a revision id and a branch label */
               _ ("The revision “%s” is not on the branch “%s”."),
               name,
               branch);

  return -1;
}

GArray *
limbeck_revision_names_find_rows (const LimbeckRevisionMap *map,
                                  const char *const        *rows,
                                  GError                  **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (map != NULL && rows != NULL, NULL);

  for (; *rows != NULL; rows++)
    {
      int   found = limbeck_revision_names_find (map, *rows, NULL, NULL);
      guint number = found;

      if (found < 0)
        {
          g_set_error (error,
                       LIMBECK_REVISION_ERROR,
                       LIMBECK_REVISION_ERROR_NO_SUCH_REVISION,
                       /* Translators: a revision id */
                       _ ("The database is at revision “%s”, which this project does not have. Is "
                          "the checkout older than the database, or is it another database?"),
                       *rows);
          return NULL;
        }
      g_array_append_val (numbers, number);
    }

  return g_steal_pointer (&numbers);
}

/* Heads by down_revision within @lineage, or all of them. */
static GArray *
list_heads (const LimbeckRevisionMap *map, const LimbeckLinks *above, const guint8 *lineage)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint number = 0; number < map->n; number++)
    if (limbeck_links_count (above, number) == 0 && (lineage == NULL || lineage[number]))
      g_array_append_val (heads, number);

  return heads;
}

/* "head" and "heads", of everything or of what is in line with @label. */
static GArray *
find_heads (const LimbeckRevisionMap *map,
            const char               *label,
            gboolean                  is_one,
            const char               *target,
            GError                  **error)
{
  g_autofree guint8 *lineage = NULL;
  g_autoptr (GArray) heads = NULL;

  if (label != NULL)
    lineage = limbeck_revision_names_get_lineage (map, label, error);
  if (label != NULL && lineage == NULL)
    return NULL;

  heads = list_heads (map, label == NULL && !is_one ? map->above : map->children, lineage);
  if (is_one && heads->len > 1)
    {
      g_set_error (
          error,
          LIMBECK_REVISION_ERROR,
          LIMBECK_REVISION_ERROR_SEVERAL_HEADS,
          /* Translators: a number, and what was asked for, for example "head" */
          _ ("There are %u heads, so “%s” is not clear. Name one of them, take “heads” for "
             "all, or merge them."),
          heads->len,
          target);
      return NULL;
    }

  return g_steal_pointer (&heads);
}

/* Takes @target apart; @name is left where it is no symbol, and @numbers otherwise. */
static gboolean
expand (const LimbeckRevisionMap *map,
        const char               *target,
        char                    **label,
        const char              **name,
        GArray                  **numbers,
        GError                  **error)
{
  const char *at = strchr (target, '@');

  *name = at != NULL ? at + 1 : target;
  *label = at != NULL && at > target ? g_strndup (target, at - target) : NULL;
  *numbers = NULL;

  if (strcmp (*name, "heads") == 0 || strcmp (*name, "head") == 0)
    *numbers = find_heads (map, *label, strcmp (*name, "head") == 0, target, error);
  else if (strcmp (*name, "base") == 0)
    *numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  else
    return TRUE;

  *name = NULL;

  return *numbers != NULL;
}

static gboolean
append_found (const LimbeckRevisionMap *map,
              const char               *name,
              const char               *branch,
              GArray                   *numbers,
              GError                  **error)
{
  int   found = limbeck_revision_names_find (map, name, branch, error);
  guint number = found;

  if (found >= 0)
    g_array_append_val (numbers, number);

  return found >= 0;
}

static gboolean
has_branch (const LimbeckRevisionMap *map, const char *label, GError **error)
{
  return label == NULL || limbeck_revision_names_find (map, label, NULL, error) >= 0;
}

GArray *
limbeck_revision_names_resolve (const LimbeckRevisionMap *map, const char *target, GError **error)
{
  g_autofree char *label = NULL;
  g_autoptr (GArray) numbers = NULL;
  const char *name;

  g_return_val_if_fail (map != NULL && target != NULL, NULL);

  if (!expand (map, target, &label, &name, &numbers, error))
    return NULL;

  if (name != NULL)
    {
      numbers = g_array_new (FALSE, FALSE, sizeof (guint));
      if (!append_found (map, name, label, numbers, error))
        return NULL;
    }
  else if (numbers->len > 0 && !has_branch (map, label, error))
    return NULL;

  return g_steal_pointer (&numbers);
}

gboolean
limbeck_revision_names_resolve_one (const LimbeckRevisionMap *map,
                                    const char               *target,
                                    int                      *number,
                                    GError                  **error)
{
  g_autofree char *label = NULL;
  g_autoptr (GArray) numbers = NULL;
  const char *name;

  g_return_val_if_fail (map != NULL && target != NULL && number != NULL, FALSE);

  if (!expand (map, target, &label, &name, &numbers, error))
    return FALSE;
  if (name != NULL)
    {
      *number = limbeck_revision_names_find (map, name, label, error);
      return *number >= 0;
    }

  if (numbers->len > 1)
    {
      g_set_error (error,
                   LIMBECK_REVISION_ERROR,
                   LIMBECK_REVISION_ERROR_SEVERAL_HEADS,
                   /* Translators: what was asked for, for example "heads", and a number */
                   _ ("“%s” means %u revisions here. Name one of them."),
                   target,
                   numbers->len);
      return FALSE;
    }
  *number = numbers->len == 1 ? (int) g_array_index (numbers, guint, 0) : -1;

  return has_branch (map, label, error);
}

guint8 *
limbeck_revision_names_get_lineage (const LimbeckRevisionMap *map,
                                    const char               *branch,
                                    GError                  **error)
{
  g_autofree char *label = NULL;
  g_autoptr (GArray) numbers = NULL;
  const char *name;

  g_return_val_if_fail (map != NULL && branch != NULL, NULL);

  if (!expand (map, branch, &label, &name, &numbers, error))
    return NULL;
  if (numbers == NULL)
    numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  if ((name != NULL && !append_found (map, name, NULL, numbers, error)) ||
      (label != NULL && !append_found (map, label, NULL, numbers, error)))
    return NULL;

  if (numbers->len > 0)
    return close_lineage (map, (const guint *) (void *) numbers->data, numbers->len);

  /* "base" excludes nothing */
  return memset (g_new (guint8, MAX (map->n, 1)), 1, map->n);
}

gboolean
limbeck_revision_names_check_symbol (const LimbeckRevisionMap *map,
                                     const char               *branch,
                                     GError                  **error)
{
  g_autofree char *label = NULL;
  g_autoptr (GArray) numbers = NULL;
  const char *name;

  g_return_val_if_fail (map != NULL && branch != NULL, FALSE);

  return expand (map, branch, &label, &name, &numbers, error);
}
