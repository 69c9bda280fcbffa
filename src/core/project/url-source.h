#pragma once

#include "core/project/configuration.h"
#include "core/project/database-url.h"

/**
 * LimbeckUrlSource:
 *
 * Where a database URL was found.
 */
typedef enum
{
  LIMBECK_URL_SOURCE_SETTING,
  LIMBECK_URL_SOURCE_CONFIGURATION,
  LIMBECK_URL_SOURCE_ENVIRONMENT,
  LIMBECK_URL_SOURCE_DOTENV,
  LIMBECK_URL_SOURCE_ENV_PY,
} LimbeckUrlSource;

/**
 * LimbeckFoundUrl:
 * @url: the URL
 * @source: where it comes from
 * @place: for people: "DATABASE_URL in the environment", "sqlalchemy.url in alembic.ini"
 * @is_certain: %FALSE if `env.py` may well use another one, so that Alembic has to be asked before anything
 *   is believed: `env.py` is more than one of Alembic's own templates with the ini's URL
 */
typedef struct
{
  LimbeckDatabaseUrl *url;
  LimbeckUrlSource    source;
  char               *place;
  gboolean            is_certain;
} LimbeckFoundUrl;

void limbeck_found_url_free (LimbeckFoundUrl *self);

/**
 * limbeck_url_source_find:
 * @configuration: a configuration
 * @explicit_url: (nullable): what the person gave
 * @environment: (nullable): an environment to look in; %NULL for that of this process
 * @error: LIMBECK_PROJECT_ERROR_NO_URL (says where it looked), _BAD_URL or _NOT_POSTGRESQL
 *
 * Looks without running Python: @explicit_url, `sqlalchemy.url`, `DATABASE_URL` and the other usual names in the
 * environment, then in `.env` beside the configuration and in the project's root. Where `env.py` plainly reads
 * one variable, that one comes before `sqlalchemy.url`.
 *
 * Returns: (transfer full): what was found
 */
LimbeckFoundUrl *limbeck_url_source_find (LimbeckConfiguration *configuration,
                                          const char           *explicit_url,
                                          const char *const    *environment,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckFoundUrl, limbeck_found_url_free)
