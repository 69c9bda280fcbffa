#include "config.h"

#include "core/project/env-py-value.h"

#define MAX_DEPTH 8

static guint
match (GArray *tokens, guint i, LimbeckPythonPattern *pattern)
{
  return limbeck_python_pattern_match (tokens, i, pattern);
}

void
limbeck_env_py_value_clear (LimbeckEnvPyValue *self)
{
  g_clear_pointer (&self->variable, g_free);
  g_clear_pointer (&self->fallback, g_free);
  self->uses_ini = FALSE;
  self->is_escaped = FALSE;
}

LimbeckEnvPyValue *
limbeck_env_py_value_copy (const LimbeckEnvPyValue *self)
{
  LimbeckEnvPyValue *copy = g_new0 (LimbeckEnvPyValue, 1);

  copy->variable = g_strdup (self->variable);
  copy->fallback = g_strdup (self->fallback);
  copy->uses_ini = self->uses_ini;
  copy->is_escaped = self->is_escaped;

  return copy;
}

void
limbeck_env_py_value_free (LimbeckEnvPyValue *self)
{
  if (self == NULL)
    return;

  limbeck_env_py_value_clear (self);
  g_free (self);
}

static const char *
text_at (GArray *tokens, guint i)
{
  return limbeck_python_pattern_get (tokens, i)->text;
}

/* What is used where the variable is not set: a literal, None, or the ini's own URL. */
static guint
read_fallback (GArray *tokens, guint i, LimbeckEnvPyValue *value)
{
  guint end = match (tokens, i, "config . get_main_option ( 'sqlalchemy.url' )");

  if (end > 0)
    {
      value->uses_ini = TRUE;
      return end;
    }

  if (match (tokens, i, "$S") > 0)
    {
      g_free (value->fallback);
      value->fallback = g_strdup (text_at (tokens, i));
      return i + 1;
    }

  return match (tokens, i, "None");
}

/* `get ( "NAME" )`, also with a fallback and a last comma; @i stands behind the parenthesis */
static guint
read_call (GArray *tokens, guint i, LimbeckEnvPyValue *value)
{
  guint name = i;
  guint end = match (tokens, i, "$S");
  guint comma = end > 0 ? match (tokens, end, ",") : 0;
  guint fallback = comma > 0 ? read_fallback (tokens, comma, value) : 0;

  if (fallback > 0)
    {
      guint last = match (tokens, fallback, ",");

      end = last > 0 ? last : fallback;
    }
  else if (comma > 0)
    end = comma;

  end = end > 0 ? match (tokens, end, ")") : 0;
  if (end > 0)
    value->variable = g_strdup (text_at (tokens, name));

  return end;
}

static guint
read_environment (GArray *tokens, guint i, LimbeckEnvPyValue *value)
{
  static const char *const calls[] = {
    "os . environ . get (", "environ . get (", "os . getenv (", "getenv ("
  };
  static const char *const subscripts[] = { "os . environ [ $S ]", "environ [ $S ]" };
  guint                    end;

  for (gsize j = 0; j < G_N_ELEMENTS (calls); j++)
    if ((end = match (tokens, i, calls[j])) > 0)
      return read_call (tokens, end, value);

  for (gsize j = 0; j < G_N_ELEMENTS (subscripts); j++)
    if ((end = match (tokens, i, subscripts[j])) > 0)
      {
        value->variable = g_strdup (text_at (tokens, end - 2));
        return end;
      }

  return 0;
}

static guint
read_name (GArray *tokens, guint i, GHashTable *names, LimbeckEnvPyValue *value)
{
  g_autofree char         *call = NULL;
  const LimbeckEnvPyValue *known;
  LimbeckEnvPyValue       *copy;
  guint                    end;

  if (names == NULL || match (tokens, i, "$N") == 0)
    return 0;

  /* A function is kept under its name with parentheses. */
  end = match (tokens, i, "$N ( )");
  call = g_strconcat (text_at (tokens, i), end > 0 ? "()" : "", NULL);
  known = g_hash_table_lookup (names, call);
  if (known == NULL || (end == 0 && match (tokens, i + 1, "(") > 0))
    return 0;

  copy = limbeck_env_py_value_copy (known);
  *value = *copy;
  g_free (copy);

  return end > 0 ? end : i + 1;
}

static guint
read_suffixes (GArray *tokens, guint i, LimbeckEnvPyValue *value)
{
  for (;;)
    {
      guint end = match (tokens, i, ". replace ( '%' , '%%' )");
      guint otherwise = end == 0 ? match (tokens, i, "or") : 0;

      if (end > 0)
        value->is_escaped = TRUE;
      else if (otherwise > 0)
        end = read_fallback (tokens, otherwise, value);

      if (end == 0)
        return i;
      i = end;
    }
}

static guint
read_nested (GArray *tokens, guint i, GHashTable *names, LimbeckEnvPyValue *value, guint depth)
{
  guint inner = match (tokens, i, "str (");
  guint end = 0;

  if (depth > MAX_DEPTH)
    return 0;

  if (inner > 0)
    {
      end = read_nested (tokens, inner, names, value, depth + 1);
      end = end > 0 ? match (tokens, end, ")") : 0;
    }
  if (end == 0)
    {
      limbeck_env_py_value_clear (value);
      end = read_environment (tokens, i, value);
    }
  if (end == 0)
    {
      limbeck_env_py_value_clear (value);
      end = read_name (tokens, i, names, value);
    }

  return end > 0 ? read_suffixes (tokens, end, value) : 0;
}

guint
limbeck_env_py_value_read (GArray *tokens, guint i, GHashTable *names, LimbeckEnvPyValue *value)
{
  guint end;

  g_return_val_if_fail (tokens != NULL, 0);
  g_return_val_if_fail (value != NULL, 0);

  *value = (LimbeckEnvPyValue){ 0 };
  end = read_nested (tokens, i, names, value, 0);
  if (end == 0)
    limbeck_env_py_value_clear (value);

  return end;
}
