#pragma once

#include "database-fixture.h"
#include "limbeck-check.h"
#include "test-scene.h"

/** check_main: runs one test case of @tests, named so, with the server: for main(). */
int check_main (const char *name, const TTest *const *tests, gsize n_tests);

/** make_scene: an empty database @database and a plain project: a1 makes the table "one", b2 follows. */
LimbeckTestScene *make_scene (const char *database);

/** make_upgraded_scene: the same with a1 applied, by SQL as fast as possible. */
LimbeckTestScene *make_upgraded_scene (const char *database);

/** look: a survey that asks no Alembic. */
LimbeckSurvey *look (LimbeckTestScene *scene);

/** look_closely: a survey that asks Alembic everything. */
LimbeckSurvey *look_closely (LimbeckTestScene *scene);

/** look_at: a survey of the database at @url that asks no Alembic. */
LimbeckSurvey *look_at (LimbeckTestScene *scene, LimbeckDatabaseUrl *url);

/** expect: (transfer none): asserts the finding @id, its severity as a word, and that its texts hold @part unless that is %NULL. */
LimbeckFinding *
expect (LimbeckSurvey *survey, const char *id, const char *severity, const char *part);

/** expect_absent: asserts that there is no finding @id. */
void expect_absent (LimbeckSurvey *survey, const char *id);

/** open_session: (transfer full): a session of somebody else, for whom @role (%NULL for the superuser) is trusted. */
LimbeckConnection *
open_session (const char *database, const char *role, const char *application_name);

/** run: a statement that has to succeed. */
void run (LimbeckConnection *session, const char *sql);

/** wait_until_long: until what the sessions called "psql" and "shop" have open counts as long. */
void wait_until_long (const char *database);
