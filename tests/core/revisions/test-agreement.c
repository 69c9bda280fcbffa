#include "agreement.h"
#include "limbeck-check.h"
#include "oracle.h"

#define SKIPPED 77

START_TEST (random_trees_are_those_of_alembic)
  {
    guint n_plans = 0;

    ck_assert_uint_eq (agreement_count_differences (300, 20240101, &n_plans), 0);
    ck_assert_uint_gt (n_plans, 3000);
  }
END_TEST

static Suite *
agreement_suite (void)
{
  Suite *suite = suite_create ("agreement");
  TCase *tcase = tcase_create ("agreement");

  tcase_set_timeout (tcase, 300);
  tcase_add_test (tcase, random_trees_are_those_of_alembic);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return oracle_is_possible () ? limbeck_check_main (agreement_suite ()) : SKIPPED;
}
