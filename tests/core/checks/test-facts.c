#include "facts-fixture.h"

#define URL "postgresql://keeper@nowhere.invalid/shop"

static const LimbeckTestRevision revisions[] = { { .revision = "a1" } };

static LimbeckTestProject *
make_project (void)
{
  LimbeckTestProject *project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);

  limbeck_test_project_add_revisions (project, revisions, G_N_ELEMENTS (revisions));

  return project;
}

START_TEST (files_are_read_and_nobody_is_asked_offline)
  {
    g_autoptr (LimbeckTestProject) project = make_project ();
    g_autoptr (LimbeckFacts) facts = learn (
        project,
        (LimbeckSurveyOptions){ .offline = TRUE, .ask_alembic = TRUE, .is_thorough = FALSE });

    ck_assert_ptr_nonnull (facts->interpreter);
    ck_assert_ptr_nonnull (facts->configuration);
    ck_assert_ptr_nonnull (facts->graph);
    ck_assert_ptr_nonnull (facts->url);
    ck_assert_ptr_null (facts->connection);
    ck_assert_ptr_null (facts->connection_error);
    ck_assert_ptr_null (facts->state);
    ck_assert_ptr_null (facts->data_directory);
    ck_assert (!facts->has_asked_current);
    ck_assert_ptr_null (limbeck_facts_get_rows (facts, "locks"));
    ck_assert_ptr_null (limbeck_facts_get_answer_error (facts, "locks"));
    ck_assert_int_eq (limbeck_standing_get_kind (facts->standing), LIMBECK_STANDING_UNKNOWN);
  }
END_TEST

START_TEST (a_cancelled_look_is_an_error)
  {
    g_autoptr (LimbeckTestProject) project = make_project ();
    g_autoptr (LimbeckFacts) first = learn (project, (LimbeckSurveyOptions){ .offline = TRUE });
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    g_cancellable_cancel (cancellable);
    ck_assert_ptr_null (
        limbeck_facts_learn (first->target, first->options, first, NULL, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

START_TEST (limits_that_nobody_set_are_those_of_the_manual)
  {
    g_autoptr (LimbeckTestProject) project = make_project ();
    g_autoptr (LimbeckFacts) usual = learn (project, (LimbeckSurveyOptions){ .offline = TRUE });
    g_autoptr (LimbeckFacts)
        own = learn (project,
                     (LimbeckSurveyOptions){
                         .offline = TRUE, .connect_timeout_ms = 7, .alembic_timeout_ms = 8 });

    ck_assert_uint_eq (limbeck_facts_get_connect_timeout_ms (usual), 10000);
    ck_assert_uint_eq (limbeck_facts_get_alembic_timeout_ms (usual), 60000);
    ck_assert_uint_eq (limbeck_facts_get_connect_timeout_ms (own), 7);
    ck_assert_uint_eq (limbeck_facts_get_alembic_timeout_ms (own), 8);
  }
END_TEST

START_TEST (a_lock_is_called_as_the_version_table_is)
  {
    g_autoptr (LimbeckTestProject) project = make_project ();
    g_autoptr (LimbeckFacts) plain = learn (project, (LimbeckSurveyOptions){ .offline = TRUE });
    g_autofree char *plain_name = limbeck_facts_dup_lock_name (plain);
    g_autoptr (LimbeckFacts) named = NULL;
    g_autofree char *name = NULL;

    limbeck_test_project_write (
        project,
        "migrations/env.py",
        "context.configure(version_table='history', version_table_schema='own')\n");
    named = learn (project, (LimbeckSurveyOptions){ .offline = TRUE });
    name = limbeck_facts_dup_lock_name (named);

    ck_assert_str_eq (plain_name, "alembic_version");
    ck_assert_str_eq (name, "own.history");
  }
END_TEST

START_TEST (facts_live_as_long_as_somebody_holds_them)
  {
    g_autoptr (LimbeckTestProject) project = make_project ();
    LimbeckFacts *facts = learn (project, (LimbeckSurveyOptions){ .offline = TRUE });
    g_autoptr (LimbeckFacts) held = limbeck_facts_ref (facts);

    limbeck_facts_free (facts);

    ck_assert_ptr_eq (held, facts);
    ck_assert_str_eq (held->version_table, "alembic_version");
  }
END_TEST

static Suite *
facts_suite (void)
{
  Suite *suite = suite_create ("core/checks/facts");
  TCase *tcase = tcase_create ("facts");

  tcase_add_test (tcase, files_are_read_and_nobody_is_asked_offline);
  tcase_add_test (tcase, a_cancelled_look_is_an_error);
  tcase_add_test (tcase, limits_that_nobody_set_are_those_of_the_manual);
  tcase_add_test (tcase, a_lock_is_called_as_the_version_table_is);
  tcase_add_test (tcase, facts_live_as_long_as_somebody_holds_them);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (facts_suite ());
}
