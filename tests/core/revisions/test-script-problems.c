#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/finding.h"
#include "core/revisions/script-files.h"
#include "core/revisions/script-problems.h"

#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch *scratch;
static GPtrArray      *findings;

static void
set_up (void)
{
  scratch = limbeck_scratch_new ();
  findings = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (void)
{
  g_clear_pointer (&findings, g_ptr_array_unref);
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static void
find (gboolean is_asked)
{
  const char *const   locations[] = { limbeck_scratch_get_directory (scratch), NULL };
  LimbeckScriptPlaces places = { .locations = locations, .is_sourceless = TRUE };
  g_autoptr (LimbeckScriptFiles) files = limbeck_script_files_load (&places, NULL, NULL, NULL);

  ck_assert_ptr_nonnull (files);
  limbeck_script_problems_find (files->scripts, is_asked, findings);
}

static LimbeckFinding *
get_only (void)
{
  ck_assert_uint_eq (findings->len, 1);

  return g_ptr_array_index (findings, 0);
}

static const struct
{
  const char *source;
  const char *id;
  const char *detail;
} sources[] = {
  { "revision = 'a'\ndown_revision = f()\n", "computed-revision", "x.py, line 2: down_revision" },
  { "revision = 'a'\ndown_revision = None\nexec(x)\n", "computed-revision", "x.py, line 3" },
  { "revision = 'a'\n<<<<<<< HEAD\n", "unparsable-revision", "x.py, line 2" },
  { "'caf\351'\nrevision = 'a'\n", "unparsable-revision", "x.py" },
  { "", "no-revision-id", "x.py" },
  { "revision = 'a'\n", "no-down-revision", "x.py" },
};

START_TEST (a_file_is_named_with_its_line_and_what_to_do)
  {
    LimbeckFinding *finding;

    limbeck_scratch_write (scratch, "x.py", sources[_i].source);
    find (FALSE);
    finding = get_only ();

    ck_assert_str_eq (limbeck_finding_get_id (finding), sources[_i].id);
    ck_assert_str_eq (limbeck_finding_get_detail (finding), sources[_i].detail);
    ck_assert_int_eq (limbeck_finding_get_severity (finding), LIMBECK_SEVERITY_BLOCKER);
    ck_assert_str_ne (limbeck_finding_get_remedy (finding), "");
  }
END_TEST

static void
make_large (void)
{
  g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.py");

  limbeck_scratch_write (scratch, "x.py", "");
  ck_assert_int_eq (truncate (path, 200 * 1024 * 1024), 0);
}

static void
make_nuls (void)
{
  g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.py");

  limbeck_scratch_write (scratch, "x.py", "");
  ck_assert_int_eq (truncate (path, 4096), 0);
}

static void
make_fifo (void)
{
  g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.py");

  ck_assert_int_eq (mkfifo (path, 0600), 0);
}

static void
make_directory (void)
{
  limbeck_scratch_make_directory (scratch, "x.py");
}

static void
make_circle (void)
{
  limbeck_scratch_link (scratch, "x.py", "x.py");
}

static void
make_dangling (void)
{
  limbeck_scratch_link (scratch, "/nonexistent/y.py", "x.py");
}

static void
make_unreadable (void)
{
  limbeck_scratch_link (scratch, "/proc/self/mem", "x.py");
}

static void
make_compiled (void)
{
  limbeck_scratch_write (scratch, "x.pyc", "\r\r\n");
}

static const struct
{
  void (*make) (void);
  const char *id;
  const char *detail;
} oddities[] = {
  { make_large, "large-revision", "x.py" },
  { make_nuls, "unparsable-revision", "x.py" },
  { make_fifo, "special-file", "x.py" },
  { make_directory, "special-file", "x.py" },
  { make_circle, "unreadable-revision", "x.py: Too many levels of symbolic links" },
  { make_dangling, "unreadable-revision", "x.py: No such file or directory" },
  { make_unreadable, "unreadable-revision", "x.py: Input/output error" },
  { make_compiled, "compiled-revision", "x.pyc" },
};

START_TEST (what_can_not_be_read_is_named_with_what_to_do)
  {
    LimbeckFinding *finding;

    oddities[_i].make ();
    find (FALSE);
    finding = get_only ();

    ck_assert_str_eq (limbeck_finding_get_id (finding), oddities[_i].id);
    ck_assert_str_eq (limbeck_finding_get_detail (finding), oddities[_i].detail);
    ck_assert_int_eq (limbeck_finding_get_severity (finding), LIMBECK_SEVERITY_BLOCKER);
    ck_assert_str_ne (limbeck_finding_get_remedy (finding), "");
  }
END_TEST

START_TEST (one_kind_of_problem_is_one_finding)
  {
    limbeck_scratch_write (scratch, "x.py", "revision = f()\ndown_revision = None\n");
    limbeck_scratch_write (scratch, "y.py", "revision = 'y'\ndown_revision = f()\n");
    limbeck_scratch_write (scratch, "z.py", "revision = 'z'\ndown_revision = None\n");
    find (FALSE);

    ck_assert_ptr_nonnull (
        strstr (limbeck_finding_get_detail (get_only ()), "x.py, line 1: revision"));
    ck_assert_ptr_nonnull (
        strstr (limbeck_finding_get_detail (get_only ()), "y.py, line 2: down_revision"));
    ck_assert_ptr_null (strstr (limbeck_finding_get_detail (get_only ()), "z.py"));
  }
END_TEST

START_TEST (what_alembic_was_asked_is_no_trouble)
  {
    limbeck_scratch_write (scratch, "x.py", "revision = f()\ndown_revision = None\n");
    find (TRUE);

    ck_assert_int_eq (limbeck_finding_get_severity (get_only ()), LIMBECK_SEVERITY_PASSED);
  }
END_TEST

START_TEST (a_large_file_is_worth_a_word_all_the_same)
  {
    make_large ();
    find (TRUE);

    ck_assert_int_eq (limbeck_finding_get_severity (get_only ()), LIMBECK_SEVERITY_WARNING);
  }
END_TEST

START_TEST (a_name_that_is_no_utf_8_is_shown_as_far_as_it_goes)
  {
    const char *detail;

    limbeck_scratch_write (scratch, "caf\351.py", "revision = 'a'\n");
    find (FALSE);
    detail = limbeck_finding_get_detail (get_only ());

    ck_assert (g_utf8_validate (detail, -1, NULL));
    ck_assert (g_str_has_prefix (detail, "caf"));
  }
END_TEST

START_TEST (no_file_at_all_is_told)
  {
    find (FALSE);

    ck_assert_str_eq (limbeck_finding_get_id (get_only ()), "no-revisions");
  }
END_TEST

static Suite *
script_problems_suite (void)
{
  Suite *suite = suite_create ("script-problems");
  TCase *tcase = tcase_create ("problems");

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_loop_test (
      tcase, a_file_is_named_with_its_line_and_what_to_do, 0, (int) G_N_ELEMENTS (sources));
  tcase_add_loop_test (
      tcase, what_can_not_be_read_is_named_with_what_to_do, 0, (int) G_N_ELEMENTS (oddities));
  tcase_add_test (tcase, one_kind_of_problem_is_one_finding);
  tcase_add_test (tcase, what_alembic_was_asked_is_no_trouble);
  tcase_add_test (tcase, a_large_file_is_worth_a_word_all_the_same);
  tcase_add_test (tcase, a_name_that_is_no_utf_8_is_shown_as_far_as_it_goes);
  tcase_add_test (tcase, no_file_at_all_is_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (script_problems_suite ());
}
