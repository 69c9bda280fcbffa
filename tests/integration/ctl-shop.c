#include "ctl-shop.h"

LimbeckTestCluster *cluster;
LimbeckTestProject *shop;

void
start_cluster (void)
{
  cluster = limbeck_test_cluster_start ();
}

void
stop_cluster (void)
{
  g_clear_pointer (&cluster, limbeck_test_cluster_free);
}

void
open_shop (void)
{
  shop = ctl_new_shop (cluster, "shop");
}

void
close_shop (void)
{
  g_clear_pointer (&shop, limbeck_test_project_free);
}

void
open_used_shop (void)
{
  open_shop ();
  limbeck_test_project_run_alembic (shop, "upgrade", "b2", NULL);
}
