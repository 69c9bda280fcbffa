#include "core/base/json.h"

#include "cli/json-writer.h"

#include "capture.h"
#include "limbeck-check.h"

static const char *const odd_strings[] = {
  "",
  "plain",
  "a \"quoted\" \\ backslash",
  "line\nreturn\rtab\tform\fback\b",
  "\x01\x1e\x7f",
  "ä “quotes” 💾",
  "ends in a quote\"",
  "/path/with/slashes",
  "not UTF-8: \xff\xfe, cut short: \xc3",
  NULL,
};

static JsonBuilder *
build_list (void)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  limbeck_json_add_string (builder, "id", "a\nb");
  json_builder_end_object (builder);
  json_builder_end_array (builder);

  return builder;
}

/* The same document in both ways. */
static void
write_document (LimbeckPrinter *printer)
{
  g_autoptr (LimbeckJsonWriter) writer = limbeck_json_writer_new (printer);
  g_autoptr (JsonBuilder) list = build_list ();

  limbeck_json_writer_add_int (writer, "schema", 1);
  limbeck_json_writer_add_strv (writer, "odd", odd_strings);
  limbeck_json_writer_add_strv (writer, "none", NULL);
  limbeck_json_writer_begin_array (writer, "rows");
  for (guint i = 0; i < 2; i++)
    {
      limbeck_json_writer_begin_object (writer, NULL);
      limbeck_json_writer_add_boolean (writer, "is_first", i == 0);
      limbeck_json_writer_add_string (writer, "nothing", NULL);
      limbeck_json_writer_end (writer);
    }
  limbeck_json_writer_end (writer);
  limbeck_json_writer_add_builder (writer, "findings", list);
}

static char *
dup_document (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  limbeck_json_add_int (builder, "schema", 1);
  limbeck_json_add_strv (builder, "odd", odd_strings);
  limbeck_json_add_strv (builder, "none", NULL);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < 2; i++)
    {
      json_builder_begin_object (builder);
      limbeck_json_add_boolean (builder, "is_first", i == 0);
      limbeck_json_add_string (builder, "nothing", NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  limbeck_json_add_string (builder, "id", "a\nb");
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return limbeck_json_to_string (builder, TRUE);
}

START_TEST (what_is_written_piece_by_piece_looks_like_a_whole_document)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (TRUE);
    g_autofree char *document = dup_document ();
    g_autofree char *expected = g_strconcat (document, "\n", NULL);

    write_document (printer);
    capture_expect (expected, "");
  }
END_TEST

/* json-glib 1.6 lets the last control character through as it is, which RFC 8259 forbids. */
START_TEST (every_control_character_is_escaped)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (TRUE);
    g_autoptr (LimbeckJsonWriter) writer = limbeck_json_writer_new (printer);

    limbeck_json_writer_add_string (writer, "unit", "\x1f");
    g_clear_pointer (&writer, limbeck_json_writer_free);
    capture_expect ("{\n  \"unit\" : \"\\u001f\"\n}\n", "");
  }
END_TEST

START_TEST (more_than_a_block_arrives_whole)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (TRUE);
    g_autoptr (LimbeckJsonWriter) writer = limbeck_json_writer_new (printer);
    g_autoptr (JsonParser) parser = json_parser_new ();
    g_autofree char *out = NULL;
    JsonArray       *rows;

    limbeck_json_writer_begin_array (writer, "rows");
    for (guint i = 0; i < 20000; i++)
      limbeck_json_writer_add_int (writer, NULL, i);
    g_clear_pointer (&writer, limbeck_json_writer_free);

    out = capture_read (stdout);
    ck_assert (json_parser_load_from_data (parser, out, -1, NULL));
    rows = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                         "rows");
    ck_assert_uint_eq (json_array_get_length (rows), 20000);
    for (guint i = 0; i < 20000; i++)
      ck_assert_int_eq (json_array_get_int_element (rows, i), i);
  }
END_TEST

static Suite *
json_writer_suite (void)
{
  Suite *suite = suite_create ("json-writer");
  TCase *tcase = tcase_create ("text");

  tcase_add_checked_fixture (tcase, capture_start, capture_stop);
  tcase_add_test (tcase, what_is_written_piece_by_piece_looks_like_a_whole_document);
  tcase_add_test (tcase, every_control_character_is_escaped);
  tcase_add_test (tcase, more_than_a_block_arrives_whole);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (json_writer_suite ());
}
