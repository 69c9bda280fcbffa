#include "right-database.h"

#include <string.h>
#include <unistd.h>

#include <check.h>

#define POOLER "/usr/sbin/pgbouncer"

static LimbeckTestCluster *cluster;
static LimbeckTestCommand *pooler;

static void
start_pooler (void)
{
  const char      *host = limbeck_test_cluster_get_host (cluster);
  g_autofree char *path = g_build_filename (
      limbeck_test_cluster_get_directory (cluster), "honest.ini", NULL);
  g_autofree char *configuration = g_strdup_printf (
      "[databases]\n* = host=%s user=postgres\n"
      "[pgbouncer]\nlisten_addr =\nlisten_port = 6434\nunix_socket_dir = %s\nauth_type = any\n"
      "pool_mode = transaction\nignore_startup_parameters = options\n",
      host,
      host);

  ck_assert (
      g_file_set_contents_full (path, configuration, -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  /* It refuses to run as root. */
  pooler = geteuid () == 0 ? limbeck_test_command_new (POOLER, "-u", "postgres", path, NULL)
                           : limbeck_test_command_new (POOLER, path, NULL);
  limbeck_test_command_set_deadline (pooler, 600);
  limbeck_test_command_start (pooler);
  limbeck_test_command_wait_for_output (pooler, "process up");
}

void
right_start (void)
{
  cluster = limbeck_test_cluster_start ();
  limbeck_test_cluster_run (
      cluster,
      "postgres",
      "create role mover superuser login; alter role mover set search_path = ops");
  start_pooler ();
}

void
right_stop (void)
{
  g_clear_pointer (&pooler, limbeck_test_command_free);
  g_clear_pointer (&cluster, limbeck_test_cluster_free);
}

static LimbeckTestProject *
new_project (const RightWay *way, const char *url)
{
  LimbeckTestProject *project = limbeck_test_project_new_named (
      "Ünser Laden", LIMBECK_TEST_ENVIRONMENT_PLAIN, url);
  g_autofree char *env = g_strconcat (
      "import os, sys\nfrom alembic import context\nimport sqlalchemy as sa\n"
      "url = os.environ['DATABASE_URL']\n"
      "def work(connection, **options):\n"
      "    context.configure(connection=connection, **options)\n"
      "    with context.begin_transaction():\n"
      "        context.run_migrations()\n",
      way->env,
      NULL);

  limbeck_test_project_add_revisions (project, ctl_revisions, G_N_ELEMENTS (ctl_revisions));
  limbeck_test_project_write (project, "migrations/env.py", env);

  return project;
}

static void
expect_run (const RightWay     *way,
            LimbeckTestProject *project,
            const char         *url,
            const char         *verb,
            const char         *target)
{
  static const char *const told[] = { "--backup", "none",      "--accept", "no-backup",
                                      "--accept", "data-loss", "--reason", "The data is made up." };
  LimbeckTestCommand      *command = ctl_prepare (
      project, "--database-url", url, verb, target, "--confirm", way->database, "--json", NULL);
  g_autoptr (Ctl) ctl = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    limbeck_test_command_append (command, told[i]);
  ctl = ctl_finish (command, FALSE);
  ck_assert_msg (ctl->status == 0,
                 "%s: %s %s: %d\n%s\n%s",
                 way->name,
                 verb,
                 target,
                 ctl->status,
                 ctl->output,
                 ctl->errors);
}

void
right_expect_runs (const RightWay *way)
{
  static const struct
  {
    const char *verb;
    const char *target;
  } runs[RIGHT_N_RUNS] = {
    { "upgrade", "a1" },   { "upgrade", "b2" },    { "upgrade", "heads" },
    { "downgrade", "b2" }, { "upgrade", "heads" },
  };
  g_autoptr (GString) url = g_string_new (way->url);
  g_autoptr (LimbeckTestProject) project = NULL;
  g_autofree char *tables = NULL;

  g_string_replace (url, "%s", limbeck_test_cluster_get_host (cluster), 1);
  limbeck_test_cluster_create_database (cluster, way->database);
  if (way->set_up != NULL)
    limbeck_test_cluster_run (cluster, way->database, way->set_up);
  project = new_project (way, url->str);
  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    expect_run (way, project, url->str, runs[i].verb, runs[i].target);

  tables = limbeck_test_cluster_ask (
      cluster,
      way->database,
      "select count(*) from pg_class where relname in ('customer', 'invoice')");
  ck_assert_str_eq (tables, "2");
}
