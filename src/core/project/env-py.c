#include "config.h"

#include <string.h>

#include "core/project/env-py-engine.h"
#include "core/project/env-py-value.h"
#include "core/project/python-pattern.h"

#include "core/project/env-py.h"

typedef struct
{
  GArray     *tokens;
  GHashTable *names; /* name → LimbeckEnvPyValue, for what is bound once and outside of functions */
  GHashTable       *understood; /* indices of tokens that need not be looked at again */
  LimbeckEnvPyValue url;        /* what overrides the ini */
  guint             n_overrides;
  gboolean          is_interpolated; /* the override goes through ConfigParser */
} Look;

static guint
match (const Look *look, guint i, LimbeckPythonPattern *pattern)
{
  return limbeck_python_pattern_match (look->tokens, i, pattern);
}

static const LimbeckPythonToken *
get (const Look *look, guint i)
{
  return limbeck_python_pattern_get (look->tokens, i);
}

static void
mark_understood (Look *look, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    g_hash_table_add (look->understood, GUINT_TO_POINTER (i));
}

/* The token that begins the next logical line */
static guint
next_line (const Look *look, guint i)
{
  while (i < look->tokens->len && get (look, i)->kind != LIMBECK_PYTHON_TOKEN_NEWLINE)
    i++;

  return i + 1;
}

static gboolean
is_import (const Look *look, guint i)
{
  return match (look, i, "import") > 0 || match (look, i, "from") > 0;
}

/* `url = os.environ["X"]` outside of functions, and the only thing that ever binds `url` outside of functions */
static void
learn_name (Look *look, guint i)
{
  g_auto (LimbeckEnvPyValue) value = { 0 };
  guint start = match (look, i, "$N =");
  guint end;

  if (start == 0 || get (look, i)->indent > 0)
    return;

  end = limbeck_env_py_value_read (look->tokens, start, look->names, &value);
  if (end == 0 || match (look, end, "$E") == 0 ||
      limbeck_env_py_engine_count_bindings (look->tokens, get (look, i)->text) != 1)
    return;

  mark_understood (look, i, end);
  g_hash_table_replace (
      look->names, g_strdup (get (look, i)->text), limbeck_env_py_value_copy (&value));
}

/* `def get_url(): return os.environ["X"]`, with nothing else in it */
static void
learn_function (Look *look, guint i)
{
  g_auto (LimbeckEnvPyValue) value = { 0 };
  guint plain = match (look, i, "def $N ( ) : $E return");
  guint annotated = match (look, i, "def $N ( ) -> str : $E return");
  guint end = plain > 0 ? plain : annotated;

  if (end == 0 || get (look, i)->indent > 0)
    return;

  end = limbeck_env_py_value_read (look->tokens, end, look->names, &value);
  if (end == 0 || match (look, end, "$E") == 0 ||
      (end + 1 < look->tokens->len && get (look, end + 1)->indent > 0) ||
      limbeck_env_py_engine_count_bindings (look->tokens, get (look, i + 1)->text) != 1)
    return;

  mark_understood (look, i, end);
  g_hash_table_replace (look->names,
                        g_strconcat (get (look, i + 1)->text, "()", NULL),
                        limbeck_env_py_value_copy (&value));
}

static void
take_override (Look *look, LimbeckEnvPyValue *value, gboolean is_interpolated)
{
  look->n_overrides++;
  look->is_interpolated = is_interpolated;
  limbeck_env_py_value_clear (&look->url);
  look->url = *value;
  *value = (LimbeckEnvPyValue){ 0 };
}

/* `config.set_main_option("sqlalchemy.url", …)`; returns the index behind it */
static guint
read_setting (Look *look, guint i, LimbeckEnvPyValue *value)
{
  guint end = match (look, i, "config . set_main_option ( 'sqlalchemy.url' ,");
  guint comma;

  end = end > 0 ? limbeck_env_py_value_read (look->tokens, end, look->names, value) : 0;
  comma = end > 0 ? match (look, end, ",") : 0;
  end = end > 0 ? match (look, comma > 0 ? comma : end, ")") : 0;

  return end > 0 && match (look, end, "$E") > 0 ? end : 0;
}

static void
learn_setting (Look *look, guint i)
{
  g_auto (LimbeckEnvPyValue) value = { 0 };
  guint end = get (look, i)->indent == 0 ? read_setting (look, i, &value) : 0;

  if (end == 0)
    return;

  mark_understood (look, i, end);
  take_override (look, &value, TRUE);
}

