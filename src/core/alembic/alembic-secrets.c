/* limbeck_alembic_dup_secrets(): the passwords that Alembic gets to know. */

#include "config.h"

#include <string.h>

#include "core/alembic/alembic-commands.h"

/* Takes @password as it stands and decoded: env.py may print either. */
static void
add_password (GStrvBuilder *secrets, const char *password, gsize length)
{
  g_autofree char *raw = g_strndup (password, length);
  g_autofree char *decoded = g_uri_unescape_string (raw, NULL);

  if (*raw == '\0')
    return;

  g_strv_builder_add (secrets, raw);
  if (decoded && *decoded != '\0' && !g_str_equal (decoded, raw))
    g_strv_builder_add (secrets, decoded);
}

/* As in limbeck_text_redact(): a user holds no ":" and no "/", and the last "@" ends the password. */
static void
add_from_url (GStrvBuilder *secrets, const char *text)
{
  const char *mark = strstr (text, "://");
  const char *user = mark ? mark + strlen ("://") : NULL;
  const char *colon = user ? user + strcspn (user, ":/?") : NULL;
  const char *query = user ? strstr (user, "password=") : NULL;
  const char *end = colon && *colon == ':' ? strrchr (colon, '@') : NULL;

  if (end && end > colon)
    add_password (secrets, colon + 1, end - colon - 1);
  if (query && (query[-1] == '?' || query[-1] == '&'))
    {
      const char *value = query + strlen ("password=");

      add_password (secrets, value, strcspn (value, "&#"));
    }
}

static void
add_from_variable (GStrvBuilder *secrets, const char *variable)
{
  const char *equals = strchr (variable, '=');

  if (equals == NULL)
    return;

  if (g_str_has_prefix (variable, "PGPASSWORD="))
    add_password (secrets, equals + 1, strlen (equals + 1));
  else
    add_from_url (secrets, equals + 1);
}

char **
limbeck_alembic_dup_secrets (LimbeckConfiguration *configuration, const char *const *variables)
{
  g_autoptr (GStrvBuilder) secrets = g_strv_builder_new ();
  g_auto (GStrv) inherited = g_get_environ ();
  const char *url;

  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (configuration), NULL);

  url = limbeck_configuration_get_url (configuration);
  if (url)
    add_from_url (secrets, url);
  for (gsize i = 0; variables && variables[i]; i++)
    add_from_variable (secrets, variables[i]);
  for (gsize i = 0; inherited[i]; i++)
    add_from_variable (secrets, inherited[i]);

  return g_strv_builder_end (secrets);
}
