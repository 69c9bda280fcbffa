#include <string.h>

#include "core/project/ini-file.h"
#include "core/project/project.h"

#include "limbeck-check.h"

static LimbeckIniFile *
parse (const char *contents)
{
  g_autoptr (GError) error = NULL;
  LimbeckIniFile *file = limbeck_ini_file_parse ("/p/alembic.ini", contents, &error);

  ck_assert_msg (file != NULL, "%s", error != NULL ? error->message : "");

  return file;
}

/* Measured with Python 3.11. */
static const struct
{
  const char *contents; /* below "[alembic]" */
  const char *value;    /* of "a" */
} values[] = {
  { "a = b", "b" },
  { "a=b", "b" },
  { "a: b", "b" },
  { "a : b = c", "b = c" },
  { "a = b : c", "b : c" },
  { "A = b", "b" },
  { "  a = b  ", "b" },
  { "a =", "" },
  { "a", NULL },
  { "a = b # c", "b # c" },
  { "a = b ; c", "b ; c" },
  { "a = # c", "# c" },
  { "# a = b", NULL },
  { "  ; a = b", NULL },
  { "a = b\n  c\n  d", "b\nc\nd" },
  { "a =\n  c\n\n  d\n\n\nb = 1", "\nc\n\nd" },
  { "a = b\n  # c\n  d", "b\nd" },
  { "a = b\n  [c]\n  d = e", "b\n[c]\nd = e" },
  { "  a = b\n  c = d", "b" },
  { "a = b\r\nc = d\r\n", "b" },
  { "a = b\rc = d\r", "b" },
  { "a\xc2\xa0=\xe2\x80\x83"
    "b",
    "b" },
  { "a = b\n\xc2\xa0"
    "c",
    "b\nc" },
  { "a = %(here)s/x", "/p/x" },
  { "a = %(HERE)s", "/p" },
  { "a = 100%%", "100%" },
  { "a = %(b)s\nb = %(c)s\nc = %%d", "%d" },
  { "a = %%(b)s", "%(b)s" },
  { "a = x\n[other]\na = y", "x" },
};

START_TEST (a_value_is_what_configparser_makes_of_it)
  {
    g_autofree char *contents = g_strconcat ("[alembic]\n", values[_i].contents, "\n", NULL);
    g_autoptr (LimbeckIniFile) file = NULL;
    g_autofree char *value = NULL;
    g_autoptr (GError) error = NULL;

    if (strcmp (values[_i].contents, "a") == 0)
      {
        ck_assert_ptr_null (limbeck_ini_file_parse ("x.ini", contents, &error));
        return;
      }

    file = parse (contents);
    ck_assert (limbeck_ini_file_read (file, "alembic", "a", &value, NULL));
    ck_assert_pstr_eq (value, values[_i].value);
  }
END_TEST

static const struct
{
  const char *contents;
  const char *text;
} rejections[] = {
  { "a = b\n", "line 1: there is no section header" },
  { "\n\n# x\n a = b\n", "line 4: there is no section header" },
  { "\xef\xbb\xbf[alembic]\n", "line 1: the file begins with a byte order mark" },
  { "[alembic]\na = 1\n\nA = 2\n",
    "line 4: “a” is there a second time in the section “[alembic]”" },
  { "[alembic]\n[x]\n[alembic] \n", "line 3: the section “[alembic]” is there a second time" },
  { "[alembic]\nnonsense\na = b\n", "line 2: this is neither" },
  { "[alembic]\n= b\n", "line 2: this is neither" },
  { "[alembic]\n= b\n= c\n", "line 3: “” is there a second time" },
  { "[alembic]\nnonsense\na = b\na = c\n", "line 4: “a” is there" },
  { "[DEFAULT]\na = b\n[DEFAULT]\na = c\n", "line 4: “a” is there" },
  { "[alembic]\na = \xe9\n", "line 2: this is not UTF-8" },
  { "[]\na = 1\n", "line 1: there is no section header" },
};

START_TEST (what_configparser_rejects_is_told_with_its_line)
  {
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_ini_file_parse ("/p/alembic.ini", rejections[_i].contents, &error));
    ck_assert (
        g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION));
    ck_assert (g_str_has_prefix (error->message, "“/p/alembic.ini”, "));
    ck_assert_msg (strstr (error->message, rejections[_i].text) != NULL, "%s", error->message);
  }
END_TEST

static const struct
{
  const char *contents;
  const char *text;
} bad_values[] = {
  { "a = SECRET%40", "line 2: the value of “a” can't be used. It has a single percent sign" },
  { "a = SECRET%", "single percent sign" },
  { "a = %(b", "must look like “%(name)s”" },
  { "a = %()s", "must look like" },
  { "a = %(b)d", "must look like" },
  { "a = %(DB_User)s", "“%(DB_User)s”" },
  { "a = %(a)s", "circle" },
  { "a = %(b)s\nb = x%(a)s", "circle" },
};

START_TEST (a_bad_percent_is_told_only_when_the_value_is_asked_for)
  {
    g_autofree char *contents = g_strconcat (
        "[alembic]\n", bad_values[_i].contents, "\nz = 1", NULL);
    g_autoptr (LimbeckIniFile) file = parse (contents);
    g_autofree char *value = NULL;
    g_autofree char *other = NULL;
    g_autoptr (GError) error = NULL;

    ck_assert (!limbeck_ini_file_read (file, "alembic", "a", &value, &error));
    ck_assert_msg (strstr (error->message, bad_values[_i].text) != NULL, "%s", error->message);
    ck_assert_ptr_null (strstr (error->message, "SECRET"));
    ck_assert (limbeck_ini_file_read (file, "alembic", "z", &other, NULL));
    ck_assert_str_eq (other, "1");
  }
