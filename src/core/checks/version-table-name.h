#pragma once

#include <glib.h>

/**
 * limbeck_version_table_name_read:
 * @script_directory: the directory of `env.py`
 * @table: (inout): is replaced by the `version_table` of `context.configure()`, if there is one
 * @schema: (inout) (nullable): the same for `version_table_schema`
 * @is_computed: (out): one of them is set to something that can't be read without running it
 *
 * Looks at the text of `env.py`: a string, or a name that a string is assigned to.
 */
void limbeck_version_table_name_read (const char *script_directory,
                                      char      **table,
                                      char      **schema,
                                      gboolean   *is_computed);

/** limbeck_version_table_name_find: the same for a text. */
void limbeck_version_table_name_find (const char *text,
                                      char      **table,
                                      char      **schema,
                                      gboolean   *is_computed);
