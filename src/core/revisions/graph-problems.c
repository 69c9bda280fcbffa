#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/finding.h"

#include "core/revisions/graph-problems.h"

/* Width of alembic_version.version_num, unless a project has widened it. */
#define COLUMN_WIDTH 32

typedef struct
{
  const char     *id;
  LimbeckSeverity severity;
  const char     *title;
  const char     *remedy;
} Kind;

static const Kind defect_kinds[] = {
  [LIMBECK_DEFECT_DUPLICATE] = {
    "duplicate-revision", LIMBECK_SEVERITY_BLOCKER,
    N_ ("Two files have the same revision id"),
    N_ ("Delete the copy, or give it an id of its own. Alembic takes the last file and forgets the other."),
  },
  [LIMBECK_DEFECT_MISSING_PARENT] = {
    "missing-parent", LIMBECK_SEVERITY_BLOCKER,
    N_ ("A revision follows one that is not there"),
    N_ ("Bring back the missing file (it may be on another branch), or correct down_revision."),
  },
  [LIMBECK_DEFECT_LABEL_AS_PARENT] = {
    "missing-parent", LIMBECK_SEVERITY_BLOCKER,
    N_ ("A down_revision names a branch label"),
    N_ ("Write the full revision id: Alembic takes labels in depends_on only."),
  },
  [LIMBECK_DEFECT_MISSING_DEPENDENCY] = {
    "missing-dependency", LIMBECK_SEVERITY_BLOCKER,
    N_ ("A revision depends on one that is not there"),
    N_ ("Bring back the missing file, install the package that has it, or correct depends_on."),
  },
  [LIMBECK_DEFECT_SELF_LOOP] = {
    "revision-cycle", LIMBECK_SEVERITY_BLOCKER,
    N_ ("A revision names itself"),
    N_ ("Correct down_revision or depends_on of the file."),
  },
  [LIMBECK_DEFECT_CYCLE] = {
    "revision-cycle", LIMBECK_SEVERITY_BLOCKER,
    N_ ("Revisions wait for each other in a circle"),
    N_ ("Correct down_revision or depends_on of one of them. Alembic does not notice every such circle, and then never ends."),
  },
  [LIMBECK_DEFECT_LABEL_CLASH] = {
    "label-clash", LIMBECK_SEVERITY_BLOCKER,
    N_ ("A branch label is used twice"),
    N_ ("Give each branch a label of its own that is no revision id."),
  },
};

static void
append_line (GString *lines, const char *line)
{
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, line);
}

static char *
dup_file_name (LimbeckScript *script)
{
  return g_filename_display_name (limbeck_script_get_name (script));
}

static char *
describe_defect (const LimbeckDefect *defect)
{
  g_autofree char *file = dup_file_name (defect->script);
  g_autofree char *other = defect->other != NULL ? dup_file_name (defect->other) : NULL;

  switch (defect->kind)
    {
    case LIMBECK_DEFECT_DUPLICATE:
      /* Translators: a revision id and two file names; the second file is the one that counts */
      return g_strdup_printf (_ ("“%s” in %s and %s"), defect->name, other, file);
    case LIMBECK_DEFECT_MISSING_PARENT:
    case LIMBECK_DEFECT_MISSING_DEPENDENCY:
      /* Translators: a file name and the revision id that it names */
      return g_strdup_printf (_ ("%s names “%s”"), file, defect->name);
    case LIMBECK_DEFECT_LABEL_AS_PARENT:
      /* Translators: a file name, the branch label that it names, and the file that has this label */
      return g_strdup_printf (_ ("%s names “%s”, the label of %s"), file, defect->name, other);
    case LIMBECK_DEFECT_SELF_LOOP:
      /* Translators: a revision id and a file name */
      return g_strdup_printf (_ ("“%s” in %s"), defect->name, file);
    case LIMBECK_DEFECT_CYCLE:
      /* Translators: revision ids with arrows between them, and the file of the first */
      return g_strdup_printf (_ ("%s, beginning with %s"), defect->path, file);
    case LIMBECK_DEFECT_LABEL_CLASH:
    default:
      /* Translators: a branch label and two file names */
      return g_strdup_printf (_ ("“%s” in %s, already used by %s"), defect->name, file, other);
    }
}

