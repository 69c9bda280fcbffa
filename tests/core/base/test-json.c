#include "core/base/json.h"

#include "limbeck-check.h"

static JsonBuilder *
filled_builder (void)
{
  JsonBuilder      *builder = json_builder_new ();
  const char *const values[] = { "a", "b\344", NULL };

  json_builder_begin_object (builder);
  limbeck_json_add_string (builder, "text", "x\ny");
  limbeck_json_add_string (builder, "absent", NULL);
  limbeck_json_add_string (builder, "broken", "\377");
  limbeck_json_add_strv (builder, "list", values);
  limbeck_json_add_strv (builder, "empty", NULL);
  limbeck_json_add_boolean (builder, "yes", TRUE);
  limbeck_json_add_int (builder, "big", G_MAXINT64);
  json_builder_end_object (builder);

  return builder;
}

START_TEST (every_kind_of_member_is_written)
  {
    g_autoptr (JsonBuilder) builder = filled_builder ();
    g_autofree char *text = limbeck_json_to_string (builder, FALSE);

    ck_assert_str_eq (text,
                      "{\"text\":\"x\\ny\",\"absent\":null,\"broken\":\"\357\277\275\","
                      "\"list\":[\"a\",\"b\357\277\275\"],\"empty\":[],\"yes\":true,"
                      "\"big\":9223372036854775807}");
  }
END_TEST

START_TEST (pretty_means_several_lines)
  {
    g_autoptr (JsonBuilder) builder = filled_builder ();
    g_autofree char *text = limbeck_json_to_string (builder, TRUE);

    ck_assert (g_str_has_prefix (text, "{\n"));
  }
END_TEST

static Suite *
json_suite (void)
{
  Suite *suite = suite_create ("json");
  TCase *tcase = tcase_create ("json");

  tcase_add_test (tcase, every_kind_of_member_is_written);
  tcase_add_test (tcase, pretty_means_several_lines);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (json_suite ());
}
