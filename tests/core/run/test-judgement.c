#include <signal.h>

#include "limbeck-check.h"
#include "run-fixture.h"

/*
 * Runs that are ended at random moments in random ways; every verdict is compared with a look at the database that shares
 * nothing with it. LIMBECK_RANDOM_RUNS sets how many (8), LIMBECK_RANDOM_SEED which.
 */

#define TIMEOUT_S 300

static LimbeckTestCluster *cluster;

static void
start_cluster (void)
{
  cluster = limbeck_test_cluster_start ();
}

static void
stop_cluster (void)
{
  g_clear_pointer (&cluster, limbeck_test_cluster_free);
}

#define NAP "op.execute('select pg_sleep(0.25)')\n"

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1",
    .upgrade = "open(os.environ['LIMBECK_TEST_PID'], 'w').write(str(os.getpid()))\n"
               "op.execute('create table one (id int)')\n" NAP },
  { .revision = "b2",
    .down = "a1",
    .upgrade = "op.execute('create table two (id int)')\n" NAP
               "with op.get_context().autocommit_block():\n"
               "    op.execute('create index concurrently two_ix on two (id)')\n"
               "    op.execute('select pg_sleep(0.25)')\n"
               "op.execute('create table two_b (id int)')\n" NAP },
  { .revision = "c3", .down = "b2", .upgrade = "op.execute('create table three (id int)')\n" NAP },
};

/* What is there after so many whole revisions, and after the part of the second one that commits on its own. */
static const char *const whole[] = { "",
                                     "one",
                                     "one two two_b two_ix",
                                     "one three two two_b two_ix" };
static const char *const rows[] = { "", "a1", "b2", "c3" };

static char *
look_at_relations (LimbeckTestScene *scene)
{
  return limbeck_test_scene_ask (
      scene,
      "select coalesce(string_agg(relname, ' ' order by relname), '') from pg_class"
      " where relnamespace = 'public'::regnamespace and relname !~ '^alembic_version'");
}

static char *
look_at_rows (LimbeckTestScene *scene)
{
  g_autofree char *table = limbeck_test_scene_ask (scene, "select to_regclass('alembic_version')");

  return *table != '\0' ? limbeck_test_scene_ask (scene, "select version_num from alembic_version")
                        : g_strdup ("");
}

static LimbeckOutcome
find_truth (LimbeckTestScene *scene)
{
  g_autofree char *relations = look_at_relations (scene);
  g_autofree char *row = look_at_rows (scene);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (row, rows[i]))
      {
        if (!g_str_equal (relations, whole[i]))
          return LIMBECK_OUTCOME_PARTIAL_UNTRACKED;
        if (i == G_N_ELEMENTS (rows) - 1)
          return LIMBECK_OUTCOME_SUCCEEDED;
        return i == 0 ? LIMBECK_OUTCOME_ROLLED_BACK : LIMBECK_OUTCOME_PARTIAL;
      }

  return LIMBECK_OUTCOME_UNKNOWN;
}

typedef enum
{
  END_KILL,
  END_TERMINATE,
  END_INTERRUPT,
  END_BACKEND,
  END_STATEMENT,
  END_CANCEL,
  N_ENDS,
} EndKind;

typedef struct
{
  EndKind       kind;
  guint         delay_ms;
  char         *pid_path;
  GCancellable *cancellable;
  GThread      *thread;
} RandomEnd;

static void
signal_alembic (RandomEnd *end, int signal_number)
{
  g_autofree char *pid = NULL;

  if (g_file_get_contents (end->pid_path, &pid, NULL, NULL) && atoi (pid) > 1)
    kill (atoi (pid), signal_number);
}

static gpointer
end_run (gpointer data)
{
  RandomEnd       *end = data;
  g_autofree char *answer = NULL;

  g_usleep (end->delay_ms * 1000);
  switch (end->kind)
    {
    case END_KILL:
      signal_alembic (end, SIGKILL);
      break;
    case END_TERMINATE:
      signal_alembic (end, SIGTERM);
      break;
    case END_INTERRUPT:
      signal_alembic (end, SIGINT);
      break;
    case END_BACKEND:
      answer = limbeck_test_cluster_ask (
          cluster,
          "postgres",
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name ~ '^limbeck-[0-9a-f]{12}$'");
      break;
    case END_STATEMENT:
      answer = limbeck_test_cluster_ask (
          cluster,
          "postgres",
          "select pg_cancel_backend(pid) from pg_stat_activity where application_name ~ '^limbeck-[0-9a-f]{12}$'");
      break;
    case END_CANCEL:
    case N_ENDS:
    default:
      g_cancellable_cancel (end->cancellable);
    }

  return NULL;
}

static void
plan_end (LimbeckExecutor *executor, gpointer data)
{
  RandomEnd *end = data;

  end->thread = g_thread_new ("end", end_run, end);
}

static guint64
get_number (const char *variable, guint64 otherwise)
{
  const char *value = g_getenv (variable);

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : otherwise;
}

START_TEST (a_verdict_on_a_random_end_is_the_truth)
  {
    const guint32 seed = (guint32) get_number ("LIMBECK_RANDOM_SEED", g_random_int ());
    const guint64 n_runs = get_number ("LIMBECK_RANDOM_RUNS", 8);
    g_autoptr (GRand) random = g_rand_new_with_seed (seed);

    for (guint64 i = 0; i < n_runs; i++)
      {
        g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
            cluster, "random", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
        g_autoptr (GCancellable) cancellable = g_cancellable_new ();
        g_autofree char *pid_path = g_build_filename (
            limbeck_test_project_get_scratch (scene->project), "pid", NULL);
        RandomEnd                 end = { g_rand_int_range (random, 0, N_ENDS),
                                          g_rand_int_range (random, 0, 1600),
                                          pid_path,
                                          cancellable,
                                          NULL };
        const LimbeckTestReaction reaction = { LIMBECK_EVENT_STEP_STARTED, plan_end, &end };
        g_autoptr (LimbeckTestRun) run = NULL;
        LimbeckOutcome truth;

        g_setenv ("LIMBECK_TEST_PID", pid_path, TRUE);
        run = limbeck_test_run_scene (
            scene, LIMBECK_DIRECTION_UPGRADE, "heads", TIMEOUT_S, &reaction, cancellable);
        truth = find_truth (scene);
        g_thread_join (end.thread);

        ck_assert_msg (run->verdict != NULL,
                       "seed %u run %u: %s",
                       seed,
                       (guint) i,
                       run->error ? run->error->message : "");
        ck_assert_msg (limbeck_verdict_get_outcome (run->verdict) == truth,
                       "seed %u, run %u, end %d after %u ms: verdict %s, truth %s: %s %s",
                       seed,
                       (guint) i,
                       end.kind,
                       end.delay_ms,
                       limbeck_outcome_to_string (limbeck_verdict_get_outcome (run->verdict)),
                       limbeck_outcome_to_string (truth),
                       limbeck_verdict_get_title (run->verdict),
                       limbeck_verdict_get_detail (run->verdict));
      }
  }
END_TEST

static Suite *
judgement_suite (void)
{
  Suite *suite = suite_create ("core/run/judgement");
  TCase *tcase = tcase_create ("random ends");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 100 * (double) get_number ("LIMBECK_RANDOM_RUNS", 8));
  tcase_add_test (tcase, a_verdict_on_a_random_end_is_the_truth);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (judgement_suite ());
}
