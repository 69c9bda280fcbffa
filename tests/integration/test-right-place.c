/* Honest projects, by where their version table is: none of their runs may be refused. */

#include "limbeck-check.h"
#include "right-database.h"

static const RightWay ways[] = {
  { "a schema for the version table",
    "shop",
    "postgresql://postgres@/shop?host=%s",
    "create schema ops",
    "with sa.create_engine(url).connect() as connection:\n"
    "    context.configure(connection=connection, version_table_schema='ops')\n"
    "    with context.begin_transaction():\n"
    "        context.run_migrations()\n" },
  { "another version table",
    "shop",
    "postgresql://postgres@/shop?host=%s",
    NULL,
    "with sa.create_engine(url).connect() as connection:\n"
    "    context.configure(connection=connection, version_table='Shop Version')\n"
    "    with context.begin_transaction():\n"
    "        context.run_migrations()\n" },
  { "a search path of the role",
    "shop",
    "postgresql://mover@/shop?host=%s",
    "create schema ops",
    RIGHT_PLAIN },
  { "a version table that only Alembic knows",
    "shop",
    "postgresql://postgres@/shop?host=%s",
    "create schema ops",
    "names = dict(zip(('version_' + 'table', 'version_' + 'table_schema'), ('Shop Version', 'ops')))\n"
    "with sa.create_engine(url).connect() as connection:\n"
    "    context.configure(connection=connection, **names)\n"
    "    with context.begin_transaction():\n"
    "        context.run_migrations()\n" },
  { "a look at the version table first",
    "shop",
    "postgresql://postgres@/shop?host=%s",
    NULL,
    "with sa.create_engine(url).connect() as connection:\n"
    "    if sa.inspect(connection).has_table('alembic_version'):\n"
    "        connection.execute(sa.text('select version_num from alembic_version')).scalar()\n" RIGHT_PLAIN },
};

START_TEST (no_honest_run_is_refused)
  {
    right_expect_runs (&ways[_i]);
  }
END_TEST

static Suite *
right_place_suite (void)
{
  Suite *suite = suite_create ("integration/right-place");
  TCase *tcase = tcase_create ("integration/right-place");

  tcase_add_unchecked_fixture (tcase, right_start, right_stop);
  tcase_set_timeout (tcase, 240);
  tcase_add_loop_test (tcase, no_honest_run_is_refused, 0, G_N_ELEMENTS (ways));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (right_place_suite ());
}
