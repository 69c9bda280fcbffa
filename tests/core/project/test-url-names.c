#include "core/project/url-names.h"

#include "limbeck-check.h"

static const char *
look_up (const char *name, gpointer data)
{
  return g_environ_getenv (data, name);
}

static const struct
{
  const char *environment;
  const char *name;
  const char *url;
} finds[] = {
  { "", NULL, NULL },
  { "DATABASE_URL=", NULL, NULL },
  { "POSTGRES_URL=b DATABASE_URL=a", "DATABASE_URL", "a" },
  { "POSTGRES_URL=b DB_URL=a", "DB_URL", "a" },
  { "POSTGRES_USER=u", NULL, NULL },
  { "POSTGRES_USER=u POSTGRES_DB=d", "POSTGRES_*", "postgresql://u@/d" },
  { "POSTGRES_USER=u@v POSTGRES_PASSWORD=p/% POSTGRES_DB=d POSTGRES_HOST=h POSTGRES_PORT=1",
    "POSTGRES_*",
    "postgresql://u%40v:p%2F%25@h:1/d" },
  { "POSTGRES_USER=u POSTGRES_DB=d POSTGRES_SERVER=h", "POSTGRES_*", "postgresql://u@h/d" },
  { "DB_USER=u DB_NAME=d DB_HOST=/run/x DB_PORT=1", "DB_*", "postgresql://u@:1/d?host=%2Frun%2Fx" },
};

START_TEST (the_usual_names_are_looked_for_in_order)
  {
    g_auto (GStrv) environment = g_strsplit (finds[_i].environment, " ", -1);
    const char      *name = NULL;
    guint            after = 0;
    g_autofree char *url = limbeck_url_names_find (look_up, environment, &after, &name);

    ck_assert_pstr_eq (url, finds[_i].url);
    ck_assert_pstr_eq (name, finds[_i].name);
  }
END_TEST

START_TEST (the_search_can_go_on)
  {
    g_auto (GStrv)
        environment = g_strsplit ("DATABASE_URL=a DB_URL=b DB_USER=u DB_NAME=d", " ", -1);
    const char *const expected[] = { "a", "b", "postgresql://u@/d" };
    const char       *name = NULL;
    guint             after = 0;

    for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
      {
        g_autofree char *url = limbeck_url_names_find (look_up, environment, &after, &name);

        ck_assert_str_eq (url, expected[i]);
      }

    ck_assert_ptr_null (limbeck_url_names_find (look_up, environment, &after, &name));
  }
END_TEST

static Suite *
url_names_suite (void)
{
  Suite *suite = suite_create ("core/project/url-names");
  TCase *tcase = tcase_create ("url-names");

  tcase_add_loop_test (tcase, the_usual_names_are_looked_for_in_order, 0, G_N_ELEMENTS (finds));
  tcase_add_test (tcase, the_search_can_go_on);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (url_names_suite ());
}
