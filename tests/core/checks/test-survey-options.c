#include "core/checks/facts-private.h"

#include "limbeck-check.h"

START_TEST (a_copy_outlives_what_it_was_made_from)
  {
    char *texts[] = { g_strdup ("i"), g_strdup ("u"), g_strdup ("p"), g_strdup ("b") };
    LimbeckSurveyOptions  options = { .interpreter = texts[0],
                                      .database_url = texts[1],
                                      .password = texts[2],
                                      .backup_directory = texts[3],
                                      .connect_timeout_ms = 1,
                                      .alembic_timeout_ms = 2,
                                      .offline = TRUE,
                                      .ask_alembic = TRUE,
                                      .is_thorough = TRUE };
    LimbeckSurveyOptions *copy = limbeck_survey_options_copy (&options);

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        *texts[i] = 'X';
        g_free (texts[i]);
      }

    ck_assert_str_eq (copy->interpreter, "i");
    ck_assert_str_eq (copy->database_url, "u");
    ck_assert_str_eq (copy->password, "p");
    ck_assert_str_eq (copy->backup_directory, "b");
    ck_assert_uint_eq (copy->connect_timeout_ms, 1);
    ck_assert_uint_eq (copy->alembic_timeout_ms, 2);
    ck_assert (copy->offline && copy->ask_alembic && copy->is_thorough);
    limbeck_survey_options_free (copy);
  }
END_TEST

START_TEST (nothing_stays_nothing)
  {
    const LimbeckSurveyOptions options = { 0 };
    LimbeckSurveyOptions      *copy = limbeck_survey_options_copy (&options);

    ck_assert_ptr_null (copy->interpreter);
    ck_assert_ptr_null (copy->password);
    limbeck_survey_options_free (copy);
    limbeck_survey_options_free (NULL);
  }
END_TEST

static Suite *
survey_options_suite (void)
{
  Suite *suite = suite_create ("core/checks/survey-options");
  TCase *tcase = tcase_create ("survey-options");

  tcase_add_test (tcase, a_copy_outlives_what_it_was_made_from);
  tcase_add_test (tcase, nothing_stays_nothing);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (survey_options_suite ());
}
