#include <string.h>

#include <check.h>
#include <glib/gstdio.h>

#include "scratch.h"
#include "test-command.h"

#include "test-project.h"

struct _LimbeckTestProject
{
  LimbeckScratch *scratch;
  char           *name;
  char           *directory;
};

static const char script_template[] = "\"\"\"${message}\n\n"
                                      "Revision ID: ${up_revision}\n"
                                      "Revises: ${down_revision | comma,n}\n"
                                      "Create Date: ${create_date}\n\n"
                                      "\"\"\"\n"
                                      "from alembic import op\n"
                                      "import sqlalchemy as sa\n"
                                      "${imports if imports else \"\"}\n\n"
                                      "revision = ${repr(up_revision)}\n"
                                      "down_revision = ${repr(down_revision)}\n"
                                      "branch_labels = ${repr(branch_labels)}\n"
                                      "depends_on = ${repr(depends_on)}\n\n\n"
                                      "def upgrade():\n"
                                      "    ${upgrades if upgrades else \"pass\"}\n\n\n"
                                      "def downgrade():\n"
                                      "    ${downgrades if downgrades else \"pass\"}\n";

/* The two %s: what stands before the URL is used, and an option of context.configure(). */
static const char env_template[] =
    "import os\n"
    "from logging.config import fileConfig\n\n"
    "from alembic import context\n"
    "from sqlalchemy import engine_from_config, pool\n\n"
    "config = context.config\n"
    "if config.config_file_name is not None:\n"
    "    fileConfig(config.config_file_name)\n"
    "%s\n\n"
    "def run_migrations_offline():\n"
    "    context.configure(url=config.get_main_option('sqlalchemy.url'), literal_binds=True%s)\n"
    "    with context.begin_transaction():\n"
    "        context.run_migrations()\n\n\n"
    "def run_migrations_online():\n"
    "    connectable = engine_from_config(config.get_section(config.config_ini_section),\n"
    "                                     prefix='sqlalchemy.', poolclass=pool.NullPool)\n"
    "    with connectable.connect() as connection:\n"
    "        context.configure(connection=connection%s)\n"
    "        with context.begin_transaction():\n"
    "            context.run_migrations()\n\n\n"
    "if context.is_offline_mode():\n"
    "    run_migrations_offline()\n"
    "else:\n"
    "    run_migrations_online()\n";

static const char ini_template[] =
    "[alembic]\n"
    "script_location = migrations\n"
    "prepend_sys_path = .\n"
    "%s%s%s\n"
    "[loggers]\nkeys = root,sqlalchemy,alembic\n\n"
    "[handlers]\nkeys = console\n\n"
    "[formatters]\nkeys = generic\n\n"
    "[logger_root]\nlevel = WARN\nhandlers = console\nqualname =\n\n"
    "[logger_sqlalchemy]\nlevel = WARN\nhandlers =\nqualname = sqlalchemy.engine\n\n"
    "[logger_alembic]\nlevel = INFO\nhandlers =\nqualname = alembic\n\n"
    "[handler_console]\nclass = StreamHandler\nargs = (sys.stderr,)\nlevel = NOTSET\n"
    "formatter = generic\n\n"
    "[formatter_generic]\nformat = %%(levelname)-5.5s [%%(name)s] %%(message)s\n"
    "datefmt = %%H:%%M:%%S\n";

/* configparser reads a percent sign as the start of an interpolation unless it is doubled. */
static char *
double_percent_signs (const char *text)
{
  GString *doubled = g_string_new (text);

  g_string_replace (doubled, "%", "%%", 0);

  return g_string_free (doubled, FALSE);
}

static void
write_configuration (LimbeckTestProject *self, LimbeckTestEnvironment environment, const char *url)
{
  g_autofree char *value = double_percent_signs (url);
  g_autofree char *ini = NULL;

  if (environment == LIMBECK_TEST_ENVIRONMENT_DATABASE_URL)
    ini = g_strdup_printf (ini_template, "", "", "");
  else if (environment == LIMBECK_TEST_ENVIRONMENT_COMPUTED)
    ini = g_strdup_printf (
        ini_template, "sqlalchemy.url = ", "driver://user:pass@localhost/dbname", "\n");
  else
    ini = g_strdup_printf (ini_template, "sqlalchemy.url = ", value, "\n");

  limbeck_test_project_write (self, "alembic.ini", ini);
}

static void
write_environment (LimbeckTestProject *self, LimbeckTestEnvironment environment, const char *url)
{
  g_autofree char *value = double_percent_signs (url);
  g_autofree char *first = NULL;
  g_autofree char *script = NULL;
  const char      *option = "";

  switch (environment)
    {
    case LIMBECK_TEST_ENVIRONMENT_DATABASE_URL:
      first = g_strdup ("config.set_main_option('sqlalchemy.url', "
                        "os.environ['DATABASE_URL'].replace('%', '%%'))\n");
      break;
    case LIMBECK_TEST_ENVIRONMENT_COMPUTED:
      first = g_strdup_printf ("config.set_main_option('sqlalchemy.url', r'''%s''')\n", value);
      break;
    case LIMBECK_TEST_ENVIRONMENT_RAISES:
      first = g_strdup ("raise RuntimeError('settings are incomplete')\n");
      break;
    case LIMBECK_TEST_ENVIRONMENT_TRANSACTION_PER_MIGRATION:
      option = ", transaction_per_migration=True";
      break;
    case LIMBECK_TEST_ENVIRONMENT_PLAIN:
    default:
      break;
    }

  script = g_strdup_printf (env_template, first != NULL ? first : "", option, option);
  limbeck_test_project_write (self, "migrations/env.py", script);
}