END_TEST

START_TEST (ten_levels_of_references_are_the_most)
  {
    g_autoptr (GString) contents = g_string_new ("[alembic]\nv10 = %%\n");
    g_autoptr (LimbeckIniFile) file = NULL;
    g_autofree char *deepest = NULL;
    g_autofree char *deeper = NULL;

    for (guint i = 0; i < 10; i++)
      g_string_append_printf (contents, "v%u = %%(v%u)s\n", i, i + 1);
    file = parse (contents->str);

    ck_assert (limbeck_ini_file_read (file, "alembic", "v1", &deepest, NULL));
    ck_assert_str_eq (deepest, "%");
    ck_assert (!limbeck_ini_file_read (file, "alembic", "v0", &deeper, NULL));
  }
END_TEST

START_TEST (references_that_multiply_come_to_an_end)
  {
    g_autoptr (GString) contents = g_string_new ("[alembic]\nv8 = %%\n");
    g_autoptr (LimbeckIniFile) file = NULL;
    g_autofree char *value = NULL;
    g_autoptr (GError) error = NULL;

    for (guint i = 0; i < 8; i++)
      {
        g_string_append_printf (contents, "v%u = ", i);
        for (guint j = 0; j < 1000; j++)
          g_string_append_printf (contents, "%%(v%u)s", i + 1);
        g_string_append_c (contents, '\n');
      }
    file = parse (contents->str);

    ck_assert (!limbeck_ini_file_read (file, "alembic", "v0", &value, &error));
  }
END_TEST

START_TEST (defaults_reach_every_section_and_may_be_overwritten)
  {
    g_autoptr (LimbeckIniFile) file = NULL;
    g_autofree char *a = NULL;
    g_autofree char *b = NULL;
    g_autofree char *here = NULL;

    file = parse ("[one]\nb = %(a)s\n[DEFAULT]\na = d\nb = e\nhere = elsewhere\n[two]\na = t\n");

    ck_assert (limbeck_ini_file_read (file, "one", "b", &b, NULL));
    ck_assert_str_eq (b, "d");
    ck_assert (limbeck_ini_file_read (file, "two", "a", &a, NULL));
    ck_assert_str_eq (a, "t");
    ck_assert (limbeck_ini_file_read (file, "two", "here", &here, NULL));
    ck_assert_str_eq (here, "elsewhere");
    ck_assert (!limbeck_ini_file_has_own (file, "two", "b"));
    ck_assert (limbeck_ini_file_has_own (file, "two", "a"));
  }
END_TEST

START_TEST (sections_are_told_apart_by_case_and_default_is_none)
  {
    g_autoptr (LimbeckIniFile) file = parse ("[DEFAULT]\na = 1\n[Alembic]\n[b]\n");
    const char *const *sections = limbeck_ini_file_get_sections (file);
    g_autofree char   *value = NULL;

    ck_assert (!limbeck_ini_file_has_section (file, "alembic"));
    ck_assert (!limbeck_ini_file_has_section (file, "DEFAULT"));
    ck_assert (limbeck_ini_file_has_section (file, "Alembic"));
    ck_assert_str_eq (sections[0], "Alembic");
    ck_assert_str_eq (sections[1], "b");
    ck_assert_ptr_null (sections[2]);
    ck_assert (limbeck_ini_file_read (file, "alembic", "a", &value, NULL));
    ck_assert_ptr_null (value);
  }
END_TEST

START_TEST (options_are_listed_with_the_defaults)
  {
    g_autoptr (LimbeckIniFile) file = parse ("[DEFAULT]\nb = 1\n[alembic]\nc = 2\nb = 3\n");
    g_autofree const char **options = limbeck_ini_file_list_options (file, "alembic");
    g_autofree char        *list = g_strjoinv (",", (char **) options);

    ck_assert_str_eq (list, "b,c,here");
    ck_assert_uint_eq (limbeck_ini_file_get_line (file, "alembic", "c"), 4);
    ck_assert_uint_eq (limbeck_ini_file_get_line (file, "alembic", "here"), 0);
  }
END_TEST

START_TEST (a_folder_with_a_percent_sign_is_told)
  {
    g_autoptr (LimbeckIniFile) file = NULL;
    g_autofree char *value = NULL;
    g_autoptr (GError) error = NULL;

    file = limbeck_ini_file_parse ("/100%/x.ini", "[alembic]\na = %(here)s/x\n", NULL);

    ck_assert (!limbeck_ini_file_read (file, "alembic", "a", &value, &error));
    ck_assert_ptr_nonnull (strstr (error->message, "percent sign in its path"));
  }
END_TEST

static Suite *
ini_file_suite (void)
{
  Suite *suite = suite_create ("core/project/ini-file");
  TCase *tcase = tcase_create ("ini-file");

  tcase_add_loop_test (tcase, a_value_is_what_configparser_makes_of_it, 0, G_N_ELEMENTS (values));
  tcase_add_loop_test (
      tcase, what_configparser_rejects_is_told_with_its_line, 0, G_N_ELEMENTS (rejections));
  tcase_add_loop_test (
      tcase, a_bad_percent_is_told_only_when_the_value_is_asked_for, 0, G_N_ELEMENTS (bad_values));
  tcase_add_test (tcase, ten_levels_of_references_are_the_most);
  tcase_add_test (tcase, references_that_multiply_come_to_an_end);
  tcase_add_test (tcase, defaults_reach_every_section_and_may_be_overwritten);
  tcase_add_test (tcase, sections_are_told_apart_by_case_and_default_is_none);
  tcase_add_test (tcase, options_are_listed_with_the_defaults);
  tcase_add_test (tcase, a_folder_with_a_percent_sign_is_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (ini_file_suite ());
}
