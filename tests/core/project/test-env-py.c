#include "core/project/env-py.h"

#include "limbeck-check.h"

/* The shape that Alembic's templates have had from 1.0 to 1.19, with three places to fill in. */
#define TEMPLATE(imports, top, engine)                                                             \
  "from logging.config import fileConfig\n"                                                        \
  "\n"                                                                                             \
  "from sqlalchemy import engine_from_config\n"                                                    \
  "from sqlalchemy import pool\n" imports "\n"                                                     \
  "from alembic import context\n"                                                                  \
  "\n"                                                                                             \
  "# this is the Alembic Config object\n"                                                          \
  "config = context.config\n"                                                                      \
  "\n"                                                                                             \
  "if config.config_file_name is not None:\n"                                                      \
  "    fileConfig(config.config_file_name)\n"                                                      \
  "\n"                                                                                             \
  "target_metadata = None\n" top "\n"                                                              \
  "def run_migrations_offline() -> None:\n"                                                        \
  "    \"\"\"Run migrations in 'offline' mode.\n"                                                  \
  "\n"                                                                                             \
  "    Calls to context.execute() here emit the given string.\n"                                   \
  "    \"\"\"\n"                                                                                   \
  "    url = config.get_main_option(\"sqlalchemy.url\")\n"                                         \
  "    context.configure(\n"                                                                       \
  "        url=url,\n"                                                                             \
  "        target_metadata=target_metadata,\n"                                                     \
  "        literal_binds=True,\n"                                                                  \
  "        dialect_opts={\"paramstyle\": \"named\"},\n"                                            \
  "    )\n"                                                                                        \
  "\n"                                                                                             \
  "    with context.begin_transaction():\n"                                                        \
  "        context.run_migrations()\n"                                                             \
  "\n"                                                                                             \
  "\n"                                                                                             \
  "def run_migrations_online() -> None:\n" engine                                                  \
  "    with connectable.connect() as connection:\n"                                                \
  "        context.configure(\n"                                                                   \
  "            connection=connection, target_metadata=target_metadata\n"                           \
  "        )\n"                                                                                    \
  "\n"                                                                                             \
  "        with context.begin_transaction():\n"                                                    \
  "            context.run_migrations()\n"                                                         \
  "\n"                                                                                             \
  "\n"                                                                                             \
  "if context.is_offline_mode():\n"                                                                \
  "    run_migrations_offline()\n"                                                                 \
  "else:\n"                                                                                        \
  "    run_migrations_online()\n"

#define ENGINE(rest)                                                                               \
  "    connectable = engine_from_config(\n"                                                        \
  "        config.get_section(config.config_ini_section)," rest "\n"                               \
  "    )\n"

#define USUAL_ENGINE ENGINE ("\n        prefix=\"sqlalchemy.\",\n        poolclass=pool.NullPool,")

