#include "core/project/project.h"
#include "core/project/url-refusal.h"

#include "limbeck-check.h"

static const struct
{
  const char *text;
  gboolean    is_example;
} examples[] = {
  { "driver://user:pass@localhost/dbname", TRUE },
  { "driver://user:pass@localhost/dbname2", TRUE },
  { "postgresql://user:pass@localhost/dbname", FALSE },
  { "", FALSE },
};

START_TEST (the_example_of_the_template_is_known)
  {
    ck_assert_int_eq (limbeck_url_refusal_is_example (examples[_i].text), examples[_i].is_example);
  }
END_TEST

static const char *const innocent[] = {
  "postgresql://u:${x}@h/d", "postgresql://u:{p}@h/d", "postgresql://h/d$1",
  "postgresql://h/{d}x",     "postgresql://h/100%",    "postgresql://{a}b@h/d",
};

START_TEST (odd_characters_are_no_placeholder)
  {
    g_autoptr (LimbeckUrlParts) parts = limbeck_url_parts_new (innocent[_i]);

    ck_assert (limbeck_url_refusal_check_text (innocent[_i], NULL));
    ck_assert (limbeck_url_refusal_check_parts (parts, NULL));
  }
END_TEST

static Suite *
url_refusal_suite (void)
{
  Suite *suite = suite_create ("core/project/url-refusal");
  TCase *tcase = tcase_create ("url-refusal");

  tcase_add_loop_test (tcase, the_example_of_the_template_is_known, 0, G_N_ELEMENTS (examples));
  tcase_add_loop_test (tcase, odd_characters_are_no_placeholder, 0, G_N_ELEMENTS (innocent));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (url_refusal_suite ());
}
