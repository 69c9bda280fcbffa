#include "config.h"

#include <string.h>

#include "core/project/dotenv.h"

#define MAX_VALUE_SIZE 65536

struct _LimbeckDotenv
{
  GHashTable        *values;
  const char *const *environment;
};

void
limbeck_dotenv_free (LimbeckDotenv *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->values);
  g_free (self);
}

static const char *
skip_blanks (const char *p)
{
  return p + strspn (p, " \t\f\v");
}

static const char *
skip_line (const char *p)
{
  return p + strcspn (p, "\r\n");
}

/* What `\x` stands for in double quotes; in single quotes only the quote and the backslash do. */
static char
decode_escape (char escaped, char quote)
{
  static const char *const from = "abfnrtv";
  static const char *const to = "\a\b\f\n\r\t\v";
  const char              *found;

  if (escaped == '\\' || escaped == '\'')
    return escaped;
  if (quote == '\'')
    return 0;
  if (escaped == '"')
    return escaped;

  found = strchr (from, escaped);

  return found != NULL && escaped != '\0' ? to[found - from] : 0;
}

/* @p stands behind the opening quote. Returns what follows the closing one, NULL if there is none. */
static const char *
read_quoted (const char *p, char quote, GString *value)
{
  for (; *p != '\0' && *p != quote; p++)
    {
      char decoded = *p == '\\' ? decode_escape (p[1], quote) : 0;

      if (*p == '\\' && p[1] == quote)
        decoded = quote;

      if (decoded != 0)
        {
          g_string_append_c (value, decoded);
          p++;
        }
      else
        g_string_append_c (value, *p);
    }

  return *p == quote ? p + 1 : NULL;
}

/* `re.sub(r"\s+#.*", "", part).rstrip()` */
static const char *
read_unquoted (const char *p, GString *value)
{
  const char *end = skip_line (p);
  const char *stop = end;

  for (const char *q = p; q + 1 < end; q++)
    if (g_ascii_isspace (*q) && q[1] == '#')
      {
        stop = q;
        break;
      }

  g_string_append_len (value, p, stop - p);
  g_strchomp (value->str);
  g_string_set_size (value, strlen (value->str));

  return end;
}

static const char *
look_up (const LimbeckDotenv *self, const char *name)
{
  const char *value = NULL;

  if (self->environment != NULL)
    value = g_environ_getenv ((char **) self->environment, name);

  return value != NULL ? value : g_hash_table_lookup (self->values, name);
}

/* `${NAME}` and `${NAME:-default}`; a default is not looked into again. */
static char *
fill_in (const LimbeckDotenv *self, const char *text)
{
  g_autoptr (GString) filled = g_string_new (NULL);

  while (*text != '\0' && filled->len < MAX_VALUE_SIZE)
    {
      const char      *start = strstr (text, "${");
      const char      *end = start != NULL ? strchr (start, '}') : NULL;
      g_autofree char *name = NULL;
      char            *fallback;
      const char      *value;

      if (end == NULL)
        {
          g_string_append (filled, text);
          break;
        }

      g_string_append_len (filled, text, start - text);
      name = g_strndup (start + 2, end - start - 2);
      fallback = strstr (name, ":-");
      if (fallback != NULL)
        *fallback = '\0';
      value = look_up (self, name);
      g_string_append (filled, value != NULL ? value : fallback != NULL ? fallback + 2 : "");
      text = end + 1;
    }

  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static void
store (LimbeckDotenv *self, char *name, const char *value, gboolean is_filled_in)
{
  g_hash_table_replace (
      self->values, name, is_filled_in ? fill_in (self, value) : g_strdup (value));
}

/* python-dotenv also fills in what stands in single quotes, though a shell would not. */
static const char *
read_value (LimbeckDotenv *self, const char *p, char *name)
{
  g_autoptr (GString) value = g_string_new (NULL);
  const char *end;

  if (*p == '"' || *p == '\'')
    {
      end = read_quoted (p + 1, *p, value);
      if (end != NULL)
        end = skip_blanks (end);
      if (end == NULL || (*end != '\0' && strchr ("#\r\n", *end) == NULL))
        {
          g_free (name);
          return skip_line (p);
        }
    }
  else
    end = read_unquoted (p, value);

  store (self, name, value->str, TRUE);

  return skip_line (end);
}

/* One binding, comment or empty line; returns where its line ends. */
static const char *
read_binding (LimbeckDotenv *self, const char *p)
{
  gsize       length;
  const char *name;

  if (g_str_has_prefix (p, "export") && (p[6] == ' ' || p[6] == '\t'))
    p = skip_blanks (p + 6);

  if (*p == '\'')
    {
      name = p + 1;
      length = strcspn (name, "'\r\n");
      p = name + length;
      if (*p != '\'')
        return skip_line (p);
      p++;
    }
  else
    {
      name = p;
      length = strcspn (name, "=# \t\f\v\r\n");
      p = name + length;
    }

  p = skip_blanks (p);
  if (length == 0 || *p != '=')
    return skip_line (p);

  return read_value (self, skip_blanks (p + 1), g_strndup (name, length));
}

LimbeckDotenv *
limbeck_dotenv_parse (const char *contents, const char *const *environment)
{
  LimbeckDotenv *self;
  const char    *p;

  g_return_val_if_fail (contents != NULL, NULL);

  self = g_new0 (LimbeckDotenv, 1);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->environment = environment;

  for (p = contents; *p != '\0';)
    {
      p += strspn (p, " \t\f\v\r\n");
      if (*p != '\0')
        p = read_binding (self, p);
    }

  self->environment = NULL;

  return self;
}

const char *
limbeck_dotenv_get (const LimbeckDotenv *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->values, name);
}
