#include "core/base/json.h"
#include "core/gates/gate-private.h"

#include "limbeck-check.h"

START_TEST (a_gate_is_written_as_the_map_says)
  {
    g_autoptr (LimbeckGate) gate = limbeck_gate_new (
        LIMBECK_GATE_CONFIRM, "confirm", "Sure?", NULL, "--confirm shop", TRUE);
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autofree char *json = NULL;

    limbeck_gate_write (gate, builder);
    json = limbeck_json_to_string (builder, FALSE);

    ck_assert_str_eq (
        json,
        "{\"id\":\"confirm\",\"kind\":\"confirm\",\"title\":\"Sure?\",\"detail\":null,"
        "\"option\":\"--confirm shop\",\"answered\":true}");
  }
END_TEST

static Suite *
gate_suite (void)
{
  Suite *suite = suite_create ("core/gates/gate");
  TCase *tcase = tcase_create ("gates");

  tcase_add_test (tcase, a_gate_is_written_as_the_map_says);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (gate_suite ());
}
