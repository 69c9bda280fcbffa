#pragma once

#include "scratch.h"

/**
 * limbeck_fake_python_write:
 * @scratch: where
 * @folder: the folder that becomes a virtual environment
 * @alembic: (nullable): the version of Alembic that seems to be installed in it
 *
 * A virtual environment whose Python is the system's and starts, but whose Alembic is a version number only.
 *
 * Returns: (transfer full): absolute path of its Python
 */
char *limbeck_fake_python_write (LimbeckScratch *scratch, const char *folder, const char *alembic);
