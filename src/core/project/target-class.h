#pragma once

#include <glib.h>

/**
 * LimbeckTargetCategory:
 * @LIMBECK_TARGET_CLASS_DEVELOPMENT: may be lost
 * @LIMBECK_TARGET_CLASS_STAGING: protected: that Alembic works on this very database is proven before every change
 * @LIMBECK_TARGET_CLASS_PRODUCTION: protected, and never changed without a backup
 *
 * The class of a target: how much depends on its database. In order: the later, the more care. (GObject has the name LimbeckTargetClass for the structure behind LimbeckTarget.)
 */
typedef enum
{
  LIMBECK_TARGET_CLASS_DEVELOPMENT,
  LIMBECK_TARGET_CLASS_STAGING,
  LIMBECK_TARGET_CLASS_PRODUCTION,
} LimbeckTargetCategory;

/**
 * LimbeckTargetPlace:
 * @LIMBECK_TARGET_PLACE_HERE: the server is shown to run on this machine, and serves nobody else
 * @LIMBECK_TARGET_PLACE_NEAR: it is reached through this machine, but may be a tunnel's end or serve other machines
 * @LIMBECK_TARGET_PLACE_AWAY: it is another machine, or not known
 *
 * Where a server runs.
 */
typedef enum
{
  LIMBECK_TARGET_PLACE_HERE,
  LIMBECK_TARGET_PLACE_NEAR,
  LIMBECK_TARGET_PLACE_AWAY,
} LimbeckTargetPlace;

/** limbeck_target_class_to_string: "development", "staging" or "production": for programs and files. */
const char *limbeck_target_class_to_string (LimbeckTargetCategory target_class);

/**
 * limbeck_target_class_from_string:
 * @word: (nullable): what limbeck_target_class_to_string() says
 * @target_class: (out): the class
 *
 * Returns: whether @word is one of them
 */
gboolean limbeck_target_class_from_string (const char *word, LimbeckTargetCategory *target_class);

/** limbeck_target_class_get_title: the class as a word for people: "Development". */
const char *limbeck_target_class_get_title (LimbeckTargetCategory target_class);

/** limbeck_target_class_is_protected: whether a change needs proof that Alembic works on the database that was looked at. */
gboolean limbeck_target_class_is_protected (LimbeckTargetCategory target_class);

/**
 * limbeck_target_class_guess:
 * @names: (array zero-terminated=1): host, database, role, configuration file: whatever people name after what it is for
 * @place: where the server runs
 *
 * A careful guess. A name that says production makes it production wherever it runs; without one only a server that is shown to be
 * here is taken for development, and another machine whose names say nothing for production.
 *
 * Returns: the class
 */
LimbeckTargetCategory
limbeck_target_class_guess (const char *const *names, LimbeckTargetPlace place);
