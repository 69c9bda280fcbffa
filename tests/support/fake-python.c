#include "fake-python.h"

char *
limbeck_fake_python_write (LimbeckScratch *scratch, const char *folder, const char *alembic)
{
  g_autofree char *python = g_build_filename (folder, "bin", "python", NULL);
  g_autofree char *marker = g_build_filename (folder, "pyvenv.cfg", NULL);
  g_autofree char *init = NULL;
  g_autofree char *text = NULL;

  /* No Python is 3.77, so nothing that is really installed can be found in it. */
  limbeck_scratch_link (scratch, "/usr/bin/python3", python);
  limbeck_scratch_write (
      scratch, marker, "home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.77.1\n");

  if (alembic != NULL)
    {
      init = g_build_filename (
          folder, "lib", "python3.77", "site-packages", "alembic", "__init__.py", NULL);
      text = g_strdup_printf ("import sys\n\n__version__ = \"%s\"\n", alembic);
      limbeck_scratch_write (scratch, init, text);
    }

  return limbeck_scratch_dup_path (scratch, python);
}
