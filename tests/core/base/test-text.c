#include <string.h>

#include "core/base/text.h"

#include "limbeck-check.h"

typedef struct
{
  const char *in;
  const char *out;
} Row;

static const Row valid_rows[] = {
  { "plain", "plain" },
  { "tab\tand\nnewline", "tab\tand\nnewline" },
  { "dos\r\nline", "dos\nline" },
  { "50%\r100%", "50%100%" },
  { "\033[1;31mred\033[0m", "red" },
  { "\033[38:2::1:2:3mred", "red" },
  { "\033]0;title\007text", "text" },
  { "\033]8;;http://x\033\\link\033]8;;\033\\", "link" },
  { "\033]unfinished\nnext", "\nnext" },
  { "\033Pdevice\033\\text", "text" },
  { "\033(Bascii", "ascii" },
  { "\033\033[mx", "x" },
  { "\033", "" },
  { "\033[", "" },
  { "bell\a back\b del\177", "bell back del" },
  { "\302\233m8-bit", "m8-bit" },
  { "\303\244\342\202\254", "\303\244\342\202\254" },
  { "latin \344 one", "latin \357\277\275 one" },
  { "cut \342\202", "cut \357\277\275\357\277\275" },
  { "", "" },
};

START_TEST (output_becomes_valid_plain_text)
  {
    const Row       *row = &valid_rows[_i];
    g_autofree char *text = limbeck_text_make_valid (row->in, strlen (row->in));

    ck_assert_str_eq (text, row->out);
  }
END_TEST

START_TEST (nul_bytes_are_left_out)
  {
    g_autofree char *text = limbeck_text_make_valid ("a\0b\0", 4);

    ck_assert_str_eq (text, "ab");
  }
END_TEST

static const Row paragraph_rows[] = {
  { "one line", "one line" },
  { "two\nlines\n\nmore", "two lines" },
  { "\n\n  after blank lines\n", "after blank lines" },
  { "spaces   and\ttabs  \n \t \nmore", "spaces and tabs" },
  { "dos\r\nline\r\n\r\nmore", "dos line" },
  { "", "" },
  { " \n\t\n", "" },
};

START_TEST (the_first_paragraph_comes_on_one_line)
  {
    const Row       *row = &paragraph_rows[_i];
    g_autofree char *text = limbeck_text_first_paragraph (row->in);

    ck_assert_str_eq (text, row->out);
  }
END_TEST

static Suite *
text_suite (void)
{
  Suite *suite = suite_create ("text");
  TCase *tcase = tcase_create ("text");

  tcase_add_loop_test (tcase, output_becomes_valid_plain_text, 0, G_N_ELEMENTS (valid_rows));
  tcase_add_test (tcase, nul_bytes_are_left_out);
  tcase_add_loop_test (
      tcase, the_first_paragraph_comes_on_one_line, 0, G_N_ELEMENTS (paragraph_rows));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (text_suite ());
}
