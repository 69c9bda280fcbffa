#include "facts-fixture.h"
#include "test-cluster.h"

#define URL "postgresql://keeper@nowhere.invalid/shop"

static LimbeckTestCluster *cluster;

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')" },
};

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

static const struct
{
  const char *verb;
  gboolean    ask_alembic;
  gboolean    offline;
  gboolean    is_proving;
} options[] = {
  { "upgrade", TRUE, FALSE, TRUE },   { "downgrade", TRUE, FALSE, TRUE },
  { "stamp", TRUE, FALSE, TRUE },     { NULL, TRUE, FALSE, FALSE },
  { "upgrade", FALSE, FALSE, FALSE }, { "upgrade", TRUE, TRUE, FALSE },
};

START_TEST (a_proof_needs_alembic_a_command_and_a_server)
  {
    const LimbeckSurveyOptions asked = {
      .proof_verb = options[_i].verb,
      .ask_alembic = options[_i].ask_alembic,
      .offline = options[_i].offline,
    };
    const LimbeckFacts facts = { .options = (LimbeckSurveyOptions *) &asked };

    ck_assert_int_eq (limbeck_facts_is_proving (&facts), options[_i].is_proving);
  }
END_TEST

/* A project with one revision, which has been applied. */
static LimbeckTestProject *
make_project (const char *database)
{
  g_autofree char    *url = NULL;
  LimbeckTestProject *project = NULL;

  limbeck_test_cluster_create_database (cluster, database);
  url = limbeck_test_cluster_dup_url (cluster, database);
  project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, url);
  limbeck_test_project_add_revisions (project, revisions, G_N_ELEMENTS (revisions));
  limbeck_test_project_run_alembic (project, "upgrade", "heads", NULL);

  return project;
}

/* The directory for what is remembered is the project's own. */
static LimbeckFacts *
learn_with_proof (LimbeckTestProject *project, const char *verb, const char *target)
{
  g_setenv ("XDG_STATE_HOME", limbeck_test_project_get_scratch (project), TRUE);

  return learn (
      project,
      (LimbeckSurveyOptions){ .ask_alembic = TRUE, .proof_verb = verb, .proof_target = target });
}

static const struct
{
  const char *verb;
  const char *target;
} commands[] = {
  { "upgrade", "heads" },
  { "upgrade", NULL },
  { "downgrade", "base" },
  { "stamp", "a1" },
};

START_TEST (the_proof_answers_for_the_database_too_and_changes_nothing)
  {
    g_autoptr (LimbeckTestProject) project = make_project ("proven");
    g_autoptr (LimbeckFacts)
        facts = learn_with_proof (project, commands[_i].verb, commands[_i].target);
    g_autofree char *rows = NULL;
    g_autofree char *table = NULL;

    ck_assert_ptr_nonnull (facts->proof);
    ck_assert_msg (facts->proof->kind == LIMBECK_PROOF_LOCK, "%s", facts->proof->reason);
    ck_assert_int_ne (facts->proof->backend_pid, 0);
    ck_assert (facts->has_asked_current);
    ck_assert_ptr_null (facts->current_finding);
    ck_assert_ptr_nonnull (facts->current);
    ck_assert_str_eq (facts->current->revisions[0], "a1");
    rows = limbeck_test_cluster_ask (cluster, "proven", "select version_num from alembic_version");
    table = limbeck_test_cluster_ask (cluster, "proven", "select to_regclass('one')");
    ck_assert_str_eq (rows, "a1");
    ck_assert_str_eq (table, "one");
  }
END_TEST

START_TEST (an_environment_that_raises_is_a_finding_and_no_proof)
  {
    g_autoptr (LimbeckTestProject) project = make_project ("raising");
    g_autoptr (LimbeckFacts) facts = NULL;

    limbeck_test_project_write (
        project, "migrations/env.py", "raise RuntimeError('settings are incomplete')\n");
    facts = learn_with_proof (project, "upgrade", "heads");

    ck_assert_ptr_nonnull (facts->proof);
    ck_assert_int_eq (facts->proof->kind, LIMBECK_PROOF_NONE);
    ck_assert (facts->has_asked_current);
    ck_assert_ptr_null (facts->current);
    ck_assert_ptr_nonnull (facts->current_finding);
  }
END_TEST

START_TEST (a_second_proof_takes_the_place_of_the_first)
  {
    g_autoptr (LimbeckTestProject) project = make_project ("twice");
    g_autoptr (LimbeckFacts) facts = learn_with_proof (project, "upgrade", "heads");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    ck_assert_ptr_nonnull (facts->current);
    g_clear_pointer (&facts->proof, limbeck_target_proof_free);
    g_cancellable_cancel (cancellable);
    limbeck_facts_prove (facts, cancellable);

    /* Nothing of the first attempt is taken for an answer to the second. */
    ck_assert_ptr_null (facts->current);
    ck_assert (facts->proof == NULL || facts->proof->kind == LIMBECK_PROOF_NONE);
  }
END_TEST

static Suite *
facts_prove_suite (void)
{
  Suite *suite = suite_create ("core/checks/facts-prove");
  TCase *alone = tcase_create ("alone");
  TCase *servers = tcase_create ("servers");

  tcase_add_loop_test (
      alone, a_proof_needs_alembic_a_command_and_a_server, 0, G_N_ELEMENTS (options));
  suite_add_tcase (suite, alone);

  tcase_add_unchecked_fixture (servers, start_cluster, stop_cluster);
  tcase_set_timeout (servers, 240);
  tcase_add_loop_test (servers,
                       the_proof_answers_for_the_database_too_and_changes_nothing,
                       0,
                       G_N_ELEMENTS (commands));
  tcase_add_test (servers, an_environment_that_raises_is_a_finding_and_no_proof);
  tcase_add_test (servers, a_second_proof_takes_the_place_of_the_first);
  suite_add_tcase (suite, servers);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (facts_prove_suite ());
}
