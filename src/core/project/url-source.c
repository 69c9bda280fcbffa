#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/project/dotenv.h"
#include "core/project/env-py.h"
#include "core/project/project.h"
#include "core/project/small-file.h"
#include "core/project/url-names.h"
#include "core/project/url-refusal.h"

#include "core/project/url-source.h"

typedef struct
{
  LimbeckConfiguration *configuration;
  const char *const    *environment;
  LimbeckEnvPy         *env_py;
  LimbeckDotenv        *dotenvs[2];       /* beside the configuration, and in the project's root */
  char                 *dotenv_places[2]; /* for people */
  GError               *refusal;          /* the first URL that was there but no good */
} Search;

void
limbeck_found_url_free (LimbeckFoundUrl *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->url);
  g_free (self->place);
  g_free (self);
}

/* The configuration's path as people know it: relative to the project */
static char *
shorten_path (LimbeckConfiguration *configuration, const char *path)
{
  const char *root = limbeck_target_get_project_directory (
      limbeck_configuration_get_target (configuration));
  gsize length = strlen (root);

  if (g_str_has_prefix (path, root) && path[length] == '/')
    path += length + 1;

  return g_filename_display_name (path);
}

/* Takes what stands at a place. What is no PostgreSQL URL is kept as the reason, should nothing better be found. */
static LimbeckFoundUrl *
take (Search          *search,
      const char      *text,
      LimbeckUrlSource source,
      const char      *place,
      gboolean         is_certain)
{
  g_autofree char *mended = NULL;
  g_autoptr (LimbeckDatabaseUrl) url = NULL;
  g_autoptr (GError) error = NULL;
  LimbeckFoundUrl *found;

  /* Hosters hand out "postgres://"; who computes the URL replaces it, who doesn't gets SQLAlchemy's refusal. */
  if (!is_certain && source != LIMBECK_URL_SOURCE_CONFIGURATION &&
      g_str_has_prefix (text, "postgres://"))
    mended = g_strconcat ("postgresql://", text + strlen ("postgres://"), NULL);

  url = limbeck_database_url_parse (mended != NULL ? mended : text, &error);
  if (url == NULL)
    {
      g_prefix_error (&error, "%s: ", place);
      if (search->refusal == NULL)
        search->refusal = g_steal_pointer (&error);
      return NULL;
    }

  found = g_new0 (LimbeckFoundUrl, 1);
  found->url = g_steal_pointer (&url);
  found->source = source;
  found->place = g_strdup (place);
  found->is_certain = is_certain;

  return found;
}

static const char *
look_in_environment (const char *name, gpointer data)
{
  const Search *search = data;

  return g_environ_getenv ((char **) search->environment, name);
}

static const char *
look_in_dotenv (const char *name, gpointer data)
{
  return limbeck_dotenv_get (data, name);
}

static char *
describe_environment (const char *name)
{
  /* Translators: the name of a variable. */
  return g_strdup_printf (_ ("%s in the environment"), name);
}

static char *
describe_dotenv (const Search *search, gsize i, const char *name)
{
  /* Translators: the name of a variable, and a file. */
  return g_strdup_printf (_ ("%s in %s"), name, search->dotenv_places[i]);
}

/* The variable that env.py reads, as far as that is plain. */
static LimbeckFoundUrl *
find_variable (Search *search)
{
  const char      *name = search->env_py->variable;
  gboolean         is_plain = search->env_py->kind == LIMBECK_ENV_PY_VARIABLE;
  g_autofree char *place = NULL;
  const char      *value;

  if (name == NULL)
    return NULL;

  value = look_in_environment (name, search);
  if (value != NULL && *value != '\0')
    {
      place = describe_environment (name);
      return take (search,
                   value,
                   LIMBECK_URL_SOURCE_ENVIRONMENT,
                   place,
                   is_plain && (!search->env_py->needs_escapes || strchr (value, '%') == NULL));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (search->dotenvs); i++)
    {
      value = search->dotenvs[i] != NULL ? limbeck_dotenv_get (search->dotenvs[i], name) : NULL;
      if (value == NULL || *value == '\0')
        continue;

      place = describe_dotenv (search, i, name);
      return take (search, value, LIMBECK_URL_SOURCE_DOTENV, place, FALSE);
    }

  if (search->env_py->fallback == NULL)
    return NULL;

  /* Translators: the name of a variable. */
  place = g_strdup_printf (_ ("what env.py uses without %s"), name);

  return take (search,
               search->env_py->fallback,
               LIMBECK_URL_SOURCE_ENV_PY,
               place,
               is_plain && !search->env_py->loads_dotenv);
}

