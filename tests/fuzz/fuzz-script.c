#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/revisions/script-reader.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A revision file of any bytes is read, or refused with a reason; nothing behind its end is looked at. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static LimbeckScriptReader *reader;
  LimbeckScriptStamp          stamp = { .size = (gint64) size };
  g_autofree char            *source = g_malloc (size + 1);
  g_autoptr (LimbeckScript) script = NULL;

  if (reader == NULL)
    reader = limbeck_script_reader_new ();

  memcpy (source, data, size);
  source[size] = '\0';
  script = limbeck_script_reader_read (reader, "/versions/x_y.py", &stamp, source, size);
  if (script->state == LIMBECK_SCRIPT_READ && script->texts[LIMBECK_SCRIPT_ID] == NULL)
    abort ();
  for (guint i = 0; i < LIMBECK_SCRIPT_N_TEXTS; i++)
    if (i != LIMBECK_SCRIPT_PATH && script->texts[i] != NULL &&
        !g_utf8_validate (script->texts[i], -1, NULL))
      abort ();

  return 0;
}
