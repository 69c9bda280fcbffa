#include "config.h"

#include <string.h>

#include "core/alembic/alembic-output.h"

#define CURRENT_PREFIX "Current revision(s) for "
#define ARROW " -> "

void
limbeck_alembic_current_free (LimbeckAlembicCurrent *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->url);
  g_strfreev (self->revisions);
  g_free (self->version_table);
  g_free (self->version_schema);
  g_free (self);
}

void
limbeck_alembic_step_free (LimbeckAlembicStep *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->revision);
  g_free (self->message);
  g_free (self);
}

/* Steps through @text, of which something must be left; returns the next line without its newline. */
static char *
next_line (const char **text)
{
  const char *end = strchrnul (*text, '\n');
  char       *line = g_strchomp (g_strndup (*text, end - *text));

  *text = *end == '\0' ? end : end + 1;

  return line;
}

char *
limbeck_alembic_output_parse_version (const char *standard_output)
{
  g_return_val_if_fail (standard_output != NULL, NULL);

  for (const char *at = standard_output; *at != '\0';)
    {
      g_autofree char *line = next_line (&at);
      const char *version = g_str_has_prefix (line, "alembic ") ? line + strlen ("alembic ") : "";

      if (g_ascii_isdigit (*version) && strchr (version, ' ') == NULL)
        return g_strdup (version);
    }

  return NULL;
}

/* Takes a trailing " (…)" off @line; returns what it said, or NULL if there is none. */
static char *
take_note (char *line)
{
  char *open = g_str_has_suffix (line, ")") ? strrchr (line, '(') : NULL;
  char *note;

  if (open == NULL || open < line + 2 || open[-1] != ' ')
    return NULL;

  note = g_strndup (open + 1, strlen (open + 1) - 1);
  open[-1] = '\0';

  return note;
}

static gboolean
is_id (const char *text)
{
  return *text != '\0' && text[strcspn (text, " \t\"'()<>{}\\")] == '\0';
}

/* ID[ (label, label)] (head) or … (effective head). Alembic prints one of the two on every line. */
static char *
parse_head (char *line)
{
  g_autofree char *note = take_note (line);
  g_autofree char *labels = NULL;

  if (note == NULL || (!g_str_equal (note, "head") && !g_str_equal (note, "effective head")))
    return NULL;
  labels = take_note (line);

  return is_id (line) ? g_strdup (line) : NULL;
}

char **
limbeck_alembic_output_parse_heads (const char *standard_output)
{
  g_autoptr (GStrvBuilder) heads = g_strv_builder_new ();

  g_return_val_if_fail (standard_output != NULL, NULL);

  for (const char *at = standard_output; *at != '\0';)
    {
      g_autofree char *line = next_line (&at);
      g_autofree char *head = parse_head (line);

      if (head)
        g_strv_builder_add (heads, head);
    }

  return g_strv_builder_end (heads);
}

/* "Rev: ID (head) (branchpoint) …" */
static char *
parse_revision (char *line)
{
  char *note;
  char *id;

  if (!g_str_has_prefix (line, "Rev: "))
    return NULL;

  while ((note = take_note (line)))
    g_free (note);
  id = line + strlen ("Rev: ");

  return is_id (id) ? g_strdup (id) : NULL;
}

static char *
parse_url (const char *line)
{
  /* First: the macros of newer GLib look for NULL, and then newer GCC takes it for possible behind them. */
  gsize length = strlen (line);

  if (!g_str_has_prefix (line, CURRENT_PREFIX) || !g_str_has_suffix (line, ":"))
    return NULL;

  return g_strndup (line + strlen (CURRENT_PREFIX),
                    length - strlen (CURRENT_PREFIX) - strlen (":"));
}

/* %NULL for what is no text in hexadecimal digits, and for none. */
static char *
dup_from_hexadecimal (const char *digits)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; g_ascii_isxdigit (digits[0]) && g_ascii_isxdigit (digits[1]); digits += 2)
    g_string_append_c (
        text, (char) (g_ascii_xdigit_value (digits[0]) * 16 + g_ascii_xdigit_value (digits[1])));

  return *digits == '\0' && text->len > 0 && strlen (text->str) == text->len &&
                 g_utf8_validate (text->str, -1, NULL)
             ? g_string_free (g_steal_pointer (&text), FALSE)
             : NULL;
}

