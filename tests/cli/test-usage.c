#include <string.h>

#include "cli/usage.h"

#include "limbeck-check.h"

START_TEST (help_of_the_program_names_every_verb_and_status)
  {
    g_autofree char *text = limbeck_usage_dup_program ();

    for (const LimbeckVerb *const *verb = limbeck_verbs (); *verb; verb++)
      {
        ck_assert_ptr_nonnull (strstr (text, (*verb)->name));
        ck_assert_ptr_nonnull (strstr (text, (*verb)->summary));
      }
    for (char status = '0'; status <= '8'; status++)
      {
        const char start[] = { '\n', ' ', ' ', status, ' ', '\0' };

        ck_assert_ptr_nonnull (strstr (text, start));
      }
  }
END_TEST

START_TEST (help_of_a_verb_explains_its_options)
  {
    for (const LimbeckVerb *const *verb = limbeck_verbs (); *verb; verb++)
      {
        g_autofree char *text = limbeck_usage_dup_verb (*verb);

        ck_assert_ptr_nonnull (strstr (text, (*verb)->description));
        ck_assert_ptr_nonnull (strstr (text, "For example:\n  limbeckctl "));
        for (gsize i = 0; (*verb)->options[i]; i++)
          {
            g_autofree char *option = g_strdup_printf ("  --%s", (*verb)->options[i]);

            ck_assert_ptr_nonnull (strstr (text, option));
          }
      }
  }
END_TEST

START_TEST (every_option_of_a_verb_exists_and_every_option_has_a_verb)
  {
    for (const LimbeckVerb *const *verb = limbeck_verbs (); *verb; verb++)
      for (gsize i = 0; (*verb)->options[i]; i++)
        ck_assert_ptr_nonnull (
            limbeck_option_find ((*verb)->options[i], strlen ((*verb)->options[i])));

    for (const LimbeckOption *option = limbeck_options (); option->name; option++)
      {
        guint n_verbs = 0;

        for (const LimbeckVerb *const *verb = limbeck_verbs (); *verb; verb++)
          n_verbs += limbeck_verb_takes (*verb, option);
        ck_assert_uint_gt (n_verbs, 0);
      }
  }
END_TEST

START_TEST (help_fits_into_a_hundred_columns)
  {
    g_autoptr (GString) all = g_string_new (NULL);
    g_auto (GStrv) lines = NULL;

    for (const LimbeckVerb *const *verb = limbeck_verbs (); *verb; verb++)
      g_string_append_printf (all, "%s\n", (*verb)->description);
    lines = g_strsplit (all->str, "\n", -1);
    for (gsize i = 0; lines[i]; i++)
      ck_assert_msg (g_utf8_strlen (lines[i], -1) <= 100, "%s", lines[i]);
  }
END_TEST

static Suite *
usage_suite (void)
{
  Suite *suite = suite_create ("usage");
  TCase *tcase = tcase_create ("usage");

  tcase_add_test (tcase, help_of_the_program_names_every_verb_and_status);
  tcase_add_test (tcase, help_of_a_verb_explains_its_options);
  tcase_add_test (tcase, every_option_of_a_verb_exists_and_every_option_has_a_verb);
  tcase_add_test (tcase, help_fits_into_a_hundred_columns);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (usage_suite ());
}
