#pragma once

#include <glib.h>

/**
 * LimbeckTestProject:
 *
 * A real Alembic project in a temporary directory: `alembic.ini`, `migrations/env.py`,
 * `migrations/script.py.mako` and revision files under `migrations/versions`. It vanishes with the value.
 *
 *     static const LimbeckTestRevision revisions[] = {
 *       { .revision = "a1", .message = "create customer",
 *         .upgrade = "op.execute('create table customer (id int)')",
 *         .downgrade = "op.execute('drop table customer')" },
 *       { .revision = "b2", .down = "a1", .message = "fails", .upgrade = "op.execute('select 1/0')" },
 *     };
 *     …
 *     g_autofree char               *url = limbeck_test_cluster_dup_url (cluster, "shop");
 *     g_autoptr (LimbeckTestProject) project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, url);
 *
 *     limbeck_test_project_add_revisions (project, revisions, G_N_ELEMENTS (revisions));
 */
typedef struct _LimbeckTestProject LimbeckTestProject;

/**
 * LimbeckTestEnvironment:
 * @LIMBECK_TEST_ENVIRONMENT_PLAIN: env.py as `alembic init` writes it; `sqlalchemy.url` in the ini
 * @LIMBECK_TEST_ENVIRONMENT_DATABASE_URL: env.py reads `os.environ["DATABASE_URL"]`; no URL in the ini
 * @LIMBECK_TEST_ENVIRONMENT_COMPUTED: env.py puts the URL together in Python; the ini holds `driver://user:pass@localhost/dbname`
 * @LIMBECK_TEST_ENVIRONMENT_RAISES: env.py raises RuntimeError("settings are incomplete") when it is run
 * @LIMBECK_TEST_ENVIRONMENT_TRANSACTION_PER_MIGRATION: plain, with a transaction for each revision
 *
 * What the env.py of a project does.
 */
typedef enum
{
  LIMBECK_TEST_ENVIRONMENT_PLAIN,
  LIMBECK_TEST_ENVIRONMENT_DATABASE_URL,
  LIMBECK_TEST_ENVIRONMENT_COMPUTED,
  LIMBECK_TEST_ENVIRONMENT_RAISES,
  LIMBECK_TEST_ENVIRONMENT_TRANSACTION_PER_MIGRATION,
} LimbeckTestEnvironment;

/**
 * LimbeckTestRevision:
 * @revision: its id
 * @down: (nullable): down revisions, joined by commas; %NULL makes a base
 * @message: (nullable): first line of the docstring
 * @labels: (nullable): branch labels, joined by commas
 * @depends_on: (nullable): depends_on, joined by commas
 * @upgrade: (nullable): body of upgrade(), statements joined by line feeds, not indented; %NULL for `pass`
 * @downgrade: (nullable): body of downgrade(); %NULL for `pass`, "" for no downgrade() at all
 *
 * One row of the table that a project's revisions are made from. `op`, `sa`, `os`, `sys` and `time` are
 * imported in every file.
 */
typedef struct
{
  const char *revision;
  const char *down;
  const char *message;
  const char *labels;
  const char *depends_on;
  const char *upgrade;
  const char *downgrade;
} LimbeckTestRevision;

/** limbeck_test_project_new: a project without revisions, for the database at the SQLAlchemy URL @url. */
LimbeckTestProject *limbeck_test_project_new (LimbeckTestEnvironment environment, const char *url);

/** limbeck_test_project_new_named: the same in a directory called @name ("Ünser Laden"). */
LimbeckTestProject *limbeck_test_project_new_named (const char            *name,
                                                    LimbeckTestEnvironment environment,
                                                    const char            *url);

/** limbeck_test_project_free: lets go of it and removes the directory. */
void limbeck_test_project_free (LimbeckTestProject *self);

/** limbeck_test_project_get_directory: absolute path, where `alembic.ini` is. */
const char *limbeck_test_project_get_directory (LimbeckTestProject *self);

/** limbeck_test_project_get_scratch: the temporary directory around the project: homes, backups, programs of a test. */
const char *limbeck_test_project_get_scratch (LimbeckTestProject *self);

/** limbeck_test_project_add_revisions: writes a file for each row. */
void limbeck_test_project_add_revisions (LimbeckTestProject        *self,
                                         const LimbeckTestRevision *revisions,
                                         gsize                      n_revisions);

/** limbeck_test_project_write: makes the file @path, relative to the project, hold @contents. */
void limbeck_test_project_write (LimbeckTestProject *self, const char *path, const char *contents);

/** limbeck_test_project_remove: removes the file @path, relative to the project. */
void limbeck_test_project_remove (LimbeckTestProject *self, const char *path);

/** limbeck_test_project_run_alembic: runs `alembic ARGUMENT…` of the system's Python; NULL ends the list. */
void limbeck_test_project_run_alembic (LimbeckTestProject *self,
                                       const char         *argument,
                                       ...) G_GNUC_NULL_TERMINATED;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckTestProject, limbeck_test_project_free)
