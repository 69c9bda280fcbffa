#include <stdlib.h>
#include <string.h>

#include "core/alembic/alembic-failure.h"

#include "limbeck-check.h"
#include "test-paths.h"

#define FAILURES TEST_SOURCE_ROOT "/tests/core/alembic/failures"

/* The files in failures/, called ID--CASE.txt: what Alembic printed, and the finding that it has to become. */
static GPtrArray *cases;

typedef struct
{
  char *id;
  int   exit_status;
  int   signal_number;
  char *standard_output;
  char *standard_error;
  char *finding;
} Case;

static char *
cut_section (char *text, const char *mark)
{
  char *found = strstr (text, mark);

  ck_assert_msg (found != NULL, "no “%s”", mark);
  *found = '\0';

  return found + strlen (mark);
}

static Case *
read_case (const char *name)
{
  g_autofree char *path = g_build_filename (FAILURES, name, NULL);
  g_autofree char *text = NULL;
  Case            *result = g_new0 (Case, 1);
  int              status;
  char            *output;
  char            *errors;
  char            *finding;

  ck_assert (g_file_get_contents (path, &text, NULL, NULL));
  output = cut_section (text, "=== standard output\n");
  errors = cut_section (output, "=== standard error\n");
  finding = cut_section (errors, "=== finding\n");
  status = atoi (text + strlen ("exit status:"));

  result->id = g_strndup (name, strstr (name, "--") - name);
  result->exit_status = status < 0 ? -1 : status;
  result->signal_number = status < 0 ? -status : 0;
  result->standard_output = g_strdup (output);
  result->standard_error = g_strdup (errors);
  result->finding = g_strdup (finding);

  return result;
}

static void
case_free (gpointer data)
{
  Case *self = data;

  g_free (self->id);
  g_free (self->standard_output);
  g_free (self->standard_error);
  g_free (self->finding);
  g_free (self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_cases (void)
{
  g_autoptr (GDir) directory = g_dir_open (FAILURES, 0, NULL);
  GPtrArray  *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (directory)))
    {
      if (g_str_has_suffix (name, ".txt"))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);

  return names;
}

static LimbeckFinding *
explain (const Case *it, const char *const *secrets)
{
  return limbeck_alembic_failure_explain (
      it->exit_status, it->signal_number, it->standard_output, it->standard_error, secrets);
}

START_TEST (output_becomes_the_finding_that_it_means)
  {
    Case *it = read_case (g_ptr_array_index (cases, _i));
    g_autoptr (LimbeckFinding) finding = explain (it, NULL);
    const char      *detail = limbeck_finding_get_detail (finding);
    g_autofree char *text = g_strdup_printf (
        "%s\n%s\n", limbeck_finding_get_title (finding), detail ? detail : "");

    ck_assert_str_eq (limbeck_finding_get_id (finding), it->id);
    ck_assert_str_eq (text, it->finding);
    ck_assert_ptr_nonnull (limbeck_finding_get_remedy (finding));
    case_free (it);
  }
END_TEST

START_TEST (one_stream_for_both_tells_the_same)
  {
    Case            *it = read_case (g_ptr_array_index (cases, _i));
    g_autofree char *merged = g_strconcat (it->standard_error, it->standard_output, NULL);
    g_autoptr (LimbeckFinding) finding = limbeck_alembic_failure_explain (
        it->exit_status, it->signal_number, merged, NULL, NULL);

    ck_assert_str_eq (limbeck_finding_get_id (finding), it->id);
    case_free (it);
  }
END_TEST

START_TEST (no_traceback_and_no_password_is_shown)
  {
    Case *it = read_case (g_ptr_array_index (cases, _i));
    g_autoptr (LimbeckFinding) finding = explain (it, NULL);
    const char *detail = limbeck_finding_get_detail (finding);

    ck_assert_ptr_null (strstr (limbeck_finding_get_title (finding), "%s"));
    if (detail)
      {
        ck_assert_ptr_null (strstr (detail, "Traceback"));
        ck_assert_ptr_null (strstr (detail, "p%40ss"));
        ck_assert_ptr_null (strstr (detail, "[parameters"));
      }
    case_free (it);
  }
