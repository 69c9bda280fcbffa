#include "config.h"

#include "gui/revisions/revision-text.h"

#include "limbeck-check.h"

typedef struct
{
  const char *written;
  const char *date;
  const char *moment;
} Written;

/* What real projects have after “Create Date:”. */
static const Written dates[] = {
  { "2023-10-30 12:34:56.123456", "30 Oct 2023", "30 October 2023, 12:34" },
  { "2026-01-02 03:04:05", "2 Jan", "2 January 2026, 03:04" },
  { "2026-01-02T03:04:05", "2 Jan", "2 January 2026, 03:04" },
  { "2019-06-01 09:00:00.000001+00:00", "1 Jun 2019", "1 June 2019, 09:00" },
  { "yesterday", "yesterday", "yesterday" },
  { "", "", "" },
  { NULL, "", "" },
};

START_TEST (dates_are_told_as_people_tell_them)
  {
    g_autofree char *date = limbeck_revision_text_dup_date (dates[_i].written, 2026);
    g_autofree char *moment = limbeck_revision_text_dup_moment (dates[_i].written);

    ck_assert_str_eq (date, dates[_i].date);
    ck_assert_str_eq (moment, dates[_i].moment);
  }
END_TEST

typedef struct
{
  const char *one;
  const char *other;
} Pair;

static const Pair equal_texts[] = {
  { "Prices", "PRICES" },
  { "\xc3\xbc", "u\xcc\x88" },  /* composed and decomposed */
  { "\xef\xac\x81ne", "FINE" }, /* a ligature */
};

START_TEST (texts_that_read_the_same_fold_to_the_same)
  {
    g_autofree char *one = limbeck_revision_text_dup_folded (equal_texts[_i].one);
    g_autofree char *other = limbeck_revision_text_dup_folded (equal_texts[_i].other);

    ck_assert_str_eq (one, other);
  }
END_TEST

START_TEST (every_state_has_a_word_and_an_icon_of_its_own)
  {
    ck_assert_str_eq (limbeck_revision_text_state (LIMBECK_REVISION_STATE_APPLIED), "applied");
    ck_assert_str_eq (limbeck_revision_text_state (LIMBECK_REVISION_STATE_PENDING), "pending");
    ck_assert_str_eq (limbeck_revision_text_state (LIMBECK_REVISION_STATE_UNKNOWN), "unknown");
    ck_assert_str_ne (limbeck_revision_text_state_icon (LIMBECK_REVISION_STATE_APPLIED),
                      limbeck_revision_text_state_icon (LIMBECK_REVISION_STATE_PENDING));
    ck_assert_str_ne (limbeck_revision_text_state_icon (LIMBECK_REVISION_STATE_UNKNOWN),
                      limbeck_revision_text_state_icon (LIMBECK_REVISION_STATE_PENDING));
  }
END_TEST

static Suite *
revision_text_suite (void)
{
  Suite *suite = suite_create ("revision-text");
  TCase *tcase = tcase_create ("revision-text");

  tcase_add_loop_test (tcase, dates_are_told_as_people_tell_them, 0, G_N_ELEMENTS (dates));
  tcase_add_loop_test (
      tcase, texts_that_read_the_same_fold_to_the_same, 0, G_N_ELEMENTS (equal_texts));
  tcase_add_test (tcase, every_state_has_a_word_and_an_icon_of_its_own);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (revision_text_suite ());
}
