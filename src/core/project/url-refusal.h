#pragma once

#include "core/project/url-parts.h"

/** limbeck_url_refusal_is_example: whether @text is what Alembic's template puts into a new configuration. */
gboolean limbeck_url_refusal_is_example (const char *text);

/**
 * limbeck_url_refusal_check_text:
 * @text: what stands where a URL should be
 * @error: LIMBECK_PROJECT_ERROR_BAD_URL
 *
 * Looks for what is no URL at all: nothing, bytes that are not UTF-8, a placeholder that nobody filled in.
 */
gboolean
limbeck_url_refusal_check_text (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_url_refusal_check_parts:
 * @parts: a URL
 * @error: LIMBECK_PROJECT_ERROR_BAD_URL or _NOT_POSTGRESQL
 *
 * Looks for a database of another kind, an unknown driver, placeholders and a password that has spilled into the
 * host. No message holds any part of the URL that a password may have got into.
 */
gboolean limbeck_url_refusal_check_parts (const LimbeckUrlParts *parts,
                                          GError               **error) G_GNUC_WARN_UNUSED_RESULT;
