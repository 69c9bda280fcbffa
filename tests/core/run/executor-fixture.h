#pragma once

#include "run-fixture.h"

/* Only what hangs gets there. */
#define TIMEOUT_S 300

#define SCENE(name, environment, revisions)                                                        \
  limbeck_test_scene_new (                                                                         \
      cluster, name, LIMBECK_TEST_ENVIRONMENT_##environment, revisions, G_N_ELEMENTS (revisions))

extern LimbeckTestCluster *cluster;

/* a1, b2 and c3 make the tables one, two and three. */
extern const LimbeckTestRevision three[3];

/* Makes a table, then takes two minutes on the server. */
extern const LimbeckTestRevision sleeping[1];

/** start_cluster: for an unchecked fixture, with stop_cluster(). */
void start_cluster (void);
void stop_cluster (void);

/** upgrade: (transfer full): to the heads, with everything answered. */
LimbeckTestRun *upgrade (LimbeckTestScene *scene);

/** cancel: a reaction; @data is the GCancellable. */
void cancel (LimbeckExecutor *executor, gpointer data);

/** assert_tables: these are in the database, in order, but for Alembic's own. */
void assert_tables (LimbeckTestScene *scene, const char *tables);

/** assert_stopped: the run ended like this, soon, and left nothing behind. */
void assert_stopped (LimbeckTestScene *scene, LimbeckTestRun *run, LimbeckEnding ending);
