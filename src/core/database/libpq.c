#include "config.h"

#include <dlfcn.h>
#include <glib/gi18n-lib.h>

#include "core/database/connection-error.h"

#include "core/database/libpq.h"

/* The name has been the same since PostgreSQL 8.2. */
#define LIBRARY "libpq.so.5"

LimbeckLibpq limbeck_libpq;

#define NAME(name) #name,
static const char *const names[] = { LIMBECK_LIBPQ_FUNCTIONS (NAME) };
#undef NAME

G_STATIC_ASSERT (sizeof (LimbeckLibpq) == sizeof names);

/* Returns (transfer full) (nullable): why it can't be loaded. */
static char *
load (void)
{
  void *library = dlopen (LIBRARY, RTLD_LAZY | RTLD_LOCAL);

  if (library == NULL)
    return g_strdup (dlerror ());

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      void *function = dlsym (library, names[i]);

      if (function == NULL)
        return g_strdup (dlerror ());
      ((void **) &limbeck_libpq)[i] = function;
    }

  return NULL;
}

gboolean
limbeck_libpq_load (GError **error)
{
  static gsize is_done;
  static char *problem;

  if (g_once_init_enter (&is_done))
    {
      problem = load ();
      g_once_init_leave (&is_done, 1);
    }
  if (problem != NULL)
    limbeck_database_error_set (
        error,
        LIMBECK_DATABASE_ERROR_REFUSED,
        NULL,
        /* Translators: 1: what the system says */
        _ ("PostgreSQL's client library libpq can't be loaded: %s. Install the package libpq5."),
        problem);

  return problem == NULL;
}
