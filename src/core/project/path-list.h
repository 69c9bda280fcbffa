#pragma once

#include <glib.h>

/**
 * limbeck_path_list_split_on:
 * @text: the value of `version_locations` or `prepend_sys_path`
 * @separator: one character
 * @strips: whether blanks around each entry go (Alembic 1.13.3 and later)
 *
 * Returns: (transfer full): the entries; empty ones are left out before anything is stripped
 */
char **limbeck_path_list_split_on (const char *text, char separator, gboolean strips);

/**
 * limbeck_path_list_split_loosely:
 * @text: a value
 * @colons_too: whether colons separate too, as they do in `prepend_sys_path`
 *
 * The rule without a separator key: `re.split(", *|(?: +)|:")`, which keeps empty entries and does not split at newlines.
 *
 * Returns: (transfer full): the entries
 */
char **limbeck_path_list_split_loosely (const char *text, gboolean colons_too);

/**
 * limbeck_path_list_parse_separator:
 * @word: the value of `path_separator` or `version_path_separator`
 * @knows_newline: whether Alembic knows the word "newline" (1.13.3 and later)
 *
 * Returns: the character, or 0 if @word is none of "os", "space", "newline", ":" and ";"
 */
char limbeck_path_list_parse_separator (const char *word, gboolean knows_newline);
