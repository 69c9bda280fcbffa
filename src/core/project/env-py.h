#pragma once

#include <glib.h>

/**
 * LimbeckEnvPyKind:
 * @LIMBECK_ENV_PY_COMPUTED: nothing certain can be said about the URL without running it
 * @LIMBECK_ENV_PY_PLAIN: it connects to `sqlalchemy.url` of the ini, as Alembic's own templates do
 * @LIMBECK_ENV_PY_VARIABLE: it connects to what one environment variable says
 * @LIMBECK_ENV_PY_SEVERAL: it works on several databases, as Alembic's template multidb does
 */
typedef enum
{
  LIMBECK_ENV_PY_COMPUTED,
  LIMBECK_ENV_PY_PLAIN,
  LIMBECK_ENV_PY_VARIABLE,
  LIMBECK_ENV_PY_SEVERAL,
} LimbeckEnvPyKind;

/**
 * LimbeckEnvPy:
 * @kind: what can be said
 * @variable: (nullable): the environment variable; if @kind is COMPUTED, the only one it reads that seems to be a URL
 * @fallback: (nullable): the literal URL that it uses where the variable is not set
 * @uses_ini: whether it uses the URL of the ini where the variable is not set
 * @needs_escapes: whether a percent sign in the variable would be taken for an interpolation by ConfigParser
 * @loads_dotenv: whether it reads a `.env` file itself
 *
 * What an `env.py` does to find its URL, as far as that is plain from the text.
 */
typedef struct
{
  LimbeckEnvPyKind kind;
  char            *variable;
  char            *fallback;
  gboolean         uses_ini;
  gboolean         needs_escapes;
  gboolean         loads_dotenv;
} LimbeckEnvPy;

/**
 * limbeck_env_py_look:
 * @source: the text of an `env.py`
 *
 * Knows the simple ways to write it and takes everything else for computed: a name that could change the URL and stands
 * in a place that is not understood is enough. What imported modules do when they are imported is not looked at.
 *
 * Returns: (transfer full): what can be said
 */
LimbeckEnvPy *limbeck_env_py_look (const char *source);

void limbeck_env_py_free (LimbeckEnvPy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckEnvPy, limbeck_env_py_free)
