#pragma once

#include <adwaita.h>

#include "gui/application/application.h"
#include "gui/window/surveyor.h"

/**
 * LimbeckWindow:
 *
 * One project: where its database stands, its revisions, its checks, and the one button that applies updates.
 */
#define LIMBECK_TYPE_WINDOW (limbeck_window_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckWindow, limbeck_window, LIMBECK, WINDOW, AdwApplicationWindow)

LimbeckWindow *limbeck_window_new (LimbeckApplication *application);

/** limbeck_window_open: shows the project at @path, a directory or a configuration file. */
void limbeck_window_open (LimbeckWindow *self, const char *path);

/** limbeck_window_shows: whether it shows the project at @path. */
gboolean limbeck_window_shows (LimbeckWindow *self, const char *path);

/** limbeck_window_get_surveyor: (transfer none): what the window shows. */
LimbeckSurveyor *limbeck_window_get_surveyor (LimbeckWindow *self);

/** limbeck_window_tell: shows @text (not markup) for a moment. */
void limbeck_window_tell (LimbeckWindow *self, const char *text);
