#include <string.h>

#include "core/database/questions.h"

#include "database-fixture.h"
#include "limbeck-check.h"

#define PLENTY_MS 20000

static GPtrArray *
ask (LimbeckConnection *connection, const char *const *questions, guint timeout_ms)
{
  return limbeck_questions_ask (connection, questions, timeout_ms, PLENTY_MS, NULL);
}

static const char *
get_value (GPtrArray *answers, guint index)
{
  const LimbeckQuestionAnswer *answer = g_ptr_array_index (answers, index);

  return answer->rows && limbeck_rows_get_n_rows (answer->rows)
             ? limbeck_rows_get (answer->rows, 0, 0)
             : NULL;
}

static const GError *
get_error (GPtrArray *answers, guint index)
{
  return ((const LimbeckQuestionAnswer *) g_ptr_array_index (answers, index))->error;
}

START_TEST (every_question_gets_its_answer)
  {
    const char *const questions[] = { "select 1", "select 'two', 2", "select 3 where false", NULL };
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GPtrArray) answers = ask (connection, questions, PLENTY_MS);

    ck_assert_uint_eq (answers->len, 3);
    ck_assert_str_eq (get_value (answers, 0), "1");
    ck_assert_str_eq (get_value (answers, 1), "two");
    ck_assert_ptr_null (get_value (answers, 2));
    ck_assert_ptr_null (get_error (answers, 2));
  }
END_TEST

START_TEST (one_that_fails_costs_no_other_its_answer)
  {
    const char *const questions[] = { "select 1", "select * from nowhere",
                                      "select 3", "select 1 / 0",
                                      "select 5", NULL };
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GPtrArray) answers = ask (connection, questions, PLENTY_MS);

    ck_assert_str_eq (get_value (answers, 0), "1");
    ck_assert_str_eq (get_value (answers, 2), "3");
    ck_assert_str_eq (get_value (answers, 4), "5");
    ck_assert_str_eq (limbeck_database_error_get_sqlstate (get_error (answers, 1)), "42P01");
    ck_assert_str_eq (limbeck_database_error_get_sqlstate (get_error (answers, 3)), "22012");
  }
END_TEST

START_TEST (each_has_a_time_limit_of_its_own)
  {
    const char *const questions[] = { "select pg_sleep (2)",
                                      "select pg_sleep (2)",
                                      "select pg_sleep (2)",
                                      "select pg_sleep (30)",
                                      "select 5",
                                      NULL };
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GPtrArray) answers = ask (connection, questions, 5900);

    /* The first three take longer than the limit together. */
    for (guint i = 0; i < 3; i++)
      ck_assert_ptr_null (get_error (answers, i));
    assert_database_error (get_error (answers, 3), LIMBECK_DATABASE_ERROR_TIMED_OUT, "statement");
    ck_assert_str_eq (get_value (answers, 4), "5");
  }
END_TEST

START_TEST (questions_change_nothing)
  {
    const char *const questions[] = { "select nextval ('numbers')", "select 2", NULL };
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GPtrArray) answers = NULL;

    limbeck_test_cluster_run (cluster, "postgres", "create sequence numbers");
    answers = ask (connection, questions, PLENTY_MS);

    ck_assert_str_eq (limbeck_database_error_get_sqlstate (get_error (answers, 0)), "25006");
    ck_assert_str_eq (get_value (answers, 1), "2");
  }
END_TEST

START_TEST (a_lost_connection_is_the_error_of_all_that_is_open)
  {
    const char *const questions[] = {
      "select 1", "select pg_terminate_backend (pg_backend_pid ())", "select 3", NULL
    };
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GPtrArray) answers = ask (connection, questions, PLENTY_MS);

    ck_assert_str_eq (get_value (answers, 0), "1");
    ck_assert (g_error_matches (
        get_error (answers, 2), LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_LOST));
  }
END_TEST

START_TEST (a_cancelled_one_says_so)
  {
    const char *const questions[] = { "select 1", NULL };
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GPtrArray) answers = NULL;

    g_cancellable_cancel (cancellable);
    answers = limbeck_questions_ask (connection, questions, 1000, 1000, cancellable);

    ck_assert (g_error_matches (get_error (answers, 0), G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

START_TEST (names_become_literals)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    const char *const names[] = { "{table}", "{schema}", NULL };
    const char *const values[] = { "o'{schema}", NULL };
    g_autofree char  *sql = limbeck_questions_dup_filled (
        connection, "select {table} ~ '^a{2}' = {schema}", names, values);

    ck_assert_str_eq (sql, "select 'o''{schema}' ~ '^a{2}' = NULL");
  }
END_TEST

static Suite *
questions_suite (void)
{
  Suite *suite = suite_create ("core/database/questions");
  TCase *tcase = tcase_create ("questions");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, every_question_gets_its_answer);
  tcase_add_test (tcase, one_that_fails_costs_no_other_its_answer);
  tcase_add_test (tcase, each_has_a_time_limit_of_its_own);
  tcase_add_test (tcase, questions_change_nothing);
  tcase_add_test (tcase, a_lost_connection_is_the_error_of_all_that_is_open);
  tcase_add_test (tcase, a_cancelled_one_says_so);
  tcase_add_test (tcase, names_become_literals);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (questions_suite ());
}