/* The condition of `if`, which must ask for nothing but whether the variable is set */
static guint
read_condition (Look *look, guint i, LimbeckEnvPyValue *value)
{
  guint end = limbeck_env_py_value_read (look->tokens, i, look->names, value);
  guint suffix;

  if (end > 0)
    {
      suffix = match (look, end, "is not None");
      return suffix > 0 ? suffix : end;
    }

  end = match (look, i, "$S in os . environ");
  if (end > 0)
    value->variable = g_strdup (get (look, i)->text);

  return end;
}

/* `if url:` with the setting as its only line and no other branch */
static void
learn_conditional_setting (Look *look, guint i)
{
  g_auto (LimbeckEnvPyValue) condition = { 0 };
  g_auto (LimbeckEnvPyValue) value = { 0 };
  guint start = match (look, i, "if");
  guint end = start > 0 && get (look, i)->indent == 0 ? read_condition (look, start, &condition)
                                                      : 0;
  guint body = end > 0 ? match (look, end, ":") : 0;
  guint after;

  if (body == 0)
    return;

  after = match (look, body, "$E");
  end = read_setting (look, after > 0 ? after : body, &value);
  if (end == 0 || g_strcmp0 (condition.variable, value.variable) != 0 ||
      condition.fallback != NULL || value.fallback != NULL)
    return;

  after = next_line (look, end);
  if (after < look->tokens->len &&
      (get (look, after)->indent > 0 || match (look, after, "else") > 0 ||
       match (look, after, "elif") > 0))
    return;

  mark_understood (look, i, end);
  value.uses_ini = TRUE;
  take_override (look, &value, TRUE);
}

/* `configuration = config.get_section(…)`, then `configuration["sqlalchemy.url"] = …`, at the same depth */
static void
learn_section (Look *look, guint i)
{
  g_auto (LimbeckEnvPyValue) value = { 0 };
  guint section = match (look, i, "$N =");
  guint end = section > 0 ? limbeck_env_py_engine_match_section (look->tokens, section) : 0;
  guint line = end > 0 && match (look, end, "$E") > 0 ? end + 1 : 0;
  g_autofree char *pattern = NULL;
  guint            assigned;

  if (line == 0)
    return;

  pattern = g_strconcat (get (look, i)->text, " [ 'sqlalchemy.url' ] =", NULL);
  assigned = match (look, line, pattern);
  if (assigned == 0 || get (look, line)->indent != get (look, i)->indent ||
      limbeck_python_pattern_count (look->tokens, get (look, i)->text) != 3)
    return;

  end = limbeck_env_py_value_read (look->tokens, assigned, look->names, &value);
  if (end == 0 || match (look, end, "$E") == 0)
    return;

  mark_understood (look, i, end);
  g_hash_table_replace (look->names,
                        g_strconcat (get (look, i)->text, "[]", NULL),
                        limbeck_env_py_value_copy (&value));
  take_override (look, &value, FALSE);
}

/* Reading a variable for another purpose is harmless; writing one is not. */
static void
learn_reading (Look *look, guint i)
{
  g_auto (LimbeckEnvPyValue) value = { 0 };
  guint end = limbeck_env_py_value_read (look->tokens, i, NULL, &value);

  if (end > 0 && match (look, end, "=") == 0)
    mark_understood (look, i, end);
}

static void
learn (Look *look)
{
  for (guint i = 0; i < look->tokens->len; i = next_line (look, i))
    {
      learn_name (look, i);
      learn_function (look, i);
    }

  for (guint i = 0; i < look->tokens->len; i = next_line (look, i))
    {
      if (is_import (look, i))
        mark_understood (look, i, next_line (look, i));
      learn_setting (look, i);
      learn_conditional_setting (look, i);
      learn_section (look, i);
    }

  for (guint i = 0; i < look->tokens->len; i++)
    if (!g_hash_table_contains (look->understood, GUINT_TO_POINTER (i)))
      learn_reading (look, i);
}

