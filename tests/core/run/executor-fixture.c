#include "executor-fixture.h"
#include "limbeck-check.h"

LimbeckTestCluster *cluster;

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

LimbeckTestRun *
upgrade (LimbeckTestScene *scene)
{
  return limbeck_test_run_scene (scene, LIMBECK_DIRECTION_UPGRADE, "heads", TIMEOUT_S, NULL, NULL);
}

void
assert_tables (LimbeckTestScene *scene, const char *tables)
{
  g_autofree char *answer = limbeck_test_scene_ask (
      scene,
      "select coalesce(string_agg(relname, ' ' order by relname), '') from pg_class"
      " where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'alembic_version'");

  ck_assert_str_eq (answer, tables);
}

const LimbeckTestRevision three[3] = {
  { .revision = "a1",
    .message = "make one",
    .upgrade = "op.execute('create table one (id int)')",
    .downgrade = "op.execute('drop table one')" },
  { .revision = "b2",
    .down = "a1",
    .message = "make two",
    .upgrade = "op.execute('create table two (id int)')",
    .downgrade = "op.execute('drop table two')" },
  { .revision = "c3",
    .down = "b2",
    .message = "make three",
    .upgrade = "op.execute('create table three (id int)')",
    .downgrade = "op.execute('drop table three')" },
};

const LimbeckTestRevision sleeping[1] = {
  { .revision = "a1",
    .upgrade = "op.execute('create table one (id int)')\nop.execute('select pg_sleep(120)')" },
};

void
cancel (LimbeckExecutor *executor, gpointer data)
{
  g_cancellable_cancel (data);
}

void
assert_stopped (LimbeckTestScene *scene, LimbeckTestRun *run, LimbeckEnding ending)
{
  limbeck_test_run_assert_outcome (run, LIMBECK_OUTCOME_ROLLED_BACK);
  ck_assert_int_eq (limbeck_verdict_get_ending (run->verdict), ending);
  ck_assert_int_eq (limbeck_verdict_get_status (run->verdict), 5);
  ck_assert_int_lt (limbeck_verdict_get_duration_us (run->verdict) / G_USEC_PER_SEC, 60);
  assert_tables (scene, "");
  limbeck_test_run_assert_nothing_left (scene);
}
