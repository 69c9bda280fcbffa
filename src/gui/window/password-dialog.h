#pragma once

#include <adwaita.h>

/**
 * LimbeckPasswordFunc:
 * @password: (nullable): what was typed; %NULL if the person does not want to give one
 * @is_to_be_kept: whether it shall go into the keyring
 * @owner: as given
 */
typedef void (*LimbeckPasswordFunc) (const char *password, gboolean is_to_be_kept, gpointer owner);

/**
 * limbeck_password_dialog_present:
 * @parent: window to stand above
 * @place: which database: “shop” on localhost
 * @note: (nullable): a sentence about what was tried before
 * @can_keep: whether there is a keyring
 * @func: is called exactly once, unless @owner is gone by then
 * @owner: given to @func; not kept alive
 *
 * Asks for the password of a database, and whether to keep it in the keyring.
 */
void limbeck_password_dialog_present (GtkWindow          *parent,
                                      const char         *place,
                                      const char         *note,
                                      gboolean            can_keep,
                                      LimbeckPasswordFunc func,
                                      GObject            *owner);
