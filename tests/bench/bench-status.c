#include "config.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "bars.h"
#include "contender.h"
#include "test-cluster.h"
#include "test-project.h"

/*
 * What it costs to see where a database stands, and to check everything, beside the installed Alembic on the same project: whole
 * processes, the least of several rounds in which all take turns.
 */

#define N_REVISIONS 100
#define N_ROUNDS 25
#define PYTHON "/usr/bin/python3"
#define DATABASE "shop"

typedef enum
{
  STATUS,
  CHECK,
  ALEMBIC_START,
  ALEMBIC_HEADS,
  ALEMBIC_CURRENT,
  N_COMMANDS,
} Command;

static LimbeckTestProject *
make_project (LimbeckTestCluster *cluster)
{
  g_autofree char    *url = limbeck_test_cluster_dup_url (cluster, DATABASE);
  LimbeckTestProject *project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, url);

  limbeck_test_cluster_create_database (cluster, DATABASE);
  for (guint i = 0; i < N_REVISIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%011x", i * 7919);
      g_autofree char *down = i > 0 ? g_strdup_printf ("a%011x", (i - 1) * 7919) : NULL;
      g_autofree char *upgrade = g_strdup_printf ("op.execute('create table t%u (id int)')", i);
      const LimbeckTestRevision revision = { .revision = id, .down = down, .upgrade = upgrade };

      limbeck_test_project_add_revisions (project, &revision, 1);
    }
  /* Also leaves the compiled files behind with which Alembic is faster. */
  limbeck_test_project_run_alembic (project, "upgrade", "+50", NULL);

  return project;
}

static void
add (GPtrArray *contenders, const char *name, const char *const *argv)
{
  g_ptr_array_add (contenders, contender_new (name, N_ROUNDS, argv));
}

#define ARGV(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* In the order of Command. */
static GPtrArray *
make_contenders (const char *ctl, const char *directory)
{
  GPtrArray       *contenders = g_ptr_array_new_with_free_func ((GDestroyNotify) contender_free);
  g_autofree char *ini = g_build_filename (directory, "alembic.ini", NULL);

  add (contenders,
       "limbeckctl status",
       ARGV (ctl, "--project", directory, "--interpreter", PYTHON, "status"));
  add (contenders,
       "limbeckctl check",
       ARGV (ctl, "--project", directory, "--interpreter", PYTHON, "check"));
  add (contenders, "alembic --version", ARGV (PYTHON, "-m", "alembic", "--version"));
  add (contenders, "alembic heads", ARGV (PYTHON, "-m", "alembic", "-c", ini, "heads"));
  add (contenders, "alembic current", ARGV (PYTHON, "-m", "alembic", "-c", ini, "current", "-v"));

  return contenders;
}

static void
compare (GPtrArray *contenders, Bars *bars)
{
  const Contender *const *all = (const Contender *const *) contenders->pdata;
  const double slowest_ms = MAX (all[ALEMBIC_HEADS]->wall_ms, all[ALEMBIC_CURRENT]->wall_ms);

  bars_at_least (bars,
                 "CPU: alembic current, times status",
                 all[ALEMBIC_CURRENT]->cpu_ms / all[STATUS]->cpu_ms,
                 10);
  bars_at_most (bars,
                "time: check, times (slowest Alembic + a start)",
                all[CHECK]->wall_ms / (slowest_ms + all[ALEMBIC_START]->wall_ms),
                1);
}

static char *limbeckctl;
static Bars  bars;

/* What makes the server and the project is for tests, and asserts. */
START_TEST (run)
  {
    g_autoptr (LimbeckTestCluster) cluster = limbeck_test_cluster_start ();
    g_autoptr (LimbeckTestProject) project = make_project (cluster);
    g_autoptr (GPtrArray)
        contenders = make_contenders (limbeckctl, limbeck_test_project_get_directory (project));

    /* alembic.ini names the folder of env.py from here. */
    ck_assert_int_eq (g_chdir (limbeck_test_project_get_directory (project)), 0);
    ck_assert (contenders_run (contenders));
    contenders_print (contenders);
    compare (contenders, &bars);
  }
END_TEST

int
main (int argc, char **argv)
{
  Suite   *suite = suite_create ("bench-status");
  TCase   *tcase = tcase_create ("bench-status");
  SRunner *runner = srunner_create (suite);
  int      n_failed;

  g_return_val_if_fail (argc == 2, 2);

  limbeckctl = g_canonicalize_filename (argv[1], NULL);
  g_unsetenv ("CK_TAP_LOG_FILE_NAME");
  g_unsetenv ("DATABASE_URL");
  g_unsetenv ("PYTHONDONTWRITEBYTECODE");
  tcase_add_test (tcase, run);
  suite_add_tcase (suite, tcase);
  srunner_set_fork_status (runner, CK_NOFORK);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  g_free (limbeckctl);

  return n_failed > 0 || bars.n_missed > 0 ? 1 : 0;
}
