#include "config.h"

#include "gui/checks/finding-text.h"

#include "limbeck-check.h"

typedef struct
{
  guint       n_blockers;
  guint       n_warnings;
  guint       n_passed;
  const char *summary;
} Case;

static const Case cases[] = {
  { 0, 0, 21, "Ready, 21 checks" },   { 0, 0, 1, "Ready, 1 check" },
  { 0, 1, 20, "1 warning" },          { 0, 2, 19, "2 warnings" },
  { 1, 2, 18, "Blocked by 1 check" }, { 2, 0, 0, "Blocked by 2 checks" },
};

static void
add (GPtrArray *findings, LimbeckSeverity severity, guint n)
{
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (findings, limbeck_finding_new ("an-id", severity, "A title.", NULL, NULL));
}

START_TEST (the_worst_is_what_the_summary_tells)
  {
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
    g_autofree char *summary = NULL;

    add (findings, LIMBECK_SEVERITY_BLOCKER, cases[_i].n_blockers);
    add (findings, LIMBECK_SEVERITY_WARNING, cases[_i].n_warnings);
    add (findings, LIMBECK_SEVERITY_PASSED, cases[_i].n_passed);
    summary = limbeck_finding_text_dup_summary (findings);

    ck_assert_str_eq (summary, cases[_i].summary);
  }
END_TEST

static Suite *
finding_text_suite (void)
{
  Suite *suite = suite_create ("finding-text");
  TCase *tcase = tcase_create ("finding-text");

  tcase_add_loop_test (tcase, the_worst_is_what_the_summary_tells, 0, G_N_ELEMENTS (cases));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (finding_text_suite ());
}
