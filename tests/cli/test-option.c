#include <string.h>

#include "cli/command-line.h"
#include "cli/option.h"

#include "limbeck-check.h"

static const LimbeckOption *
find (const char *name)
{
  const LimbeckOption *option = limbeck_option_find (name, strlen (name));

  ck_assert_msg (option != NULL, "%s", name);

  return option;
}

static void
clear_all (LimbeckCommandLine *line)
{
  for (const LimbeckOption *option = limbeck_options (); option->name != NULL; option++)
    limbeck_option_clear (option, line);
}

START_TEST (every_option_has_a_name_and_a_letter_of_its_own)
  {
    for (const LimbeckOption *option = limbeck_options (); option->name != NULL; option++)
      {
        ck_assert_ptr_eq (find (option->name), option);
        ck_assert_ptr_nonnull (option->summary);
        /* Only a flag has no value that help would have to name. */
        ck_assert_int_eq (option->placeholder == NULL, option->kind == LIMBECK_OPTION_FLAG);
        if (option->letter != 0)
          ck_assert_ptr_eq (limbeck_option_find_letter (option->letter), option);
        for (const LimbeckOption *other = limbeck_options (); other != option; other++)
          ck_assert_uint_ne (other->offset, option->offset);
      }
  }
END_TEST

START_TEST (a_name_is_found_whole_or_not_at_all)
  {
    ck_assert_ptr_eq (limbeck_option_find ("json=x", 4), find ("json"));
    ck_assert_ptr_null (limbeck_option_find ("jso", 3));
    ck_assert_ptr_null (limbeck_option_find ("jsonx", 5));
    ck_assert_ptr_null (limbeck_option_find ("", 0));
    ck_assert_ptr_null (limbeck_option_find_letter ('x'));
    ck_assert_ptr_null (limbeck_option_find_letter (0));
  }
END_TEST

static const struct
{
  const char *value;
  guint       number;
} counts[] = {
  { "1", 1 },
  { "60", 60 },
  { "1000000", 1000000 },
  { "1000001", 0 },
  { "0", 0 },
  { "", 0 },
  { "-1", 0 },
  { "1.5", 0 },
  { " 1", 0 },
  { "1s", 0 },
  { "٣", 0 },
  { "0x10", 0 },
  { "99999999999999999999", 0 },
};

START_TEST (a_count_is_a_whole_number_within_limits)
  {
    LimbeckCommandLine line = { 0 };
    g_autoptr (GError) error = NULL;
    const gboolean is_stored = limbeck_option_store (
        find ("timeout"), &line, counts[_i].value, &error);

    ck_assert_int_eq (is_stored, counts[_i].number != 0);
    ck_assert_uint_eq (line.timeout_s, counts[_i].number);
    ck_assert_int_eq (limbeck_option_is_given (find ("timeout"), &line), is_stored);
    if (!is_stored)
      {
        ck_assert (g_error_matches (error, LIMBECK_USAGE_ERROR, LIMBECK_USAGE_ERROR_BAD_USAGE));
        ck_assert_ptr_nonnull (strstr (error->message, "--timeout"));
        ck_assert_ptr_nonnull (strstr (error->message, counts[_i].value));
      }
  }
END_TEST

START_TEST (a_choice_is_one_of_its_words)
  {
    static const char *const wrong[] = { "", "tak", "Take", "take|recent", "taken" };
    LimbeckCommandLine       line = { 0 };

    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
      {
        g_autoptr (GError) error = NULL;

        ck_assert (!limbeck_option_store (find ("backup"), &line, wrong[i], &error));
        ck_assert_ptr_nonnull (strstr (error->message, "take, recent, own, none"));
        ck_assert (!limbeck_option_is_given (find ("backup"), &line));
      }
    ck_assert (limbeck_option_store (find ("backup"), &line, "recent", NULL));
    ck_assert_str_eq (line.backup, "recent");
    clear_all (&line);
  }
END_TEST

START_TEST (a_list_grows_and_commas_divide)
  {
    LimbeckCommandLine line = { 0 };

    ck_assert (limbeck_option_store (find ("accept"), &line, "data-loss", NULL));
    ck_assert (limbeck_option_store (find ("accept"), &line, "a,b", NULL));
    ck_assert (limbeck_option_store (find ("from"), &line, "a1,b2", NULL));
    ck_assert_uint_eq (g_strv_length (line.accept), 2);
    ck_assert_str_eq (line.accept[0], "data-loss");
    ck_assert_str_eq (line.accept[1], "a,b");
    ck_assert_uint_eq (g_strv_length (line.from), 2);
    ck_assert_str_eq (line.from[1], "b2");
    clear_all (&line);
    ck_assert_ptr_null (line.accept);
    ck_assert_ptr_null (line.from);
  }
END_TEST

START_TEST (a_path_may_hold_any_bytes_and_a_text_may_be_empty)
  {
    LimbeckCommandLine line = { 0 };

    ck_assert (limbeck_option_store (find ("project"), &line, "/tmp/\xff", NULL));
    ck_assert (limbeck_option_store (find ("confirm"), &line, "", NULL));
    ck_assert_str_eq (line.project, "/tmp/\xff");
    ck_assert (limbeck_option_is_given (find ("confirm"), &line));
    clear_all (&line);
    clear_all (&line);
    ck_assert (!limbeck_option_is_given (find ("confirm"), &line));
  }
END_TEST

START_TEST (a_flag_is_given_or_not)
  {
    LimbeckCommandLine line = { 0 };

    ck_assert (!limbeck_option_is_given (find ("json"), &line));
    ck_assert (limbeck_option_store (find ("json"), &line, NULL, NULL));
    ck_assert (limbeck_option_is_given (find ("json"), &line));
  }
END_TEST

static Suite *
option_suite (void)
{
  Suite *suite = suite_create ("cli/option");
  TCase *tcase = tcase_create ("option");

  tcase_add_test (tcase, every_option_has_a_name_and_a_letter_of_its_own);
  tcase_add_test (tcase, a_name_is_found_whole_or_not_at_all);
  tcase_add_loop_test (tcase, a_count_is_a_whole_number_within_limits, 0, G_N_ELEMENTS (counts));
  tcase_add_test (tcase, a_choice_is_one_of_its_words);
  tcase_add_test (tcase, a_list_grows_and_commas_divide);
  tcase_add_test (tcase, a_path_may_hold_any_bytes_and_a_text_may_be_empty);
  tcase_add_test (tcase, a_flag_is_given_or_not);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (option_suite ());
}
