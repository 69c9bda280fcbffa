#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/finding.h"
#include "core/revisions/revision-graph.h"
#include "core/revisions/revision.h"

#include "fake-python.h"
#include "limbeck-check.h"
#include "oracle.h"
#include "scratch.h"

#define SKIPPED 77
#define PYTHON "/usr/bin/python3"
#define PLAIN "'''add\n\nmore'''\nrevision = 'a'\ndown_revision = None\n"
#define COMPUTED "revision = 'b' + '2'\ndown_revision = 'a'\n"

static LimbeckScratch *scratch;

static void
set_up (void)
{
  scratch = limbeck_scratch_new ();
  limbeck_scratch_write (scratch, "alembic.ini", "[alembic]\nscript_location = %(here)s/scripts\n");
  limbeck_scratch_write (scratch, "scripts/env.py", "");
}

static void
tear_down (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

/* What is as young as the grain of the file system's clock is read again. */
static void
write_aged (const char *name, const char *text)
{
  g_autofree char      *file = g_strconcat ("scripts/versions/", name, NULL);
  g_autofree char      *path = limbeck_scratch_dup_path (scratch, file);
  const struct timespec times[] = { { .tv_sec = 1000000, .tv_nsec = 5 },
                                    { .tv_sec = 1000000, .tv_nsec = 5 } };

  limbeck_scratch_write (scratch, file, text);
  ck_assert_int_eq (utimensat (AT_FDCWD, path, times, 0), 0);
}

static LimbeckConfiguration *
make_configuration (void)
{
  g_autofree char *path = limbeck_scratch_dup_path (scratch, "alembic.ini");
  g_autoptr (LimbeckTarget)
      target = limbeck_target_new (limbeck_scratch_get_directory (scratch), path);

  return limbeck_configuration_load (target, NULL, NULL, NULL);
}

static LimbeckInterpreter *
make_interpreter (const char *python)
{
  const char *directory = limbeck_scratch_get_directory (scratch);

  return limbeck_interpreter_find (directory, directory, python, NULL, NULL);
}

static LimbeckRevisionGraph *
load (LimbeckInterpreter *interpreter, LimbeckRevisionGraph *previous)
{
  g_autoptr (LimbeckConfiguration) configuration = make_configuration ();
  g_autoptr (GError) error = NULL;
  LimbeckRevisionGraph *graph = limbeck_revision_graph_load (
      configuration, interpreter, previous, NULL, &error);

  ck_assert_msg (graph != NULL, "%s", error != NULL ? error->message : "");

  return graph;
}

static gboolean
has_finding (LimbeckRevisionGraph *graph, const char *id, LimbeckSeverity severity)
{
  GPtrArray *findings = limbeck_revision_graph_get_findings (graph);

  for (guint i = 0; i < findings->len; i++)
    if (strcmp (limbeck_finding_get_id (findings->pdata[i]), id) == 0 &&
        limbeck_finding_get_severity (findings->pdata[i]) == severity)
      return TRUE;

  return FALSE;
}

START_TEST (nobody_is_asked_about_what_is_literal)
  {
    g_autofree char *python = limbeck_fake_python_write (scratch, "venv", "1.13.2");
    g_autoptr (LimbeckInterpreter) interpreter = make_interpreter (python);
    g_autoptr (LimbeckRevisionGraph) graph = NULL;

    write_aged ("a.py", PLAIN);
    graph = load (interpreter, NULL);

    ck_assert (!limbeck_revision_graph_is_asked (graph));
    ck_assert_uint_eq (limbeck_revision_graph_get_findings (graph)->len, 0);
    ck_assert_ptr_nonnull (limbeck_revision_graph_lookup (graph, "a"));
  }
END_TEST

START_TEST (alembic_is_asked_about_what_is_computed)
  {
    g_autoptr (LimbeckInterpreter) interpreter = make_interpreter (PYTHON);
    g_autoptr (LimbeckRevisionGraph) graph = NULL;

    write_aged ("a.py", PLAIN);
    write_aged ("b.py", COMPUTED);
    graph = load (interpreter, NULL);

    ck_assert (limbeck_revision_graph_is_asked (graph));
    ck_assert (has_finding (graph, "computed-revision", LIMBECK_SEVERITY_PASSED));
    ck_assert_ptr_nonnull (limbeck_revision_graph_lookup (graph, "b2"));
  }
END_TEST

START_TEST (without_an_interpreter_the_rest_is_shown)
  {
    g_autoptr (LimbeckRevisionGraph) graph = NULL;

    write_aged ("a.py", PLAIN);
    write_aged ("b.py", COMPUTED);
    graph = load (NULL, NULL);

    ck_assert (!limbeck_revision_graph_is_asked (graph));
    ck_assert (has_finding (graph, "computed-revision", LIMBECK_SEVERITY_BLOCKER));
    ck_assert_ptr_nonnull (limbeck_revision_graph_lookup (graph, "a"));
    ck_assert_ptr_null (limbeck_revision_graph_lookup (graph, "b2"));
  }
END_TEST

START_TEST (what_alembic_refuses_anyway_is_not_asked)
  {
    g_autoptr (LimbeckInterpreter) interpreter = make_interpreter (PYTHON);
    g_autoptr (LimbeckRevisionGraph) graph = NULL;

    write_aged ("b.py", COMPUTED);
    write_aged ("x.py", "x = 1\n");
    graph = load (interpreter, NULL);

    ck_assert (!limbeck_revision_graph_is_asked (graph));
    ck_assert (has_finding (graph, "no-revision-id", LIMBECK_SEVERITY_BLOCKER));
    ck_assert (!has_finding (graph, "alembic-can-not-tell", LIMBECK_SEVERITY_BLOCKER));
  }
END_TEST

START_TEST (nothing_changed_gives_the_same_graph)
  {
    g_autoptr (LimbeckInterpreter) interpreter = make_interpreter (PYTHON);
    g_autoptr (LimbeckRevisionGraph) first = NULL;
    g_autoptr (LimbeckRevisionGraph) second = NULL;
    g_autoptr (LimbeckRevisionGraph) third = NULL;

    write_aged ("a.py", PLAIN);
    write_aged ("b.py", COMPUTED);
    first = load (interpreter, NULL);
    second = load (interpreter, first);
    ck_assert_ptr_eq (second, first);

    write_aged ("c.py", "revision = 'c'\ndown_revision = 'b2'\n");
    third = load (interpreter, second);
    ck_assert_ptr_ne (third, second);
    ck_assert_ptr_nonnull (limbeck_revision_graph_lookup (third, "c"));
  }
END_TEST

/* What stood in the way may be gone by now, without any file having changed. */
START_TEST (who_did_not_answer_is_asked_again)
  {
    g_autoptr (LimbeckInterpreter) interpreter = make_interpreter (PYTHON);
    g_autoptr (LimbeckRevisionGraph) first = NULL;
    g_autoptr (LimbeckRevisionGraph) second = NULL;
    g_autofree char *marker = limbeck_scratch_dup_path (scratch, "now");
    g_autofree char *source = g_strdup_printf ("open ('%s')\n" COMPUTED, marker);

    write_aged ("a.py", PLAIN);
    write_aged ("b.py", source);
    first = load (interpreter, NULL);
    ck_assert (has_finding (first, "alembic-can-not-tell", LIMBECK_SEVERITY_BLOCKER));

    limbeck_scratch_write (scratch, "now", "");
    second = load (interpreter, first);
    ck_assert_ptr_nonnull (limbeck_revision_graph_lookup (second, "b2"));
  }
END_TEST

START_TEST (a_brief_graph_has_no_docstrings)
  {
    g_autoptr (LimbeckConfiguration) configuration = make_configuration ();
    g_autoptr (LimbeckRevisionGraph) graph = NULL;
    LimbeckRevision *revision;

    write_aged ("a.py", PLAIN);
    graph = limbeck_revision_graph_load_brief (configuration, NULL, NULL, NULL);
    revision = limbeck_revision_graph_lookup (graph, "a");

    ck_assert_str_eq (limbeck_revision_get_message (revision), "add");
    ck_assert_ptr_null (limbeck_revision_get_docstring (revision));
  }
END_TEST

START_TEST (who_cancels_gets_no_graph)
  {
    g_autoptr (LimbeckConfiguration) configuration = make_configuration ();
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    write_aged ("a.py", PLAIN);
    g_cancellable_cancel (cancellable);

    ck_assert_ptr_null (
        limbeck_revision_graph_load (configuration, NULL, NULL, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

static Suite *
revision_graph_load_suite (void)
{
  Suite *suite = suite_create ("revision-graph-load");
  TCase *tcase = tcase_create ("revision-graph-load");

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, nobody_is_asked_about_what_is_literal);
  tcase_add_test (tcase, alembic_is_asked_about_what_is_computed);
  tcase_add_test (tcase, without_an_interpreter_the_rest_is_shown);
  tcase_add_test (tcase, what_alembic_refuses_anyway_is_not_asked);
  tcase_add_test (tcase, nothing_changed_gives_the_same_graph);
  tcase_add_test (tcase, who_did_not_answer_is_asked_again);
  tcase_add_test (tcase, a_brief_graph_has_no_docstrings);
  tcase_add_test (tcase, who_cancels_gets_no_graph);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return oracle_is_possible () ? limbeck_check_main (revision_graph_load_suite ()) : SKIPPED;
}
