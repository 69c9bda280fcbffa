#pragma once

#include <gio/gio.h>

/**
 * LimbeckPythonInstall:
 * @path: the Python, as it is to be started
 * @python_version: (nullable): "3.11"
 * @alembic_version: (nullable): the version of Alembic that `import alembic` gives, %NULL if there is none or it is not
 *   known yet
 * @is_launcher: whether @path is a script that starts another Python
 * @is_certain: whether @alembic_version can be believed; if not, Python has to be asked
 *
 * A Python and the Alembic that it would import, as far as files tell.
 */
typedef struct
{
  char    *path;
  char    *python_version;
  char    *alembic_version;
  gboolean is_launcher;
  gboolean is_certain;
} LimbeckPythonInstall;

/**
 * limbeck_python_install_look:
 * @path: absolute path of a Python
 *
 * Follows Python's own rules for where it imports from (`getpath.py`, `site.py`): `PYTHONPATH`, `pyvenv.cfg`, the user's
 * site, the installation's, Debian's `dist-packages`, and `.pth` files. Starts nothing.
 *
 * Returns: (transfer full): what was seen
 */
LimbeckPythonInstall *limbeck_python_install_look (const char *path);

/**
 * limbeck_python_install_ask:
 * @self: an install
 * @directory: where to ask, which matters only to launchers such as pyenv's
 * @cancellable: (nullable): ends Python
 * @error: a LIMBECK_COMMAND_ERROR, G_IO_ERROR_CANCELLED, or G_IO_ERROR_FAILED with what Python said
 *
 * Starts Python once, 20 s at most, and lets it import Alembic. @self is certain afterwards, and a launcher has given way to the Python that it starts. What is in @directory is not
 * imported.
 */
gboolean limbeck_python_install_ask (LimbeckPythonInstall *self,
                                     const char           *directory,
                                     GCancellable         *cancellable,
                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

void limbeck_python_install_free (LimbeckPythonInstall *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckPythonInstall, limbeck_python_install_free)
