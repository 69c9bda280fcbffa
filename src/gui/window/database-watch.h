#pragma once

#include "core/checks/survey.h"

/**
 * LimbeckDatabaseWatch:
 *
 * Notices that a database is not what a survey has seen any more: its version table holds something else, the server has gone or come
 * back, has become a standby, or is another one. It looks every few seconds on a connection that is closed again at once, so that it
 * never keeps anybody from dropping the database.
 *
 * Signal LimbeckDatabaseWatch::changed is emitted once; then the next survey is waited for.
 */
#define LIMBECK_TYPE_DATABASE_WATCH (limbeck_database_watch_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckDatabaseWatch,
                      limbeck_database_watch,
                      LIMBECK,
                      DATABASE_WATCH,
                      GObject)

LimbeckDatabaseWatch *limbeck_database_watch_new (void);

/** limbeck_database_watch_set_survey: watches the database of @survey; %NULL watches nothing. */
void limbeck_database_watch_set_survey (LimbeckDatabaseWatch *self, LimbeckSurvey *survey);

/** limbeck_database_watch_set_paused: while it is paused, nothing is looked at. */
void limbeck_database_watch_set_paused (LimbeckDatabaseWatch *self, gboolean is_paused);
