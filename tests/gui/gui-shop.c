#include "config.h"

#include "gui-shop.h"

static LimbeckTestCluster *cluster;

static const LimbeckTestRevision revisions[] = {
  { .revision = "1a6f0c3e92d4",
    .message = "create customers",
    .labels = "shop",
    .upgrade = "op.execute('create table customer (id int primary key, name text)')",
    .downgrade = "op.execute('drop table customer')" },
  { .revision = "2b84d7f1a05c",
    .down = "1a6f0c3e92d4",
    .message = "create products",
    .upgrade = "op.execute('create table product (id int primary key, price int)')",
    .downgrade = "op.execute('drop table product')" },
  { .revision = "3c95e2087b16",
    .down = "2b84d7f1a05c",
    .message = "prices as numeric, where a <b & c",
    .upgrade = "op.execute('alter table product alter price type numeric')",
    .downgrade = "op.execute('alter table product alter price type int')" },
  { .revision = "4be1a9d3c820",
    .down = "2b84d7f1a05c",
    .message =
        "split the customer's name into a given name and a family name, and keep the old column until "
        "the next release",
    .upgrade = "op.execute('alter table customer add given_name text')",
    .downgrade = "op.execute('alter table customer drop given_name')" },
  { .revision = "57f20b6e41ad",
    .down = "3c95e2087b16,4be1a9d3c820",
    .message = "merge prices and names" },
  { .revision = "68d3c1f5279e",
    .down = "57f20b6e41ad",
    .message = "index invoices",
    .upgrade = "op.execute('create table invoice (id int primary key)')",
    .downgrade = "op.execute('drop table invoice')" },
};

void
limbeck_gui_shop_start (void)
{
  cluster = limbeck_test_cluster_start ();
}

void
limbeck_gui_shop_stop (void)
{
  g_clear_pointer (&cluster, limbeck_test_cluster_free);
}

LimbeckTestCluster *
limbeck_gui_shop_get_cluster (void)
{
  return cluster;
}

LimbeckTestProject *
limbeck_gui_shop_new (const char *database, const char *revision)
{
  g_autofree char    *url = limbeck_test_cluster_dup_url (cluster, database);
  LimbeckTestProject *project = limbeck_test_project_new_named (
      "shop", LIMBECK_TEST_ENVIRONMENT_PLAIN, url);

  limbeck_test_cluster_create_database (cluster, database);
  limbeck_test_project_add_revisions (project, revisions, G_N_ELEMENTS (revisions));
  if (revision != NULL)
    limbeck_test_project_run_alembic (project, "upgrade", revision, NULL);

  return project;
}

LimbeckTestProject *
limbeck_gui_shop_new_for (const char *database, const char *role, const char *password)
{
  g_autofree char    *url = limbeck_test_cluster_dup_url_for (cluster, database, role, password);
  LimbeckTestProject *project = limbeck_test_project_new_named (
      "shop", LIMBECK_TEST_ENVIRONMENT_PLAIN, url);

  limbeck_test_cluster_create_database (cluster, database);
  limbeck_test_project_add_revisions (project, revisions, G_N_ELEMENTS (revisions));

  return project;
}
