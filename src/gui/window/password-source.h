#pragma once

#include <gtk/gtk.h>

#include "gui/window/surveyor.h"

/**
 * LimbeckPasswordSource:
 *
 * Gives a surveyor the password that its database asks for: from the keyring, or else from the person. One that the person
 * wants kept goes into the keyring once the server has taken it.
 *
 * Signal LimbeckPasswordSource::not-kept (const char *reason): the keyring did not take it.
 */
#define LIMBECK_TYPE_PASSWORD_SOURCE (limbeck_password_source_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckPasswordSource,
                      limbeck_password_source,
                      LIMBECK,
                      PASSWORD_SOURCE,
                      GObject)

/** limbeck_password_source_new: answers @surveyor as long as it lives; its dialogs stand above @parent. */
LimbeckPasswordSource *limbeck_password_source_new (LimbeckSurveyor *surveyor, GtkWindow *parent);

/** limbeck_password_source_stop: asks nothing and nobody any more. */
void limbeck_password_source_stop (LimbeckPasswordSource *self);
