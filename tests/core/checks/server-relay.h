#pragma once

#include <gio/gio.h>

/**
 * ServerRelay:
 *
 * Stands before the server of the fixture and lets everything through, except that the server seems to be of another version:
 * for versions that are not installed. Ends with the test.
 */
typedef struct _ServerRelay ServerRelay;

/**
 * server_relay_start:
 * @version: what the server says it is: "9.5.2"; as long as the beginning of the true one
 *
 * Returns: (transfer full): the relay
 */
ServerRelay *server_relay_start (const char *version);
void         server_relay_free (ServerRelay *self);

/** server_relay_dup_url: (transfer full): @database through the relay. */
char *server_relay_dup_url (ServerRelay *self, const char *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerRelay, server_relay_free)
