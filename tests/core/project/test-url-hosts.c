#include "core/project/project.h"
#include "core/project/url-hosts.h"

#include "limbeck-check.h"

/* SQLAlchemy 2.0, _split_multihost_from_url() */
static const struct
{
  const char *query;
  const char *hosts;
  const char *ports;
} reads[] = {
  { "", NULL, NULL },
  { "host=h", "h", NULL },
  { "host=h:1", "h", "1" },
  { "host=h:", "h", NULL },
  { "host=/run:1", "/run:1", NULL },
  { "host=::1", "::1", NULL },
  { "host=h&port=2", "h", "2" },
  { "port=2", NULL, "2" },
  { "host=a,b", "a,b", NULL },
  { "host=a&host=b:2", "a,b", ",2" },
  { "host=a,b&port=,2", "a,b", ",2" },
  { "host=a,b&port=1&port=2", "a,b", "1,2" },
};

START_TEST (hosts_are_read_as_sqlalchemy_reads_them)
  {
    g_autofree char *text = g_strconcat ("x:///d?", reads[_i].query, NULL);
    g_autoptr (LimbeckUrlParts) parts = limbeck_url_parts_new (text);
    g_autofree char *hosts = NULL;
    g_autofree char *ports = NULL;

    ck_assert (limbeck_url_hosts_read (parts, &hosts, &ports, NULL));
    ck_assert_pstr_eq (hosts, reads[_i].hosts);
    ck_assert_pstr_eq (ports, reads[_i].ports);
  }
END_TEST

static const char *const refusals[] = {
  "host=a&host=::1",
  "host=a:1&host=b:2&port=1",
  "host=a&host=b:x",
  "host=a,b&port=1",
};

START_TEST (what_sqlalchemy_refuses_is_refused)
  {
    g_autofree char *text = g_strconcat ("x:///d?", refusals[_i], NULL);
    g_autoptr (LimbeckUrlParts) parts = limbeck_url_parts_new (text);
    g_autofree char *hosts = NULL;
    g_autofree char *ports = NULL;
    g_autoptr (GError) error = NULL;

    ck_assert (!limbeck_url_hosts_read (parts, &hosts, &ports, &error));
    ck_assert (g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_BAD_URL));
  }
END_TEST

static Suite *
url_hosts_suite (void)
{
  Suite *suite = suite_create ("core/project/url-hosts");
  TCase *tcase = tcase_create ("url-hosts");

  tcase_add_loop_test (tcase, hosts_are_read_as_sqlalchemy_reads_them, 0, G_N_ELEMENTS (reads));
  tcase_add_loop_test (tcase, what_sqlalchemy_refuses_is_refused, 0, G_N_ELEMENTS (refusals));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (url_hosts_suite ());
}
