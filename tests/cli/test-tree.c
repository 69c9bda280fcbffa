#include <glib/gstdio.h>
#include <string.h>

#include "cli/tree.h"
#include "core/project/project.h"

#include "limbeck-check.h"
#include "test-project.h"

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .message = "one" },
  { .revision = "b2", .down = "a1", .message = "two" },
};

static LimbeckTestProject *project;

static void
make_project (void)
{
  project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql://n@h/d");
  limbeck_test_project_add_revisions (project, revisions, G_N_ELEMENTS (revisions));
}

static void
drop_project (void)
{
  g_clear_pointer (&project, limbeck_test_project_free);
}

static LimbeckRevisionGraph *
load (const LimbeckCommandLine *line, GCancellable *cancellable, GError **error)
{
  g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (TRUE);
  LimbeckCall call = { line, printer, cancellable };

  return limbeck_tree_load (&call, error);
}

static char *
dup_directory (void)
{
  return g_strdup (limbeck_test_project_get_directory (project));
}

START_TEST (the_tree_of_a_project_is_read_from_its_files)
  {
    g_autofree char         *directory = dup_directory ();
    const LimbeckCommandLine line = { .project = directory };
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckRevisionGraph) graph = load (&line, NULL, &error);

    ck_assert_msg (graph != NULL, "%s", error ? error->message : "");
    ck_assert (limbeck_revision_graph_is_sound (graph));
    ck_assert_uint_eq (limbeck_revision_graph_get_heads (graph)->len, 1);
    ck_assert_ptr_nonnull (limbeck_revision_graph_lookup (graph, "a1"));
  }
END_TEST

START_TEST (without_a_project_it_is_that_of_the_directory)
  {
    const LimbeckCommandLine line = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckRevisionGraph) graph = NULL;

    ck_assert_int_eq (g_chdir (limbeck_test_project_get_directory (project)), 0);
    graph = load (&line, NULL, &error);

    ck_assert_msg (graph != NULL, "%s", error ? error->message : "");
  }
END_TEST

START_TEST (an_interpreter_that_was_named_has_to_be_there)
  {
    g_autofree char         *directory = dup_directory ();
    const LimbeckCommandLine line = { .project = directory,
                                      .interpreter = (char *) "/nowhere/python" };
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (load (&line, NULL, &error));
    ck_assert_ptr_nonnull (error);
    ck_assert_ptr_nonnull (strstr (error->message, "/nowhere/python"));
  }
END_TEST

START_TEST (where_no_project_is_there_is_no_tree)
  {
    static const LimbeckCommandLine lines[] = {
      { .project = (char *) "/nowhere" },
      { .config = (char *) "nothing.ini" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
      {
        g_autoptr (GError) error = NULL;

        ck_assert_ptr_null (load (&lines[i], NULL, &error));
        ck_assert_ptr_nonnull (error);
        ck_assert (error->domain == LIMBECK_PROJECT_ERROR);
      }
  }
END_TEST

START_TEST (a_cancel_gives_up)
  {
    g_autofree char         *directory = dup_directory ();
    const LimbeckCommandLine line = { .project = directory };
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    g_cancellable_cancel (cancellable);
    ck_assert_ptr_null (load (&line, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

static Suite *
tree_suite (void)
{
  Suite *suite = suite_create ("cli/tree");
  TCase *tcase = tcase_create ("tree");

  tcase_add_checked_fixture (tcase, make_project, drop_project);
  tcase_add_test (tcase, the_tree_of_a_project_is_read_from_its_files);
  tcase_add_test (tcase, without_a_project_it_is_that_of_the_directory);
  tcase_add_test (tcase, an_interpreter_that_was_named_has_to_be_there);
  tcase_add_test (tcase, where_no_project_is_there_is_no_tree);
  tcase_add_test (tcase, a_cancel_gives_up);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (tree_suite ());
}
