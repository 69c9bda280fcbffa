/* Honest projects with pools and transactions of their own: none of their runs may be refused. */

#include "limbeck-check.h"
#include "right-database.h"

#define URL "postgresql://postgres@/shop?host=%s"

static const RightWay ways[] = {
  { "a pooler in front of Alembic alone", "shop", URL, NULL, "url += '&port=6434'\n" RIGHT_PLAIN },
  { "a transaction for each revision, and a pool",
    "shop",
    URL,
    NULL,
    "with sa.create_engine(url, pool_size=3).connect() as connection:\n"
    "    work(connection, transaction_per_migration=True)\n" },
};

START_TEST (no_honest_run_is_refused)
  {
    right_expect_runs (&ways[_i]);
  }
END_TEST

static Suite *
right_pool_suite (void)
{
  Suite *suite = suite_create ("integration/right-pool");
  TCase *tcase = tcase_create ("integration/right-pool");

  tcase_add_unchecked_fixture (tcase, right_start, right_stop);
  tcase_set_timeout (tcase, 240);
  tcase_add_loop_test (tcase, no_honest_run_is_refused, 0, G_N_ELEMENTS (ways));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (right_pool_suite ());
}
