#pragma once

#include "core/project/database-url.h"

/**
 * LimbeckAddress:
 * @host: (nullable): as it was named
 * @address: (nullable): numeric
 * @port: (nullable): number
 *
 * Where one attempt to connect goes; what is %NULL is left to libpq.
 */
typedef struct
{
  char *host;
  char *address;
  char *port;
} LimbeckAddress;

void limbeck_address_free (LimbeckAddress *self);

/**
 * limbeck_address_list:
 * @url: a URL
 *
 * Returns: (transfer full) (element-type LimbeckAddress): the hosts that @url, or else libpq's environment, names
 */
GPtrArray *limbeck_address_list (LimbeckDatabaseUrl *url);

/**
 * limbeck_address_resolve:
 * @self: a host
 * @deadline_us: moment in g_get_monotonic_time(), or -1
 * @cancellable: (nullable): gives up at once
 * @error: LIMBECK_DATABASE_ERROR_UNKNOWN_HOST or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type LimbeckAddress): what @self stands for: itself, or several addresses of a name
 */
GPtrArray *limbeck_address_resolve (const LimbeckAddress *self,
                                    gint64                deadline_us,
                                    GCancellable         *cancellable,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_address_probe:
 *
 * Finds out why libpq could not reach a place without reading its words, which are translated.
 *
 * Returns: the errno with which a socket can't be connected there right now; 0 if it can, or may be able to
 */
int limbeck_address_probe (const char *host, const char *address, const char *port);

/** limbeck_address_describe: (transfer full): “shop” on localhost:5432 */
char *limbeck_address_describe (const char *host, const char *port, const char *database);
