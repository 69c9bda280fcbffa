#include "core/plan/id-set.h"

#include "limbeck-check.h"

static const char *const none[] = { NULL };
static const char *const ab[] = { "a", "b", NULL };
static const char *const ba[] = { "b", "a", NULL };
static const char *const ac[] = { "a", "c", NULL };

START_TEST (the_order_means_nothing)
  {
    ck_assert (limbeck_id_set_equal (ab, ba));
    ck_assert (limbeck_id_set_equal (none, none));
    ck_assert (!limbeck_id_set_equal (ab, ac));
    ck_assert (!limbeck_id_set_equal (ab, none));
  }
END_TEST

START_TEST (a_difference_shows_both_sides)
  {
    g_autofree char *difference = limbeck_id_set_dup_difference (ab, none);

    ck_assert_str_eq (difference, "Limbeck: a, b\nAlembic: none");
  }
END_TEST

static Suite *
id_set_suite (void)
{
  Suite *suite = suite_create ("core/plan/id-set");
  TCase *tcase = tcase_create ("sets");

  tcase_add_test (tcase, the_order_means_nothing);
  tcase_add_test (tcase, a_difference_shows_both_sides);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (id_set_suite ());
}
