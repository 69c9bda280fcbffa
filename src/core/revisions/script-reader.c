#include "config.h"

#include <string.h>

#include "core/revisions/python-encoding.h"
#include "core/revisions/python-module.h"

#include "core/revisions/script-reader.h"

struct _LimbeckScriptReader
{
  LimbeckScriptDraft  *draft;
  LimbeckPythonModule *module;
};

LimbeckScriptReader *
limbeck_script_reader_new (void)
{
  LimbeckScriptReader *self = g_new0 (LimbeckScriptReader, 1);

  self->draft = limbeck_script_draft_new ();
  self->module = limbeck_python_module_new ();

  return self;
}

void
limbeck_script_reader_free (LimbeckScriptReader *self)
{
  if (self == NULL)
    return;

  limbeck_script_draft_free (self->draft);
  limbeck_python_module_free (self->module);
  g_free (self);
}

void
limbeck_script_reader_set_brief (LimbeckScriptReader *self, gboolean is_brief)
{
  g_return_if_fail (self != NULL);

  self->draft->is_brief = is_brief;
}

static void
begin (LimbeckScriptReader *self, const LimbeckScriptStamp *stamp)
{
  limbeck_script_draft_reset (self->draft);
  self->draft->script.stamp = *stamp;
}

/* The path comes last, as the strings that every walk over the graph compares are better together. */
static LimbeckScript *
finish (LimbeckScriptReader *self, const char *path)
{
  limbeck_script_draft_set_text (self->draft,
                                 LIMBECK_SCRIPT_PATH,
                                 limbeck_script_draft_add_bytes (self->draft, path, strlen (path)));

  return limbeck_script_draft_finish (self->draft);
}