static const struct
{
  const char *source;
} plain[] = {
  { TEMPLATE ("", "", USUAL_ENGINE) },
  { TEMPLATE (
      "",
      "",
      "    connectable = engine_from_config(config.get_section(config.config_ini_section, {}),\n"
      "                                     prefix='sqlalchemy.', poolclass=pool.NullPool)\n") },
  { TEMPLATE (
      "from sqlalchemy import create_engine\n",
      "",
      "    connectable = create_engine(config.get_main_option('sqlalchemy.url'), poolclass=pool.NullPool)\n") },
  { TEMPLATE ("import os, sys\nfrom app.models import Base\nfrom app import settings\n",
              "sys.path.insert(0, os.path.dirname(__file__))\n"
              "target_metadata = Base.metadata\n"
              "def include_object(object, name, type_, reflected, compare_to):\n"
              "    return not (type_ == 'table' and name.startswith('x_'))\n",
              USUAL_ENGINE) },
  { TEMPLATE ("import os\n", "echo = os.environ.get('SQL_ECHO') == '1'\n", USUAL_ENGINE) },
  { TEMPLATE ("", "print(f'{len([])} models')\n", USUAL_ENGINE) },
  { "import asyncio\nfrom logging.config import fileConfig\nfrom sqlalchemy import pool\n"
    "from sqlalchemy.engine import Connection\nfrom sqlalchemy.ext.asyncio import async_engine_from_config\n"
    "from alembic import context\nconfig = context.config\ntarget_metadata = None\n"
    "def run_migrations_offline():\n    context.configure(url=config.get_main_option('sqlalchemy.url'))\n"
    "def do_run_migrations(connection: Connection) -> None:\n"
    "    context.configure(connection=connection, target_metadata=target_metadata)\n"
    "    with context.begin_transaction():\n        context.run_migrations()\n"
    "async def run_async_migrations() -> None:\n"
    "    connectable = async_engine_from_config(\n"
    "        config.get_section(config.config_ini_section, {}),\n"
    "        prefix='sqlalchemy.',\n        poolclass=pool.NullPool,\n    )\n"
    "    async with connectable.connect() as connection:\n"
    "        await connection.run_sync(do_run_migrations)\n    await connectable.dispose()\n"
    "asyncio.run(run_async_migrations())\n" },
  { "import asyncio\nfrom sqlalchemy import engine_from_config\nfrom sqlalchemy import pool\n"
    "from sqlalchemy.ext.asyncio import AsyncEngine\nfrom alembic import context\nconfig = context.config\n"
    "def do_run_migrations(connection):\n    context.configure(connection=connection)\n"
    "async def run_migrations_online():\n"
    "    connectable = AsyncEngine(\n        engine_from_config(\n"
    "            config.get_section(config.config_ini_section),\n"
    "            prefix=\"sqlalchemy.\",\n            poolclass=pool.NullPool,\n            future=True,\n"
    "        )\n    )\n"
    "    async with connectable.connect() as connection:\n"
    "        await connection.run_sync(do_run_migrations)\n" },
};

START_TEST (a_template_uses_the_url_of_the_ini)
  {
    g_autoptr (LimbeckEnvPy) look = limbeck_env_py_look (plain[_i].source);

    ck_assert_int_eq (look->kind, LIMBECK_ENV_PY_PLAIN);
    ck_assert_ptr_null (look->variable);
  }
END_TEST

static const struct
{
  const char *source;
  const char *fallback;
  gboolean    uses_ini;
  gboolean    needs_escapes;
} variables[] = {
  { TEMPLATE ("import os\n",
              "config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'])\n",
              USUAL_ENGINE),
    NULL,
    FALSE,
    TRUE },
  { TEMPLATE ("import os\n",
              "config.set_main_option(\"sqlalchemy.url\", os.getenv(\"DATABASE_URL\"))\n",
              USUAL_ENGINE),
    NULL,
    FALSE,
    TRUE },
  { TEMPLATE (
        "import os\n",
        "config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'].replace('%', '%%'))\n",
        USUAL_ENGINE),
    NULL,
    FALSE,
    FALSE },
  { TEMPLATE ("from os import environ\n",
              "url = environ.get('DATABASE_URL', 'postgresql://localhost/dev')\n"
              "config.set_main_option(\n    'sqlalchemy.url',\n    str(url),\n)\n",
              USUAL_ENGINE),
    "postgresql://localhost/dev",
    FALSE,
    TRUE },
  { TEMPLATE ("import os\n",
              "db = os.getenv('DATABASE_URL') or config.get_main_option('sqlalchemy.url')\n"
              "config.set_main_option('sqlalchemy.url', db)\n",
              USUAL_ENGINE),
    NULL,
    TRUE,
    TRUE },
  { TEMPLATE (
        "import os\n",
        "if os.getenv('DATABASE_URL'):\n    config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'])\n",
        USUAL_ENGINE),
    NULL,
    TRUE,
    TRUE },
  { TEMPLATE (
        "import os\n",
        "database_url = os.getenv('DATABASE_URL')\nif database_url is not None:\n    config.set_main_option('sqlalchemy.url', database_url)\n",
        USUAL_ENGINE),
    NULL,
    TRUE,
    TRUE },
  { TEMPLATE (
        "import os\n",
        "if 'DATABASE_URL' in os.environ: config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'])\n",
        USUAL_ENGINE),
    NULL,
    TRUE,
    TRUE },
  { TEMPLATE (
        "import os\nfrom dotenv import load_dotenv\n",
        "load_dotenv()\nconfig.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'])\n",
        USUAL_ENGINE),
    NULL,
    FALSE,
    TRUE },
  { TEMPLATE (
        "import os\n",
        "def get_url():\n    return os.getenv('DATABASE_URL', 'postgresql://h/d')\n",
        "    configuration = config.get_section(config.config_ini_section)\n"
        "    configuration['sqlalchemy.url'] = get_url()\n"
        "    connectable = engine_from_config(\n        configuration, prefix='sqlalchemy.', poolclass=pool.NullPool,\n    )\n"),
    "postgresql://h/d",
    FALSE,
    FALSE },
  { TEMPLATE ("import os\nfrom sqlalchemy import create_engine\n",
              "DATABASE_URL = os.environ['DATABASE_URL']\n",
              "    connectable = create_engine(DATABASE_URL, poolclass=pool.NullPool)\n"),
    NULL,
    FALSE,
    FALSE },
  { TEMPLATE (
        "import os\nfrom sqlalchemy import create_engine\n",
        "def get_url():\n    return os.environ.get('DATABASE_URL') or config.get_main_option('sqlalchemy.url')\n",
        "    connectable = create_engine(get_url(), poolclass=pool.NullPool)\n"),
    NULL,
    TRUE,
    FALSE },
};

