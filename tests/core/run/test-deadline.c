#include "core/run/deadline.h"

#include "limbeck-check.h"

START_TEST (nothing_is_timed_before_the_start_and_after_the_end)
  {
    g_autoptr (LimbeckDeadline) deadline = limbeck_deadline_new ();

    ck_assert_int_eq (limbeck_deadline_get_remaining_us (deadline), -1);
    limbeck_deadline_start (deadline, 60);
    ck_assert_int_gt (limbeck_deadline_get_remaining_us (deadline), 50 * G_USEC_PER_SEC);
    ck_assert_int_le (limbeck_deadline_get_remaining_us (deadline), 60 * G_USEC_PER_SEC);
    limbeck_deadline_stop (deadline);
    ck_assert_int_eq (limbeck_deadline_get_remaining_us (deadline), -1);
  }
END_TEST

/* Often enough to meet the moment in which the clock ticks. */
START_TEST (it_is_over_at_zero)
  {
    g_autoptr (LimbeckDeadline) deadline = limbeck_deadline_new ();

    for (guint i = 0; i < 100000; i++)
      {
        gint64 remaining_us = 0;

        limbeck_deadline_start (deadline, 0);
        remaining_us = limbeck_deadline_get_remaining_us (deadline);
        ck_assert_int_eq (remaining_us, 0);
      }
  }
END_TEST

START_TEST (it_can_be_moved_before_and_while_it_runs)
  {
    g_autoptr (LimbeckDeadline) deadline = limbeck_deadline_new ();

    limbeck_deadline_extend (deadline, 100);
    limbeck_deadline_start (deadline, 10);
    ck_assert_int_gt (limbeck_deadline_get_remaining_us (deadline), 100 * G_USEC_PER_SEC);
    limbeck_deadline_extend (deadline, 100);
    ck_assert_int_gt (limbeck_deadline_get_remaining_us (deadline), 200 * G_USEC_PER_SEC);
  }
END_TEST

static Suite *
deadline_suite (void)
{
  Suite *suite = suite_create ("core/run/deadline");
  TCase *tcase = tcase_create ("deadlines");

  tcase_add_test (tcase, nothing_is_timed_before_the_start_and_after_the_end);
  tcase_add_test (tcase, it_is_over_at_zero);
  tcase_add_test (tcase, it_can_be_moved_before_and_while_it_runs);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (deadline_suite ());
}
