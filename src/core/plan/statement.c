#include "config.h"

#include <string.h>

#include "core/plan/statement.h"

/* Where the scanner is: it walks @p and counts lines. */
typedef struct
{
  const char *p;
  guint       line;
  guint       depth;
} Scanner;

static void
statement_free (gpointer pointer)
{
  LimbeckStatement *self = pointer;

  g_free (self->text);
  g_free (self);
}

/* A string with single quotes ends with its line at the latest. */
const char *
limbeck_statement_skip_string (const char *quote)
{
  const char *p = quote;
  gboolean    is_triple = p[1] == *quote && p[2] == *quote;

  for (p += is_triple ? 3 : 1; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '\n' && !is_triple)
        return p;
      else if (*p == *quote && !is_triple)
        return p + 1;
      else if (*p == *quote && p[1] == *quote && p[2] == *quote)
        return p + 3;
    }

  return p;
}

static void
take_string (Scanner *scanner, GString *text)
{
  const char *end = limbeck_statement_skip_string (scanner->p);

  for (const char *c = scanner->p; c < end; c++)
    scanner->line += *c == '\n';
  g_string_append_len (text, scanner->p, end - scanner->p);
  scanner->p = end;
}

/* Takes one character, or what counts as one. Returns %FALSE when the statement ends here. */
static gboolean
take_character (Scanner *scanner, GString *text)
{
  const char c = *scanner->p;

  if (c == '#')
    {
      scanner->p += strcspn (scanner->p, "\n");
      return TRUE;
    }
  if (c == '"' || c == '\'')
    {
      take_string (scanner, text);
      return TRUE;
    }
  if (c == '\\' && scanner->p[1] == '\n')
    {
      g_string_append_c (text, '\n');
      scanner->p += 2;
      scanner->line++;
      return TRUE;
    }

  if (strchr ("([{", c))
    scanner->depth++;
  else if (strchr (")]}", c) && scanner->depth > 0)
    scanner->depth--;

  scanner->p++;
  scanner->line += c == '\n';
  if (scanner->depth == 0 && (c == '\n' || c == ';'))
    return FALSE;
  g_string_append_c (text, c);

  return TRUE;
}

static guint
skip_indent (Scanner *scanner)
{
  guint column = 0;

  for (; *scanner->p == ' ' || *scanner->p == '\t' || *scanner->p == '\f'; scanner->p++)
    column = *scanner->p == '\t' ? (column / 8 + 1) * 8 : column + 1;

  return column;
}

GPtrArray *
limbeck_statements_split (const char *text)
{
  GPtrArray *statements = g_ptr_array_new_with_free_func (statement_free);
  Scanner    scanner = { text, 1, 0 };
  guint      indent = 0;
  gboolean   is_at_line_start = TRUE;

  while (*scanner.p != '\0')
    {
      g_autoptr (GString) statement = g_string_new (NULL);
      const guint column = skip_indent (&scanner);
      const guint line = scanner.line;

      if (is_at_line_start)
        indent = column;
      scanner.depth = 0;
      while (*scanner.p != '\0' && take_character (&scanner, statement))
        ;
      is_at_line_start = scanner.p[-1] == '\n';

      g_strstrip (statement->str);
      if (*statement->str != '\0')
        {
          LimbeckStatement *made = g_new (LimbeckStatement, 1);

          made->text = g_strdup (statement->str);
          made->line = line;
          made->indent = indent;
          g_ptr_array_add (statements, made);
        }
    }

  return statements;
}

gboolean
limbeck_statement_is_bare_string (const char *text)
{
  while (g_ascii_isalpha (*text))
    text++;

  return (*text == '"' || *text == '\'') && *limbeck_statement_skip_string (text) == '\0';
}

const char *
limbeck_statement_get_body (const char *definition)
{
  guint depth = 0;

  for (const char *p = definition; *p != '\0';)
    {
      if (*p == '"' || *p == '\'')
        {
          p = limbeck_statement_skip_string (p);
          continue;
        }
      if (strchr ("([{", *p))
        depth++;
      else if (strchr (")]}", *p) && depth > 0)
        depth--;
      else if (*p == ':' && depth == 0)
        return p + 1 + strspn (p + 1, " \t");
      p++;
    }

  return "";
}

gboolean
limbeck_statement_has_word (const char *text, const char *word)
{
  const gsize length = strlen (word);

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word))
    {
      gboolean begins = p == text || (!g_ascii_isalnum (p[-1]) && p[-1] != '_');

      if (begins && !g_ascii_isalnum (p[length]) && p[length] != '_')
        return TRUE;
    }

  return FALSE;
}
