#include <string.h>

#include "cli/verb.h"

#include "limbeck-check.h"

static guint
count_verbs (void)
{
  guint n = 0;

  while (limbeck_verbs ()[n] != NULL)
    n++;

  return n;
}

START_TEST (every_verb_says_what_it_is)
  {
    for (guint i = 0; i < count_verbs (); i++)
      {
        const LimbeckVerb *verb = limbeck_verbs ()[i];
        g_autofree char   *call = g_strconcat ("limbeckctl ", verb->name, NULL);

        ck_assert_ptr_eq (limbeck_verb_find (verb->name), verb);
        ck_assert_ptr_nonnull (verb->summary);
        ck_assert_ptr_nonnull (verb->description);
        ck_assert_ptr_nonnull (verb->run);
        ck_assert_uint_le (verb->min_arguments, verb->max_arguments);
        ck_assert_int_eq (verb->arguments != NULL, verb->max_arguments > 0);
        ck_assert_msg (strstr (verb->example, call) != NULL, "%s", verb->example);
      }
  }
END_TEST

START_TEST (every_option_of_a_verb_exists_and_is_not_one_of_all)
  {
    for (guint i = 0; i < count_verbs (); i++)
      for (const char *const *name = limbeck_verbs ()[i]->options; *name != NULL; name++)
        {
          const LimbeckOption *option = limbeck_option_find (*name, strlen (*name));

          ck_assert_msg (option != NULL, "%s", *name);
          ck_assert_msg (!option->is_global, "%s", *name);
          ck_assert (limbeck_verb_takes (limbeck_verbs ()[i], option));
        }
  }
END_TEST

START_TEST (every_option_belongs_to_a_verb)
  {
    for (const LimbeckOption *option = limbeck_options (); option->name != NULL; option++)
      {
        guint n = 0;

        for (guint i = 0; i < count_verbs (); i++)
          n += limbeck_verb_takes (limbeck_verbs ()[i], option) ? 1 : 0;
        if (option->is_global)
          ck_assert_uint_eq (n, count_verbs ());
        else
          ck_assert_msg (n > 0 && n < count_verbs (), "%s", option->name);
      }
  }
END_TEST

START_TEST (what_is_no_verb_is_not_found)
  {
    ck_assert_ptr_null (limbeck_verb_find (""));
    ck_assert_ptr_null (limbeck_verb_find ("Status"));
    ck_assert_ptr_null (limbeck_verb_find ("stat"));
    ck_assert_ptr_null (limbeck_verb_find ("status "));
  }
END_TEST

static Suite *
verb_suite (void)
{
  Suite *suite = suite_create ("cli/verb");
  TCase *tcase = tcase_create ("verb");

  tcase_add_test (tcase, every_verb_says_what_it_is);
  tcase_add_test (tcase, every_option_of_a_verb_exists_and_is_not_one_of_all);
  tcase_add_test (tcase, every_option_belongs_to_a_verb);
  tcase_add_test (tcase, what_is_no_verb_is_not_found);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (verb_suite ());
}
