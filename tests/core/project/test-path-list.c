#include "core/project/path-list.h"

#include "limbeck-check.h"

static void
assert_entries (char **entries, const char *expected)
{
  g_autofree char *joined = g_strjoinv ("|", entries);

  ck_assert_str_eq (joined, expected);
}

/* Python's re.split(", *|(?: +)") and re.split(", *|(?: +)|\:") */
static const struct
{
  const char *text;
  gboolean    colons_too;
  const char *entries;
} loose[] = {
  { "a", FALSE, "a" },      { "a b", FALSE, "a|b" },   { "a, b", FALSE, "a|b" },
  { "a,b", FALSE, "a|b" },  { "a ,b", FALSE, "a||b" }, { "a,, b", FALSE, "a||b" },
  { "a,", FALSE, "a|" },    { "a:b", FALSE, "a:b" },   { "a:b", TRUE, "a|b" },
  { "a: b", TRUE, "a||b" }, { "a\nb", FALSE, "a\nb" }, { "a   b", TRUE, "a|b" },
};

START_TEST (without_a_separator_blanks_and_commas_count)
  {
    g_auto (GStrv) entries = limbeck_path_list_split_loosely (loose[_i].text, loose[_i].colons_too);

    assert_entries (entries, loose[_i].entries);
  }
END_TEST

/* [x.strip() for x in text.split(separator) if x] */
static const struct
{
  const char *text;
  char        separator;
  gboolean    strips;
  const char *entries;
} strict[] = {
  { "a:b", ':', TRUE, "a|b" },         { "a::b:", ':', TRUE, "a|b" },
  { "a : b", ':', TRUE, "a|b" },       { "a : b", ':', FALSE, "a | b" },
  { "a: :b", ':', TRUE, "a||b" },      { "a b  c", ' ', TRUE, "a|b|c" },
  { "\na b\nc", '\n', TRUE, "a b|c" }, { ":", ':', TRUE, "" },
};

START_TEST (with_a_separator_only_that_counts)
  {
    g_auto (GStrv) entries = limbeck_path_list_split_on (
        strict[_i].text, strict[_i].separator, strict[_i].strips);

    assert_entries (entries, strict[_i].entries);
  }
END_TEST

START_TEST (separators_have_names)
  {
    ck_assert_int_eq (limbeck_path_list_parse_separator ("os", FALSE), ':');
    ck_assert_int_eq (limbeck_path_list_parse_separator (":", FALSE), ':');
    ck_assert_int_eq (limbeck_path_list_parse_separator (";", FALSE), ';');
    ck_assert_int_eq (limbeck_path_list_parse_separator ("space", FALSE), ' ');
    ck_assert_int_eq (limbeck_path_list_parse_separator ("newline", FALSE), 0);
    ck_assert_int_eq (limbeck_path_list_parse_separator ("newline", TRUE), '\n');
    ck_assert_int_eq (limbeck_path_list_parse_separator ("os  # Use os.pathsep", TRUE), 0);
    ck_assert_int_eq (limbeck_path_list_parse_separator ("", TRUE), 0);
  }
END_TEST

static Suite *
path_list_suite (void)
{
  Suite *suite = suite_create ("core/project/path-list");
  TCase *tcase = tcase_create ("path-list");

  tcase_add_loop_test (tcase, without_a_separator_blanks_and_commas_count, 0, G_N_ELEMENTS (loose));
  tcase_add_loop_test (tcase, with_a_separator_only_that_counts, 0, G_N_ELEMENTS (strict));
  tcase_add_test (tcase, separators_have_names);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (path_list_suite ());
}