START_TEST (one_plain_variable_is_recognised)
  {
    g_autoptr (LimbeckEnvPy) look = limbeck_env_py_look (variables[_i].source);

    ck_assert_int_eq (look->kind, LIMBECK_ENV_PY_VARIABLE);
    ck_assert_str_eq (look->variable, "DATABASE_URL");
    ck_assert_pstr_eq (look->fallback, variables[_i].fallback);
    ck_assert_int_eq (look->uses_ini, variables[_i].uses_ini);
    ck_assert_int_eq (look->needs_escapes, variables[_i].needs_escapes);
  }
END_TEST

/* Every one of them connects, or may connect, to something else than a quick look suggests. */
static const struct
{
  const char *source;
  const char *guess;
} computed[] = {
  { "", NULL },
  { "'''", NULL },
  { "x = (", NULL },
  { TEMPLATE ("from app.config import settings\n",
              "config.set_main_option('sqlalchemy.url', settings.database_url)\n",
              USUAL_ENGINE),
    NULL },
  { TEMPLATE ("from app.db import engine\n", "", "    connectable = engine\n"), NULL },
  { TEMPLATE ("from sqlalchemy import create_engine\n",
              "",
              "    connectable = create_engine('postgresql://h/d')\n"),
    NULL },
  { TEMPLATE ("import os\nfrom sqlalchemy import create_engine\n",
              "config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'])\n",
              "    connectable = create_engine(config.get_main_option('sqlalchemy.url'))\n"),
    "DATABASE_URL" },
  { TEMPLATE ("from sqlalchemy import create_engine\n",
              "",
              "    connectable = create_engine(config.get_main_option('other.url'))\n"),
    NULL },
  { TEMPLATE ("import os\n", "os.environ['PGHOST'] = 'other'\n", USUAL_ENGINE), NULL },
  { TEMPLATE ("from app.other import config\n", "", USUAL_ENGINE), NULL },
  { TEMPLATE ("from app.models import *\n", "", USUAL_ENGINE), NULL },
  { TEMPLATE ("from app.db import engine_from_config\n", "", USUAL_ENGINE), NULL },
  { TEMPLATE ("", "", ENGINE (" prefix='other.'")), NULL },
  { TEMPLATE ("", "", ENGINE (" connect_args={'host': 'other'}")), NULL },
  { TEMPLATE ("", "", ENGINE (" **options")), NULL },
  { TEMPLATE ("", "", ENGINE (" url=url")), NULL },
  { TEMPLATE ("", "change(config)\n", USUAL_ENGINE), NULL },
  { TEMPLATE ("", "getattr(config, 'set_' + 'main_option')('sqlalchemy.url', x)\n", USUAL_ENGINE),
    NULL },
  { TEMPLATE ("", "other = context.config\n", USUAL_ENGINE), NULL },
  { TEMPLATE ("", "context.config.attributes['x'] = 1\n", USUAL_ENGINE), NULL },
  { TEMPLATE ("", "print(f'{config.set_main_option(\"sqlalchemy.url\", x)}')\n", USUAL_ENGINE),
    NULL },
  { TEMPLATE ("", "url = context.get_x_argument(as_dictionary=True).get('url')\n", USUAL_ENGINE),
    NULL },
  { TEMPLATE ("", "", USUAL_ENGINE "    connectable = other\n"), NULL },
  { TEMPLATE ("", "", USUAL_ENGINE "    redirect(connectable)\n"), NULL },
  { TEMPLATE ("",
              "",
              USUAL_ENGINE
              "    @event.listens_for(connectable, 'do_connect')\n    def f(*a): pass\n"),
    NULL },
  { TEMPLATE ("", "def f():\n    with other.connect() as c:\n        pass\n", USUAL_ENGINE), NULL },
  { TEMPLATE ("import os\n",
              "config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'])\n"
              "config.set_main_option('sqlalchemy.url', os.environ['OTHER_URL'])\n",
              USUAL_ENGINE),
    NULL },
  { TEMPLATE (
        "import os\n",
        "if DEBUG:\n    config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'])\n",
        USUAL_ENGINE),
    "DATABASE_URL" },
  { TEMPLATE (
        "import os\n",
        "if os.getenv('DATABASE_URL'):\n    config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'])\nelse:\n    f()\n",
        USUAL_ENGINE),
    "DATABASE_URL" },
  { TEMPLATE (
        "import os\n",
        "if os.getenv('DATABASE_URL'):\n    config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'])\n    f()\n",
        USUAL_ENGINE),
    "DATABASE_URL" },
  { TEMPLATE (
        "import os\n",
        "url = os.environ['DATABASE_URL']\nurl = url.lower()\nconfig.set_main_option('sqlalchemy.url', url)\n",
        USUAL_ENGINE),
    "DATABASE_URL" },
  { TEMPLATE (
        "import os\n",
        "url = os.environ['DATABASE_URL']\nfor url in urls:\n    pass\nconfig.set_main_option('sqlalchemy.url', url)\n",
        USUAL_ENGINE),
    "DATABASE_URL" },
  { TEMPLATE ("import os\n",
              "config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'] + '_test')\n",
              USUAL_ENGINE),
    "DATABASE_URL" },
  { TEMPLATE (
        "import os\n",
        "config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'].replace('postgres://', 'postgresql://'))\n",
        USUAL_ENGINE),
    "DATABASE_URL" },
  { TEMPLATE ("from decouple import config as env\n",
              "config.set_main_option('sqlalchemy.url', env('DB_DSN'))\n",
              USUAL_ENGINE),
    "DB_DSN" },
  { TEMPLATE (
        "import os\n",
        "config.set_main_option('sqlalchemy.url', f\"postgresql://{os.environ['DB_USER']}@h/d\")\n",
        USUAL_ENGINE),
    NULL },
};

