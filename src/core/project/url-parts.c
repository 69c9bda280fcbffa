#include "config.h"

#include <string.h>

#include "core/project/url-parts.h"

/* Python's urllib.parse.unquote: what is no escape stays, what is not UTF-8 afterwards becomes U+FFFD. */
static char *
unquote (const char *text, gsize length, gboolean plus_is_blank)
{
  g_autoptr (GString) bytes = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '%' && i + 2 < length && g_ascii_isxdigit (text[i + 1]) &&
          g_ascii_isxdigit (text[i + 2]))
        {
          g_string_append_c (bytes,
                             (char) (g_ascii_xdigit_value (text[i + 1]) * 16 +
                                     g_ascii_xdigit_value (text[i + 2])));
          i += 2;
        }
      else
        g_string_append_c (bytes, plus_is_blank && text[i] == '+' ? ' ' : text[i]);
    }

  return g_utf8_make_valid (bytes->str, bytes->len);
}

/* `(?:(?P<username>[^:/]*)(?::(?P<password>[^@]*))?@)?` with the backtracking of a regular expression: the longest
 * user name first, and it may itself hold an `@`. Returns where the host begins. */
static const char *
split_user (LimbeckUrlParts *self, const char *text)
{
  gsize longest = strcspn (text, ":/");

  if (text[longest] == ':')
    {
      const char *password = text + longest + 1;
      gsize       length = strcspn (password, "@");

      if (password[length] == '@')
        {
          self->username = unquote (text, longest, FALSE);
          self->password = unquote (password, length, FALSE);
          return password + length + 1;
        }
    }

  for (gsize i = longest; i > 0; i--)
    if (text[i - 1] == '@')
      {
        self->username = unquote (text, i - 1, FALSE);
        return text + i;
      }

  return text;
}

/* `\[(?P<ipv6host>[^/\?]+)\]` or `[^/:\?]+`, and a port. */
static const char *
split_host (LimbeckUrlParts *self, const char *text)
{
  gsize length;

  if (*text == '[')
    {
      const char *end = text + strcspn (text, "/?");

      while (end > text + 1 && *end != ']')
        end--;
      if (end > text + 1)
        {
          self->is_ipv6 = TRUE;
          self->host = g_strndup (text + 1, end - text - 1);
          text = end + 1;
        }
    }

  if (self->host == NULL && (length = strcspn (text, "/:?")) > 0)
    {
      self->host = g_strndup (text, length);
      text += length;
    }

  if (*text == ':')
    {
      length = strcspn (text + 1, "/?");
      self->port = g_strndup (text + 1, length);
      text += 1 + length;
    }

  return text;
}

/* Python's urllib.parse.parse_qsl: pairs without a value do not count. */
static void
split_query (LimbeckUrlParts *self, const char *query)
{
  g_autofree char *line = g_strndup (query, strcspn (query, "\n"));
  g_auto (GStrv) pairs = g_strsplit (line, "&", -1);

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      const char *equals = strchr (pairs[i], '=');

      if (equals == NULL || equals[1] == '\0')
        continue;

      g_ptr_array_add (self->keys, unquote (pairs[i], equals - pairs[i], TRUE));
      g_ptr_array_add (self->values, unquote (equals + 1, strlen (equals + 1), TRUE));
    }
}

static LimbeckUrlParts *
allocate (void)
{
  LimbeckUrlParts *self = g_new0 (LimbeckUrlParts, 1);

  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/* `[\w\+]+`, where \w is any letter or digit of Unicode */
static gsize
measure_scheme (const char *text)
{
  const char *p = text;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (c != '+' && c != '_' && !g_unichar_isalnum (c))
        break;
      p = g_utf8_next_char (p);
    }

  return p - text;
}

