#include "wrong-database.h"

#include <string.h>
#include <unistd.h>

#include <check.h>

#define POOLER "/usr/sbin/pgbouncer"
#define POOLER_PORT "6433"

static LimbeckTestCluster *here;
static LimbeckTestCluster *twin;
static LimbeckTestCommand *pooler;

static const char *const databases[] = { "shop", "elsewhere", "sh%6Fp" };

static void
start_pooler (void)
{
  const char      *host = limbeck_test_cluster_get_host (here);
  g_autofree char *path = g_build_filename (
      limbeck_test_cluster_get_directory (here), "alias.ini", NULL);
  g_autofree char *configuration = g_strdup_printf (
      "[databases]\nshop = host=%s user=postgres dbname=elsewhere\n"
      "[pgbouncer]\nlisten_addr =\nlisten_port = " POOLER_PORT "\n"
      "unix_socket_dir = %s\nauth_type = any\npool_mode = transaction\n",
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

static void
fill (const char *database)
{
  limbeck_test_cluster_create_database (here, database);
  limbeck_test_cluster_run (
      here,
      database,
      "create table customer (id int primary key, name text, age int);"
      "create table alembic_version (version_num varchar(32) not null"
      " constraint alembic_version_pkc primary key); insert into alembic_version values ('b2');"
      "create schema other; create table other.alembic_version as table alembic_version");
}

void
wrong_start (void)
{
  here = limbeck_test_cluster_start ();
  for (gsize i = 0; i < G_N_ELEMENTS (databases); i++)
    fill (databases[i]);
  limbeck_test_cluster_run (
      here,
      "postgres",
      "create role mover superuser login; alter role mover set search_path = other");
  twin = limbeck_test_cluster_start_standby (here);
  limbeck_test_cluster_run (twin, "postgres", "select pg_promote()");
  start_pooler ();
}

void
wrong_stop (void)
{
  g_clear_pointer (&pooler, limbeck_test_command_free);
  g_clear_pointer (&twin, limbeck_test_cluster_free);
  g_clear_pointer (&here, limbeck_test_cluster_free);
}

void
wrong_run (const char *sql)
{
  limbeck_test_cluster_run (here, "shop", sql);
}

static const char *
get_database (const WrongWay *way)
{
  return way->database ? way->database : "shop";
}

static char *
dup_given_url (const WrongWay *way)
{
  return g_strdup_printf ("postgresql://postgres@/%s?host=%s",
                          get_database (way),
                          limbeck_test_cluster_get_host (here));
}

LimbeckTestProject *
wrong_new_project (const WrongWay *way)
{
  g_autofree char    *given = dup_given_url (way);
  g_autofree char    *env = NULL;
  g_autofree char    *secrets = NULL;
  g_autofree char    *service = NULL;
  const char         *host = limbeck_test_cluster_get_host (here);
  LimbeckTestProject *project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, given);

  env = g_strdup_printf (
      "import os, sys\nfrom logging.config import fileConfig\nfrom alembic import context\n"
      "import sqlalchemy as sa\n"
      "fileConfig(context.config.config_file_name)\n"
      "here_host, clone_host = '%s', '%s'\n"
      "other = 'postgresql://postgres@/elsewhere?host=%s'\n"
      "pooled = 'postgresql://postgres@/shop?host=%s&port=" POOLER_PORT "'\n"
      "url = given = os.environ['DATABASE_URL']\noptions = {}\nsql = 'select 1'\n"
      "%s"
      "engine = sa.create_engine(url, poolclass=sa.pool.NullPool, **options)\n"
      "with engine.connect() as connection:\n"
      "    connection.execute(sa.text(sql))\n"
      "    context.configure(connection=connection)\n"
      "    with context.begin_transaction():\n"
      "        context.run_migrations()\n",
      host,
      limbeck_test_cluster_get_host (twin),
      host,
      host,
      way->env);
  limbeck_test_project_add_revisions (project, ctl_revisions, G_N_ELEMENTS (ctl_revisions));
  limbeck_test_project_write (project, "migrations/env.py", env);
  secrets = g_strdup_printf ("DATABASE_URL=postgresql://postgres@/elsewhere?host=%s\n", host);
  limbeck_test_project_write (project, ".env", secrets);
  service = g_strdup_printf ("[shop]\nhost=%s\ndbname=elsewhere\nuser=postgres\n", host);
  limbeck_test_project_write (project, "pg_service.conf", service);

  return project;
}

LimbeckTestCommand *
wrong_prepare (LimbeckTestProject *project, const WrongWay *way)
{
  g_autofree char *given = dup_given_url (way);

  return ctl_prepare (project,
                      "--database-url",
                      given,
                      "upgrade",
                      "--backup",
                      "none",
                      "--accept",
                      "no-backup",
                      "--accept",
                      "same-database",
                      "--accept",
                      "target-proof",
                      "--confirm",
                      get_database (way),
                      "--json",
                      NULL);
}

static void
expect_unchanged (LimbeckTestCluster *cluster, const char *database)
{
  static const char sql[] =
      "select (select string_agg(version_num, ' ') from public.alembic_version),"
      " (select string_agg(version_num, ' ') from other.alembic_version),"
      " (select count(*) from pg_class where relname = 'invoice')";
  g_autofree char *answer = limbeck_test_cluster_ask (cluster, database, sql);

  ck_assert_str_eq (answer, "b2|b2|0");
}

void
wrong_expect_nothing_changed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (databases); i++)
    {
      expect_unchanged (here, databases[i]);
      expect_unchanged (twin, databases[i]);
    }
}

void
wrong_expect_refusal (const WrongWay *way)
{
  g_autoptr (LimbeckTestProject) project = wrong_new_project (way);
  g_autoptr (Ctl) ctl = ctl_finish (wrong_prepare (project, way), FALSE);

  ck_assert_msg (ctl->status == 3 && strstr (ctl->output, "\"same-database\"") != NULL,
                 "%s: %d\n%s\n%s",
                 way->name,
                 ctl->status,
                 ctl->output,
                 ctl->errors);
  ctl_expect_error (ctl, 3, "same-database");
  wrong_expect_nothing_changed ();
}