START_TEST (everything_else_is_computed)
  {
    g_autoptr (LimbeckEnvPy) look = limbeck_env_py_look (computed[_i].source);

    ck_assert_int_eq (look->kind, LIMBECK_ENV_PY_COMPUTED);
    ck_assert_pstr_eq (look->variable, computed[_i].guess);
  }
END_TEST

START_TEST (the_template_for_several_databases_is_known)
  {
    g_autoptr (LimbeckEnvPy) look = NULL;

    look = limbeck_env_py_look ("from alembic import context\nconfig = context.config\n"
                                "db_names = config.get_main_option(\"databases\", \"\")\n");

    ck_assert_int_eq (look->kind, LIMBECK_ENV_PY_SEVERAL);
  }
END_TEST

START_TEST (load_dotenv_is_noticed)
  {
    g_autoptr (LimbeckEnvPy) with = limbeck_env_py_look (variables[8].source);
    g_autoptr (LimbeckEnvPy) without = limbeck_env_py_look (variables[0].source);

    ck_assert (with->loads_dotenv);
    ck_assert (!without->loads_dotenv);
  }
END_TEST

static Suite *
env_py_suite (void)
{
  Suite *suite = suite_create ("core/project/env-py");
  TCase *tcase = tcase_create ("env-py");

  tcase_add_loop_test (tcase, a_template_uses_the_url_of_the_ini, 0, G_N_ELEMENTS (plain));
  tcase_add_loop_test (tcase, one_plain_variable_is_recognised, 0, G_N_ELEMENTS (variables));
  tcase_add_loop_test (tcase, everything_else_is_computed, 0, G_N_ELEMENTS (computed));
  tcase_add_test (tcase, the_template_for_several_databases_is_known);
  tcase_add_test (tcase, load_dotenv_is_noticed);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (env_py_suite ());
}
