/* A URL is refused, or written out again it means the same; its password is shown nowhere. */

#include <stdint.h>
#include <string.h>

#include "core/project/database-url.h"

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size);

static void
check_same (LimbeckDatabaseUrl *url, LimbeckDatabaseUrl *again)
{
  const char *const *keywords = limbeck_database_url_get_keywords (url);

  g_assert_cmpuint (g_strv_length ((char **) keywords),
                    ==,
                    g_strv_length ((char **) limbeck_database_url_get_keywords (again)));
  for (gsize i = 0; keywords[i] != NULL; i++)
    g_assert_cmpstr (limbeck_database_url_get_parameter (url, keywords[i]),
                     ==,
                     limbeck_database_url_get_parameter (again, keywords[i]));
}

/* With a password that occurs nowhere else in the URL, nothing that is shown may hold it. */
static void
check_shown (LimbeckDatabaseUrl *url)
{
  static const char secret[] = "QzJx7Kw9Vb";
  g_autoptr (LimbeckDatabaseUrl) guarded = limbeck_database_url_with_password (url, secret);
  g_autofree char *redacted = limbeck_database_url_dup_redacted (guarded);
  g_autofree char *place = limbeck_database_url_dup_place (guarded);
  g_autofree char *conninfo = limbeck_database_url_dup_conninfo (guarded);
  g_autofree char *plain = limbeck_database_url_dup_redacted (url);
  g_autofree char *plain_conninfo = limbeck_database_url_dup_conninfo (url);
  g_auto (GStrv) environment = NULL;

  if (strstr (plain, secret) != NULL || strstr (plain_conninfo, secret) != NULL)
    return;

  environment = limbeck_database_url_apply_environment (guarded, NULL);
  g_assert_null (strstr (redacted, secret));
  g_assert_null (strstr (place, secret));
  g_assert_null (strstr (conninfo, secret));
  for (gsize i = 0; environment != NULL && environment[i] != NULL; i++)
    g_assert_null (strstr (environment[i], secret));
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) bytes, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, &error);
  g_autoptr (LimbeckDatabaseUrl) again = NULL;
  g_autofree char *written = NULL;

  if (url == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }

  written = limbeck_database_url_dup_text (url);
  again = limbeck_database_url_parse (written, NULL);
  g_assert_nonnull (again);
  check_same (url, again);
  check_shown (url);

  return 0;
}
