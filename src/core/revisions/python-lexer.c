#include "config.h"

#include <string.h>

#include "core/revisions/python-lexer.h"

enum
{
  PLAIN,
  SPACE,
  LETTER,
  DIGIT,
  QUOTE,
  OPEN,
  CLOSE,
  LINE_END,
  COMMENT,
  BACKSLASH,
  ODD,
  STOP,
};

static const guint8 classes[256] = {
  [0x01 ... 0x08] = ODD,
  [0x0b] = ODD,
  [0x0e ... 0x1f] = ODD,
  ['$'] = ODD,
  ['?'] = ODD,
  ['`'] = ODD,
  [0x7f] = ODD,
  ['\0'] = STOP,
  [' '] = SPACE,
  ['\t'] = SPACE,
  ['\f'] = SPACE,
  ['\n'] = LINE_END,
  ['\r'] = LINE_END,
  ['#'] = COMMENT,
  ['\\'] = BACKSLASH,
  ['"'] = QUOTE,
  ['\''] = QUOTE,
  ['('] = OPEN,
  ['['] = OPEN,
  ['{'] = OPEN,
  [')'] = CLOSE,
  [']'] = CLOSE,
  ['}'] = CLOSE,
  ['_'] = LETTER,
  ['a' ... 'z'] = LETTER,
  ['A' ... 'Z'] = LETTER,
  ['0' ... '9'] = DIGIT,
  [0x80 ... 0xff] = LETTER,
};

/* What may end a string or its line, besides its own quote. */
static const gboolean ends_string[256] = {
  ['\0'] = TRUE,
  ['\n'] = TRUE,
  ['\r'] = TRUE,
  ['\\'] = TRUE,
};

static guint8
class_of (const char *p)
{
  return classes[(guint8) *p];
}

void
limbeck_python_lexer_init (LimbeckPythonLexer *self, const char *source, gsize length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (source != NULL && source[length] == '\0');

  *self = (LimbeckPythonLexer){
    .source = source,
    .p = source,
    .end = source + length,
    .is_line_start = TRUE,
    .has_returns = memchr (source, '\r', length) != NULL,
  };
}

static void
pass_line_end (LimbeckPythonLexer *self)
{
  self->p += self->p[0] == '\r' && self->p[1] == '\n' ? 2 : 1;
}

static void
pass_comment (LimbeckPythonLexer *self)
{
  const char *stop = self->has_returns ? NULL : memchr (self->p, '\n', self->end - self->p);

  if (stop != NULL)
    self->p = stop;
  while (self->p < self->end && class_of (self->p) != LINE_END)
    self->p++;
}

gboolean
limbeck_python_lexer_begin_line (LimbeckPythonLexer *self)
{
  self->is_line_start = FALSE;
  self->depth = 0;

  for (;;)
    {
      gboolean is_indented = FALSE;

      while (class_of (self->p) == SPACE)
        {
          is_indented = *self->p != '\f';
          self->p++;
        }
      if (class_of (self->p) == COMMENT)
        pass_comment (self);
      if (class_of (self->p) != LINE_END)
        return is_indented;
      pass_line_end (self);
    }
}

guint
limbeck_python_lexer_find_line (const LimbeckPythonLexer *self, const char *at)
{
  guint n = 1;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (at >= self->source && at <= self->end, 0);

  for (const char *p = self->source; p < at; p++)
    n += *p == '\n' || (*p == '\r' && p[1] != '\n');

  return n;
}

static gboolean
has_prefix (const char *p, const char *letters)
{
  for (; class_of (p) == LETTER; p++)
    if (strchr (letters, *p) != NULL)
      return TRUE;

  return FALSE;
}

gboolean
limbeck_python_token_has_prefix (const LimbeckPythonToken *token, const char *letters)
{
  g_return_val_if_fail (token != NULL && letters != NULL, FALSE);

  return token->kind == LIMBECK_PYTHON_STRING && has_prefix (token->start, letters);
}

gboolean
limbeck_python_token_is_formatted (const LimbeckPythonToken *token)
{
  return limbeck_python_token_has_prefix (token, "fFtT");
}

