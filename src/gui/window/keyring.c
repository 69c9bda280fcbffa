#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "gui/window/keyring.h"

static const SecretSchema schema = {
  APP_ID ".Database",
  SECRET_SCHEMA_NONE,
  { { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "port", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "dbname", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
};

static GHashTable *
describe (LimbeckDatabaseUrl *url)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  /* What the URL leaves open is libpq's default; the empty string stands for it. */
  for (gsize i = 0; schema.attributes[i].name != NULL; i++)
    {
      const char *keyword = schema.attributes[i].name;
      const char *value = limbeck_database_url_get_parameter (url, keyword);

      g_hash_table_insert (attributes, (gpointer) keyword, g_strdup (value != NULL ? value : ""));
    }

  return attributes;
}

void
limbeck_keyring_lookup_async (LimbeckDatabaseUrl *url,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            data)
{
  g_autoptr (GHashTable) attributes = NULL;

  g_return_if_fail (LIMBECK_IS_DATABASE_URL (url));

  attributes = describe (url);
  secret_password_lookupv (&schema, attributes, cancellable, callback, data);
}

char *
limbeck_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  return secret_password_lookup_nonpageable_finish (result, error);
}

void
limbeck_keyring_password_free (char *password)
{
  secret_password_free (password);
}

void
limbeck_keyring_store_async (LimbeckDatabaseUrl *url,
                             const char         *password,
                             const char         *place,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data)
{
  g_autoptr (GHashTable) attributes = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (LIMBECK_IS_DATABASE_URL (url));
  g_return_if_fail (password != NULL);
  g_return_if_fail (place != NULL);

  attributes = describe (url);
  /* Translators: the name of an entry in the keyring; %s is a database and its host: “shop on localhost” */
  label = g_strdup_printf (_ ("Limbeck: %s"), place);
  secret_password_storev (
      &schema, attributes, SECRET_COLLECTION_DEFAULT, label, password, cancellable, callback, data);
}

gboolean
limbeck_keyring_store_finish (GAsyncResult *result, GError **error)
{
  return secret_password_store_finish (result, error);
}
