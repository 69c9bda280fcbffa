#pragma once

#include <gio/gio.h>

/**
 * ServerRelay:
 *
 * Stands before the server of the fixture and lets everything through, but may make it seem to be of another version, for those that
 * are not installed, or make it fall silent. Ends with the test.
 */
typedef struct _ServerRelay ServerRelay;

/**
 * server_relay_start:
 * @version: (nullable): what the server says it is: "9.5.2"; as long as the beginning of the true one
 * @swallow: (nullable): what is sent from these words of a client on never arrives, as on a line that is cut; connections that are
 *   made later are not affected until they say it too
 *
 * Returns: (transfer full): the relay
 */
ServerRelay *server_relay_start (const char *version, const char *swallow);
void         server_relay_free (ServerRelay *self);

/** server_relay_dup_url: (transfer full): @database through the relay. */
char *server_relay_dup_url (ServerRelay *self, const char *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerRelay, server_relay_free)
