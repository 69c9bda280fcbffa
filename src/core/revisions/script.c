#include "config.h"

#include <string.h>

#include "core/revisions/script.h"

LimbeckScript *
limbeck_script_ref (LimbeckScript *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
limbeck_script_unref (LimbeckScript *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

const char *
limbeck_script_get_name (LimbeckScript *self)
{
  const char *slash;

  g_return_val_if_fail (self != NULL, NULL);

  slash = strrchr (self->texts[LIMBECK_SCRIPT_PATH], '/');

  return slash != NULL ? slash + 1 : self->texts[LIMBECK_SCRIPT_PATH];
}

LimbeckScriptDraft *
limbeck_script_draft_new (void)
{
  LimbeckScriptDraft *self = g_new0 (LimbeckScriptDraft, 1);

  self->bytes = g_string_sized_new (4096);
  for (guint i = 0; i < LIMBECK_SCRIPT_N_LISTS; i++)
    self->lists[i] = g_array_new (FALSE, FALSE, sizeof (gsize));
  limbeck_script_draft_reset (self);

  return self;
}

void
limbeck_script_draft_free (LimbeckScriptDraft *self)
{
  if (self == NULL)
    return;

  g_string_free (self->bytes, TRUE);
  for (guint i = 0; i < LIMBECK_SCRIPT_N_LISTS; i++)
    g_array_unref (self->lists[i]);
  g_free (self);
}

void
limbeck_script_draft_reset (LimbeckScriptDraft *self)
{
  self->script = (LimbeckScript){ 0 };
  g_string_truncate (self->bytes, 0);
  for (guint i = 0; i < LIMBECK_SCRIPT_N_TEXTS; i++)
    self->texts[i] = -1;
  for (guint i = 0; i < LIMBECK_SCRIPT_N_LISTS; i++)
    if (self->lists[i]->len > 0)
      g_array_set_size (self->lists[i], 0);
}

gsize
limbeck_script_draft_add_bytes (LimbeckScriptDraft *self, const char *bytes, gsize length)
{
  gsize place = self->bytes->len;

  g_string_append_len (self->bytes, bytes, length);
  g_string_append_c (self->bytes, '\0');

  return place;
}

void
limbeck_script_draft_set_text (LimbeckScriptDraft *self, LimbeckScriptText text, gsize place)
{
  self->texts[text] = place;
}

void
limbeck_script_draft_append (LimbeckScriptDraft *self, LimbeckScriptList list, gsize place)
{
  g_array_append_val (self->lists[list], place);
}

/* What str.strip() of Python takes off, up to U+00FF; the wider spaces are left to g_unichar_isspace(). */
static gboolean
is_python_space (gunichar c)
{
  return (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20) || c == 0x85 || c == 0xa0 ||
         (c > 0xff && g_unichar_isspace (c));
}

static void
strip (const char **start, const char **end)
{
  while (*start < *end && is_python_space (g_utf8_get_char (*start)))
    *start = g_utf8_next_char (*start);

  while (*start < *end)
    {
      const char *last = g_utf8_prev_char (*end);

      if (!is_python_space (g_utf8_get_char (last)))
        return;
      *end = last;
    }
}

static const char *
find_empty_line (const char *start, const char *end)
{
  while ((start = memchr (start, '\n', end - start)) != NULL && ++start < end)
    if (*start == '\n')
      return start - 1;

  return NULL;
}

/* Alembic splits at "\n\n" exactly: a line of blanks does not end the message (script/base.py, Script.doc). */
static void
set_message (LimbeckScriptDraft *self, const char *start, const char *end)
{
  const char *stop = find_empty_line (start, end);
  gsize       place = self->bytes->len;
  char       *message;
  gsize       n = 0;

  if (stop == NULL)
    stop = end;
  g_string_set_size (self->bytes, place + (stop - start) + 1);
  message = self->bytes->str + place;
  for (const char *p = start; p < stop; p++)
    if (!g_ascii_isspace (*p))
      message[n++] = *p;
    else if (n > 0 && message[n - 1] != ' ')
      message[n++] = ' ';
  if (n > 0 && message[n - 1] == ' ')
    n--;
  message[n] = '\0';
  if (strcmp (message, "empty message") == 0)
    message[n = 0] = '\0';
  g_string_truncate (self->bytes, place + n + 1);

  limbeck_script_draft_set_text (self, LIMBECK_SCRIPT_MESSAGE, place);
}

static void
set_create_date (LimbeckScriptDraft *self, const char *start, const char *end)
{
  static const char label[] = "Create Date:";
  const char       *line = start;

  while (line < end)
    {
      const char *stop = memchr (line, '\n', end - line);

      if (stop == NULL)
        stop = end;
      while (line < stop && (*line == ' ' || *line == '\t'))
        line++;
      if ((gsize) (stop - line) > strlen (label) && memcmp (line, label, strlen (label)) == 0)
        {
          line += strlen (label);
          strip (&line, &stop);
          if (line < stop)
            limbeck_script_draft_set_text (
                self,
                LIMBECK_SCRIPT_CREATE_DATE,
                limbeck_script_draft_add_bytes (self, line, stop - line));
          return;
        }
      line = stop + 1;
    }
}

void
limbeck_script_draft_set_docstring (LimbeckScriptDraft *self, const char *docstring, gsize length)
{
  const char *start = docstring;
  const char *end = docstring + length;

  strip (&start, &end);
  if (!self->is_brief)
    limbeck_script_draft_set_text (
        self, LIMBECK_SCRIPT_DOCSTRING, limbeck_script_draft_add_bytes (self, start, end - start));
  set_message (self, start, end);
  set_create_date (self, start, end);
}

void
limbeck_script_draft_refuse (LimbeckScriptDraft  *self,
                             LimbeckScriptState   state,
                             LimbeckScriptProblem problem,
                             const char          *subject,
                             guint                line)
{
  self->script.state = state;
  self->script.problem = problem;
  self->script.subject = subject;
  self->script.line = line;
}

LimbeckScript *
limbeck_script_draft_finish (LimbeckScriptDraft *self)
{
  gsize          n_pointers = 0;
  LimbeckScript *script;
  const char   **pointer;
  char          *bytes;

  for (guint i = 0; i < LIMBECK_SCRIPT_N_LISTS; i++)
    n_pointers += self->lists[i]->len + 1;

  script = g_malloc (sizeof *script + n_pointers * sizeof (char *) + self->bytes->len);
  *script = self->script;
  pointer = (const char **) (script + 1);
  bytes = (char *) (pointer + n_pointers);
  memcpy (bytes, self->bytes->str, self->bytes->len);

  g_atomic_ref_count_init (&script->ref_count);
  for (guint i = 0; i < LIMBECK_SCRIPT_N_TEXTS; i++)
    script->texts[i] = self->texts[i] >= 0 ? bytes + self->texts[i] : NULL;
  for (guint i = 0; i < LIMBECK_SCRIPT_N_LISTS; i++)
    {
      script->lists[i] = pointer;
      for (guint k = 0; k < self->lists[i]->len; k++)
        *pointer++ = bytes + g_array_index (self->lists[i], gsize, k);
      *pointer++ = NULL;
    }

  return script;
}
