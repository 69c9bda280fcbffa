#include <gio/gio.h>
#include <locale.h>
#include <stdio.h>

#include "core/base/finding.h"
#include "core/base/json.h"

#include "cli/printer.h"

#include "capture.h"
#include "limbeck-check.h"

START_TEST (text_for_people_goes_to_standard_output)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (FALSE);

    limbeck_printer_head (printer, "Head %d", 1);
    limbeck_printer_say (printer, "“%s”", "shop");
    limbeck_printer_indent (printer, "one\n\ntwo");
    limbeck_printer_indent (printer, NULL);
    capture_expect ("Head 1\n“shop”\n  one\n\n  two\n", "");
  }
END_TEST

START_TEST (json_stands_alone_on_standard_output)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (TRUE);
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    limbeck_printer_head (printer, "Head");
    limbeck_printer_say (printer, "Text");
    limbeck_printer_indent (printer, "Text");
    limbeck_printer_note (printer, "Note");
    json_builder_begin_object (builder);
    limbeck_json_add_int (builder, "schema", 1);
    json_builder_end_object (builder);
    limbeck_printer_answer (printer, builder);
    capture_expect ("{\n  \"schema\" : 1\n}\n", "Note\n");
  }
END_TEST

START_TEST (failure_is_a_message_and_an_object)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (TRUE);
    g_autoptr (LimbeckFailure) failure = limbeck_failure_new (
        "no-thing", LIMBECK_EXIT_UNREADABLE, "No thing.", "", "Make one.");
    g_autoptr (JsonParser) parser = json_parser_new ();
    g_autofree char *out = NULL;
    JsonObject      *told;

    limbeck_printer_fail (printer, failure);

    out = capture_read (stdout);
    ck_assert (json_parser_load_from_data (parser, out, -1, NULL));
    told = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                          "error");
    ck_assert_str_eq (json_object_get_string_member (told, "id"), "no-thing");
    ck_assert_str_eq (json_object_get_string_member (told, "title"), "No thing.");
    ck_assert (json_object_get_null_member (told, "detail"));
    ck_assert_str_eq (json_object_get_string_member (told, "remedy"), "Make one.");
    g_clear_pointer (&out, g_free);
    out = capture_read (stderr);
    ck_assert_str_eq (out, "limbeckctl: No thing.\n  Make one.\n");
  }
END_TEST

START_TEST (failure_for_people_is_no_answer)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (FALSE);
    g_autoptr (LimbeckFailure)
        failure = limbeck_failure_new ("x", LIMBECK_EXIT_FAILED, "Title.", "Detail.\nMore.", NULL);

    limbeck_printer_fail (printer, failure);
    capture_expect ("", "limbeckctl: Title.\n  Detail.\n  More.\n");
  }
END_TEST

START_TEST (findings_say_what_to_do_unless_they_passed)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (FALSE);
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);

    g_ptr_array_add (findings,
                     limbeck_finding_new ("a", LIMBECK_SEVERITY_BLOCKER, "Bad.", "Seen.", "Do."));
    g_ptr_array_add (findings,
                     limbeck_finding_new ("b", LIMBECK_SEVERITY_PASSED, "Good.", "Seen.", NULL));
    limbeck_printer_findings (printer, findings, LIMBECK_SHOWN_TROUBLE);
    limbeck_printer_findings (printer, findings, LIMBECK_SHOWN_ALL_DETAILS);
    limbeck_printer_complain_of (printer, findings);
    capture_expect ("BLOCKER: Bad. [a]\n  Seen.\n  Do.\n"
                    "BLOCKER: Bad. [a]\n  Seen.\n  Do.\npassed: Good.\n  Seen.\n",
                    "limbeckctl: Bad.\n  Seen.\n  Do.\n");
  }
END_TEST

START_TEST (control_sequences_do_not_reach_the_terminal)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (FALSE);

    limbeck_printer_say (printer, "%s", "a\033]0;title\007b\033[2Jc\xff");
    limbeck_printer_note (printer, "%s", "d\033[31me");
    capture_expect ("abc\xef\xbf\xbd\n", "de\n");
  }
END_TEST

START_TEST (text_is_written_in_the_encoding_of_the_locale)
  {
    g_autoptr (LimbeckPrinter) printer = NULL;

    setlocale (LC_ALL, "C");
    printer = limbeck_printer_new (FALSE);
    limbeck_printer_say (printer, "%s", "größe");
    capture_expect ("gr??e\n", "");
  }
END_TEST

START_TEST (percentage_is_for_terminals_only)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (FALSE);

    limbeck_printer_note_fraction (printer, 0.5);
    capture_expect ("", "");
  }
END_TEST

START_TEST (answer_that_can_not_be_written_is_an_error)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (FALSE);
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_nonnull (freopen ("/dev/full", "w", stdout));
    limbeck_printer_say (printer, "text");
    ck_assert (!limbeck_printer_finish (printer, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE));
  }
END_TEST

static Suite *
printer_suite (void)
{
  Suite *suite = suite_create ("printer");
  TCase *tcase = tcase_create ("printer");

  tcase_add_checked_fixture (tcase, capture_start, capture_stop);
  tcase_add_test (tcase, text_for_people_goes_to_standard_output);
  tcase_add_test (tcase, json_stands_alone_on_standard_output);
  tcase_add_test (tcase, failure_is_a_message_and_an_object);
  tcase_add_test (tcase, failure_for_people_is_no_answer);
  tcase_add_test (tcase, findings_say_what_to_do_unless_they_passed);
  tcase_add_test (tcase, control_sequences_do_not_reach_the_terminal);
  tcase_add_test (tcase, text_is_written_in_the_encoding_of_the_locale);
  tcase_add_test (tcase, percentage_is_for_terminals_only);
  tcase_add_test (tcase, answer_that_can_not_be_written_is_an_error);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (printer_suite ());
}
