#include "config.h"

#include <string.h>

#include "core/revisions/revision.h"

#include "graph-of.h"

static gsize
add (LimbeckScriptDraft *draft, const char *text)
{
  return limbeck_script_draft_add_bytes (draft, text, strlen (text));
}

LimbeckScript *
script_of_line (const char *line)
{
  g_autoptr (LimbeckScriptDraft) draft = limbeck_script_draft_new ();
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autofree char  *path = g_strdup_printf ("/versions/%s.py", words[0]);
  LimbeckScriptList list = LIMBECK_SCRIPT_DOWN_REVISIONS;

  limbeck_script_draft_set_text (draft, LIMBECK_SCRIPT_PATH, add (draft, path));
  limbeck_script_draft_set_text (draft, LIMBECK_SCRIPT_ID, add (draft, words[0]));
  limbeck_script_draft_set_docstring (draft, line, strlen (line));
  for (guint i = 1; words[i] != NULL; i++)
    if (strcmp (words[i], "<") == 0)
      list = LIMBECK_SCRIPT_DOWN_REVISIONS;
    else if (strcmp (words[i], "~") == 0)
      list = LIMBECK_SCRIPT_DEPENDS_ON;
    else if (strcmp (words[i], ":") == 0)
      list = LIMBECK_SCRIPT_BRANCH_LABELS;
    else
      limbeck_script_draft_append (draft, list, add (draft, words[i]));

  return limbeck_script_draft_finish (draft);
}

static GPtrArray *
collect_scripts (const char *line, va_list lines)
{
  GPtrArray *scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_script_unref);

  for (; line != NULL; line = va_arg (lines, const char *))
    g_ptr_array_add (scripts, script_of_line (line));

  return scripts;
}

GPtrArray *
scripts_of (const char *line, ...)
{
  GPtrArray *scripts;
  va_list    lines;

  va_start (lines, line);
  scripts = collect_scripts (line, lines);
  va_end (lines);

  return scripts;
}

LimbeckRevisionGraph *
graph_of_scripts (GPtrArray *scripts)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  LimbeckGraphOrigin origin = { NULL };

  return limbeck_revision_graph_new (scripts, &origin, findings);
}

LimbeckRevisionGraph *
graph_of (const char *line, ...)
{
  g_autoptr (GPtrArray) scripts = NULL;
  va_list lines;

  va_start (lines, line);
  scripts = collect_scripts (line, lines);
  va_end (lines);

  return graph_of_scripts (scripts);
}

char *
ids_of (GPtrArray *revisions)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < revisions->len; i++)
    {
      g_string_append (ids, i > 0 ? " " : "");
      g_string_append (ids, limbeck_revision_get_id (g_ptr_array_index (revisions, i)));
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

char *
listing_of (LimbeckRevisionGraph *graph)
{
  g_autoptr (GPtrArray) revisions = g_ptr_array_new ();

  for (guint i = 0; i < limbeck_revision_graph_get_n_revisions (graph); i++)
    g_ptr_array_add (revisions, limbeck_revision_graph_get_nth (graph, i));

  return ids_of (revisions);
}
