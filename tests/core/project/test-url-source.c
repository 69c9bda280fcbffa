#include <string.h>

#include "core/project/project.h"
#include "core/project/url-source.h"

#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch *scratch;

/* What the templates of Alembic come down to; %s is what a person has added. */
#define ENV_PY(added)                                                                                       \
  "import os\nfrom sqlalchemy import engine_from_config, create_engine\nfrom alembic import context\n"      \
  "config = context.config\n" added "\n"                                                                    \
  "connectable = engine_from_config(config.get_section(config.config_ini_section), prefix='sqlalchemy.')\n" \
  "with connectable.connect() as connection:\n"                                                             \
  "    context.configure(connection=connection)\n"

#define PLAIN ENV_PY ("")
#define VARIABLE ENV_PY ("config.set_main_option('sqlalchemy.url', os.environ['SHOP_DATABASE'])")
#define FALLBACK                                                                                   \
  ENV_PY (                                                                                         \
      "config.set_main_option('sqlalchemy.url', os.getenv('SHOP_DATABASE', 'postgresql://fallback/d'))")
#define OPTIONAL                                                                                   \
  ENV_PY (                                                                                         \
      "if os.getenv('SHOP_DATABASE'):\n    config.set_main_option('sqlalchemy.url', os.environ['SHOP_DATABASE'])")
#define COMPUTED ENV_PY ("config.set_main_option('sqlalchemy.url', settings.url)")
#define HINT ENV_PY ("config.set_main_option('sqlalchemy.url', os.environ['SHOP_URL'] + '')")

static void
setup (void)
{
  scratch = limbeck_scratch_new ();
}

