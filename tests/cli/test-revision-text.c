#include <string.h>

#include "cli/revision-text.h"

#include "../core/plan/plan-fixture.h"
#include "capture.h"
#include "limbeck-check.h"

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .message = "one", .labels = "shop" },
  { .revision = "b2", .down = "a1", .message = "two" },
  { .revision = "c3", .down = "a1" },
  { .revision = "m4", .down = "b2,c3", .message = "join “both”" },
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
  const char *id;
  const char *name;
  const char *badges;
} texts[] = {
  /* A label holds for what comes after it too. */
  { "a1", "a1 “one”", "branch point, base, shop" },
  { "b2", "b2 “two”", "shop" },
  { "m4", "m4 “join “both””", "head, merge, shop" },
};

START_TEST (a_revision_is_named_and_marked)
  {
    LimbeckRevision *revision = limbeck_revision_graph_lookup (graph, texts[_i].id);
    g_autofree char *name = limbeck_revision_text_dup_name (revision);
    g_autofree char *badges = limbeck_revision_text_dup_badges (revision, NULL);

    ck_assert_str_eq (name, texts[_i].name);
    ck_assert_str_eq (badges, texts[_i].badges);
  }
END_TEST

START_TEST (without_a_database_no_state_is_known)
  {
    LimbeckRevision *revision = limbeck_revision_graph_lookup (graph, "a1");
    g_autoptr (LimbeckStanding) standing = limbeck_standing_new (graph, NULL);

    ck_assert_str_eq (limbeck_revision_text_get_state (revision, NULL), "");
    ck_assert_str_eq (limbeck_revision_text_get_state (revision, standing), "");
  }
END_TEST

START_TEST (json_tells_everything_of_a_revision)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (TRUE);
    g_autoptr (LimbeckJsonWriter) writer = limbeck_json_writer_new (printer);
    g_autoptr (JsonParser) parser = json_parser_new ();
    g_autofree char *out = NULL;
    JsonObject      *told = NULL;

    limbeck_json_writer_begin_array (writer, "revisions");
    limbeck_revision_text_write (limbeck_revision_graph_lookup (graph, "m4"), NULL, writer);
    limbeck_json_writer_end (writer);
    g_clear_pointer (&writer, limbeck_json_writer_free);
    out = capture_read (stdout);

    ck_assert_msg (json_parser_load_from_data (parser, out, -1, NULL), "%s", out);
    told = json_array_get_object_element (
        json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                      "revisions"),
        0);
    ck_assert_str_eq (json_object_get_string_member (told, "revision"), "m4");
    ck_assert_str_eq (json_object_get_string_member (told, "message"), "join “both”");
    ck_assert_str_eq (json_object_get_string_member (told, "state"), "unknown");
    ck_assert_uint_eq (
        json_array_get_length (json_object_get_array_member (told, "down_revisions")), 2);
    ck_assert (json_object_get_boolean_member (told, "is_head"));
    ck_assert (json_object_get_boolean_member (told, "is_merge_point"));
    ck_assert (!json_object_get_boolean_member (told, "is_base"));
    ck_assert (!json_object_get_boolean_member (told, "is_branch_point"));
  }
END_TEST

START_TEST (ids_keep_their_order)
  {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;
    g_autofree char *json = NULL;

    json_builder_begin_object (builder);
    limbeck_revision_text_write_ids (builder, "heads", limbeck_revision_graph_get_heads (graph));
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    json = json_to_string (root, FALSE);

    ck_assert_str_eq (json, "{\"heads\":[\"m4\"]}");
  }
END_TEST

static Suite *
revision_text_suite (void)
{
  Suite *suite = suite_create ("cli/revision-text");
  TCase *tcase = tcase_create ("revision-text");

  tcase_add_checked_fixture (tcase, make_graph, drop_graph);
  tcase_add_loop_test (tcase, a_revision_is_named_and_marked, 0, G_N_ELEMENTS (texts));
  tcase_add_test (tcase, without_a_database_no_state_is_known);
  tcase_add_test (tcase, json_tells_everything_of_a_revision);
  tcase_add_test (tcase, ids_keep_their_order);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (revision_text_suite ());
}
