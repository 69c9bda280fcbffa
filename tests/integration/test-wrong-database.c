/* env.py comes to another database, in many ways. Nothing may change, neither here nor there. */

#include "limbeck-check.h"
#include "wrong-database.h"

static const WrongWay ways[] = {
  { "another variable wins",
    "os.environ['SHOP_URL'] = other\nurl = os.environ.get('SHOP_URL', given)\n",
    NULL },
  { "a .env file wins",
    "for line in open(os.path.join(os.path.dirname(__file__), '..', '.env')):\n"
    "    name, _, value = line.strip().partition('=')\n"
    "    os.environ[name] = value\n"
    "url = os.environ['DATABASE_URL']\n",
    NULL },
  { "a service file wins",
    "os.environ['PGSERVICEFILE'] = os.path.join(os.path.dirname(__file__), '..', 'pg_service.conf')\n"
    "os.environ['PGSERVICE'] = 'shop'\n"
    "url, options = 'postgresql://', {'connect_args': {}}\n",
    NULL },
  { "PGHOST wins",
    "os.environ['PGHOST'] = clone_host\nurl = 'postgresql://postgres@/shop'\n",
    NULL },
  { "another directory of sockets, on a clone with the same system identifier",
    "url = given.replace(here_host, clone_host)\n",
    NULL },
  { "PGDATABASE wins",
    "os.environ['PGDATABASE'] = 'elsewhere'\nurl = 'postgresql://postgres@?host=' + here_host\n",
    NULL },
  { "an argument of -x chooses",
    "url = context.get_x_argument(as_dictionary=True).get('url', other)\n",
    NULL },
  { "the command chooses, by sys.argv", "if 'upgrade' in sys.argv:\n    url = other\n", NULL },
  { "the command chooses, by the options",
    "if context.config.cmd_opts.cmd[0].__name__ == 'upgrade':\n    url = other\n",
    NULL },
  { "percent signs are decoded once more",
    "import urllib.parse\nurl = urllib.parse.unquote(given)\n",
    "sh%6Fp" },
  { "the same URL, but arguments of the driver win",
    "options = {'connect_args': {'host': clone_host}}\n",
    NULL },
  { "the same URL, but a connection of its own",
    "import psycopg2\n"
    "options = {'creator': lambda: psycopg2.connect(host=clone_host, user='postgres', dbname='shop')}\n",
    NULL },
  { "a look at the right database first",
    "with sa.create_engine(given).connect() as connection:\n"
    "    print(connection.execute(sa.text('select version_num from alembic_version')).scalar(), file=sys.stderr)\n"
    "url = other\n",
    NULL },
};

START_TEST (env_py_that_goes_elsewhere_is_refused)
  {
    wrong_expect_refusal (&ways[_i]);
  }
END_TEST

static Suite *
wrong_database_suite (void)
{
  Suite *suite = suite_create ("integration/wrong-database");
  TCase *tcase = tcase_create ("integration/wrong-database");

  tcase_add_unchecked_fixture (tcase, wrong_start, wrong_stop);
  tcase_set_timeout (tcase, 240);
  tcase_add_loop_test (tcase, env_py_that_goes_elsewhere_is_refused, 0, G_N_ELEMENTS (ways));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (wrong_database_suite ());
}
