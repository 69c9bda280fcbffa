#include "core/project/libpq-keyword.h"

#include "limbeck-check.h"

START_TEST (keywords_and_their_variables_are_known)
  {
    ck_assert (limbeck_libpq_keyword_is_known ("host"));
    ck_assert_str_eq (limbeck_libpq_keyword_get_variable ("host"), "PGHOST");
    ck_assert (limbeck_libpq_keyword_is_known ("keepalives"));
    ck_assert_ptr_null (limbeck_libpq_keyword_get_variable ("keepalives"));
  }
END_TEST

START_TEST (the_password_has_no_variable)
  {
    ck_assert (limbeck_libpq_keyword_is_known ("password"));
    ck_assert_ptr_null (limbeck_libpq_keyword_get_variable ("password"));
  }
END_TEST

START_TEST (other_words_are_not_known)
  {
    ck_assert (!limbeck_libpq_keyword_is_known ("ssl"));
    ck_assert (!limbeck_libpq_keyword_is_known ("HOST"));
    ck_assert_ptr_null (limbeck_libpq_keyword_get_variable ("ssl"));
  }
END_TEST

static Suite *
libpq_keyword_suite (void)
{
  Suite *suite = suite_create ("core/project/libpq-keyword");
  TCase *tcase = tcase_create ("libpq-keyword");

  tcase_add_test (tcase, keywords_and_their_variables_are_known);
  tcase_add_test (tcase, the_password_has_no_variable);
  tcase_add_test (tcase, other_words_are_not_known);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (libpq_keyword_suite ());
}