LimbeckTestProject *
limbeck_test_project_new (LimbeckTestEnvironment environment, const char *url)
{
  return limbeck_test_project_new_named ("shop", environment, url);
}

LimbeckTestProject *
limbeck_test_project_new_named (const char            *name,
                                LimbeckTestEnvironment environment,
                                const char            *url)
{
  LimbeckTestProject *self = g_new0 (LimbeckTestProject, 1);
  g_autofree char    *versions = g_build_filename (name, "migrations", "versions", NULL);

  self->scratch = limbeck_scratch_new ();
  self->name = g_strdup (name);
  self->directory = limbeck_scratch_dup_path (self->scratch, name);
  limbeck_scratch_make_directory (self->scratch, versions);

  write_configuration (self, environment, url);
  write_environment (self, environment, url);
  limbeck_test_project_write (self, "migrations/script.py.mako", script_template);

  return self;
}

void
limbeck_test_project_free (LimbeckTestProject *self)
{
  limbeck_scratch_free (self->scratch);
  g_free (self->name);
  g_free (self->directory);
  g_free (self);
}

const char *
limbeck_test_project_get_directory (LimbeckTestProject *self)
{
  return self->directory;
}

const char *
limbeck_test_project_get_scratch (LimbeckTestProject *self)
{
  return limbeck_scratch_get_directory (self->scratch);
}

void
limbeck_test_project_write (LimbeckTestProject *self, const char *path, const char *contents)
{
  g_autofree char *relative = g_build_filename (self->name, path, NULL);

  limbeck_scratch_write (self->scratch, relative, contents);
}

void
limbeck_test_project_remove (LimbeckTestProject *self, const char *path)
{
  g_autofree char *full = g_build_filename (self->directory, path, NULL);

  ck_assert_int_eq (g_unlink (full), 0);
}

/* "a1, b2" → ('a1', 'b2'), "a1" → 'a1', NULL → None; always a tuple if @is_tuple. */
static void
append_ids (GString *script, const char *name, const char *ids, gboolean is_tuple)
{
  g_auto (GStrv) words = g_strsplit (ids != NULL ? ids : "", ",", -1);
  guint n_words = g_strv_length (words);

  g_string_append_printf (script, "%s = ", name);
  if (n_words == 0)
    g_string_append (script, "None");
  else if (n_words == 1 && !is_tuple)
    g_string_append_printf (script, "'%s'", g_strstrip (words[0]));
  else
    {
      g_string_append_c (script, '(');
      for (guint i = 0; i < n_words; i++)
        g_string_append_printf (script, "'%s', ", g_strstrip (words[i]));
      g_string_append_c (script, ')');
    }
  g_string_append_c (script, '\n');
}

static void
append_function (GString *script, const char *name, const char *body)
{
  g_auto (GStrv) lines = g_strsplit (body != NULL ? body : "pass", "\n", -1);

  g_string_append_printf (script, "\n\ndef %s():\n", name);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (script, "    %s\n", lines[i]);
}

static void
write_revision (LimbeckTestProject *self, const LimbeckTestRevision *revision, gsize index)
{
  g_autoptr (GString) script = g_string_new (NULL);
  g_autofree char *path = g_strdup_printf ("migrations/versions/%s_.py", revision->revision);

  g_string_append_printf (
      script,
      "\"\"\"%s\n\nRevision ID: %s\nCreate Date: %04d-%02d-%02d 12:00:00.000000\n\n\"\"\"\n",
      revision->message != NULL ? revision->message : revision->revision,
      revision->revision,
      (int) (2024 + index / 336),
      (int) (1 + index / 28 % 12),
      (int) (1 + index % 28));
  g_string_append (script,
                   "import os\nimport sys\nimport time\n\n"
                   "import sqlalchemy as sa\nfrom alembic import op\n\n");
  append_ids (script, "revision", revision->revision, FALSE);
  append_ids (script, "down_revision", revision->down, FALSE);
  append_ids (script, "branch_labels", revision->labels, TRUE);
  append_ids (script, "depends_on", revision->depends_on, FALSE);
  append_function (script, "upgrade", revision->upgrade);
  if (revision->downgrade == NULL || revision->downgrade[0] != '\0')
    append_function (script, "downgrade", revision->downgrade);

  limbeck_test_project_write (self, path, script->str);
}

void
limbeck_test_project_add_revisions (LimbeckTestProject        *self,
                                    const LimbeckTestRevision *revisions,
                                    gsize                      n_revisions)
{
  for (gsize i = 0; i < n_revisions; i++)
    write_revision (self, &revisions[i], i);
}

void
limbeck_test_project_run_alembic (LimbeckTestProject *self, const char *argument, ...)
{
  g_autoptr (LimbeckTestCommand)
      command = limbeck_test_command_new ("/usr/bin/python3", "-m", "alembic", NULL);
  va_list arguments;

  va_start (arguments, argument);
  for (const char *word = argument; word != NULL; word = va_arg (arguments, const char *))
    limbeck_test_command_append (command, word);
  va_end (arguments);

  limbeck_test_command_set_directory (command, self->directory);
  if (limbeck_test_command_run (command) != 0)
    ck_abort_msg ("alembic %s: %s", argument, limbeck_test_command_get_errors (command));
}