/* Until Python 3.11 a quote inside the braces of an f-string ends the string; from 3.12 on it need not. */
static gboolean
has_open_braces (const char *start, const char *end)
{
  int n = 0;

  for (const char *p = start; p < end; p++)
    n += (*p == '{') - (*p == '}');

  return n != 0;
}

/* Moves behind the string that begins with the prefix at @start and the quote at self->p. */
static gboolean
pass_string (LimbeckPythonLexer *self, const char *start)
{
  const char  quote = *self->p;
  const char *content = self->p + 1;
  gboolean    is_triple = content[0] == quote && content[1] == quote;
  const char *p = content + (is_triple ? 2 : 0);

  for (;; p++)
    {
      if (is_triple)
        p = memchr (p, quote, self->end - p);
      else
        while (*p != quote && !ends_string[(guint8) *p])
          p++;
      if (p == NULL || p >= self->end || class_of (p) == LINE_END)
        return FALSE;
      if (class_of (p) == BACKSLASH)
        {
          p += p[1] == '\r' && p[2] == '\n' ? 2 : 1;
          if (p >= self->end)
            return FALSE;
          continue;
        }
      if (!is_triple)
        break;

      const char *before = p;

      while (before > content + 2 && before[-1] == '\\')
        before--;
      if ((p - before) % 2 == 0 && p[1] == quote && p[2] == quote)
        break;
    }

  self->is_odd |= has_prefix (start, "fFtT") && has_open_braces (content, p);
  self->p = p + (is_triple ? 3 : 1);

  return TRUE;
}

static gboolean
is_prefix (const char *start, const char *end)
{
  if (end - start > 2)
    return FALSE;
  for (const char *p = start; p < end; p++)
    if (strchr ("rRbBuUfFtT", *p) == NULL)
      return FALSE;

  return TRUE;
}

/*
 * About the characters of XID_Start and XID_Continue (PEP 3131); a blank that only looks like one, a typographic quote or a
 * raised digit is none.
 */
static gboolean
may_be_in_identifier (gunichar c, gboolean is_first)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_CONNECT_PUNCTUATION:
      return !is_first;
    case G_UNICODE_LETTER_NUMBER:
      return TRUE;
    default:
      return g_unichar_isalpha (c);
    }
}

static gboolean
is_identifier (const char *start, const char *end)
{
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    if ((*p & 0x80) != 0 && !may_be_in_identifier (g_utf8_get_char (p), p == start))
      return FALSE;

  return TRUE;
}

static LimbeckPythonKind
pass_word (LimbeckPythonLexer *self)
{
  const char *start = self->p;

  while (class_of (self->p) == LETTER || class_of (self->p) == DIGIT)
    self->p++;
  if (class_of (self->p) != QUOTE || !is_prefix (start, self->p))
    return is_identifier (start, self->p) ? LIMBECK_PYTHON_NAME : LIMBECK_PYTHON_ERROR;

  return pass_string (self, start) ? LIMBECK_PYTHON_STRING : LIMBECK_PYTHON_ERROR;
}

/* Only what holds a "=" or a ":" must be told apart: assignments are what this lexer is for. */
static void
pass_operator (LimbeckPythonLexer *self)
{
  const char *start = self->p;

  while (strchr ("+-*/%@&|^<>!=:", *self->p) != NULL && self->p < self->end &&
         self->p - start < 3 && *self->p != '=')
    self->p++;
  if (*self->p == '=')
    self->p += self->p == start && self->p[1] == '=' ? 2 : 1;
  else
    self->p = start + 1;

  if (*start == ':' && self->p - start > 2)
    self->p = start + 1;
}

static gboolean
pass_blanks (LimbeckPythonLexer *self)
{
  for (;;)
    switch (class_of (self->p))
      {
      case SPACE:
        self->p++;
        break;
      case COMMENT:
        pass_comment (self);
        break;
      case BACKSLASH:
        self->p++;
        if (class_of (self->p) != LINE_END)
          return FALSE;
        pass_line_end (self);
        break;
      case LINE_END:
        if (self->depth == 0)
          return TRUE;
        pass_line_end (self);
        break;
      default:
        return TRUE;
      }
}

