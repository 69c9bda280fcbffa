#include "config.h"

#include <string.h>

#include "core/revisions/python-literal.h"

/* Python itself gives up at 200 brackets inside each other. */
#define MAX_NESTING 100

typedef struct
{
  const LimbeckPythonToken *token;
  const LimbeckPythonToken *end;
  GString                  *bytes;
  LimbeckPythonLiteral     *literal;
  guint                     nesting;
} Parser;

static gboolean
append_hex (const char **p, const char *end, guint n_digits, GString *bytes)
{
  gunichar c = 0;

  for (guint i = 0; i < n_digits; i++, (*p)++)
    {
      if (*p >= end || !g_ascii_isxdigit (**p))
        return FALSE;
      c = c * 16 + g_ascii_xdigit_value (**p);
    }
  if (c == 0 || !g_unichar_validate (c))
    return FALSE;
  g_string_append_unichar (bytes, c);

  return TRUE;
}

static gboolean
append_octal (const char **p, const char *end, GString *bytes)
{
  gunichar c = 0;

  for (guint i = 0; i < 3 && *p < end && **p >= '0' && **p <= '7'; i++, (*p)++)
    c = c * 8 + (**p - '0');
  if (c == 0)
    return FALSE;
  g_string_append_unichar (bytes, c);

  return TRUE;
}

/* @p stands behind the backslash. */
static gboolean
append_escape (const char **p, const char *end, GString *bytes)
{
  static const char letters[] = "\\'\"abfnrtv";
  static const char meanings[] = "\\'\"\a\b\f\n\r\t\v";
  const char       *letter = **p != '\0' ? strchr (letters, **p) : NULL;

  if (**p >= '0' && **p <= '7')
    return append_octal (p, end, bytes);
  if (letter != NULL)
    g_string_append_c (bytes, meanings[letter - letters]);

  switch (*(*p)++)
    {
    case '\r':
      *p += **p == '\n';
      return TRUE;
    case '\n':
      return TRUE;
    case 'x':
      return append_hex (p, end, 2, bytes);
    case 'u':
      return append_hex (p, end, 4, bytes);
    case 'U':
      return append_hex (p, end, 8, bytes);
    case 'N':
      return FALSE;
    default:
      if (letter == NULL)
        g_string_append_printf (bytes, "\\%c", (*p)[-1]);
      return TRUE;
    }
}

static gboolean
append_special (const char **p, const char *end, GString *bytes)
{
  if (*(*p)++ == '\\')
    return append_escape (p, end, bytes);

  *p += *p < end && **p == '\n';
  g_string_append_c (bytes, '\n');

  return TRUE;
}

static gboolean
append_content (const char *p, const char *end, gboolean is_raw, GString *bytes)
{
  /* Most strings have neither, and some are long. */
  const char *escape = is_raw ? NULL : memchr (p, '\\', end - p);
  const char *line_end = memchr (p, '\r', end - p);

  while (escape != NULL || line_end != NULL)
    {
      const char *special = escape == NULL || (line_end != NULL && line_end < escape) ? line_end
                                                                                      : escape;

      g_string_append_len (bytes, p, special - p);
      p = special;
      if (!append_special (&p, end, bytes))
        return FALSE;
      if (escape != NULL && escape < p)
        escape = memchr (p, '\\', end - p);
      if (line_end != NULL && line_end < p)
        line_end = memchr (p, '\r', end - p);
    }
  g_string_append_len (bytes, p, end - p);

  return TRUE;
}

gboolean
limbeck_python_literal_append_string (const LimbeckPythonToken *token, GString *bytes)
{
  const char *p = token->start;
  const char *end = token->start + token->length;
  gboolean    is_raw = FALSE;
  gsize       n_quotes;

  g_return_val_if_fail (token->kind == LIMBECK_PYTHON_STRING, FALSE);

  if (*p != '"' && *p != '\'')
    {
      is_raw = *p == 'r' || *p == 'R';
      if ((!is_raw && *p != 'u' && *p != 'U') || (p[1] != '"' && p[1] != '\''))
        return FALSE;
      p++;
    }

  n_quotes = end - p >= 6 && p[1] == p[0] && p[2] == p[0] ? 3 : 1;

  return append_content (p + n_quotes, end - n_quotes, is_raw, bytes);
}

