#include <string.h>

#include "core/revisions/python-encoding.h"

#include "limbeck-check.h"

static const struct
{
  const char *source;
  const char *text; /* NULL: only Python can tell */
} sources[] = {
  { "", "" },
  { "caf\303\251", "caf\303\251" },
  { "\357\273\277x", "x" },
  { "caf\351", NULL },
  { "# coding: utf-8\n\303\251", "# coding: utf-8\n\303\251" },
  { "# -*- coding: latin-1 -*-\n\351", "# -*- coding: latin-1 -*-\n\303\251" },
  { "#!x\n# vim: set fileencoding=iso-8859-1 :\n\351",
    "#!x\n# vim: set fileencoding=iso-8859-1 :\n\303\251" },
  { "# coding: ISO-8859-15\n\244", "# coding: ISO-8859-15\n\342\202\254" },
  { "# coding: cp1252\n\200", "# coding: cp1252\n\342\202\254" },
  { "# coding: ascii\nx", "# coding: ascii\nx" },
  { "# coding: ascii\n\303\251", NULL },
  { "\n\n# coding: latin-1\n\303\251", "\n\n# coding: latin-1\n\303\251" },
  { "x = 1\n# coding: latin-1\n\303\251", "x = 1\n# coding: latin-1\n\303\251" },
  { "x = '# coding: latin-1'\n\303\251", "x = '# coding: latin-1'\n\303\251" },
  { "# coding: nonsense\n", NULL },
  { "# coding: rot13\n", NULL },
  { "\357\273\277# coding: latin-1\n", NULL },
  { "\357\273\277# coding: utf-8\nx", "# coding: utf-8\nx" },
};

START_TEST (a_source_is_decoded_by_pythons_rules)
  {
    g_autofree char *converted = NULL;
    gsize            length = strlen (sources[_i].source);
    const char      *text = limbeck_python_decode (sources[_i].source, &length, &converted);

    ck_assert_pstr_eq (text, sources[_i].text);
    if (text != NULL)
      ck_assert_uint_eq (length, strlen (text));
  }
END_TEST

START_TEST (a_nul_is_left_to_python)
  {
    g_autofree char *converted = NULL;
    gsize            length = 3;

    ck_assert_ptr_null (limbeck_python_decode ("a\0b", &length, &converted));
  }
END_TEST

static Suite *
python_encoding_suite (void)
{
  Suite *suite = suite_create ("python-encoding");
  TCase *tcase = tcase_create ("python-encoding");

  tcase_add_loop_test (
      tcase, a_source_is_decoded_by_pythons_rules, 0, (int) G_N_ELEMENTS (sources));
  tcase_add_test (tcase, a_nul_is_left_to_python);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_encoding_suite ());
}