/* Neither 0777 nor 10L is a number since Python 3. */
static LimbeckPythonKind
pass_number (LimbeckPythonLexer *self)
{
  const char *start = self->p;
  gboolean    is_octal = start[0] == '0' && class_of (start + 1) == DIGIT;
  gboolean    is_zero = TRUE;

  for (; class_of (self->p) == LETTER || class_of (self->p) == DIGIT || *self->p == '.'; self->p++)
    {
      is_octal = is_octal && (class_of (self->p) == DIGIT || *self->p == '_');
      is_zero = is_zero && (*self->p == '0' || *self->p == '_');
    }

  return (is_octal && !is_zero) || (self->p[-1] | ' ') == 'l' ? LIMBECK_PYTHON_ERROR
                                                              : LIMBECK_PYTHON_NUMBER;
}

static LimbeckPythonKind
pass_token (LimbeckPythonLexer *self)
{
  switch (class_of (self->p))
    {
    case LINE_END:
      pass_line_end (self);
      self->is_line_start = TRUE;
      return LIMBECK_PYTHON_NEWLINE;
    case STOP:
      return self->depth == 0 ? LIMBECK_PYTHON_END : LIMBECK_PYTHON_ERROR;
    case QUOTE:
      return pass_string (self, self->p) ? LIMBECK_PYTHON_STRING : LIMBECK_PYTHON_ERROR;
    case LETTER:
      return pass_word (self);
    case DIGIT:
      return pass_number (self);
    case OPEN:
      if (self->depth == LIMBECK_PYTHON_MAX_DEPTH)
        return LIMBECK_PYTHON_ERROR;
      self->closers[self->depth++] = *self->p == '(' ? ')' : *self->p + 2;
      self->p++;
      return LIMBECK_PYTHON_OPERATOR;
    case CLOSE:
      if (self->depth == 0 || self->closers[self->depth - 1] != *self->p)
        return LIMBECK_PYTHON_ERROR;
      self->p++;
      self->depth--;
      return LIMBECK_PYTHON_OPERATOR;
    case ODD:
      return LIMBECK_PYTHON_ERROR;
    default:
      if (self->p[0] == '!' && self->p[1] != '=')
        return LIMBECK_PYTHON_ERROR;
      pass_operator (self);
      return LIMBECK_PYTHON_OPERATOR;
    }
}

LimbeckPythonKind
limbeck_python_lexer_next (LimbeckPythonLexer *self, LimbeckPythonToken *token)
{
  gboolean is_sound;

  g_return_val_if_fail (self != NULL && token != NULL, LIMBECK_PYTHON_ERROR);

  if (self->is_line_start)
    limbeck_python_lexer_begin_line (self);

  is_sound = pass_blanks (self);
  token->start = self->p;
  token->depth = self->depth - (class_of (self->p) == CLOSE && self->depth > 0);
  token->kind = is_sound ? pass_token (self) : LIMBECK_PYTHON_ERROR;
  token->length = self->p - token->start;
  token->word = token->kind == LIMBECK_PYTHON_NAME
                    ? limbeck_python_word_find (token->start, token->length)
                    : LIMBECK_PYTHON_OTHER;

  return token->kind;
}

gboolean
limbeck_python_lexer_has_suite (LimbeckPythonLexer *self)
{
  const char *p = self->p;
  gboolean    is_indented = limbeck_python_lexer_begin_line (self) && self->p < self->end;

  self->p = p;

  return is_indented;
}

gboolean
limbeck_python_lexer_skip_suite (LimbeckPythonLexer *self)
{
  self->is_line_start = FALSE;
  self->depth = 0;

  while (limbeck_python_lexer_begin_line (self))
    {
      LimbeckPythonKind kind = LIMBECK_PYTHON_OPERATOR;

      while (kind != LIMBECK_PYTHON_NEWLINE && kind != LIMBECK_PYTHON_END)
        {
          while (class_of (self->p) == PLAIN || class_of (self->p) == SPACE ||
                 class_of (self->p) == DIGIT)
            self->p++;
          if (!pass_blanks (self))
            return FALSE;
          kind = pass_token (self);
          if (kind == LIMBECK_PYTHON_ERROR)
            return FALSE;
        }
      if (self->p >= self->end)
        break;
    }

  return TRUE;
}
