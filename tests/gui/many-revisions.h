#pragma once

#include "scratch.h"

/*
 * A project of many revisions in one straight line, without a database. The id of number 0, the oldest, is "000000000000",
 * each other one follows the one before; its message is "step NUMBER of many".
 */

/** limbeck_many_revisions_new: (transfer full): a project with @n revisions. */
LimbeckScratch *limbeck_many_revisions_new (guint n);

/** limbeck_many_revisions_write: writes number @number with @message, as an editor does: to another name, then renamed. */
void limbeck_many_revisions_write (LimbeckScratch *project, guint number, const char *message);

/** limbeck_many_revisions_remove: removes the file of number @number. */
void limbeck_many_revisions_remove (LimbeckScratch *project, guint number);

/** limbeck_many_revisions_dup_id: (transfer full): the id of number @number. */
char *limbeck_many_revisions_dup_id (guint number);
