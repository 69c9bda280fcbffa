#pragma once

#include "ctl.h"

/** What an upgrade needs that takes no backup. */
#define WITHOUT_BACKUP "--backup", "none", "--accept", "no-backup", "--confirm", "shop"

/* The server of a program of tests, and the project of one test. */
extern LimbeckTestCluster *cluster;
extern LimbeckTestProject *shop;

/** start_cluster: for an unchecked fixture, with stop_cluster(). */
void start_cluster (void);
void stop_cluster (void);

/** open_shop: for a checked fixture, with close_shop(): the project of ctl_new_shop() and its empty database “shop”. */
void open_shop (void);
void close_shop (void);

/** open_used_shop: the same with the database at b2. */
void open_used_shop (void);
