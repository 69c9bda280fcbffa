#pragma once

#include <glib.h>

/**
 * LimbeckUrlParts:
 * @scheme: what stands before `://`
 * @username: (nullable): percent-decoded
 * @password: (nullable): percent-decoded
 * @host: (nullable): as it is written, without the brackets of an IPv6 address; not decoded
 * @port: (nullable): as it is written, possibly empty
 * @database: (nullable): as it is written, not decoded (SQLAlchemy before 2.1)
 * @keys: decoded names of the query, in order, repeated as they are; those without a value are left out
 * @values: the values that belong to @keys
 * @is_ipv6: whether @host stood in brackets
 *
 * A URL taken apart exactly as SQLAlchemy 1.4 and 2.0 do (`engine/url.py`), which is not what RFC 3986 or
 * libpq say: a password may hold `/`, `?` and `#`, and the last `@` need not be the one that counts.
 */
typedef struct
{
  char      *scheme;
  char      *username;
  char      *password;
  char      *host;
  char      *port;
  char      *database;
  GPtrArray *keys;
  GPtrArray *values;
  gboolean   is_ipv6;
} LimbeckUrlParts;

/**
 * limbeck_url_parts_new:
 * @text: a URL in UTF-8
 *
 * Returns: (transfer full) (nullable): its parts; %NULL if SQLAlchemy would not take it for a URL
 */
LimbeckUrlParts *limbeck_url_parts_new (const char *text);
LimbeckUrlParts *limbeck_url_parts_copy (const LimbeckUrlParts *self);
void             limbeck_url_parts_free (LimbeckUrlParts *self);

/** limbeck_url_parts_set_password: replaces the password wherever it stands; %NULL removes it, and that of a key file. */
void limbeck_url_parts_set_password (LimbeckUrlParts *self, const char *password);

/**
 * limbeck_url_parts_to_text:
 * @self: a URL
 * @shown_password: (nullable): stands in for every password, unencoded; %NULL writes the real ones
 *
 * Returns: (transfer full): a text that SQLAlchemy takes apart into the same parts
 */
char *limbeck_url_parts_to_text (const LimbeckUrlParts *self, const char *shown_password);

/** limbeck_url_parts_is_secret_key: whether the value of the query's @key is a password. */
gboolean limbeck_url_parts_is_secret_key (const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckUrlParts, limbeck_url_parts_free)
