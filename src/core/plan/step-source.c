#include "config.h"

#include <string.h>

#include "core/project/project.h"
#include "core/project/small-file.h"

#include "core/plan/step-source.h"

/* A statement at the left margin with everything indented below it. */
typedef struct
{
  guint      first;
  guint      n_statements;
  GPtrArray *names;
} Block;

struct _LimbeckStepSource
{
  char      *sha256;
  GPtrArray *statements;
  GPtrArray *blocks;
};

static void
block_free (gpointer pointer)
{
  Block *self = pointer;

  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self);
}

static const LimbeckStatement *
get_statement (LimbeckStepSource *self, guint index)
{
  return g_ptr_array_index (self->statements, index);
}

/* Names that a statement binds by def, class or assignment. */
static void
add_bound_names (const LimbeckStatement *statement, GPtrArray *names)
{
  static GRegex *regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex,
                       g_regex_new ("^(?:(?:async\\s+)?(?:def|class)\\s+(\\w+)"
                                    "|(\\w+)\\s*(?::[^=]*)?=(?!=))",
                                    0,
                                    0,
                                    NULL));

  if (g_regex_match (regex, statement->text, 0, &match))
    {
      g_autofree char *definition = g_match_info_fetch (match, 1);
      g_autofree char *assignment = g_match_info_fetch (match, 2);
      gboolean         is_definition = definition != NULL && *definition != '\0';

      g_ptr_array_add (names, g_strdup (is_definition ? definition : assignment));
    }
}

static gboolean
is_compound (const LimbeckStatement *statement)
{
  static const char *const words[] = {
    "if", "try", "with", "for", "while", "else", "elif", "except"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (strncmp (statement->text, words[i], length) == 0 &&
          !g_ascii_isalnum (statement->text[length]) && statement->text[length] != '_')
        return TRUE;
    }

  return FALSE;
}

static void
collect_blocks (LimbeckStepSource *self)
{
  for (guint i = 0; i < self->statements->len;)
    {
      Block *block = g_new0 (Block, 1);

      block->first = i;
      block->names = g_ptr_array_new_with_free_func (g_free);
      for (i++; i < self->statements->len && get_statement (self, i)->indent > 0; i++)
        ;
      block->n_statements = i - block->first;
      add_bound_names (get_statement (self, block->first), block->names);
      for (guint k = block->first; is_compound (get_statement (self, block->first)) && k < i; k++)
        add_bound_names (get_statement (self, k), block->names);
      g_ptr_array_add (self->blocks, block);
    }
}

LimbeckStepSource *
limbeck_step_source_new (const char *text)
{
  LimbeckStepSource *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (LimbeckStepSource, 1);
  self->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  self->statements = limbeck_statements_split (text);
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  collect_blocks (self);

  return self;
}

LimbeckStepSource *
limbeck_step_source_read (const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  gsize            length = 0;

  if (path == NULL)
    {
      g_set_error_literal (error,
                           LIMBECK_PROJECT_ERROR,
                           LIMBECK_PROJECT_ERROR_NOT_FOUND,
                           "The revision has no file.");
      return NULL;
    }
  bytes = limbeck_small_file_read (path, &length, error);
  if (bytes == NULL)
    return NULL;
  text = g_utf8_make_valid (bytes, (gssize) length);

  return limbeck_step_source_new (text);
}

void
limbeck_step_source_free (LimbeckStepSource *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->statements, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_free (self->sha256);
  g_free (self);
}

const char *
limbeck_step_source_get_sha256 (LimbeckStepSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sha256;
}

static gboolean
is_idle (const char *text)
{
  return *text == '\0' || g_str_equal (text, "pass") || g_str_equal (text, "...") ||
         g_str_equal (text, "return") || g_str_equal (text, "return None") ||
         limbeck_statement_is_bare_string (text);
}

static gboolean
is_raise (const char *text)
{
  return g_str_has_prefix (text, "raise") && !g_ascii_isalnum (text[5]) && text[5] != '_';
}

