#pragma once

#include <adwaita.h>

#include "core/checks/survey.h"
#include "core/project/project-settings.h"

/**
 * LimbeckPreferencesWindow:
 *
 * What a person may set for one target: interpreter, database URL, time limit, backup directory. What is set is remembered at
 * once.
 *
 * Signal LimbeckPreferencesWindow::changed is emitted after each change, so that the target can be looked at again.
 */
#define LIMBECK_TYPE_PREFERENCES_WINDOW (limbeck_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckPreferencesWindow,
                      limbeck_preferences_window,
                      LIMBECK,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

/**
 * limbeck_preferences_window_new:
 * @parent: window to stand above
 * @settings: what is changed
 * @survey: (nullable): says what is used where nothing is set
 *
 * Returns: (transfer none): the window, not yet presented
 */
GtkWindow *limbeck_preferences_window_new (GtkWindow              *parent,
                                           LimbeckProjectSettings *settings,
                                           LimbeckSurvey          *survey);
