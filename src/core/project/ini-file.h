#pragma once

#include <glib.h>

/**
 * LimbeckIniFile:
 *
 * An ini as Python's ConfigParser reads it (3.6 to 3.14 agree on what is used here): full-line comments only,
 * `=` and `:`, continuation lines, `[DEFAULT]`, keys in any case, and values that are interpolated only when
 * somebody asks for them. The default `here` is the folder of the file, as Alembic sets it.
 */
typedef struct _LimbeckIniFile LimbeckIniFile;

/**
 * limbeck_ini_file_parse:
 * @path: where it comes from, for messages; its folder becomes `here`
 * @contents: the text, NUL-terminated
 * @error: LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION with file, line and remedy, for whatever ConfigParser rejects
 *
 * Returns: (transfer full): the file
 */
LimbeckIniFile *limbeck_ini_file_parse (const char *path,
                                        const char *contents,
                                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;

void limbeck_ini_file_free (LimbeckIniFile *self);

/** limbeck_ini_file_has_section: whether [@section] is there; `DEFAULT` does not count. */
gboolean limbeck_ini_file_has_section (const LimbeckIniFile *self, const char *section);

/** limbeck_ini_file_get_sections: the names in the order of the file, %NULL-terminated, without `DEFAULT`. */
const char *const *limbeck_ini_file_get_sections (const LimbeckIniFile *self);

/**
 * limbeck_ini_file_list_options:
 * @self: a file
 * @section: a section that is there
 *
 * Returns: (transfer container): the names of its options and of the defaults, sorted, %NULL-terminated
 */
const char **limbeck_ini_file_list_options (const LimbeckIniFile *self, const char *section);

/**
 * limbeck_ini_file_has_own:
 * @self: a file
 * @section: a section
 * @option: an option, in lower case
 *
 * Returns: whether the section itself has the option, not only the defaults
 */
gboolean
limbeck_ini_file_has_own (const LimbeckIniFile *self, const char *section, const char *option);

/**
 * limbeck_ini_file_get_line:
 * @self: a file
 * @section: a section
 * @option: an option, in lower case
 *
 * Returns: the line on which the option begins, 0 if it is not written in the file
 */
guint
limbeck_ini_file_get_line (const LimbeckIniFile *self, const char *section, const char *option);

/**
 * limbeck_ini_file_read:
 * @self: a file
 * @section: a section
 * @option: an option, in lower case
 * @value: (out) (nullable) (transfer full): the interpolated value, %NULL if section or option is not there
 * @error: LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION for a bad `%`; the message does not hold the value
 */
gboolean limbeck_ini_file_read (const LimbeckIniFile *self,
                                const char           *section,
                                const char           *option,
                                char                **value,
                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_ini_file_dup_raw: (nullable) (transfer full): the value without interpolation. */
char *
limbeck_ini_file_dup_raw (const LimbeckIniFile *self, const char *section, const char *option);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckIniFile, limbeck_ini_file_free)
