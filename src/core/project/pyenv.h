#pragma once

#include <glib.h>

/**
 * limbeck_pyenv_resolve:
 * @path: absolute path of a program
 * @directory: where it would be started
 *
 * pyenv puts scripts on `PATH` that look for the Python to start at every call (`PYENV_VERSION`, `.python-version` from
 * the current directory upwards, the global `version`). Finds the same without starting two shells.
 *
 * Returns: (transfer full) (nullable): the program that @path would start; %NULL if @path is none of pyenv's
 *   scripts, or if only pyenv itself can tell
 */
char *limbeck_pyenv_resolve (const char *path, const char *directory);
