#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "bars.h"
#include "contender.h"
#include "refresh.h"
#include "revision-tree.h"

/*
 * What reading the revisions costs beside reading the files and beside Alembic, and how that grows with their number:
 * processor time of whole processes, the least of several rounds in which all take turns.
 */

#define N_ROUNDS 12
#define N_ALEMBIC_ROUNDS 3
#define PYTHON "/usr/bin/python3"

enum
{
  SMALL,
  LARGE,
  N_SIZES,
};

static const guint sizes[N_SIZES] = { 1000, 10000 };

static const char *const shape_names[REVISION_TREE_N_SHAPES] = {
  [REVISION_TREE_LINE] = "a line",
  [REVISION_TREE_MERGES] = "200 merges",
  [REVISION_TREE_HEADS] = "50 heads",
};

typedef enum
{
  BARE,
  HEADS,
  LIST,
  PLAN,
  APPLIED,
  PENDING,
  ALEMBIC_HEADS,
  ALEMBIC_HISTORY,
  N_COMMANDS,
} Command;

static const char *const command_names[N_COMMANDS] = {
  [BARE] = "bare reading",
  [HEADS] = "heads",
  [LIST] = "list",
  [PLAN] = "plan",
  [APPLIED] = "applied",
  [PENDING] = "pending",
  [ALEMBIC_HEADS] = "alembic heads",
  [ALEMBIC_HISTORY] = "alembic history",
};

typedef struct
{
  const char *limbeckctl;
  const char *bare_reader;
  const char *graph_reader;
  gboolean    has_alembic;
  GPtrArray  *contenders;
  Contender  *table[REVISION_TREE_N_SHAPES][N_SIZES][N_COMMANDS];
} Bench;

static void
add (Bench *bench, RevisionTreeShape shape, guint size, Command command, const char *const *argv)
{
  guint            n_rounds = command >= ALEMBIC_HEADS ? N_ALEMBIC_ROUNDS : N_ROUNDS;
  g_autofree char *name = g_strdup_printf (
      "%s of %u, %s", command_names[command], sizes[size], shape_names[shape]);

  bench->table[shape][size][command] = contender_new (name, n_rounds, argv);
  g_ptr_array_add (bench->contenders, bench->table[shape][size][command]);
}

#define ARGV(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
add_tree (Bench *bench, RevisionTreeShape shape, guint size, const char *directory)
{
  g_autofree char *ini = g_build_filename (directory, "alembic.ini", NULL);
  g_autofree char *versions = revision_tree_dup_versions (directory);
  const char      *ctl = bench->limbeckctl;

  add (bench, shape, size, BARE, ARGV (bench->bare_reader, versions));
  add (bench, shape, size, HEADS, ARGV (ctl, "--project", directory, "heads", "--offline"));
  add (bench,
       shape,
       size,
       LIST,
       ARGV (ctl, "--project", directory, "--json", "revisions", "--offline"));
  add (bench,
       shape,
       size,
       PLAN,
       ARGV (
           ctl, "--project", directory, "plan", "upgrade", "heads", "--offline", "--from", "base"));
  add (bench, shape, size, APPLIED, ARGV (bench->graph_reader, directory, "heads"));
  add (bench, shape, size, PENDING, ARGV (bench->graph_reader, directory, "bases"));
  if (!bench->has_alembic || size != LARGE || shape != REVISION_TREE_MERGES)
    return;
  add (bench, shape, size, ALEMBIC_HEADS, ARGV (PYTHON, "-m", "alembic", "-c", ini, "heads"));
  add (bench, shape, size, ALEMBIC_HISTORY, ARGV (PYTHON, "-m", "alembic", "-c", ini, "history"));
}

/* Alembic is faster where it finds compiled files, so it finds them. */
static gboolean
warm_up (const char *directory)
{
  g_autofree char   *ini = g_build_filename (directory, "alembic.ini", NULL);
  const char *const *argv = ARGV (PYTHON, "-m", "alembic", "-c", ini, "heads");
  int                status = -1;

  g_unsetenv ("PYTHONDONTWRITEBYTECODE");

  return g_spawn_sync (NULL,
                       (char **) argv,
                       NULL,
                       G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL,
                       NULL,
                       NULL,
                       NULL,
                       &status,
                       NULL) &&
         status == 0;
}

