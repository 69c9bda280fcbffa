#pragma once

#include <glib.h>

#include "core/revisions/script.h"

/**
 * ScriptForm:
 * @source: a revision file
 * @length: its bytes, or 0 if it ends at the first NUL
 * @says: what it says, as script_form_describe() puts it
 *
 * One way of writing a revision file.
 */
typedef struct
{
  const char *source;
  gsize       length;
  const char *says;
} ScriptForm;

extern const ScriptForm script_forms[];
extern const guint      n_script_forms;

/** script_form_get_length: bytes of its source. */
gsize script_form_get_length (const ScriptForm *form);

/**
 * script_form_describe:
 * @script: what was read
 *
 * Returns: (transfer full): "ID < PARENT, PARENT ~ DEPENDENCY : LABEL | message", each part if it is there, or
 *   "computed|refused LINE: SUBJECT PROBLEM"
 */
char *script_form_describe (LimbeckScript *script);
