#include <string.h>

#include "cli/listing.h"

#include "capture.h"
#include "limbeck-check.h"
#include "test-project.h"

static const LimbeckTestRevision sound[] = {
  { .revision = "a1", .message = "one" },
  { .revision = "b2", .down = "a1", .message = "two" },
};
static const LimbeckTestRevision orphaned[] = {
  { .revision = "b2", .down = "a1", .message = "two" },
};

static LimbeckTestProject *project;
static LimbeckPrinter     *printer;

static void
begin (void)
{
  capture_start ();
  project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql://n@h/d");
}

static void
end (void)
{
  g_clear_pointer (&printer, limbeck_printer_free);
  g_clear_pointer (&project, limbeck_test_project_free);
  capture_stop ();
}

/* Lists the heads, or all of them, and returns the status. */
static LimbeckExitStatus
list (gboolean is_json, gboolean with_bases)
{
  g_autofree char         *directory = g_strdup (limbeck_test_project_get_directory (project));
  const LimbeckCommandLine line = {
    .project = directory,
    .interpreter = (char *) "/usr/bin/python3",
    .offline = TRUE,
  };
  LimbeckCall call = { &line, NULL, NULL };
  g_autoptr (LimbeckListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  call.printer = printer = limbeck_printer_new (is_json);
  listing = limbeck_listing_load (&call, &error);
  ck_assert_msg (listing != NULL, "%s", error ? error->message : "");
  ck_assert_ptr_null (listing->survey);
  ck_assert_ptr_null (listing->standing);
  limbeck_listing_print (
      listing, &call, limbeck_revision_graph_get_heads (listing->graph), with_bases);

  return listing->status;
}

START_TEST (a_sound_tree_is_listed_without_a_word)
  {
    limbeck_test_project_add_revisions (project, sound, G_N_ELEMENTS (sound));
    ck_assert_int_eq (list (FALSE, FALSE), LIMBECK_EXIT_DONE);
    capture_expect ("  b2  head  two\n", "");
  }
END_TEST

START_TEST (a_broken_tree_is_listed_and_complained_of)
  {
    g_autofree char *out = NULL;
    g_autofree char *errors = NULL;

    limbeck_test_project_add_revisions (project, orphaned, G_N_ELEMENTS (orphaned));
    ck_assert_int_eq (list (FALSE, FALSE), LIMBECK_EXIT_BLOCKED);
    out = capture_read (stdout);
    errors = capture_read (stderr);

    ck_assert_ptr_nonnull (strstr (out, "b2"));
    ck_assert_ptr_nonnull (strstr (errors, "a1"));
  }
END_TEST

START_TEST (json_names_the_bases_where_they_are_asked_for)
  {
    g_autoptr (JsonParser) parser = json_parser_new ();
    g_autofree char *out = NULL;
    JsonObject      *told = NULL;

    limbeck_test_project_add_revisions (project, sound, G_N_ELEMENTS (sound));
    ck_assert_int_eq (list (TRUE, _i), LIMBECK_EXIT_DONE);
    out = capture_read (stdout);
    ck_assert_msg (json_parser_load_from_data (parser, out, -1, NULL), "%s", out);
    told = json_node_get_object (json_parser_get_root (parser));

    ck_assert_int_eq (json_object_get_int_member (told, "schema"), 1);
    ck_assert_str_eq (
        json_array_get_string_element (json_object_get_array_member (told, "heads"), 0), "b2");
    ck_assert_uint_eq (json_array_get_length (json_object_get_array_member (told, "revisions")), 1);
    ck_assert_int_eq (json_object_has_member (told, "bases"), _i);
    ck_assert_uint_eq (json_array_get_length (json_object_get_array_member (told, "findings")), 0);
  }
END_TEST

static Suite *
listing_suite (void)
{
  Suite *suite = suite_create ("cli/listing");
  TCase *tcase = tcase_create ("listing");

  tcase_add_checked_fixture (tcase, begin, end);
  tcase_add_test (tcase, a_sound_tree_is_listed_without_a_word);
  tcase_add_test (tcase, a_broken_tree_is_listed_and_complained_of);
  tcase_add_loop_test (tcase, json_names_the_bases_where_they_are_asked_for, 0, 2);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (listing_suite ());
}
