#include "config.h"

#include <string.h>

#include "core/project/python-tokens.h"

#define MAX_JOINED_SIZE 4096

typedef struct
{
  const char *p;
  GArray     *tokens;
  guint       depth;
  guint       indent;
  gboolean    at_line_start;
} Scanner;

static void
clear_token (gpointer data)
{
  g_free (((LimbeckPythonToken *) data)->text);
}

static LimbeckPythonToken *
last_token (Scanner *scanner)
{
  return scanner->tokens->len > 0
             ? &g_array_index (scanner->tokens, LimbeckPythonToken, scanner->tokens->len - 1)
             : NULL;
}

static void
add (Scanner *scanner, LimbeckPythonTokenKind kind, char *text)
{
  LimbeckPythonToken token = { kind, text, scanner->indent, scanner->depth };

  g_array_append_val (scanner->tokens, token);
}

/* The end of a logical line. A line that is nothing but a string says nothing. */
static void
end_line (Scanner *scanner)
{
  LimbeckPythonToken *last = last_token (scanner);
  guint               n = scanner->tokens->len;

  if (last == NULL || last->kind == LIMBECK_PYTHON_TOKEN_NEWLINE)
    return;

  if (last->kind == LIMBECK_PYTHON_TOKEN_STRING &&
      (n == 1 || g_array_index (scanner->tokens, LimbeckPythonToken, n - 2).kind ==
                     LIMBECK_PYTHON_TOKEN_NEWLINE))
    {
      g_array_set_size (scanner->tokens, n - 1);
      return;
    }

  add (scanner, LIMBECK_PYTHON_TOKEN_NEWLINE, g_strdup (""));
}

static gboolean
is_name_byte (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

/* Where the string that begins with @quote ends, NULL if it does not; @body gets its inside. */
static const char *
find_string_end (const char *p, const char **body, gsize *length)
{
  char     quote = *p;
  gboolean is_long = p[1] == quote && p[2] == quote;

  p += is_long ? 3 : 1;
  *body = p;

  for (; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '\n' && !is_long)
        return NULL;
      else if (*p == quote && (!is_long || (p[1] == quote && p[2] == quote)))
        {
          *length = p - *body;
          return p + (is_long ? 3 : 1);
        }
    }

  return NULL;
}

static void
add_string (Scanner *scanner, gboolean is_known, const char *body, gsize length)
{
  LimbeckPythonToken *last = last_token (scanner);
  g_autofree char    *text = g_strndup (body, length);
  char               *joined;

  if (last == NULL ||
      (last->kind != LIMBECK_PYTHON_TOKEN_STRING && last->kind != LIMBECK_PYTHON_TOKEN_OPAQUE))
    {
      add (scanner,
           is_known ? LIMBECK_PYTHON_TOKEN_STRING : LIMBECK_PYTHON_TOKEN_OPAQUE,
           g_steal_pointer (&text));
      return;
    }

  /* Nothing that matters is that long, and joining for ever would take for ever. */
  if (!is_known || strlen (last->text) > MAX_JOINED_SIZE)
    {
      last->kind = LIMBECK_PYTHON_TOKEN_OPAQUE;
      return;
    }

  joined = g_strconcat (last->text, text, NULL);
  g_free (last->text);
  last->text = joined;
}

static gboolean
scan_string (Scanner *scanner, const char *prefix, gsize prefix_length)
{
  gboolean    is_raw = FALSE;
  gboolean    is_known = TRUE;
  const char *body;
  gsize       length;

  for (gsize i = 0; i < prefix_length; i++)
    {
      is_raw = is_raw || g_ascii_tolower (prefix[i]) == 'r';
      is_known = is_known && strchr ("rRuU", prefix[i]) != NULL;
    }

  scanner->p = find_string_end (scanner->p, &body, &length);
  if (scanner->p == NULL)
    return FALSE;

  is_known = is_known && (is_raw || memchr (body, '\\', length) == NULL);
  add_string (scanner, is_known, body, length);

  return TRUE;
}

static gboolean
scan_word (Scanner *scanner)
{
  const char *start = scanner->p;
  gsize       length;

  while (is_name_byte (*scanner->p))
    scanner->p++;
  length = scanner->p - start;

  if ((*scanner->p == '"' || *scanner->p == '\'') && length <= 2 &&
      strspn (start, "rRbBuUfFtT") >= length)
    return scan_string (scanner, start, length);

  add (scanner,
       g_ascii_isdigit (*start) ? LIMBECK_PYTHON_TOKEN_OPAQUE : LIMBECK_PYTHON_TOKEN_NAME,
       g_strndup (start, length));

  return TRUE;
}

static gboolean
scan_operator (Scanner *scanner)
{
  static const char *const longer[] = { "**=", "//=", ">>=", "<<=", "...", ":=", "==", "!=",
                                        "<=",  ">=",  "->",  "+=",  "-=",  "*=", "/=", "%=",
                                        "&=",  "|=",  "^=",  "@=",  "**",  "//", "<<", ">>" };
  char                     c = *scanner->p;
  gsize                    length = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (longer); i++)
    if (g_str_has_prefix (scanner->p, longer[i]))
      {
        length = strlen (longer[i]);
        break;
      }

  if (strchr (")]}", c) != NULL)
    {
      if (scanner->depth == 0)
        return FALSE;
      scanner->depth--;
    }

  add (scanner, LIMBECK_PYTHON_TOKEN_OPERATOR, g_strndup (scanner->p, length));
  if (strchr ("([{", c) != NULL)
    scanner->depth++;
  scanner->p += length;

  return TRUE;
}

static void
scan_indent (Scanner *scanner)
{
  gsize length = strspn (scanner->p, " \t\f");

  scanner->p += length;
  if (*scanner->p != '#' && *scanner->p != '\n')
    {
      scanner->indent = length;
      scanner->at_line_start = FALSE;
    }
}

static gboolean
scan (Scanner *scanner)
{
  while (*scanner->p != '\0')
    {
      gboolean is_sound = TRUE;

      if (scanner->at_line_start && scanner->depth == 0)
        scan_indent (scanner);

      if (*scanner->p == '#')
        scanner->p += strcspn (scanner->p, "\n");
      else if (*scanner->p == '\n')
        {
          if (scanner->depth == 0)
            {
              end_line (scanner);
              scanner->at_line_start = TRUE;
            }
          scanner->p++;
        }
      else if (g_str_has_prefix (scanner->p, "\\\n"))
        scanner->p += 2;
      else if (*scanner->p == ';' && scanner->depth == 0)
        {
          end_line (scanner);
          scanner->p++;
        }
      else if (g_ascii_isspace (*scanner->p))
        scanner->p++;
      else if (*scanner->p == '"' || *scanner->p == '\'')
        is_sound = scan_string (scanner, scanner->p, 0);
      else if (is_name_byte (*scanner->p))
        is_sound = scan_word (scanner);
      else if (*scanner->p != '\0')
        is_sound = scan_operator (scanner);

      if (!is_sound)
        return FALSE;
    }

  end_line (scanner);

  return scanner->depth == 0;
}

GArray *
limbeck_python_tokens_read (const char *source)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (LimbeckPythonToken));
  g_autoptr (GString) text = g_string_new (source);
  Scanner scanner = { NULL, tokens, 0, 0, TRUE };

  g_return_val_if_fail (source != NULL, NULL);

  g_array_set_clear_func (tokens, clear_token);
  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\r", "\n", 0);
  scanner.p = g_str_has_prefix (text->str, "\xef\xbb\xbf") ? text->str + 3 : text->str;

  return scan (&scanner) ? g_steal_pointer (&tokens) : NULL;
}
