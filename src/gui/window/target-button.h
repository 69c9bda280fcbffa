#pragma once

#include <gtk/gtk.h>

#include "core/project/project.h"

/**
 * LimbeckTargetButton:
 *
 * The title of the window: project and target, and a menu with the project's targets (win.target, by position), recent projects
 * (app.open-recent, by URI) and opening another one.
 */
#define LIMBECK_TYPE_TARGET_BUTTON (limbeck_target_button_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckTargetButton, limbeck_target_button, LIMBECK, TARGET_BUTTON, GtkWidget)

/** limbeck_target_button_set_settings: where the recent projects are kept. */
void limbeck_target_button_set_settings (LimbeckTargetButton *self, GSettings *settings);

/**
 * limbeck_target_button_show:
 * @self: a button
 * @project: (nullable): what is open
 * @target: (nullable): which of its targets
 */
void limbeck_target_button_show (LimbeckTargetButton *self,
                                 LimbeckProject      *project,
                                 LimbeckTarget       *target);

void limbeck_target_button_popup (LimbeckTargetButton *self);