static gboolean
is_set (const Search *search, const char *name)
{
  const char *value = name != NULL ? look_in_environment (name, (gpointer) search) : NULL;

  return value != NULL && *value != '\0';
}

static LimbeckFoundUrl *
find_in_configuration (Search *search)
{
  const LimbeckEnvPy *env_py = search->env_py;
  const char         *text = limbeck_configuration_get_url (search->configuration);
  LimbeckTarget      *target = limbeck_configuration_get_target (search->configuration);
  g_autofree char    *file = NULL;
  g_autofree char    *place = NULL;
  gboolean            is_certain;

  /* Nothing and the template's example are as good as nothing. */
  if (text == NULL || text[strspn (text, " \t\r\n")] == '\0' ||
      limbeck_url_refusal_is_example (text))
    return NULL;

  is_certain = !env_py->loads_dotenv && (env_py->kind == LIMBECK_ENV_PY_PLAIN ||
                                         (env_py->kind == LIMBECK_ENV_PY_VARIABLE &&
                                          env_py->uses_ini && !is_set (search, env_py->variable)));

  file = shorten_path (search->configuration,
                       limbeck_target_is_toml (target) ? "alembic.ini"
                                                       : limbeck_target_get_config_path (target));
  /* Translators: a file. */
  place = g_strdup_printf (_ ("sqlalchemy.url in %s"), file);

  return take (search, text, LIMBECK_URL_SOURCE_CONFIGURATION, place, is_certain);
}

static LimbeckFoundUrl *
find_by_name (Search *search, LimbeckUrlLookup lookup, gpointer data, int dotenv)
{
  LimbeckFoundUrl *found = NULL;
  guint            after = 0;

  while (found == NULL)
    {
      const char      *name;
      g_autofree char *text = limbeck_url_names_find (lookup, data, &after, &name);
      g_autofree char *place = NULL;

      if (text == NULL)
        return NULL;

      place = dotenv < 0 ? describe_environment (name) : describe_dotenv (search, dotenv, name);
      found = take (search,
                    text,
                    dotenv < 0 ? LIMBECK_URL_SOURCE_ENVIRONMENT : LIMBECK_URL_SOURCE_DOTENV,
                    place,
                    FALSE);
    }

  return found;
}

/* A refusal that is certain is the answer: Alembic would connect to just that. */
static gboolean
is_settled (const Search *search)
{
  return search->refusal != NULL && (search->env_py->kind == LIMBECK_ENV_PY_PLAIN ||
                                     (search->env_py->kind == LIMBECK_ENV_PY_VARIABLE &&
                                      is_set (search, search->env_py->variable)));
}

static LimbeckFoundUrl *
find_anywhere (Search *search)
{
  LimbeckFoundUrl *found = find_variable (search);

  if (found == NULL && !is_settled (search))
    found = find_in_configuration (search);

  if (found == NULL && !is_settled (search))
    found = find_by_name (search, look_in_environment, search, -1);

  for (gsize i = 0; found == NULL && !is_settled (search) && i < G_N_ELEMENTS (search->dotenvs);
       i++)
    if (search->dotenvs[i] != NULL)
      found = find_by_name (search, look_in_dotenv, search->dotenvs[i], (int) i);

  return found;
}

static void
set_no_url (const Search *search, GError **error)
{
  LimbeckTarget   *target = limbeck_configuration_get_target (search->configuration);
  const char      *text = limbeck_configuration_get_url (search->configuration);
  g_autofree char *file = shorten_path (search->configuration,
                                        limbeck_target_get_config_path (target));
  const char      *state;

  if (text != NULL && limbeck_url_refusal_is_example (text))
    state = _ ("“sqlalchemy.url” still holds the template's example");
  else if (text != NULL)
    state = _ ("“sqlalchemy.url” is empty");
  else
    state = _ ("it has no usable “sqlalchemy.url”");

  if (search->env_py->variable != NULL)
    g_set_error (
        error,
        LIMBECK_PROJECT_ERROR,
        LIMBECK_PROJECT_ERROR_NO_URL,
        /* Translators: a file, what is wrong in it, and the name of a variable. */
        _ ("No database URL is known for “%s”: %s, and “%s”, which env.py reads, is set neither in the "
           "environment nor in a “.env” file. Set it, or give the URL of the database."),
        file,
        state,
        search->env_py->variable);
  else
    g_set_error (
        error,
        LIMBECK_PROJECT_ERROR,
        LIMBECK_PROJECT_ERROR_NO_URL,
        /* Translators: a file, and what is wrong in it. */
        _ ("No database URL is known for “%s”: %s, and neither the environment nor a “.env” file has "
           "DATABASE_URL or another of the usual names. Give the URL of the database."),
        file,
        state);
}

