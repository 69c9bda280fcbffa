#pragma once

#include <glib.h>

/**
 * LimbeckPythonPath:
 * @version: (nullable): "3.11"
 * @folders: (element-type filename): where packages are looked for, in order, without the standard library
 * @is_launcher: whether it is a script, such as pyenv's or asdf's, that decides at run time which Python it starts
 * @is_complete: whether @folders are all there is, apart from what `.pth` files add
 *
 * Where a Python imports packages from, found out without starting it.
 */
typedef struct
{
  char      *version;
  GPtrArray *folders;
  gboolean   is_launcher;
  gboolean   is_complete;
} LimbeckPythonPath;

/**
 * limbeck_python_path_find:
 * @python: absolute path of a Python
 *
 * Returns: (transfer full): its path
 */
LimbeckPythonPath *limbeck_python_path_find (const char *python);

void limbeck_python_path_free (LimbeckPythonPath *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckPythonPath, limbeck_python_path_free)
