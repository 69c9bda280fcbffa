/* limbeck_text_redact(): where passwords hide in text that others wrote. In doubt too much is hidden. */

#include "config.h"

#include <string.h>

#include "core/base/text.h"

#define STARS "***"
#define SPACE " \t\n\r\f\v"
#define QUOTES "\"'`"

/* The secrets, longest first, and the bytes with which one of them may begin in a text. */
typedef struct
{
  GPtrArray *values;
  gboolean   starts[256];
} Secrets;

static int
compare_by_length (gconstpointer a, gconstpointer b)
{
  gsize length_a = strlen (*(const char *const *) a);
  gsize length_b = strlen (*(const char *const *) b);

  return length_a < length_b ? 1 : length_a > length_b ? -1 : 0;
}

static void
add_secret (Secrets *self, const char *secret)
{
  /* A value of nothing but stars (also the empty one) would replace its own replacement for ever. */
  if (secret[strspn (secret, "*")] == '\0')
    return;

  g_ptr_array_add (self->values, g_strdup (secret));
  self->starts[(guchar) *secret] = TRUE;
  self->starts['%'] = TRUE;
  self->starts['+'] |= *secret == ' ';
  self->starts['\\'] |= strchr ("'\"", *secret) != NULL;
}

static void
secrets_init (Secrets *self, const char *const *values)
{
  memset (self->starts, 0, sizeof self->starts);
  self->values = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; values && values[i]; i++)
    {
      g_autofree char *valid = g_utf8_make_valid (values[i], -1);

      add_secret (self, values[i]);
      if (!g_str_equal (valid, values[i]))
        add_secret (self, valid);
    }
  g_ptr_array_sort (self->values, compare_by_length);
}

static gboolean
is_encoded (const char *at, guchar byte)
{
  return at[0] == '%' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]) &&
         g_ascii_xdigit_value (at[1]) * 16 + g_ascii_xdigit_value (at[2]) == byte;
}

/* How many bytes of text stand for @byte, in any of the ways in which a program may have written it:
 * percent-encoded, with the % doubled for a configuration, "+" for a blank, a quote escaped as repr() does. */
static gsize
match_byte (const char *at, char byte)
{
  if (is_encoded (at, byte))
    return 3;
  if (at[0] == '%' && is_encoded (at + 1, byte))
    return 4;
  if (at[0] == '\\' && at[1] == byte && strchr ("\\'\"", byte))
    return 2;
  if (at[0] == byte || (byte == ' ' && at[0] == '+'))
    return 1;

  return 0;
}

/* The longer of the two ways to read the text: "100%25" is all of the secret "100%". */
static gsize
match_secret (const char *at, const char *secret)
{
  const char *start = at;
  gsize       length = strlen (secret);
  gsize       raw = strncmp (at, secret, length) == 0 ? length : 0;

  for (; *secret != '\0'; secret++)
    {
      gsize n = match_byte (at, *secret);

      if (n == 0)
        return raw;
      at += n;
    }

  return MAX (raw, (gsize) (at - start));
}

static char *
hide_secrets (const char *text, const Secrets *secrets)
{
  g_autoptr (GString) result = g_string_new (NULL);
  const char *at = text;

  while (*at != '\0')
    {
      const char *plain = at;
      gsize       n = 0;

      while (*at != '\0' && *at != '*' && !secrets->starts[(guchar) *at])
        at++;
      g_string_append_len (result, plain, at - plain);
      if (*at == '\0')
        break;

      for (guint i = 0; n == 0 && i < secrets->values->len; i++)
        n = match_secret (at, g_ptr_array_index (secrets->values, i));
      if (n > 0 || g_str_has_prefix (at, STARS))
        {
          g_string_append (result, STARS);
          at += MAX (n, strlen (STARS) * (n == 0));
        }
      else
        g_string_append_c (result, *at++);
    }

  return g_string_free (g_steal_pointer (&result), FALSE);
}

static const char *
find_last_at_sign (const char *start, const char *end)
{
  return start < end ? memrchr (start, '@', end - start) : NULL;
}

/* The end of the password that starts at @password: the last "@" before a blank or a quote. A quote inside the
 * password hides that one; what stands there is a port, and so no password, only if it is a number. */
static const char *
find_password_end (const char *password)
{
  const char *word_end = password + strcspn (password, SPACE);
  const char *quote = password + strcspn (password, SPACE QUOTES);
  const char *end = find_last_at_sign (password, quote);

  if (end == NULL && !strchr ("/?" QUOTES, password[strspn (password, "0123456789")]))
    end = find_last_at_sign (password, word_end);

  return end;
}