static void
load_dotenv (Search *search, gsize i, const char *directory)
{
  g_autofree char *path = g_build_filename (directory, ".env", NULL);
  g_autofree char *contents = NULL;

  if (!limbeck_small_file_is_present (path))
    return;

  contents = limbeck_small_file_read (path, NULL, NULL);
  if (contents == NULL)
    return;

  search->dotenvs[i] = limbeck_dotenv_parse (contents, search->environment);
  search->dotenv_places[i] = shorten_path (search->configuration, path);
}

static LimbeckEnvPy *
look_at_env_py (LimbeckConfiguration *configuration)
{
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;

  path = g_build_filename (
      limbeck_configuration_get_script_directory (configuration), "env.py", NULL);
  if (limbeck_small_file_is_present (path))
    contents = limbeck_small_file_read (path, NULL, NULL);

  return limbeck_env_py_look (contents != NULL ? contents : "");
}

static void
search_init (Search *search, LimbeckConfiguration *configuration, const char *const *environment)
{
  LimbeckTarget   *target = limbeck_configuration_get_target (configuration);
  const char      *root = limbeck_target_get_project_directory (target);
  g_autofree char *folder = g_path_get_dirname (limbeck_target_get_config_path (target));

  search->configuration = configuration;
  search->environment = environment;
  search->env_py = look_at_env_py (configuration);

  load_dotenv (search, 0, folder);
  if (strcmp (folder, root) != 0)
    load_dotenv (search, 1, root);
}

static void
search_clear (Search *search)
{
  limbeck_env_py_free (search->env_py);
  g_clear_error (&search->refusal);
  for (gsize i = 0; i < G_N_ELEMENTS (search->dotenvs); i++)
    {
      limbeck_dotenv_free (search->dotenvs[i]);
      g_free (search->dotenv_places[i]);
    }
}

/* Whether two URLs lead to the same database as the same role. */
static gboolean
is_same_place (LimbeckDatabaseUrl *a, LimbeckDatabaseUrl *b)
{
  static const char *const keywords[] = { "host", "hostaddr", "port",   "dbname",
                                          "user", "service",  "options" };

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (g_strcmp0 (limbeck_database_url_get_parameter (a, keywords[i]),
                   limbeck_database_url_get_parameter (b, keywords[i])) != 0)
      return FALSE;

  return TRUE;
}

static LimbeckFoundUrl *
take_explicit (Search *search, const char *text, GError **error)
{
  g_autoptr (LimbeckFoundUrl) derived = find_anywhere (search);
  const char      *password;
  LimbeckFoundUrl *found;

  g_clear_error (&search->refusal);
  found = take (search, text, LIMBECK_URL_SOURCE_SETTING, _ ("the URL that was given"), TRUE);
  if (found == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&search->refusal));
      return NULL;
    }

  if (derived == NULL || !is_same_place (derived->url, found->url))
    {
      /* env.py does not know what a person said to us. */
      found->is_certain = FALSE;
      return found;
    }

  /* What is remembered of a URL lacks the password, which the project has. */
  found->is_certain = derived->is_certain;
  password = limbeck_database_url_get_parameter (derived->url, "password");
  if (password != NULL && limbeck_database_url_get_parameter (found->url, "password") == NULL)
    {
      LimbeckDatabaseUrl *complete = limbeck_database_url_with_password (found->url, password);

      g_object_unref (found->url);
      found->url = complete;
    }

  return found;
}

LimbeckFoundUrl *
limbeck_url_source_find (LimbeckConfiguration *configuration,
                         const char           *explicit_url,
                         const char *const    *environment,
                         GError              **error)
{
  g_auto (GStrv) own_environment = NULL;
  LimbeckFoundUrl *found;
  Search           search = { 0 };

  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (configuration), NULL);

  if (environment == NULL)
    own_environment = g_get_environ ();
  search_init (&search,
               configuration,
               environment != NULL ? environment : (const char *const *) own_environment);

  if (explicit_url != NULL && *explicit_url != '\0')
    found = take_explicit (&search, explicit_url, error);
  else
    {
      found = find_anywhere (&search);
      if (found == NULL && search.refusal != NULL)
        g_propagate_error (error, g_steal_pointer (&search.refusal));
      else if (found == NULL)
        set_no_url (&search, error);
    }

  search_clear (&search);

  return found;
}
