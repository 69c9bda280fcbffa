#include <string.h>

#include "cli/plan-text.h"

#include "../core/plan/plan-fixture.h"
#include "capture.h"
#include "limbeck-check.h"

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .message = "one", .downgrade = "op.drop_table('one')" },
  { .revision = "b2", .down = "a1", .message = "two", .downgrade = "pass" },
};

static LimbeckTestProject   *project;
static LimbeckRevisionGraph *graph;

static void
make_graph (void)
{
  capture_start ();
  project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql://n@h/d");
  graph = limbeck_test_graph (project, revisions, G_N_ELEMENTS (revisions));
}

static void
drop_graph (void)
{
  g_clear_object (&graph);
  g_clear_pointer (&project, limbeck_test_project_free);
  capture_stop ();
}

static const struct
{
  const char      *rows;
  LimbeckDirection direction;
  const char      *target;
  const char      *place;
  const char      *out;
} plans[] = {
  { "b2", LIMBECK_DIRECTION_UPGRADE, "heads", "shop on localhost", "There is nothing to do.\n" },
  { "a1",
    LIMBECK_DIRECTION_UPGRADE,
    "heads",
    "shop on localhost",
    "1 revision would be applied to shop on localhost:\n  1.  b2  two\n" },
  { "",
    LIMBECK_DIRECTION_UPGRADE,
    "heads",
    NULL,
    "2 revisions would be applied to the stated revisions, in this order:\n"
    "  1.  a1  one\n  2.  b2  two\n" },
  { "b2",
    LIMBECK_DIRECTION_DOWNGRADE,
    "a1",
    "shop",
    "1 revision would be undone in shop:\n  1.  b2  two\n" },
};

START_TEST (a_plan_is_its_steps_in_order)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (FALSE);
    g_autoptr (LimbeckPlan)
        plan = limbeck_test_plan (graph, plans[_i].rows, plans[_i].direction, plans[_i].target);
    g_autofree char *out = NULL;

    limbeck_plan_text_print (plan, plans[_i].place, printer);
    out = capture_read (stdout);

    ck_assert_msg (g_str_has_prefix (out, plans[_i].out), "%s", out);
  }
END_TEST

START_TEST (a_risk_is_told_with_its_id_and_its_place)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (FALSE);
    g_autoptr (LimbeckPlan)
        plan = limbeck_test_plan (graph, "a1", LIMBECK_DIRECTION_DOWNGRADE, "base");
    g_autofree char *out = NULL;

    ck_assert (limbeck_plan_has_risk (plan, "data-loss"));
    limbeck_plan_text_print (plan, "shop", printer);
    out = capture_read (stdout);

    ck_assert_ptr_nonnull (strstr (out, "\nRisk: "));
    ck_assert_ptr_nonnull (strstr (out, "[data-loss]"));
    ck_assert_ptr_nonnull (strstr (out, "op.drop_table('one')"));
  }
END_TEST

START_TEST (json_holds_the_whole_plan_and_unknown_gates_are_null)
  {
    g_autoptr (LimbeckPlan) plan = limbeck_test_plan (graph, "", LIMBECK_DIRECTION_UPGRADE, "b2");
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;
    JsonObject *told = NULL;
    JsonArray  *steps = NULL;

    json_builder_begin_object (builder);
    limbeck_plan_text_write (plan, NULL, builder);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    told = json_node_get_object (root);
    steps = json_object_get_array_member (told, "steps");

    ck_assert_str_eq (json_object_get_string_member (told, "direction"), "upgrade");
    ck_assert_str_eq (json_object_get_string_member (told, "target"), "b2");
    ck_assert_uint_eq (json_array_get_length (json_object_get_array_member (told, "from")), 0);
    ck_assert_str_eq (json_array_get_string_element (json_object_get_array_member (told, "to"), 0),
                      "b2");
    ck_assert_uint_eq (json_array_get_length (steps), 2);
    ck_assert_str_eq (
        json_object_get_string_member (json_array_get_object_element (steps, 1), "revision"), "b2");
    ck_assert (json_object_get_null_member (told, "gates"));
    ck_assert_str_eq (json_object_get_string_member (told, "token"), limbeck_plan_get_token (plan));
  }
END_TEST

START_TEST (no_gate_is_an_empty_array_and_no_line)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (FALSE);
    g_autoptr (GPtrArray) gates = g_ptr_array_new ();
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;
    g_autofree char *json = NULL;

    limbeck_plan_text_print_gates (gates, printer);
    json_builder_begin_object (builder);
    limbeck_plan_text_write_gates (gates, builder);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    json = json_to_string (root, FALSE);

    ck_assert_str_eq (json, "{\"gates\":[]}");
    capture_expect ("", "");
  }
END_TEST

static Suite *
plan_text_suite (void)
{
  Suite *suite = suite_create ("cli/plan-text");
  TCase *tcase = tcase_create ("plan-text");

  tcase_add_checked_fixture (tcase, make_graph, drop_graph);
  tcase_add_loop_test (tcase, a_plan_is_its_steps_in_order, 0, G_N_ELEMENTS (plans));
  tcase_add_test (tcase, a_risk_is_told_with_its_id_and_its_place);
  tcase_add_test (tcase, json_holds_the_whole_plan_and_unknown_gates_are_null);
  tcase_add_test (tcase, no_gate_is_an_empty_array_and_no_line);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (plan_text_suite ());
}
