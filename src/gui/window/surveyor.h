#pragma once

#include "core/checks/survey.h"
#include "core/project/project-settings.h"
#include "core/project/project.h"

/**
 * LimbeckSurveyor:
 *
 * Keeps what is known about one project up to date: opens it, takes a fast survey (no Python) and then a thorough one of the chosen
 * target, and again when files or the database change, or somebody asks. What was known stays until something newer is known.
 *
 * Properties, all readable and notified: busy; stage (nullable); project (nullable); target (nullable);
 * survey (nullable): the newest one; checked (nullable): the newest thorough one, it has the findings of all checks;
 * problem (nullable): why the project can't be opened.
 *
 * Signal LimbeckSurveyor::password-needed: the server asks for a password; answer with limbeck_surveyor_set_password().
 */
#define LIMBECK_TYPE_SURVEYOR (limbeck_surveyor_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckSurveyor, limbeck_surveyor, LIMBECK, SURVEYOR, GObject)

LimbeckSurveyor *limbeck_surveyor_new (void);

/** limbeck_surveyor_open: forgets what was shown and opens @path, a project's directory or a configuration file in it. */
void limbeck_surveyor_open (LimbeckSurveyor *self, const char *path);

/** limbeck_surveyor_set_target: forgets what was known of the other target, and surveys this one. */
void limbeck_surveyor_set_target (LimbeckSurveyor *self, LimbeckTarget *target);

/** limbeck_surveyor_prove: asks again, everything, and proves by a lock that Alembic comes to this database. */
void limbeck_surveyor_prove (LimbeckSurveyor *self);

/** limbeck_surveyor_refresh: asks again, everything; opens the project again if it could not be opened. */
void limbeck_surveyor_refresh (LimbeckSurveyor *self);

/**
 * limbeck_surveyor_set_password:
 * @self: a surveyor
 * @password: (nullable): kept in memory only; %NULL: the person does not want to give one
 *
 * Goes on with the survey.
 */
void limbeck_surveyor_set_password (LimbeckSurveyor *self, const char *password);

/** limbeck_surveyor_set_paused: whether changes of the database are of no interest, as they are our own. */
void limbeck_surveyor_set_paused (LimbeckSurveyor *self, gboolean is_paused);

/** limbeck_surveyor_stop: gives up whatever is being asked; nothing is notified any more. */
void limbeck_surveyor_stop (LimbeckSurveyor *self);

gboolean    limbeck_surveyor_is_busy (LimbeckSurveyor *self);
const char *limbeck_surveyor_get_stage (LimbeckSurveyor *self);

/** limbeck_surveyor_get_path: (nullable): what limbeck_surveyor_open() was given. */
const char     *limbeck_surveyor_get_path (LimbeckSurveyor *self);
LimbeckProject *limbeck_surveyor_get_project (LimbeckSurveyor *self);
LimbeckTarget  *limbeck_surveyor_get_target (LimbeckSurveyor *self);

/** limbeck_surveyor_get_settings: (nullable): what the person has set for the target; refresh after a change. */
LimbeckProjectSettings *limbeck_surveyor_get_settings (LimbeckSurveyor *self);

LimbeckSurvey *limbeck_surveyor_get_survey (LimbeckSurveyor *self);
LimbeckSurvey *limbeck_surveyor_get_checked (LimbeckSurveyor *self);
const char    *limbeck_surveyor_get_problem (LimbeckSurveyor *self);
