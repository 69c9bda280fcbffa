#pragma once

#include <glib.h>

/**
 * LimbeckOptionKind:
 * @LIMBECK_OPTION_FLAG: has no value; gboolean
 * @LIMBECK_OPTION_TEXT: a text in UTF-8; char *
 * @LIMBECK_OPTION_PATH: a file name, any bytes; char *
 * @LIMBECK_OPTION_COUNT: a whole number from 1 to 1,000,000; guint
 * @LIMBECK_OPTION_CHOICE: one of the words of the placeholder, which are divided by "|"; char *
 * @LIMBECK_OPTION_LIST: a text; the option may be repeated; GStrv
 * @LIMBECK_OPTION_COMMAS: texts divided by commas; GStrv
 */
typedef enum
{
  LIMBECK_OPTION_FLAG,
  LIMBECK_OPTION_TEXT,
  LIMBECK_OPTION_PATH,
  LIMBECK_OPTION_COUNT,
  LIMBECK_OPTION_CHOICE,
  LIMBECK_OPTION_LIST,
  LIMBECK_OPTION_COMMAS,
} LimbeckOptionKind;

/**
 * LimbeckOption:
 * @name: without the dashes
 * @letter: short form, or 0
 * @is_global: every verb takes it
 * @kind: what its value is
 * @offset: where the value goes in a LimbeckCommandLine
 * @placeholder: (nullable): how help calls the value
 * @summary: what it does; to be translated when shown
 *
 * One option of the command line, declared as data.
 */
typedef struct
{
  const char       *name;
  char              letter;
  gboolean          is_global;
  LimbeckOptionKind kind;
  gsize             offset;
  const char       *placeholder;
  const char       *summary;
} LimbeckOption;

/** limbeck_options: every option there is, in the order in which help lists them; ends with a %NULL name. */
const LimbeckOption *limbeck_options (void);

/**
 * limbeck_option_find:
 * @name: (array length=length): name without dashes; need not be terminated
 * @length: its length
 *
 * Returns: (nullable): the option
 */
const LimbeckOption *limbeck_option_find (const char *name, gsize length);

/** limbeck_option_find_letter: (nullable): the option with this short form. */
const LimbeckOption *limbeck_option_find_letter (char letter);

/**
 * limbeck_option_is_given:
 * @self: an option
 * @values: a LimbeckCommandLine
 *
 * Returns: whether it has a value there already
 */
gboolean limbeck_option_is_given (const LimbeckOption *self, gconstpointer values);

/**
 * limbeck_option_store:
 * @self: an option
 * @values: a LimbeckCommandLine
 * @value: (nullable): the text given; %NULL for a flag
 * @error: LIMBECK_USAGE_ERROR_BAD_USAGE
 *
 * Checks @value and puts it where it belongs.
 */
gboolean limbeck_option_store (const LimbeckOption *self,
                               gpointer             values,
                               const char          *value,
                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_option_clear: frees what limbeck_option_store() has stored. */
void limbeck_option_clear (const LimbeckOption *self, gpointer values);
