#pragma once

#include "cli/printer.h"

/**
 * LimbeckJsonWriter:
 *
 * Writes the one JSON object of a verb as it comes, where a tree of nodes for thousands of rows would take several times
 * the memory and the time of everything else. It looks as limbeck_json_to_string() would have it. Strings may hold bytes
 * that are not UTF-8: these are replaced.
 */
typedef struct _LimbeckJsonWriter LimbeckJsonWriter;

/** limbeck_json_writer_new: begins the object, which goes to @printer piece by piece. */
LimbeckJsonWriter *limbeck_json_writer_new (LimbeckPrinter *printer);

/** limbeck_json_writer_free: ends the object and writes what is left. */
void limbeck_json_writer_free (LimbeckJsonWriter *self);

/** limbeck_json_writer_begin_array: begins the member @name, or an element if it is %NULL. */
void limbeck_json_writer_begin_array (LimbeckJsonWriter *self, const char *name);
void limbeck_json_writer_begin_object (LimbeckJsonWriter *self, const char *name);

/** limbeck_json_writer_end: ends what was begun last. */
void limbeck_json_writer_end (LimbeckJsonWriter *self);

/** limbeck_json_writer_add_string: the member @name, or an element if it is %NULL; null for a @value of %NULL. */
void limbeck_json_writer_add_string (LimbeckJsonWriter *self, const char *name, const char *value);
void
limbeck_json_writer_add_strv (LimbeckJsonWriter *self, const char *name, const char *const *values);
void limbeck_json_writer_add_boolean (LimbeckJsonWriter *self, const char *name, gboolean value);
void limbeck_json_writer_add_int (LimbeckJsonWriter *self, const char *name, gint64 value);

/** limbeck_json_writer_add_builder: the finished document of @builder. */
void
limbeck_json_writer_add_builder (LimbeckJsonWriter *self, const char *name, JsonBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckJsonWriter, limbeck_json_writer_free)