static gboolean
accept (Parser *parser, const char *operator)
{
  if (parser->token >= parser->end || !limbeck_python_token_is (parser->token, operator))
    return FALSE;
  parser->token++;

  return TRUE;
}

static gboolean
read_strings (Parser *parser)
{
  gssize place = parser->bytes->len;

  while (parser->token < parser->end && parser->token->kind == LIMBECK_PYTHON_STRING)
    if (!limbeck_python_literal_append_string (parser->token++, parser->bytes))
      return FALSE;
  g_string_append_c (parser->bytes, '\0');
  g_array_append_val (parser->literal->places, place);

  return TRUE;
}

static gboolean read_group (Parser *parser, const char *closer, LimbeckPythonLiteralKind *kind);

static gboolean
read_element (Parser *parser, LimbeckPythonLiteralKind *kind)
{
  gssize none = -1;

  if (parser->token >= parser->end)
    return FALSE;
  if (parser->token->kind == LIMBECK_PYTHON_STRING)
    {
      *kind = LIMBECK_PYTHON_LITERAL_STRING;
      return read_strings (parser);
    }
  if (parser->token->word == LIMBECK_PYTHON_NONE)
    {
      parser->token++;
      *kind = LIMBECK_PYTHON_LITERAL_NONE;
      g_array_append_val (parser->literal->places, none);
      return TRUE;
    }
  if (accept (parser, "("))
    return read_group (parser, ")", kind) && accept (parser, ")");
  if (accept (parser, "["))
    {
      parser->literal->is_mutable = TRUE;
      return read_group (parser, "]", kind) && accept (parser, "]");
    }
  if (accept (parser, "{"))
    {
      parser->literal->is_set = TRUE;
      parser->literal->is_mutable = TRUE;
      return read_group (parser, "}", kind) && accept (parser, "}");
    }

  return FALSE;
}

/* Elements up to @closer or to the end; a sequence inside a sequence is nothing that Alembic takes. */
static gboolean
read_group (Parser *parser, const char *closer, LimbeckPythonLiteralKind *kind)
{
  gboolean                 is_tuple = closer == NULL || *closer == ')';
  gboolean                 has_comma = FALSE;
  guint                    n = 0;
  LimbeckPythonLiteralKind element = LIMBECK_PYTHON_LITERAL_SEQUENCE;

  if (++parser->nesting > MAX_NESTING)
    return FALSE;

  while (parser->token < parser->end &&
         (closer == NULL || !limbeck_python_token_is (parser->token, closer)))
    {
      if ((n > 0 && !has_comma) || !read_element (parser, &element))
        return FALSE;
      n++;
      has_comma = accept (parser, ",");
      if (element == LIMBECK_PYTHON_LITERAL_SEQUENCE && (n > 1 || has_comma || !is_tuple))
        return FALSE;
    }
  parser->nesting--;

  *kind = is_tuple && n == 1 && !has_comma ? element : LIMBECK_PYTHON_LITERAL_SEQUENCE;

  return n > 0 || (closer != NULL && *closer != '}');
}

gboolean
limbeck_python_literal_read (LimbeckPythonLiteral     *self,
                             const LimbeckPythonToken *tokens,
                             guint                     n_tokens,
                             GString                  *bytes)
{
  Parser parser = {
    .token = tokens,
    .end = tokens + n_tokens,
    .bytes = bytes,
    .literal = self,
  };

  g_return_val_if_fail (self != NULL && self->places != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  g_array_set_size (self->places, 0);
  self->is_set = FALSE;
  self->is_mutable = FALSE;

  return read_group (&parser, NULL, &self->kind) && parser.token == parser.end;
}
