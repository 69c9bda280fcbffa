#include "config.h"

#include <string.h>

#include "core/project/env-py-engine.h"

static guint
match (GArray *tokens, guint i, LimbeckPythonPattern *pattern)
{
  return limbeck_python_pattern_match (tokens, i, pattern);
}

static const LimbeckPythonToken *
get (GArray *tokens, guint i)
{
  return limbeck_python_pattern_get (tokens, i);
}

static gboolean
is_name (const LimbeckPythonToken *token, const char *name)
{
  return token != NULL && token->kind == LIMBECK_PYTHON_TOKEN_NAME &&
         strcmp (token->text, name) == 0;
}

static guint
find_line_start (GArray *tokens, guint i)
{
  while (i > 0 && get (tokens, i - 1)->kind != LIMBECK_PYTHON_TOKEN_NEWLINE)
    i--;

  return i;
}

static gboolean
is_import_line (GArray *tokens, guint i)
{
  guint start = find_line_start (tokens, i);

  return match (tokens, start, "import") > 0 || match (tokens, start, "from") > 0;
}

/* `from sqlalchemy.ext.asyncio import async_engine_from_config`, not renamed */
static gboolean
is_import_from_sqlalchemy (GArray *tokens, guint i)
{
  return match (tokens, find_line_start (tokens, i), "from sqlalchemy") > 0 &&
         match (tokens, i + 1, "as") == 0;
}

/* `as url`, `for url`, `def url`, …: a name that is bound by the word before it */
static gboolean
is_bound_by_word (GArray *tokens, guint i)
{
  static const char *const  words[] = { "as",     "for",      "def", "class",
                                        "global", "nonlocal", "del", NULL };
  const LimbeckPythonToken *before = i > 0 ? get (tokens, i - 1) : NULL;

  return before != NULL && before->kind == LIMBECK_PYTHON_TOKEN_NAME &&
         g_strv_contains (words, before->text);
}

static gboolean
is_binding (GArray *tokens, guint i)
{
  static const char *const  assignments[] = { ":=", "+=", "|=", ":", ",", NULL };
  const LimbeckPythonToken *after = get (tokens, i + 1);
  gboolean begins = i == 0 || get (tokens, i - 1)->kind == LIMBECK_PYTHON_TOKEN_NEWLINE;

  if (is_bound_by_word (tokens, i) || is_import_line (tokens, i))
    return TRUE;

  if (after == NULL || after->kind != LIMBECK_PYTHON_TOKEN_OPERATOR)
    return FALSE;

  if (strcmp (after->text, "=") == 0)
    return get (tokens, i)->depth == 0;

  return (begins || strcmp (after->text, ":=") == 0) && g_strv_contains (assignments, after->text);
}

guint
limbeck_env_py_engine_count_bindings (GArray *tokens, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      if (!is_name (get (tokens, i), name) || (i > 0 && match (tokens, i - 1, ".") > 0))
        continue;

      /* The templates' own local in run_migrations_offline() */
      if (get (tokens, i)->indent > 0 &&
          match (tokens, i, "$N = config . get_main_option ( 'sqlalchemy.url' ) $E") > 0)
        continue;

      n += is_binding (tokens, i);
    }

  return n;
}

guint
limbeck_env_py_engine_match_section (GArray *tokens, guint i)
{
  static const char *const ends[] = { ")", ", )", ", { } )", ", { } , )", ", default = { } )" };
  guint start = match (tokens, i, "config . get_section ( config . config_ini_section");

  for (gsize j = 0; start > 0 && j < G_N_ELEMENTS (ends); j++)
    {
      guint end = match (tokens, start, ends[j]);

      if (end > 0)
        return end;
    }

  return 0;
}

