#include "proof-fixture.h"

#define HEAD                                                                                       \
  "from alembic import context\n"                                                                  \
  "import sqlalchemy as sa\n"                                                                      \
  "from sqlalchemy import pool\n"                                                                  \
  "url = context.config.get_main_option('sqlalchemy.url')\n"                                       \
  "def work(connection):\n"                                                                        \
  "    context.configure(connection=connection)\n"                                                 \
  "    with context.begin_transaction():\n"                                                        \
  "        context.run_migrations()\n"

const char proof_env_asyncpg[] = HEAD
    "import asyncio\n"
    "from sqlalchemy.ext.asyncio import create_async_engine\n"
    "async def main():\n"
    "    engine = create_async_engine(url.replace('psycopg2', 'asyncpg'), poolclass=pool.NullPool)\n"
    "    async with engine.connect() as connection:\n"
    "        await connection.run_sync(work)\n"
    "    await engine.dispose()\n"
    "asyncio.run(main())\n";

const char proof_env_psycopg3[] = HEAD
    "import psycopg, sys\n"
    "from sqlalchemy.dialects import registry\n"
    "from sqlalchemy.dialects.postgresql.base import PGDialect\n"
    "class Dialect(PGDialect):\n"
    "    driver = 'psycopg'\n"
    "    default_paramstyle = 'pyformat'\n"
    "    supports_statement_cache = True\n"
    "    @classmethod\n"
    "    def dbapi(cls):\n"
    "        return psycopg\n"
    "    def create_connect_args(self, url):\n"
    "        options = dict(url.translate_connect_args(database='dbname', username='user'), **url.query)\n"
    "        return [[], options]\n"
    "sys.modules['own_dialect'] = module = type(sys)('own_dialect')\n"
    "module.Dialect = Dialect\n"
    "registry.register('postgresql.psycopg', 'own_dialect', 'Dialect')\n"
    "engine = sa.create_engine(url.replace('psycopg2', 'psycopg'), poolclass=pool.NullPool,\n"
    "                          connect_args={'application_name': 'shop'})\n"
    "with engine.connect() as connection:\n"
    "    work(connection)\n";

LimbeckSurvey *
prove (LimbeckTestScene *scene)
{
  return limbeck_test_scene_survey_with (scene,
                                         (LimbeckSurveyOptions){
                                             .ask_alembic = TRUE,
                                             .is_thorough = TRUE,
                                             .proof_verb = "upgrade",
                                             .proof_target = "heads",
                                         });
}
