#pragma once

#include "core/revisions/script.h"

/**
 * limbeck_script_problems_find:
 * @scripts: (element-type LimbeckScript): what the files say
 * @is_asked: whether Alembic was asked instead and has answered: then computed files are told as such and are
 *   no trouble
 * @findings: (element-type LimbeckFinding): gets one finding for each kind of trouble, with the files and lines;
 *   one more if there are no files at all
 */
void limbeck_script_problems_find (GPtrArray *scripts, gboolean is_asked, GPtrArray *findings);