static void
take_version_table (LimbeckAlembicCurrent *current, const char *line)
{
  g_auto (GStrv) names = NULL;

  if (current->version_table != NULL || !g_str_has_prefix (line, LIMBECK_ALEMBIC_TABLE_PREFIX))
    return;
  names = g_strsplit (line + strlen (LIMBECK_ALEMBIC_TABLE_PREFIX), " ", 2);
  current->version_table = dup_from_hexadecimal (names[0]);
  if (current->version_table != NULL && names[1] != NULL)
    current->version_schema = dup_from_hexadecimal (names[1]);
}

LimbeckAlembicCurrent *
limbeck_alembic_output_parse_current (const char *standard_output)
{
  g_autoptr (GStrvBuilder) revisions = g_strv_builder_new ();
  g_autoptr (LimbeckAlembicCurrent) current = g_new0 (LimbeckAlembicCurrent, 1);

  g_return_val_if_fail (standard_output != NULL, NULL);

  for (const char *at = standard_output; *at != '\0';)
    {
      g_autofree char *line = next_line (&at);
      g_autofree char *url = parse_url (line);
      g_autofree char *revision = parse_revision (line);

      take_version_table (current, line);
      if (url)
        current->n_databases++;
      if (url && current->url == NULL)
        current->url = g_steal_pointer (&url);
      if (revision && current->n_databases == 1)
        g_strv_builder_add (revisions, revision);
    }
  current->revisions = g_strv_builder_end (revisions);

  return current->url ? g_steal_pointer (&current) : NULL;
}

/* Whether @text is "", "ID" or "ID, ID": what can stand beside the arrow. */
static gboolean
is_id_list (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_auto (GStrv) ids = g_strsplit (copy, ", ", -1);

  for (gsize i = 0; ids[i]; i++)
    {
      if (!is_id (ids[i]))
        return FALSE;
    }

  return TRUE;
}

/* The id at the start of what follows the arrow. In a structured log a quote may follow it. */
static char *
dup_leading_id (const char *text)
{
  return g_strndup (text, strcspn (text, ", \t\"'()<>{}\\"));
}

/* "Running upgrade " in front of the ids: where those begin, and the direction. */
static const char *
find_ids (const char *running, LimbeckAlembicDirection *direction)
{
  static const char *const words[] = {
    "Running upgrade ",
    "Running downgrade ",
    "Running stamp_revision ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      *direction = (LimbeckAlembicDirection) i;
      if (g_str_has_prefix (running, words[i]))
        return running + strlen (words[i]);
    }

  return NULL;
}

/* What follows @ids; @quote is what stood before "Running", and ends the message if it is a quote. */
static char *
dup_message (const char *ids, char quote)
{
  char *message;

  if (!g_str_has_prefix (ids, ", "))
    return NULL;

  message = g_strdup (ids + strlen (", "));
  if (quote == '"' || quote == '\'')
    *strchrnul (message, quote) = '\0';

  return g_strchomp (message);
}

LimbeckAlembicStep *
limbeck_alembic_output_parse_step (const char *line)
{
  g_autoptr (LimbeckAlembicStep) step = g_new0 (LimbeckAlembicStep, 1);
  g_autofree char *after = NULL;
  g_autofree char *before = NULL;
  const char      *running;
  const char      *from;
  const char      *arrow;

  g_return_val_if_fail (line != NULL, NULL);

  running = strstr (line, "Running ");
  from = running ? find_ids (running, &step->direction) : NULL;
  arrow = from ? strstr (from, ARROW) : NULL;
  if (arrow == NULL || !is_id_list (from, arrow - from))
    return NULL;

  before = g_strndup (from, arrow - from);
  after = dup_leading_id (arrow + strlen (ARROW));
  step->message = dup_message (arrow + strlen (ARROW) + strlen (after),
                               running > line ? running[-1] : '\0');
  step->is_first = *before == '\0';
  if (step->direction == LIMBECK_ALEMBIC_DOWNGRADE || *after == '\0')
    step->revision = g_steal_pointer (&before);
  else
    step->revision = g_steal_pointer (&after);

  return *step->revision != '\0' ? g_steal_pointer (&step) : NULL;
}
