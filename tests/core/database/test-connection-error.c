#include "core/database/connection-error.h"

#include "limbeck-check.h"

static const struct
{
  const char          *sqlstate;
  const char          *routine;
  LimbeckDatabaseError code;
} openings[] = {
  { "28P01", "auth_failed", LIMBECK_DATABASE_ERROR_AUTHENTICATION },
  { "28000", "auth_failed", LIMBECK_DATABASE_ERROR_AUTHENTICATION },
  { "28000", NULL, LIMBECK_DATABASE_ERROR_AUTHENTICATION },
  { "28000", "InitializeSessionUserId", LIMBECK_DATABASE_ERROR_NO_ROLE },
  { "28000", "ClientAuthentication", LIMBECK_DATABASE_ERROR_REFUSED },
  { "3D000", "InitPostgres", LIMBECK_DATABASE_ERROR_NO_DATABASE },
  { "42501", "CheckMyDatabase", LIMBECK_DATABASE_ERROR_PERMISSION },
  { "57P03", "ProcessStartupPacket", LIMBECK_DATABASE_ERROR_STARTING },
  { "53300", "InitPostgres", LIMBECK_DATABASE_ERROR_REFUSED },
  { "55000", "CheckMyDatabase", LIMBECK_DATABASE_ERROR_REFUSED },
};

START_TEST (a_refused_connection_has_a_cause)
  {
    ck_assert_int_eq (
        limbeck_database_error_code_of_open (openings[_i].sqlstate, openings[_i].routine),
        openings[_i].code);
  }
END_TEST

static const struct
{
  const char          *sqlstate;
  LimbeckDatabaseError code;
} queries[] = {
  { "42P01", LIMBECK_DATABASE_ERROR_QUERY },     { "42501", LIMBECK_DATABASE_ERROR_PERMISSION },
  { "55P03", LIMBECK_DATABASE_ERROR_TIMED_OUT }, { "57014", LIMBECK_DATABASE_ERROR_TIMED_OUT },
  { "57P01", LIMBECK_DATABASE_ERROR_LOST },      { "57P05", LIMBECK_DATABASE_ERROR_LOST },
  { "25P03", LIMBECK_DATABASE_ERROR_LOST },      { "08006", LIMBECK_DATABASE_ERROR_LOST },
};

START_TEST (a_refused_statement_has_a_cause)
  {
    ck_assert_int_eq (limbeck_database_error_code_of_query (queries[_i].sqlstate),
                      queries[_i].code);
  }
END_TEST

START_TEST (an_error_carries_its_sqlstate)
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) copy = NULL;

    limbeck_database_error_set (
        &error, LIMBECK_DATABASE_ERROR_QUERY, "42P01", "no table “%s”", "t\xff");
    copy = g_error_copy (error);

    ck_assert_str_eq (limbeck_database_error_get_sqlstate (error), "42P01");
    ck_assert_str_eq (limbeck_database_error_get_sqlstate (copy), "42P01");
    ck_assert_str_eq (copy->message, "no table “t\xef\xbf\xbd”");
  }
END_TEST

START_TEST (other_errors_have_no_sqlstate)
  {
    g_autoptr (GError) own = NULL;
    g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "no");

    limbeck_database_error_set (&own, LIMBECK_DATABASE_ERROR_LOST, NULL, "lost");
    ck_assert_ptr_null (limbeck_database_error_get_sqlstate (own));
    ck_assert_ptr_null (limbeck_database_error_get_sqlstate (other));
    limbeck_database_error_set (NULL, LIMBECK_DATABASE_ERROR_LOST, NULL, "nobody listens");
  }
END_TEST

START_TEST (every_cause_has_a_remedy_of_its_own)
  {
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    for (int code = 0; code <= LIMBECK_DATABASE_ERROR_REFUSED; code++)
      {
        g_autoptr (GError) error = g_error_new_literal (LIMBECK_DATABASE_ERROR, code, "x");
        const char *remedy = limbeck_database_error_get_remedy (error);

        ck_assert_ptr_nonnull (remedy);
        ck_assert (g_hash_table_add (seen, (gpointer) remedy));
      }
  }
END_TEST

START_TEST (time_limits_are_told_in_words)
  {
    g_autofree char *one = limbeck_database_error_describe_limit (1000);
    g_autofree char *ten = limbeck_database_error_describe_limit (10000);
    g_autofree char *odd = limbeck_database_error_describe_limit (1500);

    ck_assert_str_eq (one, "1 second");
    ck_assert_str_eq (ten, "10 seconds");
    ck_assert_str_eq (odd, "1500 milliseconds");
  }
END_TEST

static Suite *
connection_error_suite (void)
{
  Suite *suite = suite_create ("connection-error");
  TCase *tcase = tcase_create ("connection-error");

  tcase_add_loop_test (tcase, a_refused_connection_has_a_cause, 0, G_N_ELEMENTS (openings));
  tcase_add_loop_test (tcase, a_refused_statement_has_a_cause, 0, G_N_ELEMENTS (queries));
  tcase_add_test (tcase, an_error_carries_its_sqlstate);
  tcase_add_test (tcase, other_errors_have_no_sqlstate);
  tcase_add_test (tcase, every_cause_has_a_remedy_of_its_own);
  tcase_add_test (tcase, time_limits_are_told_in_words);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (connection_error_suite ());
}
