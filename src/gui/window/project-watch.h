#pragma once

#include "core/checks/survey.h"

/**
 * LimbeckProjectWatch:
 *
 * Notices that files of a target have changed: its configuration, `env.py`, `.env`, and everything in its version locations.
 *
 * Signal LimbeckProjectWatch::changed is emitted once the changes have come to rest for a moment, so that a `git checkout` counts
 * as one.
 */
#define LIMBECK_TYPE_PROJECT_WATCH (limbeck_project_watch_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckProjectWatch, limbeck_project_watch, LIMBECK, PROJECT_WATCH, GObject)

LimbeckProjectWatch *limbeck_project_watch_new (void);

/** limbeck_project_watch_set_target: watches the configuration of @target alone; %NULL watches nothing. */
void limbeck_project_watch_set_target (LimbeckProjectWatch *self, LimbeckTarget *target);

/** limbeck_project_watch_set_survey: watches everything that @survey was read from. */
void limbeck_project_watch_set_survey (LimbeckProjectWatch *self, LimbeckSurvey *survey);
