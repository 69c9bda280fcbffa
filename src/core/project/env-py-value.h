#pragma once

#include "core/project/python-pattern.h"

/**
 * LimbeckEnvPyValue:
 * @variable: an environment variable
 * @fallback: (nullable): a literal for when it is not set
 * @uses_ini: whether `sqlalchemy.url` of the ini is taken when it is not set
 * @is_escaped: whether its percent signs are doubled
 *
 * An expression that reads one environment variable.
 */
typedef struct
{
  char    *variable;
  char    *fallback;
  gboolean uses_ini;
  gboolean is_escaped;
} LimbeckEnvPyValue;

/**
 * limbeck_env_py_value_read:
 * @tokens: tokens
 * @i: where the expression begins
 * @names: (nullable) (element-type utf8 LimbeckEnvPyValue): what names and functions without parameters stand for
 * @value: (out): the value, to be cleared
 *
 * Returns: the index behind the longest expression that is understood, 0 if there is none
 */
guint
limbeck_env_py_value_read (GArray *tokens, guint i, GHashTable *names, LimbeckEnvPyValue *value);

void               limbeck_env_py_value_clear (LimbeckEnvPyValue *self);
LimbeckEnvPyValue *limbeck_env_py_value_copy (const LimbeckEnvPyValue *self);
void               limbeck_env_py_value_free (LimbeckEnvPyValue *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LimbeckEnvPyValue, limbeck_env_py_value_clear)