/* A place where `config` is only looked at. get_section() is the engine's business, see is_engine_call(). */
static gboolean
is_harmless_config (GArray *tokens, guint i)
{
  static const char *const harmless[] = {
    "config = context . config $E",
    "config . config_file_name",
    "config . config_ini_section",
    "config . get_main_option ( $S",
    "config . cmd_opts",
    "config . get_section ( config . config_ini_section",
  };

  if (i >= 2 && match (tokens, i - 2, "context . config") > 0)
    return i >= 4 && match (tokens, i - 4, "config = context . config $E") > 0;

  for (gsize j = 0; j < G_N_ELEMENTS (harmless); j++)
    if (match (tokens, i, harmless[j]) > 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_harmless_context (GArray *tokens, guint i)
{
  return match (tokens, i, "context . $N") > 0;
}

/* Attributes and keyword arguments called `config` or `context` belong to others, but for `context.config` */
static gboolean
belongs_to_another (GArray *tokens, guint i)
{
  if (i > 0 && match (tokens, i - 1, ".") > 0)
    return !(i >= 2 && match (tokens, i - 2, "context .") > 0);

  return get (tokens, i)->depth > 0 && match (tokens, i, "$N =") > 0;
}

gboolean
limbeck_env_py_engine_has_plain_names (GArray *tokens, GHashTable *understood)
{
  if (limbeck_python_pattern_count (tokens, "import *") > 0 ||
      limbeck_python_pattern_count (tokens, "config = context . config $E") != 1 ||
      limbeck_python_pattern_count (tokens, "from alembic import context $E") != 1 ||
      limbeck_env_py_engine_count_bindings (tokens, "config") != 1 ||
      limbeck_env_py_engine_count_bindings (tokens, "context") != 1)
    return FALSE;

  for (guint i = 0; i < tokens->len; i++)
    {
      if (g_hash_table_contains (understood, GUINT_TO_POINTER (i)) ||
          belongs_to_another (tokens, i))
        continue;
      if (is_name (get (tokens, i), "config") && !is_harmless_config (tokens, i))
        return FALSE;
      if (is_name (get (tokens, i), "context") && !is_harmless_context (tokens, i))
        return FALSE;
    }

  return TRUE;
}

/* The rest of the arguments: only what can't lead elsewhere. @i stands behind the first one. */
static gboolean
has_plain_arguments (GArray *tokens, guint i)
{
  static const char *const harmless[] = {
    "prefix",    "poolclass",    "future",       "echo",         "isolation_level",
    "pool_size", "max_overflow", "pool_timeout", "pool_recycle", "pool_pre_ping",
    NULL
  };
  guint depth = get (tokens, i) != NULL ? get (tokens, i)->depth : 0;

  for (; i < tokens->len; i++)
    {
      const LimbeckPythonToken *token = get (tokens, i);

      if (token->depth < depth)
        return match (tokens, i, ")") > 0;
      if (token->depth != depth)
        continue;
      if (match (tokens, i, "prefix =") > 0 && match (tokens, i, "prefix = 'sqlalchemy.'") == 0)
        return FALSE;
      if (match (tokens, i, "$N =") > 0 && !g_strv_contains (harmless, token->text))
        return FALSE;
      if (match (tokens, i, "*") > 0 || match (tokens, i, "**") > 0)
        return FALSE;

      /* A second positional argument would be the prefix. */
      if (match (tokens, i, ",") > 0 && match (tokens, i + 1, "$N =") == 0 &&
          match (tokens, i + 1, ")") == 0)
        return FALSE;
    }

  return FALSE;
}

/* What create_engine() is given: a variable, the ini's own URL, or the one where the other is not set. Where something
 * overrides the ini as well, @url is %NULL: nobody knows which of them was meant. */
static guint
read_direct_url (GArray *tokens, guint i, GHashTable *names, LimbeckEnvPyValue *url)
{
  g_auto (LimbeckEnvPyValue) value = { 0 };
  guint end;

  if (url == NULL)
    return 0;

  end = match (tokens, i, "config . get_main_option ( 'sqlalchemy.url' )");
  if (end == 0)
    end = limbeck_env_py_value_read (tokens, i, names, &value);
  if (end == 0)
    return 0;

  limbeck_env_py_value_clear (url);
  *url = value;
  value = (LimbeckEnvPyValue){ 0 };

  return end;
}

/* @i stands at the name of the function. The first argument is the ini's section, or what an override was put into, or,
 * for create_engine(), a URL. */
static gboolean
is_engine_call (GArray *tokens, guint i, GHashTable *names, LimbeckEnvPyValue *url)
{
  gboolean is_direct = match (tokens, i, "create_engine (") > 0;
  guint    argument = match (tokens, i, "$N (");
  guint    end = 0;

  if (argument == 0)
    return FALSE;

  if (is_direct)
    {
      end = read_direct_url (tokens, argument, names, url);
      if (end == 0)
        return FALSE;
    }
  else
    end = limbeck_env_py_engine_match_section (tokens, argument);

  if (end == 0 && match (tokens, argument, "$N") > 0)
    {
      g_autofree char *section = g_strconcat (get (tokens, argument)->text, "[]", NULL);

      end = g_hash_table_contains (names, section) ? argument + 1 : 0;
    }

  return end > 0 && has_plain_arguments (tokens, end);
}

/* The name that the engine made at @i is bound to: `NAME = engine_from_config(`, `NAME = AsyncEngine(engine_from_config(` */
static const char *
find_engine_name (GArray *tokens, guint i)
{
  if (i >= 2 && match (tokens, i - 2, "$N =") > 0)
    return get (tokens, i - 2)->text;

  if (i >= 4 && match (tokens, i - 4, "$N = AsyncEngine (") > 0)
    return get (tokens, i - 4)->text;

  return NULL;
}

/* Whether every configure() that gets a connection gets the one that was made here */
static gboolean
has_plain_configure (GArray *tokens)
{
  guint n_connections = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      if (match (tokens, i, "connection =") > 0 && get (tokens, i)->depth > 0)
        {
          if (match (tokens, i, "connection = connection ,") == 0 &&
              match (tokens, i, "connection = connection )") == 0)
            return FALSE;
          n_connections++;
        }
      if (match (tokens, i, "context . configure ( **") > 0)
        return FALSE;
    }

  return n_connections >= 1;
}

static guint
count_name (GArray *tokens, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < tokens->len; i++)
    n += is_name (get (tokens, i), name);

  return n;
}