/* SCHEME://USER:PASSWORD@HOST; as for SQLAlchemy, a user may hold anything but ":" and "/". */
static char *
hide_url_passwords (const char *text)
{
  g_autoptr (GString) result = g_string_new (NULL);
  const char *at = text;
  const char *mark;

  while ((mark = strstr (at, "://")))
    {
      const char *user = mark + strlen ("://");
      const char *colon = user + strcspn (user, ":/" SPACE QUOTES);
      const char *end = *colon == ':' ? find_password_end (colon + 1) : NULL;

      g_string_append_len (result, at, end ? colon + 1 - at : user - at);
      if (end)
        g_string_append (result, STARS);
      at = end ? end : user;
    }
  g_string_append (result, at);

  return g_string_free (g_steal_pointer (&result), FALSE);
}

/* Where the value after "password" starts, or NULL if none follows: password=V, password = V, 'password': V, and
 * PASSWORD 'V' of SQL. */
static const char *
find_value (const char *after_key)
{
  gboolean    is_quoted = *after_key == '\'' || *after_key == '"';
  const char *at = after_key + is_quoted;
  const char *after_blanks = at + strspn (at, " \t");

  if (*after_blanks == '\'' && after_blanks > at && !is_quoted)
    return after_blanks;
  if (*after_blanks != '=' && !(is_quoted && *after_blanks == ':'))
    return NULL;
  after_blanks++;

  return after_blanks + strspn (after_blanks, " \t");
}

static const char *
find_closing_quote (const char *at, char quote)
{
  for (; *at != '\0' && *at != '\n' && *at != quote; at++)
    {
      if (*at == '\\' && at[1] != '\0' && at[1] != '\n')
        at++;
    }

  return at;
}

/* In a query string "&" ends the value; in a connection string only a blank does, and a backslash escapes it. */
static const char *
find_plain_value_end (const char *at, gboolean is_query)
{
  for (; *at != '\0' && !strchr (SPACE, *at); at++)
    {
      if (is_query && *at == '&')
        break;
      if (strchr (QUOTES, *at) && (at[1] == '\0' || strchr (" \t\n\r,;:.)]}", at[1])))
        break;
      if (*at == '\\' && at[1] != '\0')
        at++;
    }

  return at;
}

static gboolean
is_in_query (const char *text, const char *key)
{
  while (key > text && (g_ascii_isalnum (key[-1]) || key[-1] == '_' || key[-1] == '-'))
    key--;

  return key > text && (key[-1] == '?' || key[-1] == '&');
}

/* The next name that ends in "password" or "passwd", so also PGPASSWORD and sslpassword; @end gets its end. A loop
 * of its own, because strcasestr() is slow and output of 50 MB is normal. */
static const char *
find_key (const char *at, const char **end)
{
  for (; *at != '\0'; at++)
    {
      if ((*at | 0x20) != 'p' || g_ascii_strncasecmp (at, "passw", 5) != 0)
        continue;
      *end = at + 5;
      if (g_ascii_strncasecmp (*end, "ord", 3) == 0)
        *end += 3;
      else if ((**end | 0x20) == 'd')
        *end += 1;
      else
        continue;
      return at;
    }

  return NULL;
}

/* @value gets the start of what is to be hidden; returns its end. */
static const char *
find_value_end (const char **value, gboolean is_query)
{
  char quote = **value;

  if (quote != '\'' && quote != '"')
    return find_plain_value_end (*value, is_query);

  *value += 1;

  return find_closing_quote (*value, quote);
}

static char *
hide_password_parameters (const char *text)
{
  g_autoptr (GString) result = g_string_new (NULL);
  const char *at = text;
  const char *key;
  const char *key_end;

  while ((key = find_key (at, &key_end)))
    {
      const char *value = find_value (key_end);
      const char *end = value ? find_value_end (&value, is_in_query (text, key)) : key_end;

      if (value == NULL)
        value = key_end;
      g_string_append_len (result, at, value - at);
      if (end > value)
        g_string_append (result, STARS);
      at = end;
    }
  g_string_append (result, at);

  return g_string_free (g_steal_pointer (&result), FALSE);
}

static char *
redact_once (const char *text, const Secrets *secrets)
{
  g_autofree char *without_secrets = hide_secrets (text, secrets);
  /* Parameters before URLs: a query string may hold a password with an "@". */
  g_autofree char *without_parameters = hide_password_parameters (without_secrets);

  return hide_url_passwords (without_parameters);
}

char *
limbeck_text_redact (const char *text, const char *const *secrets)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Secrets          sorted;

  g_return_val_if_fail (text != NULL, NULL);

  secrets_init (&sorted, secrets);
  after = redact_once (text, &sorted);
  /* What was hidden may have joined with its neighbours to something that is hidden too. Each round that changes
   * more than stars hides characters, so this ends; the second round is nearly always the last. */
  while (!g_str_equal (before ? before : text, after))
    {
      g_free (before);
      before = g_steal_pointer (&after);
      after = redact_once (before, &sorted);
    }
  g_ptr_array_unref (sorted.values);

  return g_steal_pointer (&after);
}
