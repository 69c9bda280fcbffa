#include <string.h>

#include "core/base/finding.h"
#include "core/base/json.h"

#include "limbeck-check.h"

static char *
write_to_string (LimbeckFinding *finding)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  limbeck_finding_write (finding, builder);

  return limbeck_json_to_string (builder, FALSE);
}

START_TEST (a_finding_gives_back_what_it_was_made_of)
  {
    g_autoptr (LimbeckFinding) finding = limbeck_finding_new (
        "several-heads", LIMBECK_SEVERITY_WARNING, "Title.", "Detail\344", NULL);

    ck_assert_str_eq (limbeck_finding_get_id (finding), "several-heads");
    ck_assert_int_eq (limbeck_finding_get_severity (finding), LIMBECK_SEVERITY_WARNING);
    ck_assert_str_eq (limbeck_finding_get_title (finding), "Title.");
    ck_assert_str_eq (limbeck_finding_get_detail (finding), "Detail\357\277\275");
    ck_assert_ptr_null (limbeck_finding_get_remedy (finding));
  }
END_TEST

START_TEST (the_getters_are_properties_too)
  {
    g_autoptr (LimbeckFinding) finding = limbeck_finding_new (
        "id", LIMBECK_SEVERITY_BLOCKER, "Title.", "Detail", "Remedy.");
    g_autofree char *id = NULL;
    g_autofree char *title = NULL;
    g_autofree char *detail = NULL;
    g_autofree char *remedy = NULL;
    LimbeckSeverity  severity;

    g_object_get (finding,
                  "id",
                  &id,
                  "severity",
                  &severity,
                  "title",
                  &title,
                  "detail",
                  &detail,
                  "remedy",
                  &remedy,
                  NULL);
    ck_assert_str_eq (id, "id");
    ck_assert_int_eq (severity, LIMBECK_SEVERITY_BLOCKER);
    ck_assert_str_eq (title, "Title.");
    ck_assert_str_eq (detail, "Detail");
    ck_assert_str_eq (remedy, "Remedy.");
  }
END_TEST

START_TEST (absent_texts_are_null_in_json)
  {
    g_autoptr (LimbeckFinding)
        finding = limbeck_finding_new ("fine", LIMBECK_SEVERITY_PASSED, "All is well.", NULL, NULL);
    g_autofree char *text = write_to_string (finding);

    ck_assert_str_eq (text,
                      "{\"id\":\"fine\",\"severity\":\"passed\",\"title\":\"All is well.\","
                      "\"detail\":null,\"remedy\":null,\"action\":null,\"command\":null}");
  }
END_TEST

START_TEST (a_remedy_can_have_an_action_and_a_command)
  {
    g_autoptr (LimbeckFinding)
        finding = limbeck_finding_new_with_action ("several-heads",
                                                   LIMBECK_SEVERITY_WARNING,
                                                   "Title.",
                                                   NULL,
                                                   "Remedy.",
                                                   LIMBECK_ACTION_UPGRADE_HEADS,
                                                   "limbeckctl upgrade heads");
    g_autofree char *text = write_to_string (finding);

    ck_assert_int_eq (limbeck_finding_get_action (finding), LIMBECK_ACTION_UPGRADE_HEADS);
    ck_assert_str_eq (limbeck_finding_get_command (finding), "limbeckctl upgrade heads");
    ck_assert_ptr_nonnull (
        strstr (text, "\"action\":\"upgrade-heads\",\"command\":\"limbeckctl upgrade heads\""));
  }
END_TEST

START_TEST (what_is_unknown_is_worse_than_passed_and_better_than_a_warning)
  {
    ck_assert_int_gt (LIMBECK_SEVERITY_UNKNOWN, LIMBECK_SEVERITY_PASSED);
    ck_assert_int_lt (LIMBECK_SEVERITY_UNKNOWN, LIMBECK_SEVERITY_WARNING);
    ck_assert_str_eq (limbeck_severity_to_string (LIMBECK_SEVERITY_UNKNOWN), "unknown");
  }
END_TEST

START_TEST (the_worst_severity_counts)
  {
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);

    ck_assert_int_eq (limbeck_findings_worst (findings), LIMBECK_SEVERITY_PASSED);
    g_ptr_array_add (findings,
                     limbeck_finding_new ("a", LIMBECK_SEVERITY_WARNING, "A.", NULL, NULL));
    g_ptr_array_add (findings,
                     limbeck_finding_new ("b", LIMBECK_SEVERITY_BLOCKER, "B.", NULL, NULL));
    g_ptr_array_add (findings,
                     limbeck_finding_new ("c", LIMBECK_SEVERITY_PASSED, "C.", NULL, NULL));
    ck_assert_int_eq (limbeck_findings_worst (findings), LIMBECK_SEVERITY_BLOCKER);
  }
END_TEST

static Suite *
finding_suite (void)
{
  Suite *suite = suite_create ("finding");
  TCase *tcase = tcase_create ("finding");

  tcase_add_test (tcase, a_finding_gives_back_what_it_was_made_of);
  tcase_add_test (tcase, the_getters_are_properties_too);
  tcase_add_test (tcase, absent_texts_are_null_in_json);
  tcase_add_test (tcase, a_remedy_can_have_an_action_and_a_command);
  tcase_add_test (tcase, what_is_unknown_is_worse_than_passed_and_better_than_a_warning);
  tcase_add_test (tcase, the_worst_severity_counts);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (finding_suite ());
}