/* Not a single other way to a connection: one connect(), on the engine, whose result is `connection`. The engine is handed
 * to nobody, who might make it connect elsewhere. */
static gboolean
connects_plainly (GArray *tokens, const char *engine)
{
  g_autofree char *with = g_strconcat ("with ", engine, " . connect ( ) as connection :", NULL);
  g_autofree char *dispose = g_strconcat (engine, " . dispose ( )", NULL);

  return limbeck_python_pattern_count (tokens, with) == 1 &&
         limbeck_python_pattern_count (tokens, ". connect (") == 1 &&
         count_name (tokens, engine) == 2 + limbeck_python_pattern_count (tokens, dispose) &&
         limbeck_env_py_engine_count_bindings (tokens, engine) == 1 &&
         limbeck_env_py_engine_count_bindings (tokens, "connection") <= 1 &&
         has_plain_configure (tokens);
}

gboolean
limbeck_env_py_engine_is_plain (GArray *tokens, GHashTable *names, LimbeckEnvPyValue *url)
{
  static const char *const makers[] = { "engine_from_config",
                                        "async_engine_from_config",
                                        "create_engine" };
  const char              *engine = NULL;
  guint                    n_engines = 0;

  for (guint i = 0; i < tokens->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (makers); j++)
      {
        if (!is_name (get (tokens, i), makers[j]))
          continue;
        if (is_import_from_sqlalchemy (tokens, i))
          continue;
        if (!is_engine_call (tokens, i, names, url))
          return FALSE;
        engine = find_engine_name (tokens, i);
        n_engines++;
      }

  return n_engines == 1 && engine != NULL && connects_plainly (tokens, engine);
}
