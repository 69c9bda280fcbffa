#pragma once

#include <gio/gio.h>

#include "core/project/database-url.h"

/*
 * Passwords of databases in the keyring of the desktop, through libsecret. One is found again by host, port, database and
 * user, so it is never sent to another server. The keyring may ask the person to unlock it, and may not be there at all.
 */

/** limbeck_keyring_lookup_async: looks for the password of @url. */
void limbeck_keyring_lookup_async (LimbeckDatabaseUrl *url,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            data);

/**
 * limbeck_keyring_lookup_finish:
 * @result: as the callback got it
 * @error: G_IO_ERROR_CANCELLED, or why there is no keyring
 *
 * Returns: (transfer full) (nullable): the password, for limbeck_keyring_password_free(); %NULL without @error: it has none
 */
char *limbeck_keyring_lookup_finish (GAsyncResult *result, GError **error);

/** limbeck_keyring_password_free: overwrites and frees a password of limbeck_keyring_lookup_finish(). */
void limbeck_keyring_password_free (char *password);

/** limbeck_keyring_store_async: keeps @password for @url, instead of an older one; @place is what people see: “shop on localhost”. */
void limbeck_keyring_store_async (LimbeckDatabaseUrl *url,
                                  const char         *password,
                                  const char         *place,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            data);

/** limbeck_keyring_store_finish: whether it is kept now. */
gboolean limbeck_keyring_store_finish (GAsyncResult *result, GError **error);