static void
add_defects (const LimbeckRevisionMap *map, GPtrArray *findings)
{
  for (guint k = 0; k < G_N_ELEMENTS (defect_kinds); k++)
    {
      const Kind *kind = &defect_kinds[k];
      g_autoptr (GString) lines = g_string_new (NULL);

      for (guint i = 0; i < map->defects->len; i++)
        {
          LimbeckDefect   *defect = &g_array_index (map->defects, LimbeckDefect, i);
          g_autofree char *line = defect->kind == k ? describe_defect (defect) : NULL;

          if (line != NULL)
            append_line (lines, line);
        }
      if (lines->len > 0)
        g_ptr_array_add (
            findings,
            limbeck_finding_new (
                kind->id, kind->severity, _ (kind->title), lines->str, _ (kind->remedy)));
    }
}

typedef gboolean (*IdTest) (const char *id, LimbeckInterpreter *interpreter);

static gboolean
is_illegal (const char *id, LimbeckInterpreter *interpreter)
{
  for (const char *p = id; *p != '\0'; p++)
    if (*p == '@' || *p == '-' || *p == '+' ||
        (*p == ':' && interpreter != NULL &&
         limbeck_interpreter_is_at_least (interpreter, 1, 17, 1)))
      return TRUE;

  return FALSE;
}

static gboolean
is_reserved (const char *id, LimbeckInterpreter *interpreter)
{
  return strcmp (id, "head") == 0 || strcmp (id, "heads") == 0 || strcmp (id, "base") == 0 ||
         strcmp (id, "current") == 0;
}

static gboolean
is_long (const char *id, LimbeckInterpreter *interpreter)
{
  return strlen (id) > COLUMN_WIDTH && g_utf8_strlen (id, -1) > COLUMN_WIDTH;
}

static const struct
{
  IdTest test;
  Kind   kind;
} id_kinds[] = {
  {
      is_illegal,
      {
          "illegal-revision-id",
          LIMBECK_SEVERITY_BLOCKER,
          N_ ("A revision id has a character that Alembic refuses"),
          N_ ("Rename the revision, without “@”, “-”, “+” and “:”, in its file and in those that follow it."),
      },
  },
  {
      is_reserved,
      {
          "reserved-revision-id",
          LIMBECK_SEVERITY_WARNING,
          N_ ("A revision id is a word that Alembic takes for something else"),
          N_ ("Rename the revision, or Alembic will not find it by its id."),
      },
  },
  {
      is_long,
      {
          "long-revision-id",
          LIMBECK_SEVERITY_WARNING,
          N_ ("A revision id is longer than the version table usually takes"),
          N_ ("Rename the revision to at most 32 characters, unless this project has widened the column version_num."),
      },
  },
};

/* Which kinds there are at all, as bits. */
static guint
find_id_kinds (const LimbeckRevisionMap *map, LimbeckInterpreter *interpreter)
{
  guint present = 0;

  for (guint number = 0; number < map->n; number++)
    {
      const char *id = limbeck_revision_map_get_id (map, number);

      for (guint k = 0; k < G_N_ELEMENTS (id_kinds); k++)
        if (id_kinds[k].test (id, interpreter))
          present |= 1u << k;
    }

  return present;
}

static void
add_id_problems (const LimbeckRevisionMap *map,
                 LimbeckInterpreter       *interpreter,
                 GPtrArray                *findings)
{
  guint present = find_id_kinds (map, interpreter);

  for (guint k = 0; k < G_N_ELEMENTS (id_kinds); k++)
    {
      if ((present >> k & 1) == 0)
        continue;

      const Kind *kind = &id_kinds[k].kind;
      g_autoptr (GString) lines = g_string_new (NULL);

      for (guint number = 0; number < map->n; number++)
        {
          const char *id = limbeck_revision_map_get_id (map, number);

          if (id_kinds[k].test (id, interpreter))
            {
              g_autofree char *file = dup_file_name (g_ptr_array_index (map->scripts, number));
              /* Translators: a revision id and a file name */
              g_autofree char *line = g_strdup_printf (_ ("“%s” in %s"), id, file);

              append_line (lines, line);
            }
        }
      if (lines->len > 0)
        g_ptr_array_add (
            findings,
            limbeck_finding_new (
                kind->id, kind->severity, _ (kind->title), lines->str, _ (kind->remedy)));
    }
}

void
limbeck_graph_problems_find (const LimbeckRevisionMap *map,
                             LimbeckInterpreter       *interpreter,
                             GPtrArray                *findings)
{
  g_return_if_fail (map != NULL && findings != NULL);

  add_defects (map, findings);
  add_id_problems (map, interpreter, findings);
}
