#include "facts-fixture.h"

#define URL "postgresql://keeper:first@nowhere.invalid/shop"

/* What Alembic shows, and the password that it is completed with. */
static const struct
{
  const char *shown;
  const char *typed;
  const char *password;
} shown_urls[] = {
  { "postgresql://keeper:***@nowhere.invalid/shop", NULL, "first" },
  { "postgresql://keeper:***@nowhere.invalid/other", NULL, "first" },
  { "postgresql://keeper:***@nowhere.invalid/shop", "typed", "typed" },
  { "postgresql://keeper:***@elsewhere.invalid/shop", NULL, NULL },
  { "postgresql://stranger:***@nowhere.invalid/shop", NULL, NULL },
  { "postgresql://keeper@nowhere.invalid/shop", "typed", NULL },
};

START_TEST (a_masked_password_is_completed_for_the_same_user_and_host_only)
  {
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
    g_autoptr (LimbeckFacts) facts = learn (
        project, (LimbeckSurveyOptions){ .offline = TRUE, .password = shown_urls[_i].typed });
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckDatabaseUrl)
        url = limbeck_facts_complete_url (facts, shown_urls[_i].shown, &error);

    ck_assert_msg (url != NULL, "%s", error ? error->message : "");
    ck_assert_pstr_eq (limbeck_database_url_get_parameter (url, "password"),
                       shown_urls[_i].password);
  }
END_TEST

START_TEST (what_is_no_url_is_not_completed)
  {
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
    g_autoptr (LimbeckFacts) facts = learn (project, (LimbeckSurveyOptions){ .offline = TRUE });
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_facts_complete_url (facts, "mysql://root:***@h/shop", &error));
    ck_assert_ptr_nonnull (error);
  }
END_TEST

static const struct
{
  LimbeckTestEnvironment environment;
  const char            *given;
  gboolean               is_needed;
} projects[] = {
  { LIMBECK_TEST_ENVIRONMENT_PLAIN, NULL, FALSE },
  { LIMBECK_TEST_ENVIRONMENT_COMPUTED, NULL, TRUE },
  { LIMBECK_TEST_ENVIRONMENT_COMPUTED, URL, FALSE },
  { LIMBECK_TEST_ENVIRONMENT_DATABASE_URL, NULL, TRUE },
};

START_TEST (alembic_is_needed_for_the_url_where_files_do_not_tell)
  {
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (projects[_i].environment, URL);
    g_autoptr (LimbeckFacts) facts = learn (
        project, (LimbeckSurveyOptions){ .offline = TRUE, .database_url = projects[_i].given });

    ck_assert_int_eq (limbeck_facts_needs_url_from_alembic (facts), projects[_i].is_needed);
  }
END_TEST

START_TEST (a_failure_of_alembic_is_kept_as_a_finding)
  {
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_RAISES, URL);
    g_autoptr (LimbeckFacts) facts = learn (project, (LimbeckSurveyOptions){ .offline = TRUE });

    limbeck_facts_ask_current (facts, NULL);

    ck_assert (facts->has_asked_current);
    ck_assert_ptr_null (facts->current);
    ck_assert_ptr_nonnull (facts->current_finding);
  }
END_TEST

START_TEST (heads_are_what_alembic_says)
  {
    static const LimbeckTestRevision revision = { .revision = "a1" };
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
    g_autoptr (LimbeckFacts) facts = NULL;

    limbeck_test_project_add_revisions (project, &revision, 1);
    facts = learn (project, (LimbeckSurveyOptions){ .offline = TRUE });
    ck_assert (!facts->has_asked_heads);
    limbeck_facts_ask_heads (facts, NULL);

    ck_assert (facts->has_asked_heads);
    ck_assert_uint_eq (g_strv_length (facts->heads), 1);
    ck_assert_str_eq (facts->heads[0], "a1");
  }
END_TEST

START_TEST (who_can_not_be_reached_leaves_an_error)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_test_project_new (
        LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql://keeper@/shop?host=/nowhere");
    g_autoptr (LimbeckFacts) facts = learn (project, (LimbeckSurveyOptions){ 0 });

    ck_assert_ptr_null (facts->connection);
    ck_assert_ptr_null (facts->state);
    ck_assert_ptr_nonnull (facts->connection_error);
    ck_assert_ptr_null (facts->answers);
  }
END_TEST

static Suite *
facts_ask_suite (void)
{
  Suite *suite = suite_create ("core/checks/facts-ask");
  TCase *tcase = tcase_create ("facts-ask");

  tcase_add_loop_test (tcase,
                       a_masked_password_is_completed_for_the_same_user_and_host_only,
                       0,
                       G_N_ELEMENTS (shown_urls));
  tcase_add_test (tcase, what_is_no_url_is_not_completed);
  tcase_add_loop_test (
      tcase, alembic_is_needed_for_the_url_where_files_do_not_tell, 0, G_N_ELEMENTS (projects));
  tcase_add_test (tcase, a_failure_of_alembic_is_kept_as_a_finding);
  tcase_add_test (tcase, heads_are_what_alembic_says);
  tcase_add_test (tcase, who_can_not_be_reached_leaves_an_error);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (facts_ask_suite ());
}
