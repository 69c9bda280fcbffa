/* Any text is looked at; what is not computed names what it rests on. */

#include <stdint.h>
#include <string.h>

#include "core/project/env-py.h"

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) bytes, size);
  g_autoptr (LimbeckEnvPy) look = limbeck_env_py_look (text);

  switch (look->kind)
    {
    case LIMBECK_ENV_PY_VARIABLE:
      g_assert_nonnull (look->variable);
      break;

    case LIMBECK_ENV_PY_PLAIN:
      g_assert_null (look->variable);
      g_assert_nonnull (strstr (text, "engine_from_config"));
      break;

    case LIMBECK_ENV_PY_SEVERAL:
    case LIMBECK_ENV_PY_COMPUTED:
    default:
      break;
    }

  return 0;
}
