/* Honest projects, by the driver that they connect with: none of their runs may be refused. */

#include "limbeck-check.h"
#include "right-database.h"

#define URL "postgresql://postgres@/shop?host=%s"

static const RightWay ways[] = {
  { "psycopg2", "shop", URL, NULL, RIGHT_PLAIN },
  { "asyncpg",
    "shop",
    URL,
    NULL,
    "import asyncio\n"
    "from sqlalchemy.ext.asyncio import create_async_engine\n"
    "async def main():\n"
    "    engine = create_async_engine(url.replace('postgresql:', 'postgresql+asyncpg:'))\n"
    "    async with engine.connect() as connection:\n"
    "        await connection.run_sync(work)\n"
    "    await engine.dispose()\n"
    "asyncio.run(main())\n" },
  { "psycopg 3, with a name of its own",
    "shop",
    URL,
    NULL,
    "import psycopg\n"
    "from sqlalchemy.dialects import registry\n"
    "from sqlalchemy.dialects.postgresql.base import PGDialect\n"
    "class Dialect(PGDialect):\n"
    "    driver = 'psycopg'\n"
    "    default_paramstyle = 'pyformat'\n"
    "    @classmethod\n"
    "    def dbapi(cls):\n"
    "        return psycopg\n"
    "    def create_connect_args(self, url):\n"
    "        return [[], dict(url.translate_connect_args(database='dbname', username='user'), **url.query)]\n"
    "sys.modules['own_dialect'] = module = type(sys)('own_dialect')\n"
    "module.Dialect = Dialect\n"
    "registry.register('postgresql.psycopg', 'own_dialect', 'Dialect')\n"
    "engine = sa.create_engine(url.replace('postgresql:', 'postgresql+psycopg:'), poolclass=sa.pool.NullPool,\n"
    "                          connect_args={'application_name': 'shop'})\n"
    "with engine.connect() as connection:\n"
    "    work(connection)\n" },
};

START_TEST (no_honest_run_is_refused)
  {
    right_expect_runs (&ways[_i]);
  }
END_TEST

static Suite *
right_driver_suite (void)
{
  Suite *suite = suite_create ("integration/right-driver");
  TCase *tcase = tcase_create ("integration/right-driver");

  tcase_add_unchecked_fixture (tcase, right_start, right_stop);
  tcase_set_timeout (tcase, 240);
  tcase_add_loop_test (tcase, no_honest_run_is_refused, 0, G_N_ELEMENTS (ways));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (right_driver_suite ());
}