static void
teardown (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

/* A project with its configuration in a folder of its own, so that there are two places for a `.env` */
static LimbeckConfiguration *
make_configuration (const char *url, const char *env_py)
{
  g_autofree char *project = limbeck_scratch_dup_path (scratch, "p");
  g_autofree char *config = limbeck_scratch_dup_path (scratch, "p/sub/alembic.ini");
  g_autoptr (LimbeckTarget) target = limbeck_target_new (project, config);
  g_autofree char      *ini = g_strdup_printf ("[alembic]\nscript_location = m\n%s%s\n",
                                          url != NULL ? "sqlalchemy.url = " : "",
                                          url != NULL ? url : "");
  LimbeckConfiguration *configuration;

  limbeck_scratch_write (scratch, "p/sub/alembic.ini", ini);
  limbeck_scratch_write (scratch, "p/sub/m/env.py", env_py);
  configuration = limbeck_configuration_load (target, NULL, NULL, NULL);
  ck_assert_ptr_nonnull (configuration);

  return configuration;
}

static const struct
{
  const char      *url; /* of the ini */
  const char      *env_py;
  const char      *environment; /* with blanks between */
  const char      *near_dotenv; /* beside the configuration */
  const char      *far_dotenv;  /* in the project's root */
  LimbeckUrlSource source;
  const char      *host;
  const char      *place;
  gboolean         is_certain;
} finds[] = {
  { "postgresql://ini/d",
    PLAIN,
    "",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_CONFIGURATION,
    "ini",
    "sqlalchemy.url in sub/alembic.ini",
    TRUE },
  { "postgresql://ini/d",
    PLAIN,
    "DATABASE_URL=postgresql://env/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_CONFIGURATION,
    "ini",
    NULL,
    TRUE },
  { "postgresql://ini/d",
    COMPUTED,
    "DATABASE_URL=postgresql://env/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_CONFIGURATION,
    "ini",
    NULL,
    FALSE },
  { "driver://user:pass@localhost/dbname",
    PLAIN,
    "DATABASE_URL=postgresql://env/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "env",
    "DATABASE_URL in the environment",
    FALSE },
  { "",
    COMPUTED,
    "DB_URL=postgresql://env/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "env",
    NULL,
    FALSE },
  { NULL,
    COMPUTED,
    "SQLALCHEMY_URL=postgresql://b/d DATABASE_URL=postgresql://a/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "a",
    NULL,
    FALSE },
  { NULL,
    COMPUTED,
    "DATABASE_URL=postgres://heroku/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "heroku",
    NULL,
    FALSE },
  { NULL,
    COMPUTED,
    "",
    "DATABASE_URL=postgresql://near/d",
    "DATABASE_URL=postgresql://far/d",
    LIMBECK_URL_SOURCE_DOTENV,
    "near",
    "DATABASE_URL in sub/.env",
    FALSE },
  { NULL,
    COMPUTED,
    "",
    NULL,
    "DATABASE_URL=postgresql://far/d",
    LIMBECK_URL_SOURCE_DOTENV,
    "far",
    "DATABASE_URL in .env",
    FALSE },
  { NULL,
    COMPUTED,
    "DATABASE_URL=postgresql://env/d",
    "DATABASE_URL=postgresql://near/d",
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "env",
    NULL,
    FALSE },
  { NULL,
    COMPUTED,
    "POSTGRES_USER=u POSTGRES_PASSWORD=p/@ POSTGRES_DB=d POSTGRES_SERVER=pieces POSTGRES_PORT=5433",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "pieces",
    "POSTGRES_* in the environment",
    FALSE },
  { NULL,
    COMPUTED,
    "",
    NULL,
    "DB_USER=u\nDB_NAME=d\nDB_HOST=/run/x\n",
    LIMBECK_URL_SOURCE_DOTENV,
    "/run/x",
    "DB_* in .env",
    FALSE },
  { "postgresql://ini/d",
    VARIABLE,
    "SHOP_DATABASE=postgresql://var/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "var",
    "SHOP_DATABASE in the environment",
    TRUE },
  { "postgresql://ini/d",
    VARIABLE,
    "SHOP_DATABASE=postgresql://u:a%20b@var/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "var",
    NULL,
    FALSE },
  { "postgresql://ini/d",
    VARIABLE,
    "",
    "SHOP_DATABASE=postgresql://near/d",
    NULL,
    LIMBECK_URL_SOURCE_DOTENV,
    "near",
    "SHOP_DATABASE in sub/.env",
    FALSE },
  { "postgresql://ini/d",
    VARIABLE,
    "",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_CONFIGURATION,
    "ini",
    NULL,
    FALSE },
  { "postgresql://ini/d",
    FALLBACK,
    "",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENV_PY,
    "fallback",
    "what env.py uses without SHOP_DATABASE",
    TRUE },
  { "postgresql://ini/d",
    FALLBACK,
    "SHOP_DATABASE=postgresql://var/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "var",
    NULL,
    TRUE },
  { "postgresql://ini/d",
    OPTIONAL,
    "",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_CONFIGURATION,
    "ini",
    NULL,
    TRUE },
  { "postgresql://ini/d",
    OPTIONAL,
    "SHOP_DATABASE=postgresql://var/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "var",
    NULL,
    TRUE },
  { "postgresql://ini/d",
    HINT,
    "SHOP_URL=postgresql://hint/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "hint",
    NULL,
    FALSE },
  { "sqlite:///dev.db",
    COMPUTED,
    "DATABASE_URL=postgresql://env/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "env",
    NULL,
    FALSE },
  { "${DATABASE_URL}",
    COMPUTED,
    "DATABASE_URL=postgresql://env/d",
    NULL,
    NULL,
    LIMBECK_URL_SOURCE_ENVIRONMENT,
    "env",
    NULL,
    FALSE },
};

static void
write_dotenvs (const char *near, const char *far)
{
  if (near != NULL)
    limbeck_scratch_write (scratch, "p/sub/.env", near);
  if (far != NULL)
    limbeck_scratch_write (scratch, "p/.env", far);
}

START_TEST (a_url_is_found_where_the_project_keeps_it)
  {
    g_autoptr (LimbeckConfiguration)
        configuration = make_configuration (finds[_i].url, finds[_i].env_py);
    g_auto (GStrv) environment = g_strsplit (finds[_i].environment, " ", -1);
    g_autoptr (LimbeckFoundUrl) found = NULL;
    g_autoptr (GError) error = NULL;

    write_dotenvs (finds[_i].near_dotenv, finds[_i].far_dotenv);
    found = limbeck_url_source_find (
        configuration, NULL, (const char *const *) environment, &error);

    ck_assert_msg (found != NULL, "%s", error != NULL ? error->message : "");
    ck_assert_int_eq (found->source, finds[_i].source);
    ck_assert_str_eq (limbeck_database_url_get_parameter (found->url, "host"), finds[_i].host);
    ck_assert_int_eq (found->is_certain, finds[_i].is_certain);
    if (finds[_i].place != NULL)
      ck_assert_str_eq (found->place, finds[_i].place);
  }
END_TEST

static const struct
{
  const char         *url;
  const char         *env_py;
  const char         *environment;
  LimbeckProjectError code;
  const char         *text;
} failures[] = {
  { "sqlite:///SECRET",
    PLAIN,
    "DATABASE_URL=postgresql://env/d",
    LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL,
    "sqlalchemy.url in sub/alembic.ini: The database URL belongs to SQLite" },
  { "mysql://u:SECRET@h/d", COMPUTED, "", LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL, "MySQL" },
  { NULL,
    COMPUTED,
    "DATABASE_URL=mysql://u:SECRET@h/d",
    LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL,
    "DATABASE_URL in the environment: " },
  { "postgresql://ini/d",
    VARIABLE,
    "SHOP_DATABASE=postgres://u:SECRET@h/d",
    LIMBECK_PROJECT_ERROR_BAD_URL,
    "SHOP_DATABASE in the environment: " },
  { "postgresql://u:SECRET@h:x/d", PLAIN, "", LIMBECK_PROJECT_ERROR_BAD_URL, "port" },
  { NULL, PLAIN, "", LIMBECK_PROJECT_ERROR_NO_URL, "it has no usable “sqlalchemy.url”" },
  { "", PLAIN, "", LIMBECK_PROJECT_ERROR_NO_URL, "“sqlalchemy.url” is empty" },
  { "driver://user:pass@localhost/dbname",
    PLAIN,
    "",
    LIMBECK_PROJECT_ERROR_NO_URL,
    "template's example" },
  { NULL, VARIABLE, "", LIMBECK_PROJECT_ERROR_NO_URL, "“SHOP_DATABASE”, which env.py reads" },
  { NULL, COMPUTED, "POSTGRES_USER=u", LIMBECK_PROJECT_ERROR_NO_URL, "usual names" },
};

START_TEST (what_stands_in_the_way_is_told)
  {
    g_autoptr (LimbeckConfiguration)
        configuration = make_configuration (failures[_i].url, failures[_i].env_py);
    g_auto (GStrv) environment = g_strsplit (failures[_i].environment, " ", -1);
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (
        limbeck_url_source_find (configuration, NULL, (const char *const *) environment, &error));
    ck_assert (g_error_matches (error, LIMBECK_PROJECT_ERROR, (int) failures[_i].code));
    ck_assert_msg (strstr (error->message, failures[_i].text) != NULL, "%s", error->message);
    ck_assert_ptr_null (strstr (error->message, "SECRET"));
  }
END_TEST

static const struct
{
  const char *explicit_url;
  const char *host;
  const char *password;
  gboolean    is_certain;
} explicits[] = {
  { "postgresql://u@given/d", "given", NULL, FALSE },
  { "postgresql://u@ini/d", "ini", "kept", TRUE },
  { "postgresql://u:other@ini/d", "ini", "other", TRUE },
  { "postgresql://u@ini/other", "ini", NULL, FALSE },
};

START_TEST (what_a_person_gave_comes_first)
  {
    g_autoptr (LimbeckConfiguration)
        configuration = make_configuration ("postgresql://u:kept@ini/d", PLAIN);
    const char *const environment[] = { "DATABASE_URL=postgresql://env/d", NULL };
    g_autoptr (LimbeckFoundUrl) found = NULL;

    found = limbeck_url_source_find (configuration, explicits[_i].explicit_url, environment, NULL);

    ck_assert_int_eq (found->source, LIMBECK_URL_SOURCE_SETTING);
    ck_assert_str_eq (limbeck_database_url_get_parameter (found->url, "host"), explicits[_i].host);
    ck_assert_pstr_eq (limbeck_database_url_get_parameter (found->url, "password"),
                       explicits[_i].password);
    ck_assert_int_eq (found->is_certain, explicits[_i].is_certain);
  }
END_TEST

START_TEST (what_a_person_gave_is_refused_if_it_is_no_good)
  {
    g_autoptr (LimbeckConfiguration)
        configuration = make_configuration ("postgresql://ini/d", PLAIN);
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_url_source_find (configuration, "sqlite:///x", NULL, &error));
    ck_assert (
        g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL));
  }
END_TEST

START_TEST (the_environment_of_the_process_is_the_default)
  {
    g_autoptr (LimbeckConfiguration) configuration = make_configuration (NULL, COMPUTED);
    g_autoptr (LimbeckFoundUrl) found = NULL;

    g_setenv ("DATABASE_URL", "postgresql://own/d", TRUE);
    found = limbeck_url_source_find (configuration, NULL, NULL, NULL);

    ck_assert_str_eq (limbeck_database_url_get_parameter (found->url, "host"), "own");
  }
END_TEST

static Suite *
url_source_suite (void)
{
  Suite *suite = suite_create ("core/project/url-source");
  TCase *tcase = tcase_create ("url-source");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_loop_test (tcase, a_url_is_found_where_the_project_keeps_it, 0, G_N_ELEMENTS (finds));
  tcase_add_loop_test (tcase, what_stands_in_the_way_is_told, 0, G_N_ELEMENTS (failures));
  tcase_add_loop_test (tcase, what_a_person_gave_comes_first, 0, G_N_ELEMENTS (explicits));
  tcase_add_test (tcase, what_a_person_gave_is_refused_if_it_is_no_good);
  tcase_add_test (tcase, the_environment_of_the_process_is_the_default);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (url_source_suite ());
}