static const char *
find_name (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static void
refuse_name (LimbeckScriptReader *self, const char *subject, const LimbeckPythonBinding *binding)
{
  if (self->draft->script.problem == LIMBECK_SCRIPT_PROBLEM_NONE)
    limbeck_script_draft_refuse (self->draft,
                                 LIMBECK_SCRIPT_COMPUTED,
                                 LIMBECK_SCRIPT_PROBLEM_NOT_LITERAL,
                                 subject,
                                 limbeck_python_module_find_line (self->module, binding->at));
}

/* Alembic 0.1 had the id only in the name: [a-f0-9]+\.py (script/base.py, _legacy_rev). */
static void
take_id_from_name (LimbeckScriptReader *self, const char *name)
{
  gsize n = strspn (name, "0123456789abcdef");

  if (n > 0 && strcmp (name + n, ".py") == 0)
    limbeck_script_draft_set_text (
        self->draft, LIMBECK_SCRIPT_ID, limbeck_script_draft_add_bytes (self->draft, name, n));
  else if (self->draft->script.problem == LIMBECK_SCRIPT_PROBLEM_NONE)
    limbeck_script_draft_refuse (
        self->draft, LIMBECK_SCRIPT_REFUSED, LIMBECK_SCRIPT_PROBLEM_NO_REVISION, "revision", 0);
}

static void
take_id (LimbeckScriptReader *self, const char *name)
{
  LimbeckPythonBinding *binding = &self->module->bindings[LIMBECK_PYTHON_REVISION];
  gsize                 place;

  if (binding->state == LIMBECK_PYTHON_UNBOUND)
    {
      take_id_from_name (self, name);
      return;
    }
  if (binding->state == LIMBECK_PYTHON_COMPUTED ||
      binding->literal.kind != LIMBECK_PYTHON_LITERAL_STRING)
    {
      refuse_name (self, "revision", binding);
      return;
    }

  place = g_array_index (binding->literal.places, gssize, 0);
  if (self->draft->bytes->str[place] == '\0')
    refuse_name (self, "revision", binding);
  else
    limbeck_script_draft_set_text (self->draft, LIMBECK_SCRIPT_ID, place);
}

/*
 * The values that every version of Alembic understands alike. A None in a tuple, or an empty string that is not
 * alone in depends_on, is an error there; an empty down_revision is a base before 1.12.1 and an error since.
 */
static gboolean
take_list (LimbeckScriptReader *self, LimbeckScriptList list, LimbeckPythonBinding *binding)
{
  GArray  *places = binding->literal.places;
  gboolean is_sole_none = places->len == 1 && g_array_index (places, gssize, 0) < 0;

  if (binding->state != LIMBECK_PYTHON_LITERAL)
    return binding->state == LIMBECK_PYTHON_UNBOUND;
  if (binding->literal.kind == LIMBECK_PYTHON_LITERAL_NONE)
    return TRUE;
  if (is_sole_none)
    return list != LIMBECK_SCRIPT_BRANCH_LABELS;

  for (guint i = 0; i < places->len; i++)
    {
      gssize   place = g_array_index (places, gssize, i);
      gboolean is_empty = place >= 0 && self->draft->bytes->str[place] == '\0';

      if (is_empty && list == LIMBECK_SCRIPT_DEPENDS_ON && places->len == 1)
        break;
      if (place < 0 || (is_empty && list != LIMBECK_SCRIPT_BRANCH_LABELS))
        {
          g_array_set_size (self->draft->lists[list], 0);
          return FALSE;
        }
      limbeck_script_draft_append (self->draft, list, place);
    }

  return TRUE;
}

static void
take_lists (LimbeckScriptReader *self)
{
  LimbeckPythonBinding *down = &self->module->bindings[LIMBECK_PYTHON_DOWN_REVISION];
  LimbeckPythonBinding *labels = &self->module->bindings[LIMBECK_PYTHON_BRANCH_LABELS];
  LimbeckPythonBinding *depends = &self->module->bindings[LIMBECK_PYTHON_DEPENDS_ON];

  if (down->state == LIMBECK_PYTHON_UNBOUND &&
      self->draft->script.problem == LIMBECK_SCRIPT_PROBLEM_NONE)
    limbeck_script_draft_refuse (self->draft,
                                 LIMBECK_SCRIPT_REFUSED,
                                 LIMBECK_SCRIPT_PROBLEM_NO_DOWN_REVISION,
                                 "down_revision",
                                 0);
  if (!take_list (self, LIMBECK_SCRIPT_DOWN_REVISIONS, down))
    refuse_name (self, "down_revision", down);
  if (!take_list (self, LIMBECK_SCRIPT_BRANCH_LABELS, labels))
    refuse_name (self, "branch_labels", labels);
  if (!take_list (self, LIMBECK_SCRIPT_DEPENDS_ON, depends))
    refuse_name (self, "depends_on", depends);

  self->draft->script.needs_set_support = down->state == LIMBECK_PYTHON_LITERAL &&
                                          down->literal.is_set && down->literal.places->len == 1;
  self->draft->script.is_dependent = depends->state == LIMBECK_PYTHON_LITERAL &&
                                     depends->literal.places->len > 0 &&
                                     g_array_index (depends->literal.places, gssize, 0) >= 0;
}

static void
take_docstring (LimbeckScriptReader *self)
{
  LimbeckPythonBinding *binding = &self->module->bindings[LIMBECK_PYTHON_DOC];
  const char           *docstring = self->module->docstring;
  gsize                 length = self->module->docstring_length;
  g_autofree char      *assigned = NULL;
  gssize                place = -1;

  if (binding->state == LIMBECK_PYTHON_LITERAL &&
      binding->literal.kind == LIMBECK_PYTHON_LITERAL_STRING)
    place = g_array_index (binding->literal.places, gssize, 0);

  if (binding->state == LIMBECK_PYTHON_COMPUTED ||
      (binding->state == LIMBECK_PYTHON_LITERAL &&
       binding->literal.kind == LIMBECK_PYTHON_LITERAL_SEQUENCE))
    refuse_name (self, "__doc__", binding);
  else if (place < 0 && (!self->module->has_docstring || binding->state == LIMBECK_PYTHON_LITERAL))
    return;

  /* The bytes of the draft move while they grow. */
  if (place >= 0)
    {
      docstring = assigned = g_strdup (self->draft->bytes->str + place);
      length = strlen (assigned);
    }
  limbeck_script_draft_set_docstring (self->draft, docstring, length);
}

LimbeckScript *
limbeck_script_reader_read (LimbeckScriptReader      *self,
                            const char               *path,
                            const LimbeckScriptStamp *stamp,
                            const char               *source,
                            gsize                     length)
{
  g_autofree char *converted = NULL;
  const char      *text;

  g_return_val_if_fail (self != NULL && path != NULL && stamp != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);

  begin (self, stamp);
  text = limbeck_python_decode (source, &length, &converted);
  if (text == NULL)
    {
      limbeck_script_draft_refuse (
          self->draft, LIMBECK_SCRIPT_COMPUTED, LIMBECK_SCRIPT_PROBLEM_ENCODING, NULL, 0);
      return finish (self, path);
    }

  limbeck_python_module_scan (self->module, text, length, self->draft->bytes);
  if (self->module->syntax_line > 0)
    limbeck_script_draft_refuse (self->draft,
                                 LIMBECK_SCRIPT_COMPUTED,
                                 LIMBECK_SCRIPT_PROBLEM_SYNTAX,
                                 NULL,
                                 self->module->syntax_line);
  else if (self->module->dynamic_line > 0)
    limbeck_script_draft_refuse (self->draft,
                                 LIMBECK_SCRIPT_COMPUTED,
                                 LIMBECK_SCRIPT_PROBLEM_DYNAMIC,
                                 NULL,
                                 self->module->dynamic_line);
  take_id (self, find_name (path));
  take_lists (self);
  take_docstring (self);

  return finish (self, path);
}

LimbeckScript *
limbeck_script_reader_refuse (LimbeckScriptReader      *self,
                              const char               *path,
                              const LimbeckScriptStamp *stamp,
                              LimbeckScriptState        state,
                              LimbeckScriptProblem      problem,
                              int                       system_error)
{
  g_return_val_if_fail (self != NULL && path != NULL && stamp != NULL, NULL);

  begin (self, stamp);
  limbeck_script_draft_refuse (self->draft, state, problem, NULL, 0);
  self->draft->script.system_error = system_error;

  return finish (self, path);
}
