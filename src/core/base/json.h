#pragma once

#include <json-glib/json-glib.h>

/** limbeck_json_add_string: member @name with @value, or null. */
void limbeck_json_add_string (JsonBuilder *builder, const char *name, const char *value);

/** limbeck_json_add_strv: member @name with an array of strings; %NULL gives an empty array. */
void limbeck_json_add_strv (JsonBuilder *builder, const char *name, const char *const *values);

void limbeck_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value);

void limbeck_json_add_int (JsonBuilder *builder, const char *name, gint64 value);

/** limbeck_json_to_string: the finished document of @builder, on several lines if @pretty. */
char *limbeck_json_to_string (JsonBuilder *builder, gboolean pretty);
