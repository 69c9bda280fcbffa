#pragma once

#include <adwaita.h>

/**
 * LimbeckApplication:
 *
 * The process of the window: actions that belong to no window, accelerators, and one LimbeckWindow for each project that is
 * opened. Every start is a process of its own (no D-Bus uniqueness), because the environment of the terminal it was started from
 * may name the database.
 */
#define LIMBECK_TYPE_APPLICATION (limbeck_application_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckApplication, limbeck_application, LIMBECK, APPLICATION, AdwApplication)

/** limbeck_application_new: (transfer full): an application that opens the projects it is given on its command line. */
LimbeckApplication *limbeck_application_new (void);

/** limbeck_application_get_settings: (transfer none): the settings of the window. */
GSettings *limbeck_application_get_settings (LimbeckApplication *self);

/**
 * limbeck_application_open_path:
 * @self: an application
 * @parent: (nullable): the window in which the person asked for it
 * @path: a project's directory, or a configuration file in it
 *
 * Shows the project: in its window if it is open already, else in @parent if that is a LimbeckWindow, else in a new one.
 */
void limbeck_application_open_path (LimbeckApplication *self, GtkWindow *parent, const char *path);
