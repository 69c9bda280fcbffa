#pragma once

#include "test-scene.h"

/* env.py as Alembic's template "async" has it, with asyncpg: it takes over neither our name nor our settings. */
extern const char proof_env_asyncpg[];

/* env.py with psycopg 3, by a dialect of its own for a SQLAlchemy that has none, and with a name of its own for the session. */
extern const char proof_env_psycopg3[];

/** prove: a thorough survey with a proof for `upgrade heads`. */
LimbeckSurvey *prove (LimbeckTestScene *scene);
