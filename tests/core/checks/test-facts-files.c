#include "facts-fixture.h"

#define URL "postgresql://keeper:first@nowhere.invalid/shop"

static const char *
get_variable (const LimbeckFacts *facts, const char *name)
{
  return g_environ_getenv (facts->environment, name);
}

START_TEST (a_url_of_the_project_is_left_to_the_project)
  {
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
    g_autoptr (LimbeckFacts) facts = learn (project, (LimbeckSurveyOptions){ .offline = TRUE });

    ck_assert_str_eq (limbeck_database_url_get_parameter (facts->url, "password"), "first");
    ck_assert_ptr_null (get_variable (facts, "DATABASE_URL"));
    ck_assert_ptr_null (get_variable (facts, "PGPASSWORD"));
  }
END_TEST

START_TEST (a_url_that_a_person_gives_comes_first_and_reaches_alembic)
  {
    const char *given = "postgresql://other@elsewhere.invalid/shop";
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
    g_autoptr (LimbeckFacts)
        facts = learn (project, (LimbeckSurveyOptions){ .offline = TRUE, .database_url = given });

    ck_assert_str_eq (limbeck_database_url_get_parameter (facts->url, "host"), "elsewhere.invalid");
    ck_assert_str_eq (get_variable (facts, "DATABASE_URL"), given);
  }
END_TEST

START_TEST (a_password_that_a_person_types_comes_first_and_reaches_alembic)
  {
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
    g_autoptr (LimbeckFacts)
        facts = learn (project, (LimbeckSurveyOptions){ .offline = TRUE, .password = "typed" });

    ck_assert_str_eq (limbeck_database_url_get_parameter (facts->url, "password"), "typed");
    ck_assert_str_eq (get_variable (facts, "PGPASSWORD"), "typed");
  }
END_TEST

static const struct
{
  const char *given;
  const char *for_alembic;
} typed_urls[] = {
  { "postgresql://other@elsewhere.invalid/shop", "postgresql://other@elsewhere.invalid/shop" },
  { "postgresql+asyncpg://other@elsewhere.invalid/shop",
    "postgresql+asyncpg://other@elsewhere.invalid/shop" },
  { "postgresql://other:old@elsewhere.invalid/shop",
    "postgresql://other:typed@elsewhere.invalid/shop" },
  { "postgresql+pg8000://other@elsewhere.invalid/shop",
    "postgresql+pg8000://other:typed@elsewhere.invalid/shop" },
};

START_TEST (a_typed_password_comes_into_a_url_only_where_nothing_else_helps)
  {
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
    g_autoptr (LimbeckFacts) facts = learn (
        project,
        (LimbeckSurveyOptions){
            .offline = TRUE, .database_url = typed_urls[_i].given, .password = "typed" });

    ck_assert_str_eq (limbeck_database_url_get_parameter (facts->url, "password"), "typed");
    ck_assert_str_eq (get_variable (facts, "DATABASE_URL"), typed_urls[_i].for_alembic);
    ck_assert_str_eq (get_variable (facts, "PGPASSWORD"), "typed");
  }
END_TEST

START_TEST (without_a_configuration_the_rest_is_unknown)
  {
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
    g_autoptr (LimbeckFacts) facts = NULL;

    limbeck_test_project_remove (project, "alembic.ini");
    facts = learn (project, (LimbeckSurveyOptions){ .offline = TRUE });

    ck_assert_ptr_null (facts->configuration);
    ck_assert_ptr_nonnull (facts->configuration_error);
    ck_assert_ptr_null (facts->graph);
    ck_assert_ptr_null (facts->url);
    ck_assert_ptr_null (facts->standing);
    ck_assert_str_eq (facts->version_table, "alembic_version");
    ck_assert_ptr_nonnull (facts->interpreter);
  }
END_TEST

static Suite *
facts_files_suite (void)
{
  Suite *suite = suite_create ("core/checks/facts-files");
  TCase *tcase = tcase_create ("facts-files");

  tcase_add_test (tcase, a_url_of_the_project_is_left_to_the_project);
  tcase_add_test (tcase, a_url_that_a_person_gives_comes_first_and_reaches_alembic);
  tcase_add_test (tcase, a_password_that_a_person_types_comes_first_and_reaches_alembic);
  tcase_add_loop_test (tcase,
                       a_typed_password_comes_into_a_url_only_where_nothing_else_helps,
                       0,
                       G_N_ELEMENTS (typed_urls));
  tcase_add_test (tcase, without_a_configuration_the_rest_is_unknown);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (facts_files_suite ());
}
