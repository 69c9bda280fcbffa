#pragma once

#include "core/project/env-py-value.h"

/** limbeck_env_py_engine_count_bindings: how often @name is bound, but for locals that hold the ini's URL. */
guint limbeck_env_py_engine_count_bindings (GArray *tokens, const char *name);

/** limbeck_env_py_engine_match_section: the index behind `config.get_section(config.config_ini_section, {})` at @i, or 0. */
guint limbeck_env_py_engine_match_section (GArray *tokens, guint i);

/**
 * limbeck_env_py_engine_has_plain_names:
 * @tokens: tokens
 * @understood: indices that need not be looked at
 *
 * Returns: whether `config` and `context` are Alembic's own and are only read, never handed on or changed
 */
gboolean limbeck_env_py_engine_has_plain_names (GArray *tokens, GHashTable *understood);

/**
 * limbeck_env_py_engine_is_plain:
 * @tokens: tokens
 * @names: (element-type utf8 LimbeckEnvPyValue): what is known of names
 * @url: (nullable) (inout): gets the variable if the engine is made from one directly
 *
 * Returns: whether there is one engine, made the way of Alembic's templates, and one connection, made from it
 */
gboolean limbeck_env_py_engine_is_plain (GArray *tokens, GHashTable *names, LimbeckEnvPyValue *url);