/* Whatever could lead the connection elsewhere, or make any name mean something else */
static gboolean
is_suspicious (const LimbeckPythonToken *token)
{
  static const char *const names[] = { "set_main_option",
                                       "set_section_option",
                                       "remove_main_option",
                                       "environ",
                                       "getenv",
                                       "putenv",
                                       "environb",
                                       "create_async_engine",
                                       "get_x_argument",
                                       "exec",
                                       "eval",
                                       "setattr",
                                       "delattr",
                                       "globals",
                                       "locals",
                                       "vars",
                                       "__import__",
                                       "importlib",
                                       "__dict__",
                                       "file_config",
                                       "config_args",
                                       "attributes",
                                       "current_app",
                                       "listens_for",
                                       "listen",
                                       "engine_from_url",
                                       "sqlalchemy_url",
                                       NULL };
  static const char *const words[] = { "config", "context", "environ", "getenv", NULL };

  if (token->kind == LIMBECK_PYTHON_TOKEN_NAME)
    return g_strv_contains (names, token->text);

  /* An f-string holds code. */
  for (gsize i = 0; token->kind == LIMBECK_PYTHON_TOKEN_OPAQUE && words[i] != NULL; i++)
    if (strstr (token->text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_free_of_suspicion (Look *look)
{
  for (guint i = 0; i < look->tokens->len; i++)
    if (!g_hash_table_contains (look->understood, GUINT_TO_POINTER (i)) &&
        is_suspicious (get (look, i)))
      return FALSE;

  return limbeck_env_py_engine_has_plain_names (look->tokens, look->understood);
}

static gboolean
seems_to_be_a_url (const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, "_", -1);

  return g_strv_contains ((const char *const *) words, "URL") ||
         g_strv_contains ((const char *const *) words, "URI") ||
         g_strv_contains ((const char *const *) words, "DSN");
}

/* The only variable with a name like that of a URL: read from the environment, or given to a function of a library */
static char *
guess_variable (Look *look)
{
  g_autofree char *guess = NULL;

  for (guint i = 0; i < look->tokens->len; i++)
    {
      g_auto (LimbeckEnvPyValue) value = { 0 };
      const char *name = NULL;

      if (limbeck_env_py_value_read (look->tokens, i, NULL, &value) > 0)
        name = value.variable;
      else if (match (look, i, "$N ( $S") > 0)
        name = get (look, i + 2)->text;

      if (name == NULL || !seems_to_be_a_url (name) || strpbrk (name, " :/") != NULL)
        continue;
      if (guess != NULL && strcmp (guess, name) != 0)
        return NULL;
      if (guess == NULL)
        guess = g_strdup (name);
    }

  return g_steal_pointer (&guess);
}

static void
conclude (Look *look, LimbeckEnvPy *self)
{
  self->loads_dotenv = limbeck_python_pattern_count (look->tokens, "load_dotenv") > 0 ||
                       limbeck_python_pattern_count (look->tokens, "dotenv_values") > 0;

  if (limbeck_python_pattern_count (look->tokens, "get_main_option ( 'databases'") > 0)
    {
      self->kind = LIMBECK_ENV_PY_SEVERAL;
      return;
    }

  learn (look);
  if (look->n_overrides <= 1 && is_free_of_suspicion (look) &&
      limbeck_env_py_engine_is_plain (
          look->tokens, look->names, look->n_overrides == 0 ? &look->url : NULL))
    {
      self->kind = look->url.variable != NULL ? LIMBECK_ENV_PY_VARIABLE : LIMBECK_ENV_PY_PLAIN;
      self->variable = g_steal_pointer (&look->url.variable);
      self->fallback = g_steal_pointer (&look->url.fallback);
      self->uses_ini = look->url.uses_ini;
      self->needs_escapes = look->is_interpolated && !look->url.is_escaped;
      return;
    }

  self->kind = LIMBECK_ENV_PY_COMPUTED;
  self->variable = guess_variable (look);
}

LimbeckEnvPy *
limbeck_env_py_look (const char *source)
{
  LimbeckEnvPy *self;
  Look          look = { 0 };

  g_return_val_if_fail (source != NULL, NULL);

  self = g_new0 (LimbeckEnvPy, 1);
  look.tokens = limbeck_python_tokens_read (source);
  if (look.tokens == NULL)
    return self;

  look.names = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify) limbeck_env_py_value_free);
  look.understood = g_hash_table_new (NULL, NULL);
  conclude (&look, self);

  limbeck_env_py_value_clear (&look.url);
  g_hash_table_unref (look.understood);
  g_hash_table_unref (look.names);
  g_array_unref (look.tokens);

  return self;
}

void
limbeck_env_py_free (LimbeckEnvPy *self)
{
  if (self == NULL)
    return;

  g_free (self->variable);
  g_free (self->fallback);
  g_free (self);
}
