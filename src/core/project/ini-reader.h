#pragma once

#include <glib.h>

/**
 * LimbeckIniOption:
 * @value: the text, its lines joined with newlines, not interpolated
 * @line: where it begins, 0 for `here`
 */
typedef struct
{
  GString *value;
  guint    line;
} LimbeckIniOption;

/**
 * LimbeckIniContents:
 * @sections: (element-type utf8 GHashTable): name → (option → LimbeckIniOption), without `DEFAULT`
 * @defaults: (element-type utf8 LimbeckIniOption): `[DEFAULT]` and `here`
 * @order: (element-type utf8): the keys of @sections in the order of the file, %NULL-terminated
 *
 * What the lines of an ini say; LimbeckIniFile looks things up in it.
 */
typedef struct
{
  GHashTable *sections;
  GHashTable *defaults;
  GPtrArray  *order;
} LimbeckIniContents;

/**
 * limbeck_ini_contents_read:
 * @shown_path: the file in UTF-8, for messages
 * @text: its text
 * @here: the value of the default `here`
 * @error: LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION
 *
 * Returns: (transfer full): what it says
 */
LimbeckIniContents *limbeck_ini_contents_read (const char *shown_path,
                                               const char *text,
                                               const char *here,
                                               GError    **error) G_GNUC_WARN_UNUSED_RESULT;

void limbeck_ini_contents_free (LimbeckIniContents *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckIniContents, limbeck_ini_contents_free)
