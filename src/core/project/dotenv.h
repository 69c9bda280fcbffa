#pragma once

#include <gio/gio.h>

/**
 * LimbeckDotenv:
 *
 * The variables of a `.env` file by the rules of python-dotenv, which pydantic-settings and most others use too.
 */
typedef struct _LimbeckDotenv LimbeckDotenv;

/**
 * limbeck_dotenv_parse:
 * @contents: the text of a file
 * @environment: (nullable): where `${NAME}` is looked up first
 *
 * Lines that can't be understood are left out, as python-dotenv leaves them out.
 *
 * Returns: (transfer full): its variables
 */
LimbeckDotenv *limbeck_dotenv_parse (const char *contents, const char *const *environment);

void limbeck_dotenv_free (LimbeckDotenv *self);

/** limbeck_dotenv_get: (nullable): the value of a variable; may be a secret. */
const char *limbeck_dotenv_get (const LimbeckDotenv *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckDotenv, limbeck_dotenv_free)