static LimbeckStepFunction
judge_block (LimbeckStepSource *self, const Block *block)
{
  const char *head = get_statement (self, block->first)->text;
  const char *body = limbeck_statement_get_body (head);

  if (!g_str_has_prefix (head, "def ") && !g_str_has_prefix (head, "async def "))
    return LIMBECK_STEP_FUNCTION_WRITTEN;
  if (is_raise (body))
    return LIMBECK_STEP_FUNCTION_RAISES;
  if (!is_idle (body))
    return LIMBECK_STEP_FUNCTION_WRITTEN;

  for (guint i = 1; i < block->n_statements; i++)
    {
      const char *text = get_statement (self, block->first + i)->text;

      if (is_raise (text))
        return LIMBECK_STEP_FUNCTION_RAISES;
      if (!is_idle (text))
        return LIMBECK_STEP_FUNCTION_WRITTEN;
    }

  return LIMBECK_STEP_FUNCTION_EMPTY;
}

/* Whether the file may get @name from another module. */
static gboolean
may_import (LimbeckStepSource *self, const char *name)
{
  for (guint i = 0; i < self->statements->len; i++)
    {
      const char *text = get_statement (self, i)->text;

      if ((g_str_has_prefix (text, "from ") || g_str_has_prefix (text, "import ")) &&
          (limbeck_statement_has_word (text, name) || strchr (text, '*')))
        return TRUE;
    }

  return FALSE;
}

static gboolean
block_binds (const Block *block, const char *name)
{
  return g_ptr_array_find_with_equal_func (block->names, name, g_str_equal, NULL);
}

LimbeckStepFunction
limbeck_step_source_judge (LimbeckStepSource *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, LIMBECK_STEP_FUNCTION_WRITTEN);

  /* Where a name is bound twice the last one counts in Python. */
  for (guint i = self->blocks->len; i > 0; i--)
    if (block_binds (g_ptr_array_index (self->blocks, i - 1), name))
      return judge_block (self, g_ptr_array_index (self->blocks, i - 1));

  return may_import (self, name) ? LIMBECK_STEP_FUNCTION_WRITTEN : LIMBECK_STEP_FUNCTION_MISSING;
}

/* Whether @from leads to @to: it mentions one of its names, or picks functions by a name that it puts together, as the
 * template for several databases does with `globals()["upgrade_%s" % engine]()`. */
static gboolean
block_leads_to (LimbeckStepSource *self, const Block *from, const Block *to, const char *name)
{
  g_autofree char *prefix = g_strconcat (name, "_", NULL);

  for (guint i = 0; i < from->n_statements; i++)
    {
      const char *text = get_statement (self, from->first + i)->text;

      for (guint k = 0; k < to->names->len; k++)
        {
          const char *bound = g_ptr_array_index (to->names, k);

          if (limbeck_statement_has_word (text, bound) ||
              (strstr (text, "globals()") && g_str_has_prefix (bound, prefix)))
            return TRUE;
        }
    }

  return FALSE;
}

/* Marks in @reached every block that @name leads to. */
static void
reach_blocks (LimbeckStepSource *self, const char *name, gboolean *reached)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->blocks->len; i++)
    if (block_binds (g_ptr_array_index (self->blocks, i), name))
      {
        reached[i] = TRUE;
        g_array_append_val (queue, i);
      }

  for (guint next = 0; next < queue->len; next++)
    {
      const Block *from = g_ptr_array_index (self->blocks, g_array_index (queue, guint, next));

      for (guint i = 0; i < self->blocks->len; i++)
        if (!reached[i] && block_leads_to (self, from, g_ptr_array_index (self->blocks, i), name))
          {
            reached[i] = TRUE;
            g_array_append_val (queue, i);
          }
    }
}

GPtrArray *
limbeck_step_source_list_statements (LimbeckStepSource *self, const char *name)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new ();
  g_autofree gboolean *reached = NULL;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  reached = g_new0 (gboolean, self->blocks->len + 1);
  reach_blocks (self, name, reached);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = g_ptr_array_index (self->blocks, i);

      for (guint k = 0; reached[i] && k < block->n_statements; k++)
        if (!limbeck_statement_is_bare_string (get_statement (self, block->first + k)->text))
          g_ptr_array_add (statements, g_ptr_array_index (self->statements, block->first + k));
    }

  return g_steal_pointer (&statements);
}
