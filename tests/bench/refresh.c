#include "config.h"

#include <dirent.h>
#include <math.h>
#include <sys/stat.h>
#include <time.h>

#include "core/project/configuration.h"
#include "core/revisions/revision-graph.h"

#include "refresh.h"
#include "revision-tree.h"

#define N_ROUNDS 20

static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
look_at_all (const char *versions)
{
  DIR           *directory = opendir (versions);
  struct dirent *entry;
  struct stat    status;

  while (directory != NULL && (entry = readdir (directory)) != NULL)
    if (g_str_has_suffix (entry->d_name, ".py") &&
        fstatat (dirfd (directory), entry->d_name, &status, 0) != 0)
      g_error ("%s is gone", entry->d_name);
  closedir (directory);
}

static LimbeckRevisionGraph *
load (LimbeckConfiguration *configuration, LimbeckRevisionGraph *previous)
{
  g_autoptr (GError) error = NULL;
  LimbeckRevisionGraph *graph = limbeck_revision_graph_load (
      configuration, NULL, previous, NULL, &error);

  if (graph == NULL)
    g_error ("%s", error->message);

  return graph;
}

double
refresh_measure (const char *project)
{
  g_autofree char *ini = g_build_filename (project, "alembic.ini", NULL);
  g_autofree char *versions = revision_tree_dup_versions (project);
  g_autoptr (LimbeckTarget) target = limbeck_target_new (project, ini);
  g_autoptr (LimbeckConfiguration)
      configuration = limbeck_configuration_load (target, NULL, NULL, NULL);
  g_autoptr (LimbeckRevisionGraph) graph = load (configuration, NULL);
  double refreshing_ms = INFINITY;
  double looking_ms = INFINITY;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      double start_ms = get_cpu_ms ();
      double middle_ms;

      look_at_all (versions);
      middle_ms = get_cpu_ms ();
      looking_ms = MIN (looking_ms, middle_ms - start_ms);

      g_autoptr (LimbeckRevisionGraph) again = load (configuration, graph);

      refreshing_ms = MIN (refreshing_ms, get_cpu_ms () - middle_ms);
      if (again != graph)
        g_error ("%s has changed", project);
    }

  return refreshing_ms / looking_ms;
}