END_TEST

static LimbeckFinding *
explain_text (int exit_status, const char *standard_output, const char *standard_error)
{
  return limbeck_alembic_failure_explain (exit_status, 0, standard_output, standard_error, NULL);
}

START_TEST (success_without_a_warning_is_no_finding)
  {
    ck_assert_ptr_null (explain_text (0, "a1 (head)\n", ""));
    ck_assert_ptr_null (explain_text (0, NULL, NULL));
  }
END_TEST

START_TEST (a_warning_on_the_way_to_success_is_a_warning)
  {
    g_autoptr (LimbeckFinding)
        finding = explain_text (0, "", "UserWarning: Revision b2 is present more than once\n");

    ck_assert_int_eq (limbeck_finding_get_severity (finding), LIMBECK_SEVERITY_WARNING);
  }
END_TEST

START_TEST (every_failure_is_explained)
  {
    g_autoptr (LimbeckFinding) finding = explain_text (1, NULL, NULL);

    ck_assert_str_eq (limbeck_finding_get_id (finding), "alembic-failed");
    ck_assert_int_eq (limbeck_finding_get_severity (finding), LIMBECK_SEVERITY_BLOCKER);
  }
END_TEST

START_TEST (secrets_are_hidden_wherever_they_stand)
  {
    const char *const secrets[] = { "hunter2", NULL };
    g_autoptr (LimbeckFinding) unknown = limbeck_alembic_failure_explain (
        1, 0, "", "RuntimeError: hunter2 is wrong\n", secrets);
    g_autoptr (LimbeckFinding) known = limbeck_alembic_failure_explain (
        1, 0, "", "ModuleNotFoundError: No module named 'hunter2'\n", secrets);

    ck_assert_ptr_null (strstr (limbeck_finding_get_detail (unknown), "hunter2"));
    ck_assert_str_eq (limbeck_finding_get_title (known), "Python can't find the module “***”.");
  }
END_TEST

START_TEST (the_end_of_endless_output_counts)
  {
    g_autofree char *noise = g_strnfill (5 * 1024 * 1024, 'x');
    g_autofree char *output = g_strconcat (
        noise, "\nFAILED: Target database is not up to date.\n", NULL);
    g_autoptr (LimbeckFinding) finding = explain_text (255, output, noise);

    ck_assert_str_eq (limbeck_finding_get_id (finding), "database-behind");
  }
END_TEST

START_TEST (what_a_revision_prints_is_not_the_cause)
  {
    g_autoptr (LimbeckFinding) finding = explain_text (
        1,
        "",
        "relation \"x\" already exists\nTraceback (most recent call last):\n"
        "  File \"/home/me/shop/migrations/env.py\", line 1, in <module>\n"
        "RuntimeError: closed\n");

    ck_assert_str_eq (limbeck_finding_get_id (finding), "alembic-failed");
  }
END_TEST

static Suite *
alembic_failure_suite (void)
{
  Suite *suite = suite_create ("alembic-failure");
  TCase *tcase = tcase_create ("alembic-failure");

  cases = list_cases ();
  tcase_add_loop_test (tcase, output_becomes_the_finding_that_it_means, 0, (int) cases->len);
  tcase_add_loop_test (tcase, one_stream_for_both_tells_the_same, 0, (int) cases->len);
  tcase_add_loop_test (tcase, no_traceback_and_no_password_is_shown, 0, (int) cases->len);
  tcase_add_test (tcase, success_without_a_warning_is_no_finding);
  tcase_add_test (tcase, a_warning_on_the_way_to_success_is_a_warning);
  tcase_add_test (tcase, every_failure_is_explained);
  tcase_add_test (tcase, secrets_are_hidden_wherever_they_stand);
  tcase_add_test (tcase, the_end_of_endless_output_counts);
  tcase_add_test (tcase, what_a_revision_prints_is_not_the_cause);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  int status = limbeck_check_main (alembic_failure_suite ());

  g_ptr_array_unref (cases);

  return status;
}
