#include "failure-cases.h"
#include "limbeck-check.h"

#define TRACEBACK "Traceback (most recent call last):\n"
#define ENV "  File \"/home/me/shop/migrations/env.py\", line 68, in run\n"
#define URL_PARSER "  File \"sqlalchemy/engine/url.py\", line 1, in make_url\n"
#define GETENV "  File \"<frozen os>\", line 679, in __getitem__\n"

static const FailureCase cases[] = {
  { "/usr/bin/python3: No module named 'alembic.__main__'; 'alembic' is a package and cannot be directly executed",
    "alembic-shadowed",
    NULL },
  { "/usr/bin/python3: No module named alembic.__main__; 'alembic' is a package",
    "alembic-shadowed",
    NULL },
  { TRACEBACK "ImportError: cannot import name 'context' from 'alembic' (unknown location)",
    "alembic-shadowed",
    NULL },
  { TRACEBACK "ImportError: cannot import name 'op' from partially initialized module 'alembic'",
    "alembic-shadowed",
    NULL },
  { "/usr/bin/python3: No module named alembic", "alembic-not-installed", NULL },
  { TRACEBACK "ModuleNotFoundError: No module named 'alembic'", "alembic-not-installed", NULL },
  { "alembic: error: argument {branches,current}: invalid choice: 'check' (choose from 'branches')",
    "command-unknown",
    "“check”" },
  { "FAILED: No config file 'alembic.ini' found, or file has no '[alembic]' section",
    "configuration-not-found",
    NULL },
  { "FAILED: No 'script_location' key found in configuration", "configuration-not-found", NULL },
  { TRACEBACK "ValueError: invalid interpolation syntax in 'p%40ss' at position 1",
    "url-percent",
    NULL },
  { TRACEBACK "configparser.InterpolationSyntaxError: '%' must be followed by '%' or '('",
    "url-percent",
    NULL },
  { TRACEBACK "configparser.MissingSectionHeaderError: File contains no section headers.",
    "configuration-unreadable",
    NULL },
  { TRACEBACK "  File \"/usr/lib/python3.11/configparser.py\", line 1, in _read\n"
              "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xfc",
    "configuration-unreadable",
    "UTF-8" },
  { TRACEBACK "KeyError: 'formatters'", "logging-not-configured", NULL },
  { "FAILED: Path doesn't exist: '/home/me/shop/migrations'.  Please use the 'init' command",
    "script-directory-missing",
    "“/home/me/shop/migrations”" },
  { "FAILED: Path doesn't exist: /home/me/Müller & Söhne/migrations.  Please use the 'init' command",
    "script-directory-missing",
    "“/home/me/Müller & Söhne/migrations”" },
  { TRACEBACK
    "FileNotFoundError: [Errno 2] No such file or directory: '/home/me/migrations/versions'",
    "versions-directory-missing",
    "“/home/me/migrations/versions”" },
  { TRACEBACK "alembic.util.exc.CommandError: Can't find Python file migrations/env.py",
    "env-py-missing",
    "“migrations/env.py”" },
  { TRACEBACK "FileNotFoundError: [Errno 2] No such file or directory: 'migrations/script.py.mako'",
    "template-missing",
    "“migrations/script.py.mako”" },
  { "FAILED: Template rendering failed; see x.txt for a template-oriented traceback.",
    "template-broken",
    NULL },
  { TRACEBACK "ModuleNotFoundError: No module named 'psycopg2'", "driver-missing", NULL },
  { TRACEBACK "ModuleNotFoundError: No module named 'asyncpg'", "driver-missing", NULL },
  { TRACEBACK "ImportError: no pq wrapper available.", "driver-missing", NULL },
  { TRACEBACK
    "ValueError: the greenlet library is required to use this function. No module named 'greenlet'",
    "greenlet-missing",
    NULL },
  { TRACEBACK ENV "ModuleNotFoundError: No module named 'shop.models'",
    "import-failed",
    "“shop.models”" },
  { TRACEBACK ENV "ModuleNotFoundError: No module named 'psycopg2_extras'",
    "import-failed",
    "“psycopg2_extras”" },
  { TRACEBACK ENV "ImportError: cannot import name 'Base' from 'shop'", "import-failed", "“Base”" },
  { TRACEBACK ENV "ImportError: libpq.so.5: cannot open shared object file",
    "import-failed",
    NULL },
  { TRACEBACK
    "  File \"/home/me/shop/a1.py\", line 3\n    <<<<<<< HEAD\n    ^^\nSyntaxError: invalid syntax",
    "merge-conflict",
    NULL },
  { "  Generating /home/me/shop/a1.py ...  done\n" TRACEBACK
    "  File \"/home/me/shop/a1.py\", line 1\n"
    "SyntaxError: unterminated string literal",
    "generated-file-broken",
    NULL },
  { TRACEBACK "  File \"/home/me/shop/a1.py\", line 3\nTabError: inconsistent use of tabs",
    "syntax-error",
    NULL },
  { TRACEBACK "  File \"/home/me/shop/a1.py\", line 3\nIndentationError: unexpected indent",
    "syntax-error",
    NULL },
  { TRACEBACK ENV GETENV "KeyError: 'DATABASE_URL'",
    "environment-variable-missing",
    "“DATABASE_URL”" },
  { TRACEBACK ENV "decouple.UndefinedValueError: DB_HOST not found. Declare it as envvar",
    "environment-variable-missing",
    "“DB_HOST”" },
  { TRACEBACK ENV "RuntimeError: environment variable DB_HOST is not set",
    "environment-variable-missing",
    "“DB_HOST”" },
  { TRACEBACK ENV "pydantic.error_wrappers.ValidationError: 2 validation errors for Settings",
    "settings-incomplete",
    "“Settings”" },
  { TRACEBACK ENV "TypeError: option values must be strings", "database-url-missing", NULL },
  { TRACEBACK ENV "KeyError: 'url'", "database-url-missing", NULL },
  { TRACEBACK ENV "sqlalchemy.exc.ArgumentError: Expected string or URL object, got None",
    "database-url-missing",
    NULL },
  { TRACEBACK ENV URL_PARSER
    "sqlalchemy.exc.ArgumentError: Could not parse rfc1738 URL from string 'x'",
    "database-url-invalid",
    NULL },
  { TRACEBACK ENV URL_PARSER "ValueError: invalid literal for int() with base 10: 'port'",
    "database-url-invalid",
    NULL },
  { TRACEBACK ENV "sqlalchemy.exc.NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:driver",
    "dialect-unknown",
    "template" },
  { TRACEBACK ENV
    "sqlalchemy.exc.NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:postgres",
    "dialect-unknown",
    "“postgres://”" },
  { TRACEBACK ENV
    "sqlalchemy.exc.NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:postgresql.psycopg",
    "dialect-unknown",
    "“postgresql.psycopg”" },
  { TRACEBACK ENV
    "sqlalchemy.exc.InvalidRequestError: The asyncio extension requires an async driver to be used.",
    "driver-kind",
    NULL },
  { TRACEBACK ENV "sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called",
    "driver-kind",
    NULL },
  { "FAILED: Can't proceed with --autogenerate option; environment script env.py does not provide a MetaData object",
    "metadata-missing",
    NULL },
  /* What only looks like one of these. */
  { TRACEBACK ENV "ValueError: invalid literal for int() with base 10: 'seven'",
    "alembic-failed",
    NULL },
  { TRACEBACK ENV "KeyError: 'DATABASE_URL'", "alembic-failed", NULL },
  { TRACEBACK ENV "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xfc",
    "alembic-failed",
    NULL },
  { TRACEBACK ENV "FileNotFoundError: [Errno 2] No such file or directory: 'rows.csv'",
    "alembic-failed",
    NULL },
};

START_TEST (what_python_says_of_the_project_becomes_its_finding)
  {
    assert_failure_case (&cases[_i]);
  }
END_TEST

START_TEST (every_failure_of_the_project_can_be_met)
  {
    assert_failure_table (limbeck_project_failures, cases, G_N_ELEMENTS (cases));
  }
END_TEST

static Suite *
alembic_failure_project_suite (void)
{
  Suite *suite = suite_create ("core/alembic/alembic-failure-project");
  TCase *tcase = tcase_create ("project");

  tcase_add_loop_test (
      tcase, what_python_says_of_the_project_becomes_its_finding, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tcase, every_failure_of_the_project_can_be_met);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (alembic_failure_project_suite ());
}
