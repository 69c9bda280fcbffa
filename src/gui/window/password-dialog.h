#pragma once

#include <adwaita.h>

/**
 * LimbeckPasswordFunc:
 * @password: (nullable): what was typed; %NULL if the person does not want to give one
 * @owner: as given
 */
typedef void (*LimbeckPasswordFunc) (const char *password, gpointer owner);

/**
 * limbeck_password_dialog_present:
 * @parent: window to stand above; also told if the dialog is destroyed with it
 * @place: which database: “shop” on localhost
 * @func: is called exactly once, unless @parent is disposed before
 *
 * Asks for the password of a database. It is kept nowhere.
 */
void
limbeck_password_dialog_present (GtkWindow *parent, const char *place, LimbeckPasswordFunc func);
