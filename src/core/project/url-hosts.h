#pragma once

#include "core/project/url-parts.h"

/**
 * limbeck_url_hosts_read:
 * @parts: a URL
 * @hosts: (out) (nullable): what its query gives for libpq's `host`, possibly several with commas between
 * @ports: (out) (nullable): the same for `port`
 * @error: LIMBECK_PROJECT_ERROR_BAD_URL
 *
 * SQLAlchemy 2.0's two ways to name several hosts: `?host=a:1&host=b:2` and `?host=a,b&port=1,2`.
 */
gboolean limbeck_url_hosts_read (const LimbeckUrlParts *parts,
                                 char                 **hosts,
                                 char                 **ports,
                                 GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_url_hosts_join:
 * @hosts: libpq's `host`
 * @ports: (nullable): libpq's `port`
 *
 * Returns: (transfer full): for people: "localhost", "db.example.com:6432", "[::1]:5432", "h1:5432, h2:5433"
 */
char *limbeck_url_hosts_join (const char *hosts, const char *ports);
