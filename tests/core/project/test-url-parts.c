#include "core/project/url-parts.h"

#include "limbeck-check.h"

/* Measured with SQLAlchemy's make_url(); "-" stands for absent. */
static const struct
{
  const char *text;
  const char *parts; /* scheme|username|password|host|port|database|query */
} splits[] = {
  { "postgresql://", "postgresql|-|-|-|-|-|" },
  { "a+b_1://u:p@h:1/d?x=1&y=2", "a+b_1|u|p|h|1|d|x=1,y=2" },
  { "x://u@x@h/d", "x|u@x|-|h|-|d|" },
  { "x://u@h:5432/d?x=a@b", "x|u@h|5432/d?x=a|b|-|-|" },
  { "x://:p@h", "x||p|h|-|-|" },
  { "x://@h", "x||-|h|-|-|" },
  { "x://[::1]:2/d", "x|-|-|::1|2|d|" },
  { "x://[::1]junk/d", "x|-|-|::1|-|-|" },
  { "x://[]/d", "x|-|-|[]|-|d|" },
  { "x://[ab/d", "x|-|-|[ab|-|d|" },
  { "x://h?a=1", "x|-|-|h|-|-|a=1" },
  { "x:///?a+b=c+d%2B&e&f=&=g", "x|-|-|-|-||a b=c d+,=g" },
  { "x://h/d?a=1\nb=2", "x|-|-|h|-|d|a=1" },
  { "x://%zz%4:%41%@h", "x|%zz%4|A%|h|-|-|" },
  { "x://%FF:%00@h", "x|\xef\xbf\xbd|\xef\xbf\xbd|h|-|-|" },
};

static const char *
shown (const char *part)
{
  return part != NULL ? part : "-";
}

START_TEST (a_url_is_split_as_sqlalchemy_splits_it)
  {
    g_autoptr (LimbeckUrlParts) parts = limbeck_url_parts_new (splits[_i].text);
    g_autoptr (GString) text = g_string_new (NULL);

    ck_assert_ptr_nonnull (parts);
    g_string_printf (text,
                     "%s|%s|%s|%s|%s|%s|",
                     parts->scheme,
                     shown (parts->username),
                     shown (parts->password),
                     shown (parts->host),
                     shown (parts->port),
                     shown (parts->database));
    for (guint i = 0; i < parts->keys->len; i++)
      g_string_append_printf (text,
                              "%s%s=%s",
                              i > 0 ? "," : "",
                              (char *) g_ptr_array_index (parts->keys, i),
                              (char *) g_ptr_array_index (parts->values, i));

    ck_assert_str_eq (text->str, splits[_i].parts);
  }
END_TEST

static const char *const no_urls[] = { "", "://h", "x", "x:/h", " x://h", "a-b://h", "${X}" };

START_TEST (what_has_no_scheme_is_no_url)
  {
    ck_assert_ptr_null (limbeck_url_parts_new (no_urls[_i]));
  }
END_TEST

START_TEST (a_copy_is_written_like_the_original)
  {
    const char *text = "x://u%40v:p@[::1]:5/d?a=b%26c&password=q";
    g_autoptr (LimbeckUrlParts) parts = limbeck_url_parts_new (text);
    g_autoptr (LimbeckUrlParts) copy = limbeck_url_parts_copy (parts);
    g_autofree char *written = limbeck_url_parts_to_text (copy, NULL);
    g_autofree char *masked = limbeck_url_parts_to_text (copy, "***");

    ck_assert_str_eq (written, text);
    ck_assert_str_eq (masked, "x://u%40v:***@[::1]:5/d?a=b%26c&password=***");
  }
END_TEST

static Suite *
url_parts_suite (void)
{
  Suite *suite = suite_create ("core/project/url-parts");
  TCase *tcase = tcase_create ("url-parts");

  tcase_add_loop_test (tcase, a_url_is_split_as_sqlalchemy_splits_it, 0, G_N_ELEMENTS (splits));
  tcase_add_loop_test (tcase, what_has_no_scheme_is_no_url, 0, G_N_ELEMENTS (no_urls));
  tcase_add_test (tcase, a_copy_is_written_like_the_original);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (url_parts_suite ());
}
