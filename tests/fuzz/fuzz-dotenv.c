/* Any text is read, and the size of a value is bounded. */

#include <stdint.h>
#include <string.h>

#include "core/project/dotenv.h"

int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  static const char *const names[] = { "A", "B", "DATABASE_URL", "" };
  static const char *const environment[] = { "HOME=/root", NULL };
  g_autofree char         *text = g_strndup ((const char *) bytes, size);
  g_autoptr (LimbeckDotenv) dotenv = limbeck_dotenv_parse (text, environment);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = limbeck_dotenv_get (dotenv, names[i]);

      g_assert_true (value == NULL || strlen (value) <= size + 3 * 65536);
    }

  return 0;
}
