#pragma once

#include <adwaita.h>

#include "core/checks/survey.h"

/**
 * LimbeckStampFunc:
 * @revision: the id of the revision
 * @name: what was typed: the name of the database
 * @owner: as given
 */
typedef void (*LimbeckStampFunc) (const char *revision, const char *name, gpointer owner);

/**
 * limbeck_stamp_dialog_present:
 * @parent: window to stand above
 * @survey: of a database that limbeck_stamp_can_be()
 * @revision: what its tables shall correspond to
 * @func: is called if the person agrees, unless @owner is gone by then
 * @owner: given to @func; not kept alive
 *
 * Says what it means to mark @revision as the present state, and has the name of the database typed.
 */
void limbeck_stamp_dialog_present (GtkWindow       *parent,
                                   LimbeckSurvey   *survey,
                                   LimbeckRevision *revision,
                                   LimbeckStampFunc func,
                                   GObject         *owner);