LimbeckUrlParts *
limbeck_url_parts_new (const char *text)
{
  g_autoptr (LimbeckUrlParts) self = NULL;
  const char *p;
  gsize       length;

  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);

  length = measure_scheme (text);
  if (length == 0 || !g_str_has_prefix (text + length, "://"))
    return NULL;

  self = allocate ();
  self->scheme = g_strndup (text, length);
  p = split_user (self, text + length + strlen ("://"));
  p = split_host (self, p);

  if (*p == '/')
    {
      length = strcspn (p + 1, "?");
      self->database = g_strndup (p + 1, length);
      p += 1 + length;
    }

  if (*p == '?')
    split_query (self, p + 1);

  return g_steal_pointer (&self);
}

LimbeckUrlParts *
limbeck_url_parts_copy (const LimbeckUrlParts *self)
{
  LimbeckUrlParts *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = allocate ();
  copy->scheme = g_strdup (self->scheme);
  copy->username = g_strdup (self->username);
  copy->password = g_strdup (self->password);
  copy->host = g_strdup (self->host);
  copy->port = g_strdup (self->port);
  copy->database = g_strdup (self->database);
  copy->is_ipv6 = self->is_ipv6;

  for (guint i = 0; i < self->keys->len; i++)
    {
      g_ptr_array_add (copy->keys, g_strdup (g_ptr_array_index (self->keys, i)));
      g_ptr_array_add (copy->values, g_strdup (g_ptr_array_index (self->values, i)));
    }

  return copy;
}

void
limbeck_url_parts_free (LimbeckUrlParts *self)
{
  if (self == NULL)
    return;

  g_free (self->scheme);
  g_free (self->username);
  g_free (self->password);
  g_free (self->host);
  g_free (self->port);
  g_free (self->database);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->values);
  g_free (self);
}

void
limbeck_url_parts_set_password (LimbeckUrlParts *self, const char *password)
{
  g_return_if_fail (self != NULL);

  for (guint i = self->keys->len; i > 0; i--)
    if (password == NULL ? limbeck_url_parts_is_secret_key (g_ptr_array_index (self->keys, i - 1))
                         : strcmp (g_ptr_array_index (self->keys, i - 1), "password") == 0)
      {
        g_ptr_array_remove_index (self->keys, i - 1);
        g_ptr_array_remove_index (self->values, i - 1);
      }

  g_free (self->password);
  self->password = g_strdup (password);
}

static void
append_quoted (GString *text, const char *value)
{
  g_string_append_uri_escaped (text, value, NULL, FALSE);
}

static void
append_query (const LimbeckUrlParts *self, GString *text, const char *shown_password)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      const char *key = g_ptr_array_index (self->keys, i);

      g_string_append_c (text, i == 0 ? '?' : '&');
      append_quoted (text, key);
      g_string_append_c (text, '=');
      if (shown_password != NULL && limbeck_url_parts_is_secret_key (key))
        g_string_append (text, shown_password);
      else
        g_string_append_uri_escaped (text, g_ptr_array_index (self->values, i), "/:,=", FALSE);
    }
}

char *
limbeck_url_parts_to_text (const LimbeckUrlParts *self, const char *shown_password)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (self->scheme);
  g_string_append (text, "://");

  if (self->username != NULL)
    append_quoted (text, self->username);
  if (self->password != NULL)
    {
      g_string_append_c (text, ':');
      if (shown_password != NULL)
        g_string_append (text, shown_password);
      else
        append_quoted (text, self->password);
    }
  if (self->username != NULL || self->password != NULL)
    g_string_append_c (text, '@');

  if (self->host != NULL)
    g_string_append_printf (text, self->is_ipv6 ? "[%s]" : "%s", self->host);
  if (self->port != NULL)
    g_string_append_printf (text, ":%s", self->port);
  if (self->database != NULL)
    g_string_append_printf (text, "/%s", self->database);
  append_query (self, text, shown_password);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
limbeck_url_parts_is_secret_key (const char *key)
{
  g_return_val_if_fail (key != NULL, FALSE);

  return strcmp (key, "password") == 0 || strcmp (key, "sslpassword") == 0;
}