static void
compare_costs (Bench *bench, Bars *bars)
{
  Contender **large = bench->table[REVISION_TREE_MERGES][LARGE];

  bars_at_most (
      bars, "heads --offline, times bare reading", large[HEADS]->cpu_ms / large[BARE]->cpu_ms, 2);
  bars_at_most (bars, "heads --offline, peak in MB", large[HEADS]->peak_bytes / 1e6, 25);
  bars_at_most (bars, "revisions --json, peak in MB", large[LIST]->peak_bytes / 1e6, 25);
  if (!bench->has_alembic)
    {
      printf ("Alembic is not installed for %s: not compared.\n", PYTHON);
      return;
    }
  bars_at_least (bars,
                 "alembic heads, times heads --offline",
                 large[ALEMBIC_HEADS]->cpu_ms / large[HEADS]->cpu_ms,
                 30);
  bars_at_least (bars,
                 "alembic history, times revisions --json",
                 large[ALEMBIC_HISTORY]->cpu_ms / large[LIST]->cpu_ms,
                 40);
}

static void
compare_growth (Bench *bench, Bars *bars)
{
  for (RevisionTreeShape shape = 0; shape < REVISION_TREE_N_SHAPES; shape++)
    for (Command command = HEADS; command <= PENDING; command++)
      {
        g_autofree char *name = g_strdup_printf (
            "%s, %s: 10,000 to 1,000", command_names[command], shape_names[shape]);

        bars_at_most (bars,
                      name,
                      bench->table[shape][LARGE][command]->cpu_ms /
                          bench->table[shape][SMALL][command]->cpu_ms,
                      12);
      }
}

static gboolean
measure (Bench *bench, Bars *bars, const char *folder)
{
  g_autofree char *refreshed = NULL;

  for (RevisionTreeShape shape = 0; shape < REVISION_TREE_N_SHAPES; shape++)
    for (guint size = 0; size < N_SIZES; size++)
      {
        g_autofree char *name = g_strdup_printf ("tree-%u-%u", shape, sizes[size]);
        g_autofree char *directory = g_build_filename (folder, name, NULL);

        revision_tree_write (directory, shape, sizes[size]);
        if (shape == REVISION_TREE_MERGES && size == LARGE)
          {
            bench->has_alembic = warm_up (directory);
            refreshed = g_strdup (directory);
          }
        add_tree (bench, shape, size, directory);
      }

  if (!contenders_run (bench->contenders))
    return FALSE;
  contenders_print (bench->contenders);
  compare_costs (bench, bars);
  compare_growth (bench, bars);
  bars_at_most (
      bars, "refresh of 10,000, times a bare stat pass", refresh_measure (refreshed), 1.5);

  return TRUE;
}

int
main (int argc, char **argv)
{
  Bench            bench = { 0 };
  Bars             bars = { 0 };
  g_autofree char *folder = NULL;
  gboolean         is_measured;

  setlocale (LC_ALL, "");
  if (argc != 4)
    {
      g_printerr ("bench-revisions LIMBECKCTL BARE-READER GRAPH-READER\n");
      return 2;
    }

  bench.limbeckctl = argv[1];
  bench.bare_reader = argv[2];
  bench.graph_reader = argv[3];
  folder = g_dir_make_tmp ("limbeck-bench-XXXXXX", NULL);
  if (folder == NULL)
    g_error ("no directory for temporary files");
  bench.contenders = g_ptr_array_new_with_free_func ((GDestroyNotify) contender_free);
  is_measured = measure (&bench, &bars, folder);
  g_ptr_array_unref (bench.contenders);
  revision_tree_remove (folder);

  return is_measured && bars.n_missed == 0 ? 0 : 1;
}
